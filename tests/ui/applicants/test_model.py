"""The model under Qt's own tester, and what it keeps."""

from PySide6.QtCore import QPersistentModelIndex, Qt

from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.rows import ApplicantRow
from jetdesk.ui.screens.applicants.model import ApplicantsModel
from jetdesk.ui.widgets.cells import Role


def row(n: int, status=Status.INVITED) -> ApplicantRow:
    kana = "カナ" if n % 2 else ""
    return ApplicantRow(f"id{n}", f"WH-{n:03}", f"Name{n:03}", kana, Position.ALT, status, n % 7, "B", None, n == 4)


ROWS = tuple(row(n) for n in range(30))


def test_it_is_a_sound_model_through_all_changes(qtmodeltester):
    model = ApplicantsModel()
    qtmodeltester.check(model)
    for change in (
        lambda: model.set_rows(ROWS, None),
        lambda: model.show_only(frozenset({"id3", "id7"})),
        lambda: model.sort(2, Qt.SortOrder.DescendingOrder),
        lambda: model.show_only(None),
        lambda: model.set_rows(ROWS[5:], None),
        lambda: model.set_rows((), None),
    ):
        change()
        qtmodeltester.check(model)


def test_the_same_applicants_change_without_a_new_layout(qtbot):
    model = ApplicantsModel()
    model.set_rows(ROWS, None)
    changed = (*ROWS[:3], row(3, Status.ABSENT), *ROWS[4:])
    with qtbot.assertNotEmitted(model.layoutChanged), qtbot.waitSignal(model.dataChanged) as told:
        model.set_rows(changed, None)
    assert told.args[0].row() == 3
    assert model.index(3, 5).data() == "Absent"


def test_a_change_that_moves_a_row_moves_it(qtbot):
    model = ApplicantsModel()
    model.set_rows(ROWS, None)
    model.sort(5, Qt.SortOrder.AscendingOrder)
    kept = QPersistentModelIndex(model.index(model.row_of("id3"), 0))
    model.set_rows((*ROWS[:3], row(3, Status.ABSENT), *ROWS[4:]), None)
    assert model.row_of("id3") == 29
    assert kept.row() == 29


def test_who_is_no_longer_shown_is_let_go():
    model = ApplicantsModel()
    model.set_rows(ROWS, None)
    kept, gone = (QPersistentModelIndex(model.index(n, 0)) for n in (7, 8))
    model.show_only(frozenset({"id7"}))
    assert kept.row() == 0
    assert not gone.isValid()
    assert model.index(0, 0).data(Role.ID) == "id7"


def test_before_screening_no_documents_are_called_missing():
    model = ApplicantsModel()
    model.set_rows(ROWS, None)
    assert model.index(5, 4).data() == "5"
    assert model.index(5, 4).data(Role.STATUS) is None


def test_cells_say_column_and_value():
    model = ApplicantsModel()
    model.set_rows(ROWS, None)
    assert model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "No., WH-000"
