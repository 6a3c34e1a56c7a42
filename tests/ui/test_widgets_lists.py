"""Tables, lists, filters, fields, navigation, dialog: keys and signals."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jetdesk.ui import theme
from jetdesk.ui.widgets.banner import Banner
from jetdesk.ui.widgets.cells import Role
from jetdesk.ui.widgets.dialog import ConfirmDialog
from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.field import Number, PassphraseField, SearchField
from jetdesk.ui.widgets.filter_button import FilterButton
from jetdesk.ui.widgets.focus_ring import FocusRing
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.list_view import ListModel, ListRow, ListView
from jetdesk.ui.widgets.marker import initials_of
from jetdesk.ui.widgets.navigation import RAIL, Group, Navigation, Place
from jetdesk.ui.widgets.probability import ProbabilityDelegate, percent
from jetdesk.ui.widgets.segment_cell import Option
from jetdesk.ui.widgets.status import STATUSES
from jetdesk.ui.widgets.table import Table
from jetdesk.ui.widgets.table_model import Column, RowsModel
from jetdesk.ui.widgets.tabs import Tabs
from jetdesk.ui.widgets.top_bar import TopBar
from jetdesk.ui.widgets.whisker import Axis, Whisker, WhiskerDelegate, axis_for


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    score: float


PEOPLE = [Person("1", "Adeyinka", 90.1), Person("2", "Benyahia", 75.4), Person("3", "Carvalhosa", 81.0)]


@pytest.fixture(autouse=True)
def dressed(qapp):
    theme.apply(qapp, "light")


@pytest.fixture
def shown(qtbot):
    kept = []

    def show(widget, width=900, height=400):
        window = QWidget()
        QVBoxLayout(window).addWidget(widget)
        window.resize(width, height)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        kept.append(window)
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


def people_model(people=PEOPLE, parent=None):
    columns = [
        Column("Name", lambda p: p.name, weight=500),
        Column("Raw", lambda p: f"{p.score:.1f}", right=True, sort=lambda p: p.score),
        Column("", lambda p: "", whisker=lambda p: Whisker(p.score, p.score - 1, p.score - 4, p.score + 4)),
        Column("Above line", lambda p: "", probability=lambda p: p.score / 100),
        Column("Decision", lambda p: "", status=lambda p: "recommended" if p.score > 80 else "not_recommended"),
    ]
    model = RowsModel(columns, lambda p: p.id, parent)
    model.set_rows(people)
    return model


@pytest.fixture
def table(shown):
    made = Table(name="people", accessible="Applicants")
    made.setModel(people_model(parent=made))
    made.setItemDelegateForColumn(2, WhiskerDelegate(Axis(60, 100, 10, 78.5), made))
    made.setItemDelegateForColumn(3, ProbabilityDelegate(made))
    made.set_widths({0: 200, 1: 100, 2: 200, 3: 130, 4: 150})
    made.told, made.openings = [], []
    made.selected.connect(made.told.append)
    made.opened.connect(made.openings.append)
    made.holder = shown(made)
    made.setFocus()
    return made


def test_the_model_keeps_the_rules_of_models(qtmodeltester, qapp):
    model = people_model()
    qtmodeltester.check(model, force_py=True)


def test_cells_are_read_out_with_their_column(qapp):
    model = people_model()
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Raw, 90.1"


def test_a_table_opens_with_enter_and_moves_by_keys(qtbot, table):
    assert table.current_id == "1"
    qtbot.keyClick(table, Qt.Key.Key_End)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert (table.openings, table.current_id) == (["3"], "1")


def test_typing_ahead_finds_a_name(qtbot, table):
    qtbot.keyClick(table, Qt.Key.Key_C)
    assert table.current_id == "3"


def test_a_table_paints_every_kind_of_cell(table):
    assert not table.grab().toImage().isNull()


def test_changed_rows_keep_selection_whatever_the_order(table):
    table.select_id("2")
    table.told.clear()
    changed = [PEOPLE[2], Person("2", "Benyahia-Smith", 99.0), PEOPLE[0]]
    table.model().set_rows(changed)
    assert table.current_id == "2"
    assert table.model().index(1, 0).data() == "Benyahia-Smith"


def test_one_changed_row_is_one_precise_signal(qtbot, qapp):
    model = people_model()
    with qtbot.waitSignal(model.dataChanged) as told:
        model.set_rows([PEOPLE[0], Person("2", "Other", 1.0), PEOPLE[2]])
    first, last = told.args[0], told.args[1]
    assert (first.row(), last.row(), last.column()) == (1, 1, 4)


def test_sorting_uses_the_value_not_its_text(table):
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [p.id for p in table.model().rows] == ["1", "3", "2"]


def test_columns_are_dropped_in_order_where_there_is_no_room(qtbot, table):
    table.set_drop_order([2, 3])
    table.holder.resize(560, 400)
    qtbot.waitUntil(lambda: table.isColumnHidden(2))
    assert (table.isColumnHidden(3), table.isColumnHidden(0)) == (True, False)
    table.holder.resize(900, 400)
    qtbot.waitUntil(lambda: not table.isColumnHidden(2))


def test_rows_of_a_table_are_of_one_height(table):
    assert {table.rowHeight(n) for n in range(3)} == {31}


def rows():
    return [
        ListRow("a", "Freya Lindqvist", lead="09:00", status="received"),
        ListRow("break", "Break", lead="11:15", kind="break"),
        ListRow("b", "Sofia Petrakis", lead="13:00", status="draft", extra="2 left", extra_tone="amber"),
    ]


@pytest.fixture
def slots(shown):
    made = ListView(name="slots", accessible="Today")
    made.told, made.openings = [], []
    made.set_rows(rows())
    made.selected.connect(made.told.append)
    made.opened.connect(made.openings.append)
    made.holder = shown(made, 216)
    return made


def test_list_models_keep_the_rules_of_models(qtmodeltester, qapp):
    model = ListModel()
    model.set_rows(rows())
    qtmodeltester.check(model, force_py=True)
    assert isinstance(model, QAbstractItemModel)


def test_a_list_steps_over_breaks_and_opens_with_enter(qtbot, slots):
    slots.select_id("a")
    qtbot.keyClick(slots, Qt.Key.Key_Down)
    qtbot.keyClick(slots, Qt.Key.Key_Return)
    assert (slots.told, slots.openings) == (["a", "b"], ["b"])
    slots.step(-1)
    assert slots.current_id == "a"


def test_new_rows_keep_the_place_and_tell_nobody(slots):
    slots.select_id("b")
    slots.told.clear()
    slots.set_rows([ListRow("new", "Minh-Anh Truong"), *rows()])
    assert (slots.current_id, slots.told) == ("b", [])


def test_a_list_row_is_read_out_whole():
    assert rows()[2].spoken == "13:00, Sofia Petrakis, Draft, 2 left"


def test_a_collapsed_list_still_paints(slots):
    slots.set_collapsed(True)
    assert not slots.grab().toImage().isNull()
    assert slots.model().index(0, 0).data(Role.ID) == "a"


def test_a_filter_tells_only_of_the_person(qtbot, shown):
    made, acts = FilterButton("Panel", [Option(None, "All"), Option("b", "B")]), []
    made.chosen.connect(acts.append)
    shown(made)
    made.set_value("b")
    assert (acts, made.accessibleName(), made.is_active) == ([], "Panel, B", True)
    qtbot.keyClick(made, Qt.Key.Key_Delete)
    assert (acts, made.value) == ([None], None)
    made.menu().actions()[1].trigger()
    assert acts == [None, "b"]
    made.set_options([Option(None, "All"), Option("c", "C")])
    assert made.value is None


def test_escape_clears_the_search(qtbot, shown):
    field, told = SearchField("Name, kana or number"), []
    field.textEdited.connect(told.append)
    shown(field)
    qtbot.keyClicks(field, "ab")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), told) == ("", ["a", "ab", ""])


def test_a_passphrase_is_hidden_until_asked_and_caps_lock_is_noticed(qtbot, shown):
    field, caps = PassphraseField(), []
    field.caps_lock.connect(caps.append)
    shown(field)
    qtbot.keyClicks(field, "a")
    qtbot.keyClick(field, "B")
    qtbot.keyClick(field, "c")
    assert caps == [True, False]
    assert field.displayText() != field.text()
    field._eye.click()
    assert field.displayText() == field.text()
    field.select_again()
    assert field.selectedText() == field.text()


def test_navigation_by_keys_counts_and_rail(qtbot, shown):
    places = (Place("applicants", "Applicants", "users"), Place("timetable", "Timetable", "calendar"))
    made, acts = Navigation([Group("Prepare", places), Group("", (Place("help", "Help", "help"),))]), []
    made.chosen.connect(acts.append)
    shown(made)
    made.set_counts({"applicants": 57})
    made.show_place("applicants")
    first = made._items["applicants"]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    qtbot.keyClick(made.window().focusWidget(), Qt.Key.Key_Return)
    assert acts == ["timetable"]
    assert (first.accessibleName(), first.isChecked()) == ("Applicants, 57", True)
    made.adapt(1280)
    assert (made.width(), first.toolTip()) == (RAIL, "Applicants")
    made.adapt(1440)
    assert not made.collapsed


def test_the_top_bar_leads_and_locks(qtbot, shown):
    bar, acts = TopBar(), []
    bar.place_chosen.connect(acts.append)
    bar.lock_asked.connect(lambda: acts.append("lock"))
    bar.show_person("Amara Okonjo", "Panelist")
    bar.set_places([("interviews", "Interviews"), ("sheets", "My sheets")])
    window = shown(bar)
    window.findChild(QWidget, "place_sheets").click()
    window.findChild(QWidget, "lock").click()
    assert acts == ["sheets", "lock"]


def test_tabs_tell_only_of_the_person(qtbot, shown):
    tabs, acts = Tabs(accessible="Dossier"), []
    tabs.chosen.connect(acts.append)
    tabs.set_tabs([("summary", "Summary"), ("documents", "Documents")])
    tabs.set_count("documents", 6)
    shown(tabs)
    tabs.show_tab("documents")
    assert (acts, tabs.current, tabs.accessibleTabName(1)) == ([], "documents", "Documents 6")
    qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert acts == ["summary"]


def test_enter_and_escape_are_safe_in_a_dialog(qtbot):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = ConfirmDialog(None, "Seal?", "It stays.", [("Total", "82 of 100")], "Seal", "Keep editing")
        qtbot.addWidget(dialog)
        dialog.show()
        with qtbot.waitSignal(dialog.rejected):
            qtbot.keyClick(dialog, key)
    assert dialog.width() == 480


def test_the_act_of_a_dialog_has_its_own_key(qtbot):
    dialog = ConfirmDialog(None, "Seal?", "It stays.", (), "Seal", "Keep editing")
    qtbot.addWidget(dialog)
    assert dialog.act.shortcut().toString() == "Alt+S"
    dialog.show()
    with qtbot.waitSignal(dialog.accepted):
        dialog.act.click()


def test_a_banner_stays_until_it_is_settled(qtbot, shown):
    banner, acts = Banner(), []
    shown(banner)
    banner.acted.connect(lambda: acts.append("again"))
    assert banner.isHidden()
    banner.show_text("warn", "The mailbox was removed.", "Insert it again.", "Try again")
    assert (banner.isVisible(), banner.accessibleName()) == (True, "The mailbox was removed.")
    banner.findChild(QWidget, "banner_action").click()
    assert acts == ["again"]
    banner.settle()
    assert banner.isHidden()


def test_an_empty_state_offers_its_action(qtbot, shown):
    empty, acts = EmptyState("box", "No sheets yet", "They appear later.", "Read mailbox"), []
    empty.acted.connect(lambda: acts.append("read"))
    shown(empty)
    empty.setFocus()
    qtbot.keyClick(empty.window().focusWidget(), Qt.Key.Key_Space)
    assert (acts, empty.accessibleName()) == (["read"], "No sheets yet")


def test_a_paragraph_has_the_line_height_of_its_role(qtbot, shown):
    label = Label("One two three four five six seven eight nine ten", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(2000) == theme.line("body")
    assert label.heightForWidth(90) % theme.line("body") == 0
    assert label.heightForWidth(90) > theme.line("body")
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_probabilities_are_never_certain_unless_they_are():
    assert [percent(p) for p in (0, 0.001, 0.58, 0.999, 1)] == ["0%", "<1%", "58%", ">99%", "100%"]


def test_the_axis_holds_every_whisker_and_the_line():
    axis = axis_for([Whisker(72.1), Whisker(80, 81, 76, 91.5)], line=66)
    assert (axis.low, axis.high) == (65, 95)
    assert axis.ticks() == [65, 70, 75, 80, 85, 90, 95]


def test_initials_of_names():
    assert [initials_of(n) for n in ("Amara Okonjo", "Plato", "José da Silva", "")] == ["AO", "P", "JS", ""]


def test_every_status_has_a_word_an_icon_and_no_two_words_are_alike():
    words = [status.word.text("en") for status in STATUSES.values()]
    assert len(set(words)) == len(words)


def test_scrolling_past_a_field_does_not_change_it(qtbot, shown):
    number, other = Number(1, 99), SearchField("Name")
    number.setValue(12)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(other)
    column.addWidget(number)
    shown(holder)
    other.setFocus()
    middle = QPointF(number.rect().center())
    turn = QWheelEvent(
        middle,
        number.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    number.wheelEvent(turn)
    assert number.value() == 12
    number.setFocus()
    number.wheelEvent(turn)
    assert number.value() == 13


def test_the_ring_goes_to_the_focused_control_and_dies_with_its_window(qtbot):
    for _ in range(2):
        window, first, second = QWidget(), SearchField("Name"), SearchField("Other")
        column = QVBoxLayout(window)
        column.addWidget(first)
        column.addWidget(second)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        second.setFocus(Qt.FocusReason.TabFocusReason)
        ring = window.findChild(FocusRing)
        assert ring.widget() is second
        assert ring.width() == second.width() + 8
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
