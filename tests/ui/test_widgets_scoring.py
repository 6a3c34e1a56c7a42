"""Segment, cannot assess, note, anchor, seal: keys, and signals only for acts of the person."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets.anchor import AnchorBlock
from jetdesk.ui.widgets.buttons import SealButton
from jetdesk.ui.widgets.cannot_assess import CannotAssess
from jetdesk.ui.widgets.note_field import NoteField
from jetdesk.ui.widgets.segmented import Option, Segmented, levels

OVERALL = [Option(word.lower(), word) for word in ("Decline", "Reserve", "Recommend", "Strongly")]


@pytest.fixture(autouse=True)
def dressed(qapp):
    theme.apply(qapp, "light")


@pytest.fixture
def shown(qtbot):
    """Puts widgets in a window that has the focus."""

    kept = []

    def show(*widgets):
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        kept.append(window)
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


@pytest.fixture
def segment(shown):
    made = Segmented(levels(5, ["Poor", "Fair", "Good", "Specific", "Excellent"]), accessible="Adaptability, weight 3")
    made.acts = []
    made.chosen.connect(made.acts.append)
    made.holder = shown(made)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def press(qtbot, widget, *keys):
    for key in keys:
        qtbot.keyClick(widget.window().focusWidget(), key)


def test_digits_choose(qtbot, segment):
    press(qtbot, segment, Qt.Key.Key_4)
    assert (segment.value, segment.acts) == (4, [4])


def test_arrows_move_choose_and_stop_at_the_ends(qtbot, segment):
    right, left = Qt.Key.Key_Right, Qt.Key.Key_Left
    press(qtbot, segment, right, right, left, left, left)
    assert segment.acts == [1, 2, 1]
    press(qtbot, segment, Qt.Key.Key_5, right)
    assert segment.value == 5


def test_delete_clears_once(qtbot, segment):
    press(qtbot, segment, Qt.Key.Key_3, Qt.Key.Key_Delete, Qt.Key.Key_Delete)
    assert (segment.value, segment.acts) == (None, [3, None])


def test_a_click_chooses_and_a_second_says_nothing_new(qtbot, segment):
    cell = segment._cells[1]
    for _ in range(2):
        qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert segment.acts == [2]


def test_showing_a_value_is_no_act(segment):
    segment.set_value(5)
    segment.set_value(None)
    segment.set_value(2)
    assert (segment.value, segment.acts) == (2, [])


def test_read_only_keeps_what_it_shows(qtbot, segment):
    segment.set_value(4)
    segment.set_read_only(True)
    press(qtbot, segment, Qt.Key.Key_1, Qt.Key.Key_Delete, Qt.Key.Key_Right)
    qtbot.mouseClick(segment._cells[0], Qt.MouseButton.LeftButton)
    assert (segment.value, segment.acts) == (4, [])


def test_keys_of_the_row_are_left_to_the_row(qtbot, shown):
    heard = []

    class Row(QWidget):
        def keyPressEvent(self, event):
            heard.append(event.key())

    row, segment = Row(), Segmented(levels())
    QVBoxLayout(row).addWidget(segment)
    shown(row)
    segment.setFocus()
    press(qtbot, segment, Qt.Key.Key_C, Qt.Key.Key_0, Qt.Key.Key_F2, Qt.Key.Key_9)
    assert heard == [Qt.Key.Key_C, Qt.Key.Key_0, Qt.Key.Key_F2, Qt.Key.Key_9]
    assert segment.value is None


def test_one_tab_stop_whatever_is_chosen(qtbot, shown):
    first, second = Segmented(levels()), Segmented(levels())
    first.set_value(3)
    window = shown(first, second)
    first.setFocus()
    assert window.focusWidget() is first._cells[2]
    press(qtbot, first, Qt.Key.Key_Tab)
    assert window.focusWidget() is second._cells[0]


def test_text_cells_by_initial_letter_and_place(qtbot, shown):
    segment = Segmented(OVERALL, accessible="Overall recommendation")
    shown(segment)
    segment.setFocus()
    press(qtbot, segment, Qt.Key.Key_S)
    assert segment.value == "strongly"
    press(qtbot, segment, Qt.Key.Key_2)
    assert segment.value == "reserve"


def test_cells_are_read_out_with_their_anchor(segment):
    assert segment.accessibleName() == "Adaptability, weight 3"
    assert segment._cells[3].accessibleName() == "4, Specific"


def test_the_cells_are_square_and_in_one_edge(segment):
    assert (segment.sizeHint().width(), segment.sizeHint().height()) == (152, 30)


def test_cannot_assess_tells_only_of_the_person(qtbot, shown):
    toggle, acts = CannotAssess("Adaptability"), []
    toggle.switched.connect(acts.append)
    shown(toggle)
    toggle.set_on(True)
    assert acts == []
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert (acts, toggle.isChecked()) == ([False], False)
    assert toggle.accessibleName() == "Cannot assess Adaptability"


@pytest.fixture
def note(shown):
    made = NoteField(accessible="Note on Adaptability")
    made.acts = []
    made.edited.connect(made.acts.append)
    made.holder = shown(made)
    made.setFocus()
    return made


def test_a_note_tells_after_a_pause(qtbot, note):
    with qtbot.waitSignal(note.edited):
        qtbot.keyClicks(note, "calm")
    assert note.acts == ["calm"]


def test_a_note_tells_on_leaving_at_once(qtbot, note):
    qtbot.keyClicks(note, "calm")
    note.clearFocus()
    assert note.acts == ["calm"]


def test_text_put_in_by_the_program_is_no_edit(note):
    note.set_text("From the desk")
    note.tell_now()
    assert note.acts == []


def test_a_note_grows_to_four_lines_and_then_scrolls(note):
    heights = []
    for lines in (1, 2, 4, 9):
        note.set_text("\n".join(["line"] * lines))
        heights.append(note.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
    assert note.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_tab_leaves_the_note_and_control_enter_is_for_the_screen(qtbot, note):
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert note.toPlainText() == ""


def test_the_anchor_keeps_its_height(qtbot, shown):
    anchor = AnchorBlock()
    shown(anchor)
    empty = anchor.sizeHint().height()
    anchor.show_anchor("4", "Specific", "A long description. " * 12)
    assert anchor.sizeHint().height() == empty
    assert anchor.accessibleName().startswith("4 Specific. A long")


def test_a_seal_that_is_not_ready_leads_to_the_first_gap(qtbot, shown):
    seal, acts = SealButton("Submit & seal"), []
    seal.sealing_asked.connect(lambda: acts.append("seal"))
    seal.gap_asked.connect(lambda: acts.append("gap"))
    shown(seal)
    seal.set_not_ready(["Score Adaptability", "Add a note"])
    assert seal.accessibleName() == "Submit and seal, 2 things left"
    assert seal.accessibleDescription() == "Score Adaptability\nAdd a note"
    qtbot.keyClick(seal, Qt.Key.Key_Space)
    seal.set_ready()
    qtbot.keyClick(seal, Qt.Key.Key_Space)
    seal.set_busy()
    seal.click()
    seal.set_sealed("14:21:07")
    seal.click()
    assert acts == ["gap", "seal"]
    assert (seal.words, seal.focusPolicy()) == ("Sealed 14:21:07", Qt.FocusPolicy.NoFocus)
