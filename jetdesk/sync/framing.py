"""How a description and entries lie in the plain text of an envelope or a pack: lengths before contents."""

import struct
from collections.abc import Iterable

from jetdesk.desk.entry import Entry, read_entry
from jetdesk.errors import Untrusted
from jetdesk.i18n import msg

_SIGNATURE = 64


def write(description: str, entries: Iterable[Entry]) -> bytes:
    listed = list(entries)
    text = description.encode()
    parts = [struct.pack(">I", len(text)), text, struct.pack(">I", len(listed))]
    for entry in listed:
        parts += [struct.pack(">I", len(entry.body)), entry.body, entry.signature]
    return b"".join(parts)


def read(plain: bytes) -> tuple[str, tuple[Entry, ...]]:
    """Description and entries; only zeros may follow. Raises Untrusted for anything else."""
    try:
        (length,) = struct.unpack_from(">I", plain)
        text = plain[4 : 4 + length].decode()
        (count,) = struct.unpack_from(">I", plain, 4 + length)
        place, entries = 8 + length, []
        for _ in range(count):
            (size,) = struct.unpack_from(">I", plain, place)
            end = place + 4 + size
            entries.append(read_entry(plain[place + 4 : end], plain[end : end + _SIGNATURE]))
            place = end + _SIGNATURE
    except (ValueError, struct.error) as problem:
        raise Untrusted(msg("Its content cannot be read.")) from problem
    if place > len(plain) or plain[place:].strip(b"\0"):
        raise Untrusted(msg("Its content cannot be read."))
    return text, tuple(entries)
