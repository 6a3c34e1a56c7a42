"""The office's rules of screening and its window: read, tried out, set, opened from and saved to a file."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from jetdesk.desk.desk import OFFICE, Desk
from jetdesk.desk.files import replace_file
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import office as queries
from jetdesk.desk.records import office_fields
from jetdesk.domain.office import Cycle
from jetdesk.domain.screening import Rules, Severity, rules_from_toml
from jetdesk.domain.screening_toml import rules_to_toml
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.people import get_office
from jetdesk.services.roles import check_coordinator
from jetdesk.services.screening import office_rules, screen_all


def get_rules(desk: Desk) -> Rules:
    with desk.read() as connection:
        return office_rules(connection)


def set_rules(desk: Desk, rules: Rules, cycle: Cycle) -> ChangeSet:
    """The rules and the cycle's window, arrival and nationalities, in one change. Coordinators only."""
    window = cycle.window
    if window and window.opens >= window.closes:
        raise Refused(msg("The window closes before it opens."), safe=msg("Nothing was changed."))
    text = rules_to_toml(rules)
    rules_from_toml(text)
    with desk.read() as connection:
        check_coordinator(connection)
    office = get_office(desk)
    changed = office_fields(replace(office, cycle=replace(cycle, year=office.cycle.year)))
    fields = {name: changed[name] for name in ("opens", "closes", "arrival", "nationalities")}
    with desk.change("screening.rules") as change:
        change.write("office", queries.OFFICE_ROW, OFFICE, screening=text, **fields)
    return change.result


def would_find(desk: Desk, rules: Rules, cycle: Cycle) -> Counter[Severity | None]:
    """How many applicants would come out how by these rules; None counts the complete ones. Nothing is changed."""
    return Counter(screened.outcome for screened in screen_all(desk, rules, cycle))


def open_rules(file: Path) -> Rules:
    """Rules from a TOML file. Raises Refused with what is wrong."""
    try:
        return rules_from_toml(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused(
            msg("{file} cannot be read: {problem}.", file=file.name, problem=str(problem)),
            safe=msg("Nothing was changed."),
        ) from problem


def save_rules(file: Path, rules: Rules) -> None:
    """Write them as a TOML file that `open_rules` reads."""
    replace_file(file, rules_to_toml(rules).encode())
