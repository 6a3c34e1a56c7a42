"""The coordinator's window and a panelist's side by side, and a stick that goes to and fro, from pack to reveal."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from jetdesk.desk.desk import Desk
from jetdesk.domain.custody import CustodyState
from jetdesk.domain.sheet import Overall
from jetdesk.services import custody as custody_service
from jetdesk.services import desks, exchange, interviews, laptops
from jetdesk.ui.screens.laptops import pack_dialog
from tests import small_office
from tests.journeys.conftest import WindowOn
from tests.small_office import PASSPHRASE
from tests.ui.custody.page import CustodyPage
from tests.ui.interview.page import InterviewPage
from tests.ui.laptops.page import LaptopsPage
from tests.ui.shell.page import CTRL, SHIFT, WindowPage

PRIYA = "Priya Venkataraman"
ALT = ("adaptability", "professionalism", "motivation", "culture", "communication", "teaching")
NAMES = {"moriwaki": "Kenji Moriwaki", "okonjo": "Amara Okonjo", "villasenor": "Tomás Villaseñor"}
HERS = "a passphrase of her own"
PATIENCE = 20_000
"""Milliseconds: on a busy machine a job takes its time."""


class Stick:
    """A mailbox folder that is there or not."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._away = folder, folder.with_name("pocket")
        folder.mkdir()

    def take_out(self) -> None:
        self.folder.rename(self._away)

    def put_in(self) -> None:
        self._away.rename(self.folder)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stick:
    """Whoever asks for a folder is given the stick; packs are saved beside it."""
    made = Stick(tmp_path / "stick")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(made.folder))
    monkeypatch.setattr(pack_dialog, "choose_file", lambda _, name: str(tmp_path / name))
    return made


def in_front(page: WindowPage) -> None:
    """Turn to this window: keys go to it from now on."""
    page.window.activateWindow()
    page._bot.waitUntil(page.window.isActiveWindow)


def chip(page: WindowPage) -> str:
    """What the mailbox chip in the top bar says."""
    return page.window.frame.top_bar.chip.text()


def wait_for(page: WindowPage, words: str) -> None:
    """Until the chip says this."""
    page._bot.waitUntil(lambda: chip(page).startswith(words), timeout=PATIENCE)
    page.settle()


def sync_now(page: WindowPage) -> None:
    """Ctrl Shift S, and until the mailbox was read."""
    in_front(page)
    with page._bot.waitSignal(page.window.session.courier.told, timeout=PATIENCE,
                              check_params_cb=lambda post: post.reading is not None):  # fmt: skip
        page.press(Qt.Key.Key_S, CTRL | SHIFT)
    page._bot.waitUntil(lambda: not page.window.session.courier.is_busy, timeout=PATIENCE)
    page.settle()


def make_packs(page: WindowPage, stick: Stick) -> dict[str, str]:
    """Prepare the stick as the mailbox, and a pack for each panelist; their codes by person."""
    page.go("laptops")
    screen = LaptopsPage(page._bot, page.view("laptops"))
    screen.click("mailbox_choose")
    page._bot.waitUntil(lambda: screen.is_shown("mailbox_prepare"), timeout=PATIENCE)
    screen.click("mailbox_prepare")
    page._bot.waitUntil(lambda: screen.text("mailbox_state") == f"Here: {stick.folder}", timeout=PATIENCE)
    wait_for(page, "Mailbox read")
    codes = {}
    for person, name in NAMES.items():
        screen.choose(name)
        screen.click("make_pack")
        page._bot.waitUntil(lambda: bool(screen.text("pack_code")), timeout=PATIENCE)
        codes[person] = screen.take_code()
        page.settle()
        assert screen.cells(name)[2] == "Pack made, not joined yet"
    return codes


def join(page: WindowPage, file: Path, code: str) -> InterviewPage:
    """From the first screen to the dossiers, which came with the pack."""
    in_front(page)
    page.settle()
    page.unlock.join(file, code, HERS)
    page._bot.waitUntil(lambda: page.window.frame is not None, timeout=PATIENCE)
    page.settle()
    sheet = InterviewPage(page._bot, page.view("interview"))
    assert len(sheet.list_words) == 7
    assert page.window.frame.findChild(object, "nav_custody") is None
    return sheet


def score_with_keys(page: WindowPage, sheet: InterviewPage) -> None:
    """Every criterion of the first applicant, the overall view, sealed with Ctrl Enter."""
    in_front(page)
    assert sheet.name == PRIYA
    for criterion in ALT:
        sheet.rate(criterion, 3)
        page.settle()
    sheet.write_note("culture", "Lived with a host family")
    sheet.choose_overall("r")
    page.settle()
    assert sheet.gaps == []
    sheet.submit()
    page.settle()
    assert sheet.seal.startswith("Sealed ")


def score_elsewhere(desk: Desk, level: int) -> None:
    """Another panelist's sheet, on their own laptop."""
    applicant = small_office.ids_by_number(desk)["WH-001"]
    for criterion in ALT:
        interviews.rate(desk, applicant, desk.person, criterion, level)
        interviews.note(desk, applicant, desk.person, criterion, f"Said by {desk.person}")
    interviews.choose_overall(desk, applicant, desk.person, Overall.RECOMMEND)
    interviews.submit(desk, applicant, desk.person)


def read_mailbox(page: WindowPage, custody: CustodyPage) -> None:
    """Ctrl R, and until it is done."""
    in_front(page)
    custody.view.table.setFocus()
    custody.press(Qt.Key.Key_R, CTRL)
    page.settle()


def is_in(custody: CustodyPage, panelist: str, state: str) -> bool:
    """What is read out of the cell: the eye sees only the time beside a mark."""
    return f", {PRIYA}, {state} " in custody.spoken(PRIYA, panelist)


def has_received(office: WindowPage) -> bool:
    """Whether a sheet has come to the coordinator's desk, whatever the screens say of it."""
    return custody_service.ledger(office.window.session.desk).count(CustodyState.RECEIVED) > 0


@pytest.mark.journey
def test_from_the_pack_to_the_reveal(window_on: WindowOn, office_folder: Path, stick: Stick, tmp_path: Path) -> None:
    # The coordinator makes the packs.
    office = window_on(office_folder)
    office.unlock_with(PASSPHRASE)
    codes = make_packs(office, stick)

    # A panelist joins beside, scores with the keyboard, seals; the stick is elsewhere.
    stick.take_out()
    hers = window_on(None)
    sheet = join(hers, tmp_path / "okonjo.jetdesk-pack", codes["okonjo"])
    score_with_keys(hers, sheet)
    wait_for(hers, "1 sheet not yet received")
    assert sheet.standing == "Not yet received"
    sheet.show_tab("panel")
    assert sheet.panel_message == "Awaiting the reveal"

    # The coordinator has nothing of it, and is told that the stick is out.
    in_front(office)
    office.go("custody")
    custody = CustodyPage(office._bot, office.window.frame._screens["custody"])
    office._bot.waitUntil(lambda: PRIYA in custody.names, timeout=PATIENCE)
    assert custody.heads == ["Moriwaki", "Okonjo", "Villaseñor"]
    read_mailbox(office, custody)
    assert office.window.frame.banner.accessibleName().startswith("The mailbox is not there")
    assert not is_in(custody, "Okonjo", "Received")

    # Stick in, at hers: sent, and still not more is said than is acknowledged.
    stick.put_in()
    in_front(hers)
    sheet.send()
    hers.settle()
    said = (chip(hers), sheet.delivery)
    if not has_received(office):  # the coordinator's window looks for the stick by itself, and may have been quicker
        assert said == ("1 sheet not yet received", "1 sealed sheet has not reached the coordinator yet.")
    stick.take_out()

    # Carried over: the ledger turns green.
    stick.put_in()
    read_mailbox(office, custody)
    office._bot.waitUntil(lambda: is_in(custody, "Okonjo", "Received"), timeout=PATIENCE)
    assert custody.view.reveal.words == "Reveal…"
    sync_now(hers)
    wait_for(hers, "Everything received")
    assert sheet.standing == "Received by the coordinator"

    # The two others join and seal theirs: one at a window too, one without.
    theirs = window_on(None)
    second = join(theirs, tmp_path / "villasenor.jetdesk-pack", codes["villasenor"])
    score_with_keys(theirs, second)
    second.send()
    theirs.settle()
    pack = tmp_path / "moriwaki.jetdesk-pack"
    with laptops.join(pack, codes["moriwaki"], tmp_path / "moriwaki", PASSPHRASE).desk as desk:
        score_elsewhere(desk, 2)
        exchange.sync(desk, str(stick.folder))
    read_mailbox(office, custody)
    office._bot.waitUntil(lambda: custody.view.reveal.words == "Reveal 1 ready…", timeout=PATIENCE)
    assert all(is_in(custody, name, "Received") for name in custody.heads)
    sync_now(hers)
    assert sheet.panel_message == "Awaiting the reveal"

    # Ctrl Enter, and the question is answered.
    in_front(office)
    custody.view.table.setFocus()
    custody.press(Qt.Key.Key_Return, CTRL)
    assert "cannot be undone" in custody.dialog("reveal_dialog").accessibleDescription()
    custody.confirm_reveal()
    office._bot.waitUntil(lambda: is_in(custody, "Okonjo", "Revealed"), timeout=PATIENCE)
    office._bot.waitUntil(lambda: not office.window.session.courier.is_busy, timeout=PATIENCE)
    office.settle()

    # She sees the others' sheets, each as it was sealed.
    sync_now(hers)
    hers._bot.waitUntil(lambda: sheet.standing == "Revealed", timeout=PATIENCE)
    sheet.show_panel()
    hers._bot.waitUntil(lambda: sheet.panel_message == "", timeout=PATIENCE)
    assert (sheet.verdict("moriwaki"), sheet.verdict("villasenor")) == ("As sealed", "As sealed")
    assert (sheet.text("level_culture_moriwaki"), sheet.text("level_culture_villasenor")) == ("2", "3")
    assert sheet.text("note_culture_moriwaki") == "Said by moriwaki"
    assert sheet.alarm == ""

    # All desks are sound.
    folders = {page.window.session.desk.folder: HERS for page in (hers, theirs)}
    for page in (theirs, hers, office):
        page.window.close()
    for place, passphrase in {**folders, office_folder: PASSPHRASE}.items():
        with desks.open_desk(place, passphrase) as desk:
            assert desks.verify(desk, replay=True).ok
            assert exchange.list_alarms(desk) == ()
