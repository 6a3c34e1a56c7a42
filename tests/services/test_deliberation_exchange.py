"""A consensus travels: the chair writes it, and every laptop of the case takes it in by the rules of authority."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from jetdesk.desk.desk import Desk
from jetdesk.domain.sheet import Overall
from jetdesk.services import deliberation, exchange, interviews, laptops, reveal
from tests.services.meeting import ALT, fill
from tests.small_office import PANELISTS, PASSPHRASE, ids_by_number

CHAIR = "moriwaki"
Desks = dict[str, Desk]


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Iterator[Desks]:
    """The coordinator's desk and those of the panel, joined by packs over a folder."""
    mailbox = tmp_path / "mailbox"
    mailbox.mkdir()
    with ExitStack() as stack:
        desks = {desk.person: desk}
        exchange.sync(desk, str(mailbox), prepare=True)
        for person in PANELISTS:
            made = laptops.pack(desk, person, tmp_path / f"{person}.pack")
            joined = laptops.join(made.file, made.code, tmp_path / person, PASSPHRASE).desk
            desks[person] = stack.enter_context(joined)
            exchange.sync(joined, str(mailbox))
        meet(desks)
        yield desks


def meet(desks: Desks) -> None:
    """Everybody syncs twice, the coordinator first and in between."""
    for _ in range(2):
        for desk in desks.values():
            done = exchange.sync(desk)
            assert not done.refused


def test_the_chairs_consensus_reaches_everybody_and_undo_too(office: Desks) -> None:
    coordinator = next(iter(office.values()))
    priya = ids_by_number(coordinator)["WH-001"]
    for person in PANELISTS:
        fill(office[person], priya, person)
        interviews.submit(office[person], priya, person)
    meet(office)
    reveal.reveal(coordinator, [priya])
    meet(office)
    chair = office[CHAIR]
    deliberation.settle(chair, priya, "culture", 3)
    change = deliberation.settle(chair, priya, "culture", 5)
    deliberation.add_note(office["okonjo"], priya, "anchor 4 fits better")
    chair.undo(change.entries)
    meet(office)
    for desk in office.values():
        found = deliberation.open_case(desk, priya)
        assert next(x.consensus for x in found.lines if x.criterion.id == "culture") == 3
        assert [(note.by, note.text) for note in found.notes] == [("okonjo", "anchor 4 fits better")]
    for criterion in ALT:
        deliberation.settle(chair, priya, criterion, 4)
    deliberation.settle_overall(chair, priya, Overall.RECOMMEND)
    deliberation.seal(chair, priya)
    meet(office)
    assert all(deliberation.open_case(desk, priya).verdict for desk in office.values())
    deliberation.reopen(coordinator, priya, "a level was misheard")
    deliberation.settle(coordinator, priya, "culture", 5)
    deliberation.seal(coordinator, priya)
    meet(office)
    editions = deliberation.open_case(office["villasenor"], priya).verdicts
    assert [(v.by, v.levels["culture"]) for v in editions] == [(CHAIR, 4), (coordinator.person, 5)]
