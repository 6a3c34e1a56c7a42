"""An envelope: one desk's entries for one set of desks; signed, sealed, padded and chained.

    JDE1 | header length | header | ephemeral key | wraps | nonce | ciphertext | signature | SHA-256 of all before

The header names office, desk, epoch, number and the envelope before, and no applicant. Each wrap is the content key
for one recipient, found by a tag that only that recipient can compute. The desk signs everything outside the
encryption: a desk that cannot open an envelope can still tell a link of the chain from a forgery.
"""

import json
import os
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_scalarmult,
)
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.exceptions import RuntimeError as WeakKey
from nacl.public import PrivateKey, PublicKey
from nacl.signing import SigningKey, VerifyKey

from jetdesk.desk.entry import Entry
from jetdesk.errors import Untrusted
from jetdesk.i18n import msg
from jetdesk.sync import framing
from jetdesk.sync.mailbox import Label

MAGIC = b"JDE1"
FORMAT = 1
FIRST = "0" * 64
BLOCK = 1024
MOST_BYTES = 256 * 1024 * 1024
WRAPS = 4
_TAG, _WRAP, _NONCE, _SIGNATURE, _SUM = 8, 48, 24, 64, 32


@dataclass(frozen=True, slots=True)
class Header:
    """What everybody can read. `previous`: hash of the desk's envelope before, zeros for the first of an epoch."""

    office: str
    desk: str
    epoch: int
    seq: int
    previous: str


@dataclass(frozen=True, slots=True)
class Through:
    """The last of the sender's own entries that was sealed, in this envelope or beside it; its hash stands for all."""

    epoch: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Content:
    """What the recipients read. `to` are desk ids; `announcement` is how a desk that just joined makes itself known."""

    entries: tuple[Entry, ...]
    to: frozenset[str]
    through: Through | None = None
    announcement: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed envelope, its checksum checked and nothing else."""

    header: Header
    raw: bytes
    body_at: int

    @property
    def hash(self) -> str:
        return self.raw[-_SUM:].hex()

    @property
    def label(self) -> Label:
        return Label(self.header.desk, self.header.epoch, self.header.seq, self.hash)

    def is_signed_by(self, key: VerifyKey) -> bool:
        end = len(self.raw) - _SUM
        try:
            key.verify(sha256(self.raw[: end - _SIGNATURE]).digest(), self.raw[end - _SIGNATURE : end])
        except (BadSignatureError, ValueError):
            return False
        return True

    def open(self, keys: Iterable[PrivateKey]) -> Content | None:
        """The content, if it is sealed to one of these keys. Raises Untrusted for what its sender cannot have made."""
        start = self.body_at
        ephemeral = self.raw[start : start + 32]
        (count,) = struct.unpack_from(">H", self.raw, start + 32)
        wraps = self.raw[start + 34 : start + 34 + count * (_TAG + _WRAP)]
        sealed_at = start + 34 + count * (_TAG + _WRAP)
        for key in keys:
            secret = _unwrap(key, ephemeral, wraps)
            if secret is not None:
                return _content(_decrypt(self.raw, sealed_at, secret))
        return None


def seal(key: SigningKey, header: Header, content: Content, recipients: Sequence[PublicKey]) -> bytes:
    """The bytes of an envelope, sealed to these keys."""
    front = _front(header)
    ephemeral, secret = PrivateKey.generate(), os.urandom(32)
    wraps = b"".join(sorted(_wrap(ephemeral, recipient, secret) for recipient in recipients))
    missing = -len(recipients) % WRAPS
    wraps += os.urandom(missing * (_TAG + _WRAP))
    count = len(recipients) + missing
    front += bytes(ephemeral.public_key) + struct.pack(">H", count) + wraps
    nonce = os.urandom(_NONCE)
    plain = _plain(content)
    plain += bytes(-(len(front) + _NONCE + len(plain) + 16 + _SIGNATURE + _SUM) % BLOCK)
    signed = front + nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plain, front, nonce, secret)
    signed += key.sign(sha256(signed).digest()).signature
    return signed + sha256(signed).digest()


def read_envelope(raw: bytes) -> Envelope:
    """Raises Untrusted for anything that is not a whole envelope of this format."""
    if len(raw) > MOST_BYTES or len(raw) % BLOCK or raw[:4] != MAGIC or sha256(raw[:-_SUM]).digest() != raw[-_SUM:]:
        raise Untrusted(msg("It is no whole envelope: it was cut off or altered."))
    try:
        (length,) = struct.unpack_from(">I", raw, 4)
        data = json.loads(raw[8 : 8 + length])
        if data["format"] != FORMAT:
            raise Untrusted(msg("It was made by a newer version of JetDesk."))
        header = Header(
            _text(data["office"]), _text(data["desk"]), _number(data["epoch"]), _number(data["seq"]),
            _text(data["previous"]),
        )  # fmt: skip
        (count,) = struct.unpack_from(">H", raw, 8 + length + 32)
        if _front(header) != raw[: 8 + length] or 8 + length + 34 + count * (_TAG + _WRAP) + 136 > len(raw):
            raise ValueError
    except (ValueError, KeyError, TypeError, struct.error, RecursionError) as problem:
        raise Untrusted(msg("It is no envelope of this program.")) from problem
    return Envelope(header, raw, 8 + length)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 1 <= value < 2**31:
        raise TypeError
    return value


def _front(header: Header) -> bytes:
    said = {"format": FORMAT, "office": header.office, "desk": header.desk, "epoch": header.epoch, "seq": header.seq,
            "previous": header.previous}  # fmt: skip
    text = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    return MAGIC + struct.pack(">I", len(text)) + text


def _plain(content: Content) -> bytes:
    through = content.through
    described = {
        "to": sorted(content.to),
        "through": [through.epoch, through.seq, through.hash] if through else None,
        "announcement": content.announcement,
    }
    return framing.write(json.dumps(described, separators=(",", ":")), content.entries)


def _content(plain: bytes) -> Content:
    text, entries = framing.read(plain)
    try:
        described = json.loads(text)
        through = _place(described["through"]) if described["through"] else None
        to = frozenset(_text(desk) for desk in described["to"])
        return Content(entries, to, through, _text(described["announcement"]))
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise Untrusted(msg("Its content cannot be read.")) from problem


def _place(said: list[object]) -> Through:
    epoch, seq, digest = said
    return Through(_number(epoch), _number(seq), _text(digest))


def _decrypt(raw: bytes, at: int, secret: bytes) -> bytes:
    sealed = raw[at + _NONCE : -_SIGNATURE - _SUM]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, raw[:at], raw[at : at + _NONCE], secret)
    except (CryptoError, ValueError) as problem:
        raise Untrusted(msg("Its content was altered.")) from problem


def _wrap(ephemeral: PrivateKey, recipient: PublicKey, secret: bytes) -> bytes:
    tag, key = _shared(crypto_scalarmult(bytes(ephemeral), bytes(recipient)), bytes(ephemeral.public_key), recipient)
    return tag + crypto_aead_xchacha20poly1305_ietf_encrypt(secret, tag, bytes(_NONCE), key)


def _unwrap(own: PrivateKey, ephemeral: bytes, wraps: bytes) -> bytes | None:
    try:
        tag, key = _shared(crypto_scalarmult(bytes(own), ephemeral), ephemeral, own.public_key)
    except WeakKey:
        return None
    for at in range(0, len(wraps), _TAG + _WRAP):
        if wraps[at : at + _TAG] == tag:
            try:
                sealed = wraps[at + _TAG : at + _TAG + _WRAP]
                return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, tag, bytes(_NONCE), key)
            except CryptoError as problem:
                raise Untrusted(msg("Its content was altered.")) from problem
    return None


def _shared(secret: bytes, ephemeral: bytes, recipient: PublicKey) -> tuple[bytes, bytes]:
    """Tag and key of one wrap; each is used once, so that the nonce may be zero."""
    mixed = secret + ephemeral + bytes(recipient)
    tag = blake2b(mixed, digest_size=_TAG, person=b"jetdesk tag").digest()
    return tag, blake2b(mixed, digest_size=32, person=b"jetdesk wrap").digest()
