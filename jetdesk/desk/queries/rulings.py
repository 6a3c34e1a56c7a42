"""What a person decided on findings of screening."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from jetdesk.desk import tables as t
from jetdesk.domain.ruling import Choice, Ruling


@dataclass(frozen=True, slots=True)
class On:
    """What a ruling is on: one finding of one applicant, by its rule and its English words."""

    applicant: str
    rule: str
    detail: str


def list_rulings(connection: Connection) -> dict[On, Ruling]:
    """Those that hold; what was taken back, or what this program does not know, is left out."""
    r = t.ruling.c
    query = select(r.applicant, r.rule, r.detail, r.choice, r.reason, r.by, r.at).where(
        r.deleted.is_not(True), r.choice.in_(list(Choice))
    )
    return {
        On(*on): Ruling(Choice(choice), reason or "", by or "", datetime.fromisoformat(at))
        for *on, choice, reason, by, at in connection.execute(query)
    }
