"""What the ledger says of an applicant follows from the states of the cells."""

import pytest

from jetdesk.domain.applicant import Position
from jetdesk.domain.custody import CustodyCell, CustodyRow, CustodyState

RECEIVED, REVEALED = CustodyState.RECEIVED, CustodyState.REVEALED


def row_of(*states: CustodyState) -> CustodyRow:
    cells = {f"p{at}": CustodyCell("a", f"p{at}", state) for at, state in enumerate(states)}
    return CustodyRow("a", "WH-1", "", Position.ALT, "B", None, cells)


@pytest.mark.parametrize(
    "states",
    [
        (RECEIVED,),
        (RECEIVED, CustodyState.RECUSED, CustodyState.CLOSED),
        (REVEALED, RECEIVED),
    ],
)
def test_ready_when_a_sheet_is_in_that_nobody_has_seen_and_none_is_awaited(states: tuple[CustodyState, ...]) -> None:
    assert row_of(*states).ready


@pytest.mark.parametrize(
    "states",
    [
        (),
        (REVEALED, REVEALED),
        (CustodyState.CLOSED, CustodyState.RECUSED),
        (RECEIVED, CustodyState.NOT_DUE),
        (RECEIVED, CustodyState.EXPECTED),
        (RECEIVED, CustodyState.SEALED),
        (RECEIVED, CustodyState.CONFLICT),
        (REVEALED, RECEIVED, CustodyState.SEALED),
    ],
)
def test_not_ready_while_one_is_awaited_or_none_is_new(states: tuple[CustodyState, ...]) -> None:
    assert not row_of(*states).ready
