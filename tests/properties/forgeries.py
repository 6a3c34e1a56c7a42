"""Envelopes that must change nothing: damaged, renamed, of another office, of a stranger, of a desk that oversteps."""

import os
from hashlib import sha256

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from jetdesk.desk import exchange
from jetdesk.desk.desk import OFFICE, Desk
from jetdesk.desk.entry import FIRST, Entry, Place, Write, sign_entry
from jetdesk.domain.ids import revision_id
from jetdesk.sync import recipients
from jetdesk.sync.envelope import Content, Header, Through, read_envelope, seal
from jetdesk.sync.mailbox import Label
from tests.properties.memory_mailbox import MemoryMailbox

DAMAGED = ("flipped", "flipped and summed", "cut", "renamed")
MADE = ("foreign office", "stranger", "gapped", "overreaching")
KINDS = (*DAMAGED, *MADE)


def bad_envelope(how: str, desk: Desk, box: MemoryMailbox, which: int) -> tuple[Label, bytes]:
    """A name and bytes; no bytes if there is nothing to damage. An overreaching one is signed by the desk itself."""
    if how in DAMAGED:
        if not box.envelopes:
            return Label(desk.identity.desk, 1, 1, FIRST), b""
        label = sorted(box.envelopes)[which % len(box.envelopes)]
        return _damaged(how, label, box.envelopes[label])
    return _made(how, desk)


def _damaged(how: str, label: Label, raw: bytes) -> tuple[Label, bytes]:
    if how == "renamed":
        return Label(label.desk, label.epoch, label.seq + 1, label.hash), raw
    if how == "cut":
        return label, raw[:-1024]
    at = len(raw) // 2
    flipped = raw[:at] + bytes([raw[at] ^ 4]) + raw[at + 1 :]
    if how == "flipped":
        return label, flipped
    flipped = flipped[:-32] + sha256(flipped[:-32]).digest()
    return Label(label.desk, label.epoch, label.seq, flipped[-32:].hex()), flipped


def _made(how: str, desk: Desk) -> tuple[Label, bytes]:
    me = desk.identity
    with desk.read() as connection:
        seq, before = exchange.last_envelope(connection, me.desk, me.epoch) or (0, FIRST)
        who = recipients.directory(connection, me)
        keys = [member.sealing for member in who.active.values()] or [PrivateKey.generate().public_key]
    office = os.urandom(16).hex() if how == "foreign office" else me.office
    key = me.signing if how in ("gapped", "overreaching") else SigningKey.generate()
    header = Header(office, me.desk, me.epoch, seq + (3 if how == "gapped" else 1), before)
    entry = _overreaching(desk, key)
    content = Content((entry,), frozenset(who.active), Through(entry.epoch, entry.seq, entry.hash))
    raw = seal(key, header, content, keys)
    return read_envelope(raw).label, raw


def _overreaching(desk: Desk, key: SigningKey) -> Entry:
    """In the desk's own name, about a sheet of somebody else; if it is a coordinator's, in somebody else's name."""
    me = desk.identity
    other = "villasenor" if me.person != "villasenor" else "okonjo"
    row = revision_id("a0", other, 1)
    writes = (Write("sheet", row, {"applicant": "a0", "panelist": other, "overall": "reject"}, {}),)
    place = Place(me.desk, me.epoch, 9_000, desk.now_ms << 16, other if me.authority else me.person, FIRST)
    return sign_entry(key, place, "forged", OFFICE, writes)
