"""The office, its people, panels and rubrics."""

from functools import lru_cache

from sqlalchemy import Connection, select

from jetdesk.desk import records
from jetdesk.desk import tables as t
from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Office, Panel, Person
from jetdesk.domain.rubric import Rubric, parse_rubric

parsed_rubric = lru_cache(maxsize=16)(parse_rubric)
"""A version of a rubric never changes, so that reading it once is enough."""

OFFICE_ROW = "office"
"""A desk belongs to one office, whose row always has this id."""


def find_office(connection: Connection) -> Office | None:
    row = connection.execute(select(t.office).where(t.office.c.id == OFFICE_ROW)).mappings().first()
    return records.office_of(row) if row else None


def screening_rules(connection: Connection) -> str:
    """The office's own screening rules as TOML; empty for the default ones."""
    return connection.execute(select(t.office.c.screening).where(t.office.c.id == OFFICE_ROW)).scalar() or ""


def timetable_rules(connection: Connection) -> str:
    """The office's timetable rules as TOML; empty before they are set."""
    return connection.execute(select(t.office.c.timetable).where(t.office.c.id == OFFICE_ROW)).scalar() or ""


def mailbox_of(connection: Connection) -> str:
    """The address of the office's mailbox as its setup names it; empty if it names none."""
    return connection.execute(select(t.office.c.mailbox).where(t.office.c.id == OFFICE_ROW)).scalar() or ""


def list_people(connection: Connection) -> tuple[Person, ...]:
    query = select(t.person).where(t.person.c.deleted.is_not(True)).order_by(t.person.c.name)
    return tuple(records.person_of(row) for row in connection.execute(query).mappings())


def list_panels(connection: Connection) -> tuple[Panel, ...]:
    query = select(t.panel).where(t.panel.c.deleted.is_not(True)).order_by(t.panel.c.id)
    return tuple(records.panel_of(row) for row in connection.execute(query).mappings())


def rubric_sources(connection: Connection) -> dict[str, str]:
    """TOML source of every rubric version this desk knows, by rubric id."""
    rows = connection.execute(select(t.rubric.c.id, t.rubric.c.source))
    return {row.id: row.source for row in rows}


def list_rubrics(connection: Connection) -> dict[str, Rubric]:
    return {rubric_id: parsed_rubric(source) for rubric_id, source in rubric_sources(connection).items()}


def rubric_for(connection: Connection, position: Position) -> Rubric | None:
    """The rubric that the office uses for this position."""
    office = find_office(connection)
    wanted = office.rubrics.get(position) if office else None
    source = connection.execute(select(t.rubric.c.source).where(t.rubric.c.id == wanted)).scalar()
    return parsed_rubric(source) if source else None
