"""Setting an office up from a file: people, panels, rubrics, quotas. Running it again changes only what differs."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jetdesk.desk.change import Change
from jetdesk.desk.desk import OFFICE, Desk
from jetdesk.desk.entry import Value
from jetdesk.desk.queries import dossiers
from jetdesk.desk.queries import office as queries
from jetdesk.desk.records import office_fields, panel_fields, person_fields
from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Affiliation, Cycle, Office, Panel, Person, Role, Window
from jetdesk.domain.rubric import Rubric, parse_rubric
from jetdesk.domain.screening import rules_from_toml
from jetdesk.domain.timetable_rules import rules_from_toml as timetable_rules
from jetdesk.domain.timetable_rules import rules_to_toml
from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg
from jetdesk.services.desks import builtin_rubric

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a setup file asks for."""

    office: Office
    people: tuple[Person, ...]
    panels: tuple[Panel, ...]
    rubrics: dict[str, str]
    screening: str
    timetable: str
    mailbox: str


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a setup changed: table and id of every row."""

    changed: tuple[tuple[str, str], ...]


def list_people(desk: Desk) -> tuple[Person, ...]:
    with desk.read() as connection:
        return queries.list_people(connection)


def list_panels(desk: Desk) -> tuple[Panel, ...]:
    with desk.read() as connection:
        return queries.list_panels(connection)


def list_rubrics(desk: Desk) -> tuple[Rubric, ...]:
    """Those that the office uses, in the order of the positions."""
    with desk.read() as connection:
        found = (queries.rubric_for(connection, position) for position in Position)
        return tuple(rubric for rubric in found if rubric is not None)


def get_office(desk: Desk) -> Office:
    with desk.read() as connection:
        office = queries.find_office(connection)
    if office is None:
        raise Refused(msg("This desk has no office yet."))
    return office


def set_up(desk: Desk, file: Path) -> SetUp:
    """Bring the office to what the file says, all or nothing. Raises Refused with the place and the problem."""
    plan = read_plan(file, get_office(desk))
    with desk.read() as connection:
        if plan.office.code != get_office(desk).code and dossiers.applicant_ids(connection):
            raise _bad(msg("the office's code cannot change once applicants are loaded"))
        known = {("office", queries.OFFICE_ROW): office_fields(get_office(desk))}
        known |= {("person", p.id): person_fields(p) for p in queries.list_people(connection)}
        known |= {("panel", p.id): panel_fields(p) for p in queries.list_panels(connection)}
        known |= {("rubric", i): {"source": source} for i, source in queries.rubric_sources(connection).items()}
        known["office", queries.OFFICE_ROW]["screening"] = queries.screening_rules(connection)
        known["office", queries.OFFICE_ROW]["timetable"] = queries.timetable_rules(connection)
        known["office", queries.OFFICE_ROW]["mailbox"] = queries.mailbox_of(connection)
    wanted = {key: fields for key, fields in _rows(plan) if _differs(known.get(key, {}), fields)}
    _check_rubrics_unchanged(known, wanted)
    if wanted:
        with desk.change("office.set_up") as change:
            _write(change, wanted)
    return SetUp(tuple(wanted))


def read_plan(file: Path, office: Office) -> Plan:
    """Read a setup file over what the office is now."""
    try:
        text = file.read_text("utf-8-sig")
        data = tomllib.loads(text)
        return _plan(data, text, file.parent, office)
    except OSError as problem:
        raise Refused(
            msg("{file} cannot be read: {problem}.", file=file.name, problem=problem.strerror or ""),
            safe=msg("Nothing was changed."), todo=msg("Check the file's name and place."),
        ) from problem  # fmt: skip
    except KeyError as problem:
        raise _bad(msg("“{place}” is missing", place=str(problem.args[0]))) from problem
    except (TypeError, ValueError, AttributeError, RecursionError) as problem:  # no TOML and no UTF-8 are ValueErrors
        raise _bad(msg("{problem}", problem=str(problem))) from problem


def _plan(data: Table, text: str, folder: Path, office: Office) -> Plan:
    sources, chosen = _rubrics(_table(data, "rubrics"), folder)
    people = tuple(_person(item) for item in _tables(data, "people"))
    panels = tuple(_panel(item) for item in _tables(data, "panels"))
    _check_once("people", [person.id for person in people])
    _check_once("panels", [panel.id for panel in panels])
    _check_members(panels, people)
    if "screening" in data:
        rules_from_toml(text)
    return Plan(
        office=_office(data, office, chosen),
        people=people,
        panels=panels,
        rubrics=sources,
        screening=text if "screening" in data else "",
        timetable=rules_to_toml(timetable_rules(text, "UTC")) if "timetable" in data else "",
        mailbox=str(_table(data, "mailbox").get("url", "")),
    )


def _office(data: Table, office: Office, rubrics: dict[Position, str]) -> Office:
    given = _table(data, "office")
    zone = str(given.get("time_zone", office.time_zone))
    _check_zone(zone)
    paper = str(given.get("paper", office.paper))
    if paper not in ("a4", "letter"):
        raise _bad(msg("paper must be a4 or letter, not “{value}”", value=paper))
    selection = _table(data, "selection")
    ties = _texts(selection.get("tie_breaks", list(office.tie_breaks)))
    for rule in ties:
        if rule not in ("overall", "draw") and not rule.startswith("criterion:"):
            raise _bad(msg("a tie-break is overall, draw or criterion:ID, not “{value}”", value=rule))
    return replace(
        office,
        code=str(given.get("code", office.code)),
        name=str(given.get("name", office.name)),
        name_ja=str(given.get("name_ja", office.name_ja)),
        time_zone=zone,
        paper=paper,
        languages=_texts(given.get("languages", list(office.languages))),
        cycle=_cycle(_table(data, "cycle"), office.cycle),
        quota={**office.quota, **_counts(data, "quota")},
        alternates={**office.alternates, **_counts(data, "alternates")},
        rubrics={**office.rubrics, **rubrics},
        tie_breaks=ties,
        retention_years=int(str(given.get("retention_years", office.retention_years))),
    )


def _cycle(given: Table, cycle: Cycle) -> Cycle:
    opens, closes, arrival = given.get("opens"), given.get("closes"), given.get("arrival")
    window = cycle.window
    if opens is not None or closes is not None:
        if not (isinstance(opens, datetime) and isinstance(closes, datetime) and opens.tzinfo and closes.tzinfo):
            raise _bad(msg("[cycle] opens and closes need date, time and zone, as 2023-11-17T23:59:00-10:00"))
        if opens >= closes:
            raise _bad(msg("[cycle] opens must be before closes"))
        window = Window(opens, closes)
    if arrival is not None and (isinstance(arrival, datetime) or not isinstance(arrival, date)):
        raise _bad(msg("[cycle] arrival must be a date, as 2024-07-28"))
    nationalities = _texts(given.get("nationalities", list(cycle.nationalities)))
    return Cycle(int(str(given.get("year", cycle.year))), window, arrival or cycle.arrival, nationalities)


def _rubrics(given: Table, folder: Path) -> tuple[dict[str, str], dict[Position, str]]:
    sources: dict[str, str] = {}
    chosen: dict[Position, str] = {}
    for position, name in given.items():
        source = _rubric_source(str(name), folder)
        rubric = parse_rubric(source)
        sources[rubric.id] = source
        chosen[_position(position)] = rubric.id
    return sources, chosen


def _rubric_source(name: str, folder: Path) -> str:
    if name in ("alt", "cir", "sea"):
        return builtin_rubric(name)
    path = folder / name
    if not path.is_file():
        problem = msg("the rubric “{name}” is neither built in (alt, cir, sea) nor a file beside the setup", name=name)
        raise _bad(problem)
    return path.read_text("utf-8-sig")


def _person(given: Table) -> Person:
    role, affiliation = str(given.get("role", "panelist")), str(given.get("affiliation", ""))
    return Person(
        str(given["id"]), str(given["name"]), Role(role), Affiliation(affiliation),
        str(given.get("employer", "")), str(given.get("institution", "")), given.get("speaks_japanese") is True,
    )  # fmt: skip


def _panel(given: Table) -> Panel:
    return Panel(str(given["id"]), _texts(given["members"]), str(given.get("chair", "")), str(given.get("room", "")))


def _check_once(section: str, ids: Sequence[str]) -> None:
    for each, times in Counter(ids).items():
        if times > 1:
            raise _bad(msg("“{id}” stands under [[{section}]] more than once", id=each, section=section))


def _check_members(panels: tuple[Panel, ...], people: tuple[Person, ...]) -> None:
    known = {person.id for person in people}
    for panel in panels:
        for member in (*panel.members, *([panel.chair] if panel.chair else [])):
            if member not in known:
                raise _bad(
                    msg("panel {panel} names “{member}”, who is not under [[people]]", panel=panel.id, member=member)
                )
        if panel.chair and panel.chair not in panel.members:
            raise _bad(msg("the chair of panel {panel} is not one of its members", panel=panel.id))


def _check_rubrics_unchanged(known: Mapping[tuple[str, str], Table], wanted: Mapping[tuple[str, str], Table]) -> None:
    for table, row in wanted:
        if table == "rubric" and (table, row) in known:
            problem = msg("the rubric {rubric} is already in use with other content; give it a new version", rubric=row)
            raise _bad(problem)


def _rows(plan: Plan) -> Iterator[tuple[tuple[str, str], dict[str, Value]]]:
    office = office_fields(plan.office)
    if plan.screening:
        office["screening"] = plan.screening
    if plan.timetable:
        office["timetable"] = plan.timetable
    if plan.mailbox:
        office["mailbox"] = plan.mailbox
    yield ("office", queries.OFFICE_ROW), office
    for person in plan.people:
        yield ("person", person.id), person_fields(person)
    for panel in plan.panels:
        yield ("panel", panel.id), panel_fields(panel)
    for rubric_id, source in plan.rubrics.items():
        rubric: Rubric = parse_rubric(source)
        yield ("rubric", rubric_id), {"position": rubric.position, "version": rubric.version, "source": source}


def _differs(known: Mapping[str, Value], wanted: Mapping[str, Value]) -> bool:
    if "source" in wanted:
        return known.get("source") != wanted["source"]
    return any(known.get(name) != value for name, value in wanted.items())


def _write(change: Change, wanted: Mapping[tuple[str, str], dict[str, Value]]) -> None:
    for (table, row), fields in wanted.items():
        change.write(table, row, OFFICE, **fields)


def _position(text: str) -> Position:
    try:
        return Position(text.upper())
    except ValueError as problem:
        raise _bad(msg("“{value}” is not a position (ALT, CIR, SEA)", value=text)) from problem


def _counts(data: Table, name: str) -> dict[Position, int]:
    counts = {_position(key): value for key, value in _table(data, name).items()}
    for position, value in counts.items():
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            wanted = msg("[{section}] {position} must be a whole number, zero or more", section=name, position=position)
            raise _bad(wanted)
    return {position: int(str(value)) for position, value in counts.items()}


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise _bad(msg("the time zone “{value}” is not known", value=zone)) from problem


def _table(data: Table, name: str) -> Table:
    value = data.get(name, {})
    if not isinstance(value, Mapping):
        raise _bad(msg("[{section}] must be a table", section=name))
    return value


def _tables(data: Table, name: str) -> list[Table]:
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise _bad(msg("[[{section}]] must be a list of tables", section=name))
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError(f"{value!r} is not a list")
    return tuple(str(item) for item in value)


def _bad(problem: Message) -> Refused:
    return Refused(
        msg("The setup file cannot be used: {problem}.", problem=problem),
        safe=msg("Nothing was changed."),
        todo=msg("Correct the file and run the setup again."),
    )
