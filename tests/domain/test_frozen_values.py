"""Values that leave the desk are frozen: a screen or a report cannot change what it was given."""

import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import UTC, datetime

import pytest

from jetdesk.domain import applicant, document, office, rows, rubric, selection, sheet, summary

MODULES = (applicant, document, office, rows, rubric, selection, sheet, summary)
VALUES = [
    value
    for module in MODULES
    for value in vars(module).values()
    if is_dataclass(value) and isinstance(value, type) and value.__module__ == module.__name__
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_a_value_cannot_be_changed(value: type) -> None:
    name = fields(value)[0].name
    with pytest.raises((FrozenInstanceError, AttributeError)):
        setattr(object.__new__(value), name, "changed")


def test_a_summary_starts_without_sheets_days_or_sign_off() -> None:
    line = summary.SignOff("Haruka Ishigami", datetime(2026, 2, 20, tzinfo=UTC))
    assert line.by == "Haruka Ishigami"
    defaults = {field.name: field.default for field in fields(summary.SelectionSummary)}
    assert defaults["sign_off"] is None
    assert defaults["received"] == defaults["expected"] == 0


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    ours = {name for module in MODULES for name in imported_by(module)}
    foreign = {name for name in ours if name not in sys.stdlib_module_names and name != "jetdesk"}
    assert foreign == set()


def imported_by(module: object) -> set[str]:
    """The top-level packages that the module's names come from."""
    homes = (getattr(value, "__module__", None) for value in vars(module).values())
    return {home.partition(".")[0] for home in homes if home}
