"""What the selection summary says: gathered from the desk, counted right, and the same every time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jetdesk.desk import founding
from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.rubric import parse_rubric
from jetdesk.domain.summary import RecusalLine
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.services import desks, people, reporting, scores, screening, selection, timetable
from tests.small_office import PASSPHRASE, SETUP, ids_by_number, score_lines, write_scores

ALT = Position.ALT
MINUTE = 29_500_000 * 60_000
RUBRIC = parse_rubric(desks.builtin_rubric("alt"))


class Wall:
    """A laptop's clock that goes when it is told to."""

    now = MINUTE

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def scored(office_folder: Path, tmp_path: Path, wall: Wall) -> Iterator[Desk]:
    """Two applicants with sheets of two panelists, a third only of one: with a cannot assess, and one recusal."""
    with founding.open_desk(office_folder, PASSPHRASE, wall=wall) as desk:
        lines = score_lines(RUBRIC, {"WH-001": 5, "WH-002": 4}, ["moriwaki", "okonjo"])
        lines += score_lines(RUBRIC, {"WH-003": 3}, ["okonjo"])
        lines[0][3] = ""
        lines[-1][3] = ""
        scores.load(desk, write_scores(tmp_path / "s.csv", lines), submit=True, paper=True)
        timetable.recuse(desk, ids_by_number(desk)["WH-003"], "moriwaki", "is a neighbour")
        yield desk


def test_what_is_counted(scored: Desk) -> None:
    found = reporting.summary_values(scored, ALT)
    assert (found.applied, found.interviewed, found.expected, found.received) == (7, 3, 17, 5)
    assert (found.transcribed, found.notes_waived, found.ratings) == (5, 3, 30)
    assert found.cannot_assess == {"adaptability": 1, "teaching": 1}
    assert found.recusals == (RecusalLine("WH-003", "Łukasz Kowalewicz", "Kenji Moriwaki", "is a neighbour"),)
    assert (found.coordinator, found.sign_off, found.document_no) == ("Nadia Brzezicka", None, "WH-2026-ALT-DRAFT")
    assert found.journal_head == scored.head_hash
    assert found.made_at.isoformat() == "2026-02-01T18:40:00-08:00"


def test_an_empty_position(scored: Desk) -> None:
    found = reporting.summary_values(scored, Position.SEA)
    assert (found.applied, found.interviewed, found.expected, found.received, found.panels) == (0, 0, 0, 0, ())
    assert reporting.summary(scored, Position.SEA, reporting.SummaryOptions()).pages >= 1


def test_the_absent_were_not_interviewed(scored: Desk) -> None:
    screening.set_status(scored, [ids_by_number(scored)["WH-003"]], Status.ABSENT)
    assert reporting.summary_values(scored, ALT).interviewed == 2


def test_panels_name_the_chair_first_and_only_those_who_met_somebody(scored: Desk, tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    more = '[[panels]]\nid = "C"\nmembers = ["nobody", "spare"]\n'
    more += '[[people]]\nid = "nobody"\nname = "A"\n[[people]]\nid = "spare"\nname = "B"\n'
    file.write_text(SETUP.replace('chair = "moriwaki"', 'chair = "villasenor"') + more, "utf-8")
    people.set_up(scored, file)
    (panel,) = reporting.summary_values(scored, ALT).panels
    assert panel.label == "B"
    assert [(member.name, member.chair) for member in panel.members] == [
        ("Tomás Villaseñor", True), ("Kenji Moriwaki", False), ("Amara Okonjo", False),
    ]  # fmt: skip


def test_a_sign_off_is_named_and_numbered(scored: Desk) -> None:
    selection.sign_off(scored, ALT)
    found = reporting.summary_values(scored, ALT)
    assert found.sign_off is not None
    assert (found.sign_off.by, found.document_no) == ("Nadia Brzezicka", "WH-2026-ALT-S01")


def test_the_same_minute_gives_the_same_bytes(scored: Desk, wall: Wall) -> None:
    options = reporting.SummaryOptions(language="ja")
    first = reporting.summary(scored, ALT, options)
    wall.now = MINUTE + 59_999
    again = reporting.summary(scored, ALT, options)
    assert reporting.summary_values(scored, ALT).made_at.second == 0
    assert again.pdf == first.pdf
    wall.now = MINUTE + 60_000
    assert reporting.summary(scored, ALT, options).pdf != first.pdf


def test_a_change_of_the_desk_changes_the_paper(scored: Desk) -> None:
    first = reporting.summary(scored, ALT, reporting.SummaryOptions())
    selection.set_places(scored, ALT, 3, 1)
    assert reporting.summary(scored, ALT, reporting.SummaryOptions()).content_hash != first.content_hash


def test_a_report_is_saved_whole_or_not_at_all(scored: Desk, tmp_path: Path) -> None:
    made = reporting.summary(scored, ALT, reporting.SummaryOptions())
    out = tmp_path / "summary.pdf"
    reporting.save_report(made, out)
    assert out.read_bytes() == made.pdf
    with pytest.raises(EnvironmentFailed):
        reporting.save_report(made, tmp_path / "none" / "summary.pdf")


def test_without_an_office_there_is_no_summary(tmp_path: Path) -> None:
    with founding.create_desk(tmp_path / "d", "mori", PASSPHRASE, cost=desks.key_cost())[0] as desk:
        with pytest.raises(Refused, match="no office yet"):
            reporting.summary_values(desk, ALT)
        assert reporting.interview_days(desk) == ()
        assert selection.positions(desk) == ()
