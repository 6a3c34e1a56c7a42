"""The deliberation over a real desk: layers side by side, consensus, notes, sealing and taking up again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jetdesk.domain.deliberation import OVERALL
from jetdesk.domain.sheet import Overall
from jetdesk.services import deliberation, interviews, reveal
from jetdesk.ui.screens import deliberation as screen_of
from jetdesk.ui.screens.deliberation.scale import mark_words
from jetdesk.ui.widgets.label import Label
from tests.services.meeting import ALT, fill
from tests.small_office import PANELISTS
from tests.ui.applicants.conftest import context as context
from tests.ui.applicants.conftest import ids as ids


@pytest.fixture
def revealed(desk, ids):
    """Priya's sheets differ by two in everything, Noor's agree; both are revealed. Nobody else has a sheet."""
    for level, panelist in enumerate(PANELISTS, 2):
        for applicant, given in ((ids["WH-001"], level), (ids["WH-002"], 4)):
            fill(desk, applicant, panelist, given)
            interviews.note(desk, applicant, panelist, "culture", f"{panelist} says so")
            interviews.submit(desk, applicant, panelist)
    reveal.reveal(desk, [ids["WH-001"], ids["WH-002"]])
    return desk


@pytest.fixture
def view(qtbot, context, revealed):
    made = screen_of.build(context)
    qtbot.addWidget(made.view)
    made.view.resize(1384, 820)
    made.view.show()
    made.presenter.shown()
    made.view.screen = made  # the main window keeps it; here the view does
    return made.view


def text(view, name):
    return view.findChild(Label, name).text()


def row(view, criterion):
    return next(row for row in view.table.rows if row.criterion == criterion)


def case(desk, ids, number="WH-001"):
    return deliberation.open_case(desk, ids[number])


def settle_all(view):
    for each in view.table.rows:
        if each.criterion in ALT:
            each.settled.emit(each.criterion, 4)
    view.side.overall_chosen.emit(Overall.RECOMMEND)


def test_the_widest_disagreement_is_in_front(view):
    assert text(view, "deliberation_name") == "Priya Venkataraman"
    assert [view.agenda.list.model().index(n, 0).data() for n in range(2)] == ["Priya Venkataraman", "Noor al-Rashidi"]
    culture = row(view, "culture")._shown
    assert (culture.spread, culture.flagged) == ("Spread 2", True)
    assert [mark_words(mark) for mark in culture.marks] == [
        "Amara Okonjo 3", "Kenji Moriwaki 2", "Tomás Villaseñor 4",
    ]  # fmt: skip


def test_the_pointed_row_shows_the_comments_side_by_side(qtbot, view):
    qtbot.mouseClick(row(view, "culture"), Qt.MouseButton.LeftButton)
    shown = [label.text() for label in row(view, "culture")._comments.findChildren(Label)]
    assert {"moriwaki says so", "okonjo says so", "villasenor says so"} <= set(shown)
    assert [each.criterion for each in view.table.rows if not each._comments.isHidden()] == ["culture"]


def test_a_consensus_is_chosen_by_key_saved_and_undone(qtbot, view, context, ids):
    view.table.focus_row("motivation")
    cell = row(view, "motivation").consensus.focusProxy()
    qtbot.keyClick(cell, Qt.Key.Key_4)
    assert next(x.consensus for x in case(context.desk, ids).lines if x.criterion.id == "motivation") == 4
    assert context.undo.next_undo.endswith("consensus 4")
    context.undo.undo()
    assert row(view, "motivation").consensus.value is None


def test_nothing_is_prefilled_but_what_all_hold_is_offered(qtbot, view, context, ids):
    view.agenda.case_chosen.emit(ids["WH-002"])
    culture = row(view, "culture")
    assert culture.consensus.value is None
    assert (culture.use.words, culture.use.isVisible()) == ("Use 4", True)
    qtbot.mouseClick(culture.use, Qt.MouseButton.LeftButton)
    assert next(x.consensus for x in case(context.desk, ids, "WH-002").lines if x.criterion.id == "culture") == 4
    assert not culture.use.isVisible()


def test_the_seal_leads_to_the_first_gap_until_everything_is_settled(qtbot, view, context, ids):
    assert view.side.seal.state == "not_ready"
    settle_all(view)
    assert view.side.seal.state == "ready"
    qtbot.mouseClick(view.side.seal, Qt.MouseButton.LeftButton)
    assert view.dialog.isVisible()
    view.dialog.accept()
    verdict = case(context.desk, ids).verdict
    assert (verdict.levels, verdict.overall) == (dict.fromkeys(ALT, 4), Overall.RECOMMEND)
    assert view.side.seal.state == "sealed"
    assert row(view, "culture").consensus.is_read_only
    assert context.undo.next_undo.startswith("Overall recommendation"), "a seal cannot be undone"


def test_a_gap_is_where_the_focus_goes(qtbot, view):
    for each in view.table.rows:
        if each.criterion in ALT and each.criterion != "teaching":
            each.settled.emit(each.criterion, 4)
    view.activateWindow()
    qtbot.mouseClick(view.side.seal, Qt.MouseButton.LeftButton)
    assert view.table._pointed == "teaching"
    row(view, "teaching").settled.emit("teaching", 3)
    assert [gap for gap, _ in view._case.gaps] == [OVERALL]


def test_a_sealed_consensus_is_taken_up_again_with_a_reason(qtbot, view, context, ids):
    settle_all(view)
    view.sealing_confirmed.emit()
    view.side.reopen.click()
    view.dialog.act.click()
    assert "needs a reason" in text(view.dialog, "reopen_consensus_dialog_problem")
    qtbot.keyClicks(view.dialog.findChild(QWidget, "reopen_consensus_reason"), "a level was misheard")
    view.dialog.act.click()
    assert case(context.desk, ids).verdict is None
    assert view.dialog is None
    assert any("taken up again: a level was misheard" in words for words in view._case.editions)


def test_notes_are_kept_with_their_time_and_author(qtbot, view, context, ids):
    qtbot.keyClicks(view.side.note, "anchor 4 fits")
    qtbot.mouseClick(view.side.add, Qt.MouseButton.LeftButton)
    assert [note.text for note in case(context.desk, ids).notes] == ["anchor 4 fits"]
    assert view._case.notes[0].text == "NB anchor 4 fits"
    assert view.side.note.toPlainText() == ""


def test_putting_off_keeps_everything_and_goes_on(qtbot, view, context, ids):
    row(view, "culture").settled.emit("culture", 3)
    qtbot.mouseClick(view.side.defer, Qt.MouseButton.LeftButton)
    assert text(view, "deliberation_name") == "Noor al-Rashidi"
    found = case(context.desk, ids)
    assert found.deferred
    assert next(x.consensus for x in found.lines if x.criterion.id == "culture") == 3


def test_before_the_reveal_only_who_is_awaited_is_said(view, ids):
    view.agenda.case_chosen.emit(ids["WH-003"])
    assert "Awaiting the reveal" in text(view, "deliberation_message")
    assert not view.side._foot.isVisible()


def test_totals_show_the_movement(view, context, ids):
    assert [(t.original, t.revised) for t in view._case.totals] == [
        ("60.0", "same"),
        ("40.0", "same"),
        ("80.0", "same"),
    ]
    interviews.reopen(context.desk, ids["WH-001"], "moriwaki", "heard the dialect project")
    interviews.rate(context.desk, ids["WH-001"], "moriwaki", "motivation", 4)
    interviews.submit(context.desk, ids["WH-001"], "moriwaki")
    view.agenda.case_chosen.emit(ids["WH-001"])
    moriwaki = next(t for t in view._case.totals if t.name == "Kenji Moriwaki")
    assert (moriwaki.original, moriwaki.revised) == ("40.0", "48.0")
    mark = next(m for m in row(view, "motivation")._shown.marks if m.initials == "KM")
    assert mark_words(mark) == "Kenji Moriwaki 4, revised from 2"
