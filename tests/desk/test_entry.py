"""Entries in bytes: what is signed is what is read back, and nothing else passes for it."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from jetdesk.desk.entry import FIRST, Entry, Place, Value, Write, read_entry, sign_entry, signature_holds
from jetdesk.errors import Untrusted

KEY = SigningKey(b"k" * 32)
PLACE = Place("desk-1", 1, 1, 99, "mori", FIRST)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), TEXTS
)
WRITES = st.builds(
    Write, TEXTS, TEXTS, st.dictionaries(TEXTS, VALUES, max_size=4),
    st.dictionaries(TEXTS, st.lists(TEXTS, max_size=3).map(tuple), max_size=3),
)  # fmt: skip


def entry_of(*writes: Write) -> Entry:
    return sign_entry(KEY, PLACE, "sheet.rated", "office", writes)


@given(st.lists(WRITES, max_size=4).map(tuple), TEXTS, TEXTS)
def test_an_entry_reads_back_as_it_was_signed(writes: tuple[Write, ...], action: str, audience: str) -> None:
    entry = sign_entry(KEY, PLACE, action, audience, writes)
    again = read_entry(entry.body, entry.signature)
    assert again == entry
    assert signature_holds(again, KEY.verify_key)
    assert sign_entry(KEY, PLACE, again.action, again.audience, again.writes).body == entry.body


def test_the_bytes_are_canonical() -> None:
    one = entry_of(Write("t", "r", {"b": 1, "a": "é"}, {"b": ("y",), "a": ("x",)}))
    other = entry_of(Write("t", "r", {"a": "é", "b": 1}, {"a": ("x",), "b": ("y",)}))
    assert one.body == other.body
    assert one.hash == sha256(one.body).hexdigest()
    assert one.id == one.hash[:32]
    expected = (
        '{"action":"sheet.rated","audience":"office","author":"mori","clock":99,"desk":"desk-1","epoch":1,'
        f'"previous":"{FIRST}","seq":1,"v":1,"writes":[["t","r",{{"a":"é","b":1}},{{"a":["x"],"b":["y"]}}]]}}'
    )
    assert one.body.decode() == expected


@given(st.data())
def test_a_changed_bit_breaks_the_signature(data: st.DataObject) -> None:
    entry = entry_of(Write("rating", "r1", {"level": 4}, {}))
    body, signature = bytearray(entry.body), bytearray(entry.signature)
    target = data.draw(st.sampled_from([body, signature]))
    target[data.draw(st.integers(0, len(target) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    changed = replace(entry, body=bytes(body), signature=bytes(signature), hash=sha256(body).hexdigest())
    assert not signature_holds(changed, KEY.verify_key)


@pytest.mark.parametrize("signature", [b"", b"short", bytes(64), bytes(65)])
def test_what_is_no_signature_does_not_hold(signature: bytes) -> None:
    assert not signature_holds(replace(entry_of(), signature=signature), KEY.verify_key)


def test_another_desks_key_does_not_hold() -> None:
    assert not signature_holds(entry_of(), SigningKey(b"o" * 32).verify_key)


GOOD = json.loads(entry_of(Write("t", "r", {"a": 1}, {})).body)


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{}", b"\xff", b'"x"', b"{" * 9,
     json.dumps({**GOOD, "writes": 3}).encode(),
     json.dumps({**GOOD, "writes": [["t", "r"]]}).encode(),
     json.dumps({**GOOD, "writes": [["t", "r", 3, {}]]}).encode(),
     json.dumps({**GOOD, "writes": [["t", "r", {}, []]]}).encode(),
     json.dumps({**GOOD, "writes": [["t", "r", {}, {"a": 1}]]}).encode(),
     json.dumps({k: v for k, v in GOOD.items() if k != "seq"}).encode(), b"[" * 100_000],
    ids=range(14),
)  # fmt: skip
def test_bytes_that_are_no_entry_are_untrusted(body: bytes) -> None:
    with pytest.raises(Untrusted, match="cannot be read"):
        read_entry(body, bytes(64))
