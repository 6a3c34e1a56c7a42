"""Envelopes: what goes in comes out for those it is sealed to, and nothing that was altered is taken for one."""

import json
import random
import struct
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from jetdesk.desk.entry import Entry, Place, Write, sign_entry
from jetdesk.errors import Untrusted
from jetdesk.sync import envelope as envelopes
from jetdesk.sync.envelope import BLOCK, FIRST, Content, Envelope, Header, Through, read_envelope, seal
from jetdesk.sync.mailbox import Label

OFFICE, LAPTOP = "0" * 32, "11111111-2222-4333-8444-555555555555"
SIGNER, READER, STRANGER = SigningKey(b"s" * 32), PrivateKey(b"r" * 32), PrivateKey(b"x" * 32)
HEADER = Header(OFFICE, LAPTOP, 1, 1, FIRST)


def entry(note: str = "a note", seq: int = 1) -> Entry:
    place = Place(LAPTOP, 1, seq, 1 << 16, "okonjo", FIRST)
    return sign_entry(SIGNER, place, "sheet.noted", "self", (Write("rating", "r1", {"note": note}, {}),))


CONTENT = Content((entry(),), frozenset({LAPTOP, "other"}), Through(1, 1, entry().hash), "hello")


def sealed(content: Content = CONTENT, header: Header = HEADER, readers: tuple[PrivateKey, ...] = (READER,)) -> bytes:
    return seal(SIGNER, header, content, [reader.public_key for reader in readers])


def repaired(raw: bytes) -> bytes:
    """With the checksum that belongs to these bytes."""
    return raw[:-32] + sha256(raw[:-32]).digest()


def signed_again(raw: bytes) -> bytes:
    """As its own laptop could have made it."""
    body = raw[:-96]
    return repaired(body + SIGNER.sign(sha256(body).digest()).signature + bytes(32))


def test_readers_find_everything_that_was_put_in() -> None:
    opened = read_envelope(sealed()).open([STRANGER, READER])
    assert opened == CONTENT


def test_others_find_nothing() -> None:
    assert read_envelope(sealed()).open([STRANGER]) is None
    assert read_envelope(sealed()).open([]) is None


def test_header_label_and_signature() -> None:
    made = read_envelope(sealed())
    assert made.header == HEADER
    assert made.label == Label(LAPTOP, 1, 1, made.raw[-32:].hex())
    assert made.is_signed_by(SIGNER.verify_key)
    assert not made.is_signed_by(SigningKey(b"t" * 32).verify_key)


@pytest.mark.parametrize("readers", range(10))
def test_numbers_of_readers_and_sizes_are_blurred(readers: int) -> None:
    raw = sealed(readers=tuple(PrivateKey(bytes([n]) * 32) for n in range(readers)))
    made = read_envelope(raw)
    (wraps,) = struct.unpack_from(">H", raw, made.body_at + 32)
    assert wraps % 4 == 0
    assert readers <= wraps < readers + 4
    assert len(raw) % BLOCK == 0


def test_neither_readers_nor_content_show_in_the_bytes() -> None:
    raw = sealed(Content((entry("quince marmalade"),), frozenset({"reader-one"}), None))
    assert b"quince" not in raw
    assert b"reader-one" not in raw
    assert bytes(READER.public_key) not in raw


def test_two_envelopes_of_the_same_content_share_nothing_after_the_header() -> None:
    one, other = sealed(), sealed()
    start = read_envelope(one).body_at
    parts = {one[at : at + 16] for at in range(start, len(one) - 16, 16)}
    assert not parts & {other[at : at + 16] for at in range(start, len(other) - 16, 16)}


@given(st.text(max_size=3000), st.integers(0, 5), st.text(max_size=50))
def test_any_content_comes_back(note: str, entries: int, announcement: str) -> None:
    content = Content(tuple(entry(note, n) for n in range(1, entries + 1)), frozenset({LAPTOP}), None, announcement)
    assert read_envelope(sealed(content)).open([READER]) == content


@given(st.binary(max_size=3000))
def test_any_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(Untrusted):
        read_envelope(raw)
    with pytest.raises(Untrusted):
        read_envelope(repaired((b"JDE1" + raw).ljust(3072, b"\0") + bytes(1024)))


def test_fault_6_cut_at_every_byte_it_is_refused() -> None:
    raw = sealed()
    for end in range(len(raw)):
        with pytest.raises(Untrusted):
            read_envelope(raw[:end])
        if end >= 36 and end % BLOCK == 0:
            assert not _is_taken(repaired(raw[:end]))


def test_fault_6_cut_and_repaired_it_is_refused() -> None:
    """Whole blocks again, with the checksum of what is left, and with the signature at its end."""
    raw = sealed(Content((entry("x" * 5000),), frozenset({LAPTOP}), None))
    for end in range(BLOCK, len(raw), BLOCK):
        assert not _is_taken(repaired(raw[:end]))
        assert not _is_taken(repaired(raw[: end - 96] + raw[-96:]))


def test_fault_6_ten_thousand_flips_with_the_checksum_repaired_are_refused() -> None:
    raw, chosen = sealed(), random.Random(6)
    for _ in range(10_000):
        altered = bytearray(raw)
        altered[chosen.randrange(len(raw) - 32)] ^= 1 << chosen.randrange(8)
        assert not _is_taken(repaired(bytes(altered)))


def _is_taken(raw: bytes) -> bool:
    try:
        return read_envelope(raw).is_signed_by(SIGNER.verify_key)
    except Untrusted:
        return False


def test_even_if_its_own_laptop_signs_it_again_no_altered_byte_is_read_as_content() -> None:
    """Padding wraps may be anything; everything else is bound together."""
    raw, chosen = sealed(), random.Random(7)
    start = read_envelope(raw).body_at
    for _ in range(2_000):
        altered = bytearray(raw)
        altered[chosen.randrange(start, len(raw) - 96)] ^= 1 << chosen.randrange(8)
        try:
            opened = read_envelope(signed_again(bytes(altered))).open([READER])
        except Untrusted:
            continue
        assert opened is None


def header_with(**changes: object) -> bytes:
    said = {"format": 1, "office": OFFICE, "desk": LAPTOP, "epoch": 1, "seq": 1, "previous": FIRST} | changes
    text = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    raw = sealed()
    return b"JDE1" + struct.pack(">I", len(text)) + text + raw[read_envelope(raw).body_at :]


def padded(raw: bytes) -> bytes:
    return repaired(raw + bytes(-len(raw) % BLOCK))


@pytest.mark.parametrize(
    "changes",
    [
        {"office": 1}, {"desk": None}, {"desk": ["a"]}, {"epoch": "1"}, {"epoch": 0}, {"epoch": -1}, {"epoch": 1.0},
        {"epoch": True}, {"seq": 2**31}, {"seq": 0}, {"previous": 5}, {"more": 1},
    ],
)  # fmt: skip
def test_a_header_of_another_shape_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(Untrusted, match="no envelope of this program"):
        read_envelope(padded(header_with(**changes)))


def test_a_newer_format_is_named() -> None:
    with pytest.raises(Untrusted, match="newer version"):
        read_envelope(padded(header_with(format=2)))


@pytest.mark.parametrize("text", [b"[]", b"{}", b"nonsense", b"[" * 900, b"\xff\xfe", b"1" * 800])
def test_a_header_that_is_none_is_refused(text: bytes) -> None:
    with pytest.raises(Untrusted):
        read_envelope(padded(b"JDE1" + struct.pack(">I", len(text)) + text + bytes(500)))


@pytest.mark.parametrize("length", [0, 2**31, 2**32 - 1, 980])
def test_lengths_that_lead_outside_are_refused(length: int) -> None:
    raw = sealed()
    with pytest.raises(Untrusted):
        read_envelope(repaired(raw[:4] + struct.pack(">I", length) + raw[8:]))


def test_more_wraps_than_there_are_bytes_are_refused() -> None:
    raw = bytearray(sealed())
    struct.pack_into(">H", raw, read_envelope(bytes(raw)).body_at + 32, 65535)
    with pytest.raises(Untrusted):
        read_envelope(repaired(bytes(raw)))


def test_a_weak_ephemeral_key_opens_for_nobody() -> None:
    raw = sealed()
    start = read_envelope(raw).body_at
    made = read_envelope(repaired(raw[:start] + bytes(32) + raw[start + 32 :]))
    assert made.open([READER]) is None


def test_an_envelope_that_is_too_large_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelopes, "MOST_BYTES", BLOCK)
    with pytest.raises(Untrusted):
        read_envelope(sealed(Content((entry("x" * 5000),), frozenset(), None)))


def of_plain(plain: bytes) -> Envelope:
    """An envelope with this plain text, as a hostile laptop could make it."""
    whole = envelopes._plain
    try:
        envelopes._plain = lambda _: plain
        return read_envelope(sealed())
    finally:
        envelopes._plain = whole


def described(text: object) -> bytes:
    said = json.dumps(text).encode()
    return struct.pack(">I", len(said)) + said + struct.pack(">I", 0)


HOSTILE = [
    b"",
    struct.pack(">I", 2**32 - 1),
    struct.pack(">I", 2) + b"{}",
    struct.pack(">I", 2) + b"\xff\xff" + bytes(4),
    struct.pack(">I", 2) + b"{}" + struct.pack(">II", 1, 2**32 - 1),
    struct.pack(">I", 2) + b"{}" + struct.pack(">II", 1, 3) + b"abc" + bytes(64),
    described([]),
    described({}),
    described({"to": 5, "through": None, "announcement": ""}),
    described({"to": [["a"]], "through": None, "announcement": ""}),
    described({"to": [], "through": [1], "announcement": ""}),
    described({"to": [], "through": None, "announcement": ""}) + b"trailing",
]


@pytest.mark.parametrize("plain", HOSTILE, ids=range(len(HOSTILE)))
def test_a_content_of_another_shape_is_refused(plain: bytes) -> None:
    with pytest.raises(Untrusted, match="cannot be read"):
        of_plain(plain).open([READER])


@pytest.mark.parametrize("through", [["1", 1, "ab"], [1, None, "ab"], [1, 1, 5], [-1, 1, "ab"]])
def test_a_mark_of_another_shape_is_refused(through: list[object]) -> None:
    with pytest.raises(Untrusted, match="cannot be read"):
        of_plain(described({"to": [], "through": through, "announcement": ""})).open([READER])
