"""A panelist on their own laptop: what has been received, reopening, revising, the panel's sheets, sending."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.custody import Verdict
from jetdesk.errors import EnvironmentFailed
from jetdesk.i18n import msg
from jetdesk.services import custody, interviews, timetable
from jetdesk.ui import places
from jetdesk.ui.courier import Post
from jetdesk.ui.screens.interview import standing
from tests.ui.interview.conftest import ME, Opener, fill, find_person, make_context
from tests.ui.interview.fakes import Delivery, Elsewhere, proved
from tests.ui.interview.page import InterviewPage

NOON = datetime(2026, 2, 18, 14, 2).astimezone()


@pytest.fixture
def priya(ids: dict[str, str]) -> str:
    return ids["WH-001"]


@pytest.fixture
def sealed(day: Desk, priya: str) -> str:
    """Priya, whose sheets are all sealed; one of the panel is recused."""
    timetable.recuse(day, priya, "villasenor", "Taught her")
    for panelist, level in ((ME, 4), ("moriwaki", 2)):
        fill(day, priya, panelist, level)
        interviews.note(day, priya, panelist, "culture", f"Said by {panelist}")
        interviews.submit(day, priya, panelist)
    return priya


@pytest.fixture
def page(sealed: str, day: Desk, opened: Opener) -> InterviewPage:
    made = opened(make_context(day, find_person(day, ME)))
    made.presenter.choose(sealed)
    return made


def arrive(page: InterviewPage, table: str) -> None:
    """Something came from another laptop."""
    page.presenter.context.bus.changed.emit(ChangeSet({table: frozenset({"x"})}), None)


def words_on(page: InterviewPage) -> str:
    labels = page.view.dossier.panel.findChildren(QLabel)
    return " ".join(label.text() for label in labels)


# Received


def test_a_sealed_sheet_is_received_only_when_it_is_acknowledged(
    page: InterviewPage, elsewhere: Elsewhere, sealed: str
) -> None:
    assert "09:00, Priya Venkataraman, Sealed" in page.list_words
    assert page.standing == "Not yet received"
    elsewhere.received.add((sealed, ME))
    arrive(page, "receipt")
    assert "09:00, Priya Venkataraman, Received" in page.list_words
    assert (page.standing, page.text("sheet_hint")) == ("Received by the coordinator", "Awaiting the reveal")


def test_before_the_reveal_nothing_of_the_others_is_shown(page: InterviewPage) -> None:
    page.show_tab("panel")
    assert page.panel_message == "Awaiting the reveal"
    assert page.view.dossier.panel.message.accessibleDescription() == ""
    assert "moriwaki" not in words_on(page)


# Reopening and revising


def test_reopening_asks_for_a_reason_and_opens_the_draft_filled(
    page: InterviewPage, elsewhere: Elsewhere, sealed: str
) -> None:
    page.reopen("short")
    assert page.text("reason_help") == "The reason is shorter than 10 characters."
    assert not elsewhere.reopened
    page.type(", but now it is long enough")
    page.click("reopen_act")
    assert elsewhere.reopened == {(sealed, ME): "short, but now it is long enough"}
    assert page.view.sheet.reason.isHidden()
    assert page.level("culture") == 4
    assert page.seal == "Submit revision 2"
    assert page.text("sheet_notice").startswith("Opened again: short, but now")
    assert page.focus == "rating_adaptability"


def test_escape_keeps_it_sealed(page: InterviewPage, elsewhere: Elsewhere) -> None:
    page.click("reopen")
    assert page.focus == "reopen_reason"
    page.press(Qt.Key.Key_Escape)
    assert page.view.sheet.reason.isHidden()
    assert page.view.sheet.footer.isVisible()
    assert not elsewhere.reopened


def test_after_the_reveal_it_is_a_revision_for_the_whole_panel(
    page: InterviewPage, elsewhere: Elsewhere, sealed: str
) -> None:
    elsewhere.revealed.add(sealed)
    arrive(page, "reveal")
    assert page.standing == "Revealed"
    assert page.view.sheet.footer.reopen.words == "Revise…"
    page.click("reopen")
    assert "whole panel" in page.text("reason_happens")
    page.type("Kenji's notes convinced me")
    page.click("reopen_act")
    assert elsewhere.reopened == {(sealed, ME): "Kenji's notes convinced me"}


def test_a_coordinator_opens_only_sheets_that_were_entered_there(
    coordinator: InterviewPage, day: Desk, sealed: str
) -> None:
    coordinator.choose_panelist("Kenji Moriwaki")
    coordinator.presenter.choose(sealed)
    entered = coordinator.presenter.sheet.sheet
    assert entered is not None
    assert coordinator.view.sheet.footer.reopen.isVisible()
    assert entered.submitted is not None
    foreign = replace(entered, submitted=replace(entered.submitted, entered_by=""))
    shown = coordinator.presenter.sheet._standing(foreign)
    assert shown is not None
    assert shown.act == ""


# The panel's sheets


def test_after_the_reveal_the_others_stand_side_by_side(page: InterviewPage, elsewhere: Elsewhere, sealed: str) -> None:
    elsewhere.revealed.add(sealed)
    elsewhere.proofs = proved(moriwaki=Verdict.AS_SEALED, okonjo=Verdict.AS_SEALED)
    arrive(page, "reveal")
    page.show_panel()
    assert page.panel_message == ""
    assert page.text("level_culture_moriwaki") == "2"
    assert page.text("note_culture_moriwaki") == "Said by moriwaki"
    assert page.verdict("moriwaki") == "As sealed"
    assert "Villaseñor" not in words_on(page)
    assert "Amara" not in words_on(page)
    assert page.alarm == ""


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ({"moriwaki": Verdict.ALTERED}, "Not as sealed: the sheet of Kenji Moriwaki."),
        ({"okonjo": Verdict.LEFT_OUT}, "Left out of the reveal: the sheet of Amara Okonjo."),
    ],
)
def test_a_sheet_that_does_not_match_its_seal_says_what_to_do(
    page: InterviewPage, elsewhere: Elsewhere, sealed: str, verdicts: dict[str, Verdict], said: str
) -> None:
    elsewhere.revealed.add(sealed)
    elsewhere.proofs = proved(**verdicts)
    arrive(page, "reveal")
    assert page.alarm == said
    assert "consul" in page.view.dossier.proof.accessibleDescription()
    page.next_applicant()
    assert page.alarm == ""


def test_a_sheet_that_was_closed_says_why(
    page: InterviewPage, elsewhere: Elsewhere, day: Desk, ids: dict[str, str]
) -> None:
    noor = ids["WH-002"]
    custody.close_expected(day, noor, "villasenor", "Was ill on the day")
    fill(day, noor)
    interviews.submit(day, noor, ME)
    elsewhere.revealed.add(noor)
    page.presenter.choose(noor)
    assert "Tomás Villaseñor Closed by the coordinator: Was ill on the day" in words_on(page)
    assert "Taught her" not in words_on(page)


# Sending


def test_what_is_not_acknowledged_is_said_and_can_be_sent(
    page: InterviewPage, elsewhere: Elsewhere, sealed: str
) -> None:
    elsewhere.delivery = Delivery("/media/stick", None, 1, 1)
    arrive(page, "seal")
    assert page.delivery == "1 sealed sheet has not reached the coordinator yet."
    asked = syncs_asked(page)
    page.send()
    post(page, reading=0.5)
    assert page.view.list_pane.foot.act.words == "Cancel"
    page.send()
    assert asked == ["", places.STOP]
    elsewhere.received.add((sealed, ME))
    elsewhere.delivery = Delivery("/media/stick", NOON)
    arrive(page, "receipt")
    post(page)
    assert page.delivery == f"Everything received {standing.moment(NOON)}"


def test_without_a_mailbox_the_folder_is_asked_for(page: InterviewPage) -> None:
    assert page.view.list_pane.foot.act.words == "Choose the stick…"
    asked = syncs_asked(page)
    page.send()
    assert asked == [places.OTHER]


def test_a_stick_that_is_not_there_lets_choose_another(page: InterviewPage, elsewhere: Elsewhere) -> None:
    elsewhere.delivery = Delivery("/media/stick", None, 1, 1)
    arrive(page, "seal")
    post(page, reading=0.0)
    post(page, problem=EnvironmentFailed(msg("The mailbox is not there.")))
    assert page.view.list_pane.foot.other.isVisible()
    assert page.delivery == "1 sealed sheet has not reached the coordinator yet."


def syncs_asked(page: InterviewPage) -> list[str]:
    asked: list[str] = []
    page.presenter.context.bus.wanted.connect(lambda name, how: asked.append(how if name == places.SYNC else name))
    return asked


def post(page: InterviewPage, **said: Any) -> None:
    """The courier's word."""
    page.presenter.context.bus.posted.emit(Post("/media/stick", True, **said))


def test_the_foot_never_says_more_than_the_list() -> None:
    assert standing.foot((), "/media/stick", NOON, 0, 0).words.startswith("Last exchange")
    assert standing.foot((), "", None, 0, 0).action == "Choose the stick…"
    assert standing.foot((), "/media/stick", NOON, 2, 0).hint.startswith("Sent ")


# Coming and going


def test_a_case_that_disappears_is_left_without_details(page: InterviewPage, elsewhere: Elsewhere, sealed: str) -> None:
    page.next_applicant()
    page.write_note("culture", "Half a sentence", pause=False)
    elsewhere.gone.add(page.presenter.applicant)
    arrive(page, "withdrawn")
    message = page.view.dossier.message
    assert message.accessibleName() == "This interview is no longer on your list"
    assert "Noor" not in message.accessibleDescription()
    assert not page.view.sheet.criteria.isVisible()
    assert not page.view.sheet.banner.isVisible()
    arrive(page, "slot")
    assert message.isVisible()
    page.select(sealed)
    assert page.name == "Priya Venkataraman"


def test_the_first_steps_are_shown_until_the_first_seal(mine: InterviewPage, day: Desk, priya: str) -> None:
    assert mine.view.sheet.first_steps.isVisible()
    fill(day, priya)
    mine.presenter.refresh()
    assert mine.text("sheet_hint").startswith("Sealing closes the sheet.")
    mine.go_to("culture")
    mine.submit()
    assert not mine.view.sheet.first_steps.isVisible()


def test_a_coordinator_has_no_foot(coordinator: InterviewPage) -> None:
    assert not coordinator.view.list_pane.foot.isVisible()


def test_reopening_and_sealing_revision_2_on_a_real_desk(
    coordinator: InterviewPage, elsewhere: Elsewhere, day: Desk, sealed: str
) -> None:
    elsewhere.monkeypatch.undo()
    coordinator.choose_panelist("Kenji Moriwaki")
    coordinator.presenter.choose(sealed)
    coordinator.presenter.refresh()
    coordinator.reopen("too short")
    assert coordinator.view.sheet.reason.isVisible()
    coordinator.type(": typed from the wrong paper")
    coordinator.click("reopen_act")
    assert coordinator.seal == "Submit revision 2"
    coordinator.rate("teaching", 4)
    coordinator.submit()
    sheet = interviews.open_sheet(day, sealed, "moriwaki").submitted
    assert sheet is not None
    assert (sheet.revision, sheet.reason) == (2, "too short: typed from the wrong paper")
    assert {r.criterion: r.level for r in sheet.ratings}["teaching"] == 4
