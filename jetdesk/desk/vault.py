"""Key slots: the desk's random 256-bit key, wrapped under a passphrase and under a printed recovery code.

`keyslots.json` lies beside the database. Each slot wraps the key with XChaCha20-Poly1305; the slot's own parameters are
associated data, so that none can be swapped or weakened. Two generations are kept; a change is written, synced,
re-read and tried before the old file goes.
"""

import base64
import json
import os
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path

import nacl.pwhash.argon2id as argon2id
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as NoMemory
from nacl.public import PrivateKey

from jetdesk.desk.files import replace_file
from jetdesk.errors import EnvironmentFailed, Refused, Untrusted
from jetdesk.i18n import msg

FORMAT = 1
FILE = "keyslots.json"
MEBIBYTE = 1024 * 1024
LEAST_MEMORY = 64 * MEBIBYTE
MOST_MEMORY = 2048 * MEBIBYTE
SHORTEST_PASSPHRASE = 8


@dataclass(frozen=True, slots=True)
class Cost:
    """What a guess costs: Argon2id passes and memory in bytes. The default takes about half a second."""

    passes: int = 3
    memory: int = 256 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy of the key; kind is `passphrase` or `recovery`."""

    kind: str
    passes: int
    memory: int
    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True, slots=True)
class KeySlots:
    desk: str
    slots: tuple[Slot, ...]

    def slot(self, kind: str) -> Slot:
        for slot in self.slots:
            if slot.kind == kind:
                return slot
        raise Untrusted(msg("The key file of this desk has no {kind} slot.", kind=kind), todo=_RESTORE)


_RESTORE = msg("Restore the desk from its backup, or open it with the recovery code.")


def seal_key(desk: str, kind: str, secret: str, key: bytes, cost: Cost) -> Slot:
    """Wrap the desk's key under a passphrase or recovery code."""
    salt, nonce = os.urandom(argon2id.SALTBYTES), os.urandom(24)
    slot = Slot(kind, cost.passes, cost.memory, salt.hex(), nonce.hex(), "")
    wrapped = crypto_aead_xchacha20poly1305_ietf_encrypt(key, _bound(desk, slot), nonce, _derived(slot, secret))
    return Slot(kind, cost.passes, cost.memory, salt.hex(), nonce.hex(), wrapped.hex())


def open_key(slots: KeySlots, kind: str, secret: str) -> bytes:
    """The desk's 32-byte key; raises Untrusted if the passphrase or code is wrong."""
    slot = slots.slot(kind)
    if not (LEAST_MEMORY <= slot.memory <= MOST_MEMORY and 1 <= slot.passes <= 64):
        raise Untrusted(msg("The key file of this desk asks for an unreasonable amount of work."), todo=_RESTORE)
    try:
        wrapped, nonce = bytes.fromhex(slot.wrapped), bytes.fromhex(slot.nonce)
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            wrapped, _bound(slots.desk, slot), nonce, _derived(slot, secret)
        )
    except (CryptoError, ValueError, TypeError) as problem:
        what = msg("That passphrase does not open this desk.")
        if kind == "recovery":
            what = msg("That recovery code does not open this desk.")
        todo = msg("Check Caps Lock and the keyboard's language, and try again.")
        raise Untrusted(what, safe=msg("Nothing was changed."), todo=todo) from problem


def check_passphrase(passphrase: str) -> None:
    """Raises Refused for a passphrase that is too short to protect anything."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused(
            msg("The passphrase is too short."),
            safe=msg("Nothing was changed."),
            todo=msg("Use at least {n} characters; four words with spaces work well.", n=SHORTEST_PASSPHRASE),
        )


def read_slots(folder: Path) -> KeySlots:
    """The key slots of a desk folder. Raises Refused for no desk or a newer one, Untrusted for a damaged file."""
    path = folder / FILE
    if not path.is_file():
        todo = msg("Choose the folder that holds {file} and desk.db, or found an office with “jetdesk new”.", file=FILE)
        raise Refused(msg("{folder} is not a desk.", folder=str(folder)), safe=msg("Nothing was changed."), todo=todo)
    try:
        data = json.loads(path.read_bytes())
        if data["format"] > FORMAT:
            raise newer_desk()
        return KeySlots(str(data["desk"]), tuple(_slot(slot) for slot in data["slots"]))
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise Untrusted(
            msg("The key file of this desk is damaged."), safe=msg("The data itself was not touched."), todo=_RESTORE
        ) from problem


def newer_desk() -> Refused:
    return Refused(
        msg("This desk was made by a newer version of JetDesk."),
        safe=msg("Nothing was changed."),
        todo=msg("Install the newer version on this laptop and open the desk with it."),
    )


def write_slots(folder: Path, slots: KeySlots) -> None:
    """Replace the key file; the one before stays as the second generation."""
    data = {
        "format": FORMAT,
        "desk": slots.desk,
        "slots": [
            {"kind": s.kind, "kdf": "argon2id", "passes": s.passes, "memory": s.memory, "salt": s.salt,
             "nonce": s.nonce, "wrapped": s.wrapped}
            for s in slots.slots
        ],
    }  # fmt: skip
    path = folder / FILE
    if path.exists():
        replace_file(path.with_suffix(".json.before"), path.read_bytes())
    replace_file(path, json.dumps(data, indent=1).encode())


def forget_generation_before(folder: Path) -> None:
    """Remove the second generation: after a change of passphrase the old one must open nothing.

    The new file is read and compared first.
    """
    read_slots(folder)
    (folder / FILE).with_suffix(".json.before").unlink(missing_ok=True)


def new_recovery_code() -> str:
    """160 random bits and a checksum in groups of five letters and digits, to be printed."""
    secret = os.urandom(20)
    text = base64.b32encode(secret + sha256(secret).digest()[:5]).decode()
    return "-".join(text[i : i + 5] for i in range(0, len(text), 5))


def read_recovery_code(typed: str) -> str:
    """The code as it was made, from what a person typed; raises Refused if it was mistyped."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(c for c in plain if c.isalnum()).replace("0", "O").replace("1", "I").replace("8", "B")
    try:
        raw = base64.b32decode(letters)
    except ValueError:
        raw = b""
    if len(raw) != 25 or sha256(raw[:20]).digest()[:5] != raw[20:]:
        raise Refused(
            msg("That is not a recovery code: a character is missing or wrong."),
            safe=msg("Nothing was changed."),
            todo=msg("Type the code again as it stands on the recovery sheet."),
        )
    return "-".join(letters[i : i + 5] for i in range(0, len(letters), 5))


def recovery_key(code: str) -> PrivateKey:
    """The sealing key behind a recovery code: with it, drafts of a lost laptop can be read from the mailbox."""
    return PrivateKey(blake2b(code.encode(), digest_size=32, person=b"jetdesk recover").digest())


def _slot(data: dict[str, object]) -> Slot:
    passes, memory = data["passes"], data["memory"]
    if not isinstance(passes, int) or not isinstance(memory, int):
        raise TypeError("passes and memory are numbers")
    return Slot(str(data["kind"]), passes, memory, str(data["salt"]), str(data["nonce"]), str(data["wrapped"]))


def _bound(desk: str, slot: Slot) -> bytes:
    parts = (FORMAT, desk, slot.kind, slot.passes, slot.memory, slot.salt, slot.nonce)
    return json.dumps(parts, separators=(",", ":")).encode()


def _derived(slot: Slot, secret: str) -> bytes:
    written = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    salt = bytes.fromhex(slot.salt)
    try:
        return argon2id.kdf(32, written, salt, opslimit=slot.passes, memlimit=slot.memory)
    except NoMemory as problem:
        raise EnvironmentFailed(
            msg("There is too little free memory to open the desk."),
            safe=msg("Nothing was changed."),
            todo=msg("Close other programs, then try again."),
        ) from problem
