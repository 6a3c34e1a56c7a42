"""What was said about conflicts of interest."""

from dataclasses import dataclass

from sqlalchemy import Connection

from jetdesk.desk.database import driver


@dataclass(frozen=True, slots=True)
class Said:
    """A declaration, or a dismissal, of one panelist's conflict with one applicant."""

    applicant: str
    panelist: str
    kind: str
    detail: str
    state: str
    reason: str


def list_said(connection: Connection) -> tuple[Said, ...]:
    query = (
        "SELECT applicant, panelist, coalesce(kind, ''), coalesce(detail, ''), coalesce(state, ''),"
        " coalesce(reason, '') FROM interest WHERE deleted IS NOT 1 ORDER BY applicant, panelist"
    )
    return tuple(Said(*row) for row in driver(connection).execute(query))


def declared(connection: Connection) -> frozenset[tuple[str, str]]:
    """(applicant, panelist) of declarations that nobody dismissed."""
    return frozenset((each.applicant, each.panelist) for each in list_said(connection) if each.state != "dismissed")
