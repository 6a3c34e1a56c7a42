"""The calibration over a real desk: offsets with intervals, agreement, what adjusting changes, and why not."""

import pytest

from jetdesk.domain.rubric import parse_rubric
from jetdesk.services import desks, scores
from jetdesk.ui.screens import calibration
from jetdesk.ui.screens.calibration.offset_bar import OffsetBar, reach, signed
from jetdesk.ui.screens.calibration.values import read
from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.label import Label
from tests.small_office import PANELISTS, write_scores
from tests.ui.applicants.conftest import context as context

LEVELS = {"WH-001": 4, "WH-002": 3, "WH-003": 5, "WH-004": 2, "WH-005": 3, "WH-006": 4}


def load(desk, folder, seats):
    """A harsh moriwaki; one criterion goes up in turn, so that not everything is the same."""
    rubric = parse_rubric(desks.builtin_rubric("alt"))
    lines = [
        [number, panelist, criterion.id,
         min(5, max(1, LEVELS[number] + (at == (place + len(panelist)) % 6) - (panelist == "moriwaki"))), ""]
        for place, (number, panelists) in enumerate(seats.items())
        for panelist in panelists
        for at, criterion in enumerate(rubric.weighted)
    ]  # fmt: skip
    scores.load(desk, write_scores(folder / "s.csv", lines), submit=True)


@pytest.fixture
def screen(qtbot, context):
    made = calibration.build(context)
    qtbot.addWidget(made.view)
    made.view.resize(1256, 820)
    made.view.show()
    made.presenter.shown()
    return made


def words(view):
    return [label.text() for label in view.findChildren(Label)]


def test_the_harsh_one_stands_left_of_zero(desk, tmp_path, screen):
    load(desk, tmp_path, dict.fromkeys(LEVELS, PANELISTS))
    screen.presenter.hidden()
    screen.presenter._stale = True
    screen.presenter.shown()
    shown = read(desk)
    first = shown.rows[0]
    assert (first.name, first.who, first.sheets) == ("Kenji Moriwaki", "consulate staff, Panel B", 6)
    assert first.low < first.offset < first.high
    assert first.offset < -10 < 0 < shown.rows[-1].offset
    assert {row.word for row in shown.rows} == {"In range"}, "three panelists do not tell what is usual"
    assert {"Kenji Moriwaki", "In range", signed(first.offset)} <= set(words(screen.view))
    bars = [bar for bar in screen.view.findChildren(OffsetBar) if bar.accessibleName()]
    assert bars[0].accessibleName().startswith("Kenji Moriwaki: −")
    assert reach(shown.rows) >= max(abs(row.low) for row in shown.rows)
    assert [figure.title for figure in shown.agreement] == ["Krippendorff's α", "Same score", "Within one"]
    assert len(shown.criteria) == 6
    assert shown.changes[0][0] == "ALT"


def test_what_cannot_be_compared_says_why_and_what_would_help(desk, tmp_path, screen):
    one, two, three = PANELISTS
    load(desk, tmp_path, {"WH-001": (one, two), "WH-002": (one, two), "WH-003": (three,), "WH-004": (three,)})
    shown = read(desk)
    assert shown.rows == ()
    assert "2 parts" in shown.refusal
    assert len(shown.remedies) == 1
    assert any(name in shown.remedies[0] for name in ("Moriwaki", "Okonjo", "Villaseñor"))
    screen.view.show_values(shown)
    assert shown.refusal in words(screen.view)
    assert not screen.view.findChildren(OffsetBar)


def test_a_weak_link_is_told_by_the_panelists_names(desk, tmp_path):
    """Names were once put in place of ids by searching the sentence, which found “co” inside “consulate”."""
    one, two, three = PANELISTS
    seats = {"WH-001": (one, two), "WH-002": (one, two), "WH-003": (one, three), "WH-004": (three,)}
    load(desk, tmp_path, {**seats, "WH-005": (one, two), "WH-006": (one, two)})
    assert read(desk).warnings == ("Tomás Villaseñor: linked to the others by single applicants only.",)


def test_before_there_are_sheets_it_says_what_is_needed(desk, screen):
    assert read(desk) is None
    assert screen.view.findChild(EmptyState, "calibration_empty").isVisible()


def test_signs_are_true_minus_signs():
    assert [signed(value) for value in (-5.42, 0.04, 3.6)] == ["−5.4", "0.0", "+3.6"]
