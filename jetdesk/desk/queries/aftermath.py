"""What happened after lists were signed off."""

from datetime import datetime

from sqlalchemy import Connection, select

from jetdesk.desk import tables as t
from jetdesk.domain.aftermath import Event, Happened, Result


def list_aftermath(connection: Connection) -> tuple[Happened, ...]:
    """Of all applicants, in the order of time; what this program does not know is left out."""
    a = t.aftermath.c
    query = select(t.aftermath).where(a.deleted.is_not(True), a.kind.in_(list(Event))).order_by(a.at, a.id)
    return tuple(
        Happened(
            row.applicant, Event(row.kind), row.reason or "", row.by or "", datetime.fromisoformat(row.at),
            Result(row.result) if row.result in set(Result) else None,
        )
        for row in connection.execute(query)
    )  # fmt: skip
