"""A laptop pack: one file that sets up a person's desk, sealed with a code that is told them separately.

A stored zip: `pack` (parameters and the sealed content: who, the invitation, and the entries this person may read) and
`chunks/` (their documents, sealed as they are everywhere). The code has 100 random bits.
"""

import base64
import json
import os
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import nacl.pwhash.argon2id as argon2id
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as NoMemory

from jetdesk.desk.entry import Entry
from jetdesk.desk.files import discard, disk_failed, sync_folder
from jetdesk.errors import EnvironmentFailed, Refused, Untrusted
from jetdesk.i18n import msg
from jetdesk.sync import framing
from jetdesk.sync.membership import Invitation

SUFFIX = ".jetdesk-pack"
FORMAT = 1
MEMORY, PASSES = 64 * 1024 * 1024, 1
"""The code has 100 random bits: one pass is enough to slow a guesser down."""
MOST_CONTENT = 512 * 1024 * 1024
_INNER = "pack"
_MAGIC = b"JDPK"
_CODE_BYTES = 13
Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack says. Keys are hexadecimal; `authority` is the office root's, for another coordinator only."""

    office_name: str
    year: int
    person_name: str
    invitation: Invitation
    key: str
    root: str
    authority: str
    mailbox: str
    seen: tuple[tuple[str, int, int, str], ...]


def new_code() -> str:
    """Twenty letters and digits in groups of five."""
    text = base64.b32encode(os.urandom(_CODE_BYTES)).decode()[:20]
    return "-".join(text[i : i + 5] for i in range(0, 20, 5))


def write_pack(out: Path, code: str, pack: Pack, entries: Sequence[Entry], chunks: Iterable[Path], told: Told) -> None:
    """Write the file, whole or not at all."""
    beside = out.with_name(out.name + ".new")
    try:
        with beside.open("wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(_INNER, _sealed(code, pack, entries))
                listed = list(chunks)
                for done, path in enumerate(listed, 1):
                    archive.writestr(f"chunks/{path.name}", path.read_bytes())
                    told(done / len(listed))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, out)
        sync_folder(out.parent)
    except OSError as problem:
        raise disk_failed(problem) from problem
    finally:
        discard(beside)


def read_pack(file: Path, code: str) -> tuple[Pack, tuple[Entry, ...]]:
    """Raises Refused for a mistyped code or a file that is no pack, Untrusted for a damaged one."""
    with _opened(file) as (archive, _):
        try:
            if archive.getinfo(_INNER).file_size > MOST_CONTENT:
                raise _damaged(file)
            sealed = archive.read(_INNER)
        except (KeyError, zipfile.BadZipFile, ValueError, EOFError) as problem:
            raise _damaged(file) from problem
    return _read(file, _unseal(file, sealed, _tidy(code)))


def read_chunks(file: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The sealed chunks of these names that the pack holds."""
    with _opened(file) as (archive, inside):
        for name in names:
            if f"chunks/{name}" in inside:
                try:
                    yield name, archive.read(f"chunks/{name}")
                except (zipfile.BadZipFile, ValueError, EOFError) as problem:
                    raise _damaged(file) from problem


@contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, set[str]]]:
    """The archive of a pack and the names in it."""
    try:
        stream = file.open("rb")
    except OSError as problem:
        raise EnvironmentFailed(
            msg("{file} cannot be read: {problem}.", file=file.name, problem=problem.strerror or ""),
            safe=msg("Nothing was changed."),
            todo=msg("Check that the stick is in and try again."),
        ) from problem
    with stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, OSError, struct.error) as problem:
            raise _damaged(file) from problem
        if any(item.compress_type != zipfile.ZIP_STORED for item in archive.infolist()):
            raise _damaged(file)
        yield archive, {*archive.namelist()}


def _sealed(code: str, pack: Pack, entries: Sequence[Entry]) -> bytes:
    salt, nonce = os.urandom(argon2id.SALTBYTES), os.urandom(24)
    front = _MAGIC + struct.pack(">BII", FORMAT, PASSES, MEMORY) + salt
    plain = framing.write(json.dumps(asdict(pack), separators=(",", ":")), entries)
    return front + nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plain, front, nonce, _key(code, salt))


def _unseal(file: Path, sealed: bytes, code: str) -> bytes:
    end = 4 + 9 + argon2id.SALTBYTES
    front, nonce = sealed[:end], sealed[end : end + 24]
    if len(sealed) < end + 40 or front[:4] != _MAGIC:
        raise _damaged(file)
    if front[4] > FORMAT:
        raise Refused(
            msg("This laptop pack was made by a newer version of JetDesk."),
            safe=msg("Nothing was changed."),
            todo=msg("Install the newer version on this laptop and join with it."),
        )
    if front[4:13] != struct.pack(">BII", FORMAT, PASSES, MEMORY):
        raise _damaged(file)
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[end + 24 :], front, nonce, _key(code, front[13:]))
    except CryptoError as problem:
        raise Untrusted(
            msg("That code does not open this laptop pack."),
            safe=msg("Nothing was changed."),
            todo=msg("Check the code and the file; the coordinator can make a new pack."),
        ) from problem


def _read(file: Path, plain: bytes) -> tuple[Pack, tuple[Entry, ...]]:
    try:
        text, entries = framing.read(plain)
        said = json.loads(text)
        invitation = Invitation(**said.pop("invitation"))
        seen = tuple((str(d), int(e), int(s), str(h)) for d, e, s, h in said.pop("seen"))
        return Pack(invitation=invitation, seen=seen, **said), entries
    except (ValueError, KeyError, TypeError) as problem:
        raise _damaged(file) from problem


def _key(code: str, salt: bytes) -> bytes:
    try:
        return argon2id.kdf(32, code.encode(), salt, opslimit=PASSES, memlimit=MEMORY)
    except NoMemory as problem:
        raise EnvironmentFailed(msg("There is too little free memory to open the laptop pack.")) from problem


def _tidy(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(c for c in plain if c.isalnum()).replace("0", "O").replace("1", "I").replace("8", "B")
    if len(letters) != 20 or not letters.isascii():
        raise Refused(
            msg("A code of a laptop pack has twenty letters and digits."),
            safe=msg("Nothing was changed."),
            todo=msg("Type the code again as the coordinator gave it to you."),
        )
    return "-".join(letters[i : i + 5] for i in range(0, 20, 5))


def _damaged(file: Path) -> Untrusted:
    return Untrusted(
        msg("{file} is not a laptop pack, or it is damaged or was altered.", file=file.name),
        safe=msg("Nothing was changed."),
        todo=msg("Copy the file again, or ask the coordinator for a new pack."),
    )
