"""An entry of the journal: one signed change, in the bytes that are hashed, stored and passed on.

The body is JSON with sorted keys and no spaces, UTF-8. The id is the first half of its SHA-256; the signature is
Ed25519 over the whole SHA-256. Each entry names the hash of the one before on the same desk and epoch.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from jetdesk.errors import Untrusted
from jetdesk.i18n import msg

Value = str | int | float | bool | None
FORMAT = 1
FIRST = "0" * 64
"""What the first entry of a desk's epoch names as the one before."""


@dataclass(frozen=True, slots=True)
class Write:
    """New values of fields of one row. `replaces` names, by field, the entries whose values these take the place of."""

    table: str
    row: str
    fields: Mapping[str, Value]
    replaces: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change with one audience: `office`, `case:<applicant>`, `sheet:<panelist>` or `self`.

    `undoes` is the id of the entry that it takes back, if it does.
    """

    desk: str
    epoch: int
    seq: int
    clock: int
    author: str
    action: str
    audience: str
    writes: tuple[Write, ...]
    previous: str
    body: bytes
    signature: bytes
    hash: str
    undoes: str = ""

    @property
    def id(self) -> str:
        return self.hash[:32]


@dataclass(frozen=True, slots=True)
class Place:
    """Where on which chain the next entry goes."""

    desk: str
    epoch: int
    seq: int
    clock: int
    author: str
    previous: str


def sign_entry(
    key: SigningKey, place: Place, action: str, audience: str, writes: tuple[Write, ...], undoes: str = ""
) -> Entry:
    """Make and sign the entry at `place`."""
    body = _encode(
        {
            "v": FORMAT,
            "desk": place.desk,
            "epoch": place.epoch,
            "seq": place.seq,
            "clock": place.clock,
            "author": place.author,
            "action": action,
            "audience": audience,
            "previous": place.previous,
            **({"undoes": undoes} if undoes else {}),
            "writes": [[w.table, w.row, dict(w.fields), {k: list(v) for k, v in w.replaces.items()}] for w in writes],
        }
    )
    digest = sha256(body)
    signature = key.sign(digest.digest()).signature
    return Entry(
        place.desk, place.epoch, place.seq, place.clock, place.author, action, audience, writes, place.previous,
        body, signature, digest.hexdigest(), undoes,
    )  # fmt: skip


def read_entry(body: bytes, signature: bytes) -> Entry:
    """The entry in stored bytes; raises Untrusted if they are not an entry. The signature is not checked here."""
    try:
        data = _READER.decode(body.decode())
        writes = tuple(
            Write(str(table), str(row), dict(values), {k: tuple(v) for k, v in replaces.items()})
            for table, row, values, replaces in data["writes"]
        )
        read = Entry(
            data["desk"], data["epoch"], data["seq"], data["clock"], data["author"], data["action"],
            data["audience"], writes, data["previous"], body, signature, sha256(body).hexdigest(),
            data.get("undoes", ""),
        )  # fmt: skip
        _check_types(read)
        return read
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise Untrusted(msg("A journal entry cannot be read.")) from problem


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _check_types(entry: Entry) -> None:
    """Raises ValueError for what no program of ours signs: other types, endless numbers, half characters."""
    texts = (entry.desk, entry.author, entry.action, entry.audience, entry.previous, entry.undoes)
    numbers = (entry.epoch, entry.seq, entry.clock)
    if not all(type(text) is str for text in texts) or not all(type(n) is int and 0 <= n < _MOST for n in numbers):
        raise ValueError
    for write in entry.writes:
        for value in write.fields.values():
            kind = type(value)
            if kind not in _SCALARS or (kind is int and abs(cast(int, value)) >= _MOST):
                raise ValueError
        if not all(type(each) is str for replaced in write.replaces.values() for each in replaced):
            raise ValueError
    if b"\\ud" in entry.body:
        json.dumps(json.loads(entry.body), ensure_ascii=False).encode()


_READER = json.JSONDecoder(parse_constant=_refuse)
_MOST = 2**63
_SCALARS = (str, int, float, bool, type(None))


def signature_holds(entry: Entry, key: VerifyKey) -> bool:
    try:
        key.verify(bytes.fromhex(entry.hash), entry.signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def _encode(data: Mapping[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")
