"""Sealed documents: 1 MiB chunks under a random key per document, named by keyed hashes.

The same sealed chunks lie on the desk, on a stick and on a hub. A chunk's place in its document is bound to it.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b, sha256
from pathlib import Path

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

from jetdesk.desk.files import disk_failed, sync_folder
from jetdesk.errors import Untrusted
from jetdesk.i18n import msg

SIZE = 1024 * 1024
NONCE = 24


def new_key() -> str:
    """A random 256-bit key, in hexadecimal."""
    return os.urandom(32).hex()


def chunk_names(key: str, size: int) -> Iterator[str]:
    """Names of the chunks of a document of that many bytes; an empty document has one."""
    for number in range(max(1, -(-size // SIZE))):
        yield blake2b(number.to_bytes(8, "big"), key=bytes.fromhex(key), digest_size=20).hexdigest()


def store(folder: Path, documents: Iterable[tuple[str, bytes]]) -> None:
    """Seal documents given as (key, content) and make them durable. Chunks nobody's journal names are swept later."""
    try:
        for key, content in documents:
            for number, name in enumerate(chunk_names(key, len(content))):
                _write(folder / name, _seal(key, number, content[number * SIZE : (number + 1) * SIZE]))
        sync_folder(folder)
    except OSError as problem:
        raise disk_failed(problem) from problem


def fetch(folder: Path, key: str, size: int, digest: str) -> bytes:
    """The document's content; raises Untrusted if a chunk is missing or altered."""
    try:
        parts = [_open(key, number, (folder / name).read_bytes()) for number, name in enumerate(chunk_names(key, size))]
    except (OSError, CryptoError, ValueError) as problem:
        raise _altered() from problem
    content = b"".join(parts)
    if sha256(content).hexdigest() != digest:
        raise _altered()
    return content


def missing(folder: Path, key: str, size: int) -> list[tuple[int, str]]:
    """(number, name) of the chunks of a document that are not on this desk."""
    return [(n, name) for n, name in enumerate(chunk_names(key, size)) if not (folder / name).is_file()]


def take(folder: Path, key: str, number: int, name: str, sealed: bytes) -> bool:
    """Keep a sealed chunk that came from elsewhere, if it is what its name says."""
    try:
        _open(key, number, sealed)
        _write(folder / name, sealed)
    except (CryptoError, ValueError):
        return False
    except OSError as problem:
        raise disk_failed(problem) from problem
    return True


def sweep(folder: Path, wanted: set[str]) -> int:
    """Remove chunks that no document names (left by an interrupted load); gives back how many."""
    extra = [path for path in folder.iterdir() if path.name not in wanted]
    for path in extra:
        path.unlink(missing_ok=True)
    return len(extra)


def _write(path: Path, sealed: bytes) -> None:
    beside = path.with_suffix(".new")
    with beside.open("wb") as stream:
        stream.write(sealed)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(beside, path)


def _seal(key: str, number: int, part: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    bound = number.to_bytes(8, "big")
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(part, bound, nonce, bytes.fromhex(key))


def _open(key: str, number: int, sealed: bytes) -> bytes:
    bound = number.to_bytes(8, "big")
    return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[NONCE:], bound, sealed[:NONCE], bytes.fromhex(key))


def _altered() -> Untrusted:
    return Untrusted(
        msg("A document on this desk is damaged or was altered."),
        safe=msg("The other documents and all score sheets are not touched by this."),
        todo=msg("Load the document again, or restore a backup."),
    )
