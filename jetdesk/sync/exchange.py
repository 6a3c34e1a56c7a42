"""One meeting of a desk with a mailbox: take in what is new, answer it, seal what is new here, lay in what lacks."""

from collections.abc import Callable
from dataclasses import dataclass

from nacl.public import PrivateKey

from jetdesk.desk import chunks, exchange
from jetdesk.desk.desk import Desk
from jetdesk.desk.queries import dossiers
from jetdesk.sync import giving, laptops, recipients, store
from jetdesk.sync.mailbox import Mailbox
from jetdesk.sync.sealing import seal_new
from jetdesk.sync.taking import Taken, Taking

Told = Callable[[float], None]
"""Told how far it is, from 0 to 1; it may raise to end the meeting, which the next one finishes."""
ANNOUNCEMENT, EARLIER_KEY = "announcement", "earlier_key"
LOOKED_AT_AGAIN = 20
"""So many of the own newest envelopes are compared in the mailbox: a stick pulled out leaves zeros under good names."""


@dataclass(frozen=True, slots=True)
class Laid:
    """How many own envelopes and document chunks went into the mailbox, and how many chunks came out of it."""

    envelopes: int
    chunks_in: int
    chunks_out: int


def take_in(desk: Desk, mailbox: Mailbox, told: Told) -> Taken:
    """Read the mailbox and apply what is good; acknowledge it. Raises EnvironmentFailed if the medium fails."""
    laptops.certify_self(desk)
    taken = Taking(desk, mailbox, _keys(desk), told).run()
    if taken.due.own_epoch:
        _come_back(desk, taken.due.own_epoch)
    if taken.due.sweep:
        _sweep(desk)
    giving.write_receipts(desk, taken.due)
    return taken


def give_out(desk: Desk, mailbox: Mailbox, told: Told) -> Laid:
    """Seal what is new here and lay everything that the mailbox lacks into it; documents in both directions."""
    giving.settle_debts(desk)
    seal_new(desk, _announcement(desk))
    laid = _lay(desk, mailbox, told)
    chunks_in, chunks_out = _documents(desk, mailbox, told)
    return Laid(laid, chunks_in, chunks_out)


def _keys(desk: Desk) -> list[PrivateKey]:
    with desk.read() as connection:
        earlier = exchange.get_setting(connection, EARLIER_KEY)
    return [desk.identity.sealing, *([PrivateKey(bytes.fromhex(earlier))] if earlier else [])]


def _announcement(desk: Desk) -> str:
    """How this desk makes itself known, until its certificate has come."""
    with desk.read() as connection:
        if desk.identity.desk in recipients.members_here(connection, desk.identity):
            return ""
        return exchange.get_setting(connection, ANNOUNCEMENT)


def _come_back(desk: Desk, newest: int) -> None:
    """Own envelopes that this desk did not know: it is a restored backup, or there is a copy of it elsewhere."""
    me = desk.identity
    with desk.exchanging() as connection:
        exchange.raise_alarm(connection, "clone" if newest > me.epoch else "restored", me.desk, "", desk.now_ms)
    while desk.identity.epoch <= newest:
        desk.begin_epoch()


def _lay(desk: Desk, mailbox: Mailbox, told: Told) -> int:
    with desk.read() as connection:
        named = exchange.seen(connection)
    there, own = mailbox.labels(), 0
    kept = [label for label in store.kept(desk.envelopes) if (label.desk, label.epoch, label.seq, label.hash) in named]
    again = {label for label in kept if label.desk == desk.identity.desk}
    again = set(sorted(again)[-LOOKED_AT_AGAIN:])
    for done, label in enumerate(kept, 1):
        raw = store.fetch(desk.envelopes, label) if label not in there or label in again else b""
        if raw and (label not in there or mailbox.read(label) != raw):
            mailbox.write(label, raw)
            own += label.desk == desk.identity.desk
        told(0.5 + 0.1 * done / len(kept))
    return own


def _documents(desk: Desk, mailbox: Mailbox, told: Told) -> tuple[int, int]:
    with desk.read() as connection:
        documents = [(key, size) for key, size in dossiers.document_keys(connection) if key]
    there = mailbox.chunk_names()
    laid = taken = 0
    for done, (key, size) in enumerate(documents, 1):
        for number, name in chunks.missing(desk.chunks, key, size):
            if name in there:
                taken += chunks.take(desk.chunks, key, number, name, mailbox.read_chunk(name))
        for name in chunks.chunk_names(key, size):
            path = desk.chunks / name
            if path.is_file() and there.get(name) != path.stat().st_size:
                mailbox.write_chunk(name, path.read_bytes())
                laid += 1
        told(0.6 + 0.4 * done / len(documents))
    return laid, taken


def _sweep(desk: Desk) -> None:
    with desk.read() as connection:
        named = {name for key, size in dossiers.document_keys(connection) if key
                 for name in chunks.chunk_names(key, size)}  # fmt: skip
    chunks.sweep(desk.chunks, named)
