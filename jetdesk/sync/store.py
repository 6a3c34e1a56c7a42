"""The desk's own copies of envelopes: files beside the database, sealed as they lie in a mailbox.

They fill an emptied or new mailbox again. Coordinators' desks keep everybody's and so carry them between mailboxes.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from jetdesk.desk.files import disk_failed, replace_file, sync_folder
from jetdesk.sync.envelope import read_envelope
from jetdesk.sync.mailbox import Label

_NAME = re.compile(r"([0-9a-f-]{8,64})_([1-9][0-9]{0,9})-([1-9][0-9]{0,9})-([0-9a-f]{64})\.jde")


def keep(folder: Path, raw: bytes) -> str:
    """Write an envelope, durable; gives its hash."""
    label = read_envelope(raw).label
    try:
        if not folder.is_dir():
            folder.mkdir()
            sync_folder(folder.parent)
        replace_file(folder / _name(label), raw)
    except OSError as problem:
        raise disk_failed(problem) from problem
    return label.hash


def carry(folder: Path, label: Label, raw: bytes) -> None:
    """Keep a copy of another desk's envelope. It need not be durable: its own desk has it."""
    try:
        folder.mkdir(exist_ok=True)
        (folder / _name(label)).write_bytes(raw)
    except OSError as problem:
        raise disk_failed(problem) from problem


def kept(folder: Path) -> Iterator[Label]:
    """Labels of the envelopes kept here, in order."""
    names = sorted(folder.glob("*.jde")) if folder.is_dir() else []
    for path in names:
        found = _NAME.fullmatch(path.name)
        if found:
            yield Label(found[1], int(found[2]), int(found[3]), found[4])


def fetch(folder: Path, label: Label) -> bytes:
    """The bytes of an envelope kept here; raises EnvironmentFailed if the disk refuses."""
    try:
        return (folder / _name(label)).read_bytes()
    except OSError as problem:
        raise disk_failed(problem) from problem


def discard(folder: Path, label: Label) -> None:
    (folder / _name(label)).unlink(missing_ok=True)


def _name(label: Label) -> str:
    return f"{label.desk}_{label.epoch}-{label.seq}-{label.hash}.jde"
