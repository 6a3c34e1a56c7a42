"""Raw and adjusted scores side by side, the choice between them, and the flip report."""

from PySide6.QtCore import Qt

from jetdesk.domain.applicant import Position
from jetdesk.domain.selection import Basis
from jetdesk.services import flips, selection
from jetdesk.ui.widgets.cells import Role


def heads(page):
    return [page.view.table.model().headerData(n, Qt.Orientation.Horizontal)
            for n in range(page.view.table.model().columnCount())]  # fmt: skip


def test_both_scores_the_interval_and_the_chance_are_shown(page):
    ranks = page.view.table.ranks
    first = ranks.index(0, 0).row()
    assert float(ranks.index(first, ranks.adjusted).data()) > 0
    whisker = ranks.index(first, ranks.axis).data(Role.WHISKER)
    assert whisker.low <= whisker.adjusted <= whisker.high
    assert 0 <= ranks.index(first, ranks.above).data(Role.PROBABILITY) <= 1
    assert {"Raw", "Adjusted", "Above line"} <= set(heads(page))
    assert "95 % between" in ranks.index(first, ranks.axis).data(Qt.ItemDataRole.ToolTipRole)


def test_the_basis_is_chosen_for_the_whole_office_and_undone(page, context):
    assert page.view.basis.value is Basis.RAW
    page.view.basis.chosen.emit(Basis.ADJUSTED)
    for position in (Position.ALT, Position.CIR):
        assert selection.view(context.desk, position).ranking.basis is Basis.ADJUSTED
    assert page.view.basis.value is Basis.ADJUSTED
    assert context.undo.next_undo == "Ranked by: Adjusted score"
    context.undo.undo()
    assert selection.view(context.desk, Position.ALT).ranking.basis is Basis.RAW


def test_the_flip_report_stands_beside_the_list(page, context):
    """Noor and Łukasz are alike: only the draw of ties parts them."""
    found = flips.flip_report(context.desk, Position.ALT)
    assert {flip.because.text("en") for flip in found} == {"by another draw of ties"}
    assert page.view.side.flips.isVisible()
    shown = {fact.applicant_id: (fact.distance, fact.detail) for fact in page.view.side.flips._facts}
    assert set(shown) == {flip.applicant_id for flip in found}
    assert set(shown.values()) == {
        ("would fall below", "by another draw of ties"), ("would rise above", "by another draw of ties"),
    }  # fmt: skip
