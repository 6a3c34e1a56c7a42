"""Sealing: everything new once, to those who may read it, in numbered envelopes of bounded size."""

from pathlib import Path

import pytest
from nacl.public import PrivateKey

from jetdesk.desk import exchange
from jetdesk.desk.desk import OFFICE, SELF, Desk
from jetdesk.sync import laptops, sealing, store
from jetdesk.sync.envelope import FIRST, Content, Envelope, read_envelope
from jetdesk.sync.sealing import seal_new


@pytest.fixture
def certified_desk(desk: Desk) -> Desk:
    laptops.certify_self(desk)
    return desk


def kept(desk: Desk) -> list[Envelope]:
    labels = sorted(store.kept(desk.envelopes))
    return [read_envelope(store.fetch(desk.envelopes, label)) for label in labels]


def opened(desk: Desk, envelope: Envelope) -> Content:
    content = envelope.open([desk.identity.sealing])
    assert content is not None
    return content


def test_everything_is_sealed_once_and_in_order(certified_desk: Desk) -> None:
    assert seal_new(certified_desk, "") > 0
    with certified_desk.read() as connection:
        assert list(exchange.unsealed(connection)) == []
    sealed = [entry for each in kept(certified_desk) for entry in opened(certified_desk, each).entries]
    assert len({entry.id for entry in sealed}) == len(sealed) == certified_desk._head.seq
    assert seal_new(certified_desk, "") == 0


def test_envelopes_form_a_chain(certified_desk: Desk) -> None:
    seal_new(certified_desk, "")
    for room in ("1", "2", "3"):
        with certified_desk.change("panel.set") as change:
            change.write("panel", "B", OFFICE, room=room)
        seal_new(certified_desk, "")
    before = FIRST
    for number, envelope in enumerate(kept(certified_desk), 1):
        assert (envelope.header.seq, envelope.header.epoch, envelope.header.previous) == (number, 1, before)
        assert envelope.is_signed_by(certified_desk.identity.signing.verify_key)
        before = envelope.hash


def test_the_mark_names_the_newest_entry(certified_desk: Desk) -> None:
    seal_new(certified_desk, "")
    for envelope in kept(certified_desk):
        through = opened(certified_desk, envelope).through
        assert through is not None
        assert (through.epoch, through.seq, through.hash) == (1, certified_desk._head.seq, certified_desk.head_hash)


def test_what_is_for_its_author_alone_opens_with_the_recovery_code_too(certified_desk: Desk) -> None:
    seal_new(certified_desk, "")
    recovery = PrivateKey.generate()
    object.__setattr__(certified_desk.identity, "recovery", recovery.public_key)
    with certified_desk.change("drafted") as change:
        change.write("draft", "d", SELF, overall="recommend")
        change.write("panel", "B", OFFICE, room="9")
    made = seal_new(certified_desk, "")
    newest = kept(certified_desk)[-made:]
    by_recovery = [content for each in newest if (content := each.open([recovery]))]
    assert [entry.audience for content in by_recovery for entry in content.entries] == [SELF]


def test_large_content_is_cut(certified_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MOST_CONTENT", 2000)
    for n in range(20):
        with certified_desk.change("panel.set") as change:
            change.write("panel", "B", OFFICE, room=f"{n}" * 300)
    assert seal_new(certified_desk, "") >= 10
    for envelope in kept(certified_desk):
        entries = opened(certified_desk, envelope).entries
        assert len(entries) == 1 or sum(len(entry.body) for entry in entries) <= 2000


def test_a_desk_that_joined_announces_itself_even_with_nothing_to_say(certified_desk: Desk) -> None:
    seal_new(certified_desk, "")
    certified_desk.begin_epoch()
    assert seal_new(certified_desk, "it is me") == 1
    assert opened(certified_desk, kept(certified_desk)[-1]).announcement == "it is me"
    assert seal_new(certified_desk, "it is me") == 0


def test_what_is_owed_goes_to_those_it_is_owed_to(certified_desk: Desk) -> None:
    seal_new(certified_desk, "")
    first = opened(certified_desk, kept(certified_desk)[0]).entries[0].id
    with certified_desk.exchanging() as connection:
        exchange.owe(connection, [(first, "somebody")])
    assert seal_new(certified_desk, "") == 1
    assert kept(certified_desk)[-1].open([certified_desk.identity.sealing]) is None
    with certified_desk.read() as connection:
        assert exchange.owed(connection) == ()


def test_a_file_that_nobody_names_is_not_answered_for(certified_desk: Desk) -> None:
    """What a crash between file and row leaves."""
    seal_new(certified_desk, "")
    (newest, *_) = kept(certified_desk)
    stray = certified_desk.envelopes / "nonsense.jde"
    stray.write_bytes(newest.raw)
    assert len(kept(certified_desk)) == len(list(certified_desk.envelopes.glob("*.jde"))) - 1


def test_no_envelopes_folder_is_no_envelopes(tmp_path: Path) -> None:
    assert list(store.kept(tmp_path / "none")) == []
