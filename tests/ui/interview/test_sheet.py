"""Scoring with keys: what is chosen is saved, shown, counted; what was typed is never lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jetdesk.desk.desk import Desk
from jetdesk.domain.sheet import Overall
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.i18n import choose_language, msg
from jetdesk.services import interviews
from jetdesk.ui.screens.interview import saving
from tests.ui.interview.conftest import ALT, ME, Opener, fill, find_person, make_context
from tests.ui.interview.page import CONTROL, InterviewPage


def draft(desk: Desk, applicant: str, panelist: str = ME) -> interviews.SheetView:
    return interviews.open_sheet(desk, applicant, panelist)


@pytest.fixture
def priya(ids: dict[str, str]) -> str:
    return ids["WH-001"]


@pytest.fixture
def noor(ids: dict[str, str]) -> str:
    return ids["WH-002"]


def test_a_digit_chooses_saves_and_counts(mine: InterviewPage, day: Desk, priya: str) -> None:
    mine.rate("motivation", 4)
    assert mine.level("motivation") == 4
    assert draft(day, priya).draft.rating("motivation").level == 4
    assert mine.total == "16 of 20"
    assert mine.saved.startswith("Saved ")
    assert mine.text("total_scored") == "1 of 6 scored"
    assert any("Priya Venkataraman, Draft, 6 left" in words for words in mine.list_words)


def test_choosing_opens_the_row_and_shows_the_anchor(mine: InterviewPage) -> None:
    mine.rate("teaching", 5)
    row = mine.view.sheet.criteria.rows["teaching"]
    assert mine.open_criterion == "teaching"
    assert row.anchor.accessibleName().startswith("5 All take part")
    assert sum(r.is_open for r in mine.view.sheet.criteria.rows.values()) == 1


def test_delete_clears_and_c_cannot_assess(mine: InterviewPage, day: Desk, priya: str) -> None:
    mine.rate("culture", 3)
    mine.press(Qt.Key.Key_Delete)
    assert draft(day, priya).draft.rating("culture").level is None
    mine.press(Qt.Key.Key_C)
    assert draft(day, priya).draft.rating("culture").cannot_assess
    assert "Say why Cultural ambassadorship cannot be assessed" in [
        gap.message(draft(day, priya).rubric, "en").text() for gap in draft(day, priya).gaps
    ]
    mine.press(Qt.Key.Key_0)
    assert not draft(day, priya).draft.rating("culture").cannot_assess


def test_a_level_takes_the_place_of_cannot_assess(mine: InterviewPage, day: Desk, priya: str) -> None:
    mine.go_to("culture")
    mine.press(Qt.Key.Key_C)
    mine.type("2")
    rating = draft(day, priya).draft.rating("culture")
    assert (rating.level, rating.cannot_assess) == (2, False)


def test_tab_goes_from_criterion_to_criterion(mine: InterviewPage) -> None:
    mine.go_to("adaptability")
    places = []
    for _ in range(6):
        places.append(mine.focus)
        mine.press(Qt.Key.Key_Tab)
    assert places == [f"rating_{criterion}" for criterion in ALT]
    assert mine.focus == "overall"
    mine.press(Qt.Key.Key_Backtab)
    assert mine.focus == "rating_teaching"


def test_tab_leaves_the_note_for_the_next_criterion(mine: InterviewPage) -> None:
    mine.go_to("motivation")
    mine.press(Qt.Key.Key_N)
    assert mine.focus == "note_motivation"
    mine.press(Qt.Key.Key_Tab)
    assert mine.focus == "rating_culture"


def test_a_note_is_saved_after_a_pause(mine: InterviewPage, day: Desk, priya: str) -> None:
    mine.write_note("motivation", "Uwajima letters")
    assert draft(day, priya).draft.rating("motivation").note == "Uwajima letters"
    assert mine.saved.startswith("Saved ")


def test_a_note_is_saved_for_its_applicant_when_another_is_opened(
    mine: InterviewPage, day: Desk, priya: str, noor: str
) -> None:
    mine.write_note("motivation", "About Priya", pause=False)
    mine.next_applicant()
    assert mine.name == "Noor al-Rashidi"
    assert draft(day, priya).draft.rating("motivation").note == "About Priya"
    assert not draft(day, noor).draft.ratings
    assert mine.note("motivation") == ""


def test_a_note_is_saved_when_the_screen_goes_away(mine: InterviewPage, day: Desk, priya: str) -> None:
    mine.write_note("culture", "At the last moment", pause=False)
    mine.presenter.hidden()
    assert draft(day, priya).draft.rating("culture").note == "At the last moment"


def test_showing_a_sheet_writes_nothing(mine: InterviewPage, day: Desk, noor: str) -> None:
    fill(day, noor)
    interviews.note(day, noor, ME, "culture", "Kept")
    before = day.head_hash
    for _ in range(3):
        mine.next_applicant()
    for _ in range(3):
        mine.previous_applicant()
    mine.presenter.refresh()
    assert day.head_hash == before


def test_a_draft_goes_on_where_it_was_left(day: Desk, opened: Opener, noor: str) -> None:
    interviews.rate(day, noor, ME, "teaching", 2)
    interviews.note(day, noor, ME, "teaching", "Talked throughout")
    page = opened(make_context(day, find_person(day, ME)))
    assert page.name == "Noor al-Rashidi"
    assert (page.level("teaching"), page.note("teaching")) == (2, "Talked throughout")
    assert page.total == "8 of 20"


def test_undo_takes_back_a_rating_and_the_sheet_shows_it(mine: InterviewPage, day: Desk, priya: str) -> None:
    mine.rate("culture", 3)
    mine.type("5")
    assert mine.presenter.context.undo.next_undo == "Rating of Cultural ambassadorship"
    mine.presenter.context.undo.undo()
    assert draft(day, priya).draft.rating("culture").level == 3
    assert mine.level("culture") == 3


def test_what_is_typed_stays_while_another_change_arrives(mine: InterviewPage, day: Desk, priya: str) -> None:
    mine.write_note("culture", "Half a sen", pause=False)
    saved = interviews.rate(day, priya, ME, "teaching", 4)
    mine.presenter.context.bus.changed.emit(saved.change, None)
    assert mine.note("culture") == "Half a sen"
    assert mine.level("teaching") == 4


# Sealing


def test_the_gaps_are_listed_and_lead_to_their_control(mine: InterviewPage, day: Desk, priya: str) -> None:
    fill(day, priya)
    interviews.rate(day, priya, ME, "culture", 5)
    interviews.choose_overall(day, priya, ME, None)
    mine.presenter.refresh()
    assert mine.gaps == ["Add a note for the 5 in Cultural ambassadorship", "Choose an overall recommendation"]
    mine.click("gap_0")
    assert mine.focus == "note_culture"
    mine.click("gap_1")
    assert mine.focus == "overall"


def test_submitting_too_early_goes_to_the_first_gap(mine: InterviewPage, day: Desk, priya: str) -> None:
    mine.rate("teaching", 3)
    mine.submit()
    assert mine.focus == "rating_adaptability"
    assert draft(day, priya).submitted is None


def test_keep_editing_seals_nothing(mine: InterviewPage, day: Desk, priya: str) -> None:
    fill(day, priya)
    mine.presenter.refresh()
    mine.go_to("teaching")
    mine.submit(act=False)
    assert draft(day, priya).submitted is None


def test_sealing_ends_the_sheet_and_offers_the_next(mine: InterviewPage, day: Desk, priya: str) -> None:
    fill(day, priya)
    mine.presenter.refresh()
    mine.write_note("teaching", "Typed just before", pause=False)
    mine.submit()
    sealed = draft(day, priya).submitted
    assert sealed is not None
    assert {r.criterion: r.note for r in sealed.ratings}["teaching"] == "Typed just before"
    assert mine.seal.startswith("Sealed ")
    assert mine.name == "Priya Venkataraman"
    assert mine.view.sheet.footer.next.words == "Open Noor al-Rashidi"
    mine.rate("teaching", 1)
    assert mine.level("teaching") == 4
    assert any("Priya Venkataraman, Sealed" in words for words in mine.list_words)
    mine.click("next_interview")
    assert mine.name == "Noor al-Rashidi"
    assert mine.focus == "rating_adaptability"
    assert mine.level("teaching") is None


def test_sealing_waits_until_everything_is_saved(
    mine: InterviewPage, day: Desk, priya: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(day, priya)
    mine.presenter.refresh()
    monkeypatch.setattr(saving, "_write", failing(EnvironmentFailed(msg("The disk is full."))))
    mine.write_note("teaching", "Not on the desk yet", pause=False)
    mine.submit()
    assert draft(day, priya).submitted is None
    monkeypatch.undo()
    mine.click("sheet_banner_action")
    mine.submit()
    sealed = draft(day, priya).submitted
    assert sealed is not None
    assert {r.criterion: r.note for r in sealed.ratings}["teaching"] == "Not on the desk yet"


# When saving fails


def failing(error: Exception) -> Callable[..., object]:
    def fail(*_: object) -> object:
        raise error

    return fail


def test_a_failure_keeps_the_text_says_so_and_is_tried_again(
    mine: InterviewPage, day: Desk, priya: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_write", failing(EnvironmentFailed(msg("The disk is full."))))
    mine.write_note("motivation", "Precious words")
    assert mine.saved == "Not saved, trying again"
    assert mine.view.sheet.banner.accessibleName() == "The disk is full."
    mine.next_applicant()
    mine.previous_applicant()
    assert mine.note("motivation") == "Precious words"
    monkeypatch.undo()
    mine.view.retry_asked.emit()
    assert draft(day, priya).draft.rating("motivation").note == "Precious words"
    assert mine.saved.startswith("Saved ")
    assert not mine.view.sheet.banner.isVisible()


def test_a_bug_while_saving_keeps_the_text_too(
    mine: InterviewPage, day: Desk, priya: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(saving, "_write", failing(ZeroDivisionError("ours")))
    mine.rate("culture", 3)
    assert mine.saved == "Not saved, trying again"
    assert "saving a sheet" in caplog.text
    monkeypatch.undo()
    mine.presenter.hidden()
    assert draft(day, priya).draft.rating("culture").level == 3


def test_a_later_choice_takes_the_place_of_one_that_failed(
    mine: InterviewPage, day: Desk, priya: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_write", failing(EnvironmentFailed(msg("The disk is full."))))
    mine.rate("culture", 3)
    monkeypatch.undo()
    mine.type("2")
    mine.view.retry_asked.emit()
    assert draft(day, priya).draft.rating("culture").level == 2
    assert mine.saved.startswith("Saved ")


def test_a_refused_choice_shows_what_is_saved(
    mine: InterviewPage, day: Desk, priya: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    interviews.rate(day, priya, ME, "culture", 4)
    monkeypatch.setattr(saving, "_write", failing(Refused(msg("The list is signed off."))))
    mine.rate("culture", 1)
    assert mine.view.sheet.banner.accessibleName() == "The list is signed off."
    assert mine.level("culture") == 4


# F2, recusal, Japanese


def test_f2_shows_all_levels_and_a_digit_chooses(mine: InterviewPage, day: Desk, priya: str) -> None:
    mine.go_to("culture")
    mine.press(Qt.Key.Key_F2)
    assert mine.focus == "level_1"
    mine.press(Qt.Key.Key_Down)
    assert mine.focus == "level_2"
    mine.press(Qt.Key.Key_Escape)
    assert mine.focus == "rating_culture"
    assert draft(day, priya).draft.rating("culture").level is None
    mine.press(Qt.Key.Key_F2)
    mine.type("4")
    assert draft(day, priya).draft.rating("culture").level == 4
    assert mine.focus == "rating_culture"


def test_cannot_assess_has_its_name_and_the_note_says_when_it_is_required(mine: InterviewPage) -> None:
    mine.rate("adaptability", 5)
    row = mine.view.sheet.criteria.rows["adaptability"]
    assert row.segment.accessibleName() == "Adaptability, weight 3"
    assert row.toggle.accessibleName() == "Cannot assess Adaptability"
    assert row.note.accessibleName() == "Note on Adaptability, required for 5"


def test_in_japanese_the_rubric_speaks_japanese(day: Desk, opened: Opener) -> None:
    choose_language("ja")
    page = opened(make_context(day, find_person(day, ME)))
    row = page.view.sheet.criteria.rows["adaptability"]
    assert row.title == "適応力"
    assert row.segment.accessibleName().startswith("適応力")


# Sheets of others


def test_a_coordinator_enters_the_sheet_of_a_panelist(coordinator: InterviewPage, day: Desk, priya: str) -> None:
    assert coordinator.text("sheet_quiet_line").startswith("Entered for Amara Okonjo")
    coordinator.choose_panelist("Kenji Moriwaki")
    assert coordinator.name == "Priya Venkataraman"
    assert coordinator.text("sheet_quiet_line").startswith("Entered for Kenji Moriwaki")
    coordinator.rate("culture", 4)
    assert draft(day, priya, "moriwaki").draft.rating("culture").level == 4
    assert not draft(day, priya, "okonjo").draft.ratings


def test_a_note_belongs_to_the_panelist_it_was_typed_for(coordinator: InterviewPage, day: Desk, priya: str) -> None:
    coordinator.choose_panelist("Kenji Moriwaki")
    coordinator.write_note("culture", "Kenji said so", pause=False)
    coordinator.choose_panelist("Amara Okonjo")
    assert draft(day, priya, "moriwaki").draft.rating("culture").note == "Kenji said so"
    assert coordinator.note("culture") == ""
    assert not draft(day, priya, "okonjo").draft.ratings


def test_a_panelist_has_no_chooser(mine: InterviewPage, coordinator: InterviewPage) -> None:
    assert not mine.view.sheet.head.panelist.isVisible()
    assert coordinator.view.sheet.head.panelist.isVisible()


def test_an_applicant_of_nobody_can_be_scored_and_is_then_in_the_list(
    coordinator: InterviewPage, day: Desk, ids: dict[str, str]
) -> None:
    late = ids["WH-008"]
    coordinator.choose_panelist("Nadia Brzezicka")
    coordinator.presenter.open(late)
    assert coordinator.name == "Larry Late"
    assert coordinator.text("sheet_notice").startswith("Not assigned to Nadia Brzezicka")
    me = day.person
    fill(day, late, me)
    coordinator.presenter.refresh()
    coordinator.go_to("culture")
    coordinator.submit()
    assert draft(day, late, me).submitted is not None
    assert [words for words in coordinator.list_words if "Larry Late, Sealed" in words]


def test_changes_behind_other_screens_are_read_when_it_comes_back(mine: InterviewPage, day: Desk, priya: str) -> None:
    mine.presenter.hidden()
    saved = interviews.choose_overall(day, priya, ME, Overall.STRONGLY)
    mine.presenter.context.bus.changed.emit(saved.change, None)
    assert mine.view.sheet.footer.overall.value is None
    mine.presenter.shown()
    assert mine.view.sheet.footer.overall.value is Overall.STRONGLY


def test_an_office_without_interviews_says_what_to_do(day: Desk, opened: Opener) -> None:
    somebody = replace(find_person(day, ME), id="nobody", name="Nobody Yet")
    page = opened(make_context(day, somebody))
    assert page.view.dossier.message.accessibleName() == "No interviews for you today"
    assert page.view.dossier.message.accessibleDescription()
    QApplication.processEvents()
    page.press(Qt.Key.Key_Return, CONTROL)
    page.press(Qt.Key.Key_F2)
    page.next_applicant()
