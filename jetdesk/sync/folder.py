"""A mailbox in a folder: a stick, a network share, or anything else that can be mounted.

    <mailbox>/jetdesk-mailbox.json                                     the marker: which office's mailbox this is
    <mailbox>/<first 16 of the office's id>/<desk>/<epoch>-<seq>-<hash>.jde
    <mailbox>/<first 16 of the office's id>/chunks/<first two digits>/<name>

No locks are needed. A name carries the hash of the bytes, so that a desk and another one that relays for it write the
same bytes under the same name; each writes beside under a name nobody else has, and whoever renames last changes
nothing. Names and links found here are hostile: what does not match exactly is neither read nor touched.
"""

import json
import os
import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote_to_bytes

from jetdesk.errors import EnvironmentFailed, Refused, Untrusted
from jetdesk.i18n import Message, msg
from jetdesk.sync import medium
from jetdesk.sync.mailbox import HEAD_BYTES, KEPT, LARGEST_CHUNK, LARGEST_ENVELOPE, Label, newer_mailbox

MARKER = "jetdesk-mailbox.json"
FORMAT = 1
_LARGEST_MARKER = 64 * 1024
_OFFICE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,127}")
_DESK = re.compile(r"[0-9a-f-]{8,64}")
_ENVELOPE = re.compile(r"([1-9][0-9]{0,17})-([1-9][0-9]{0,17})-([0-9a-f]{64})\.jde")
_DIGITS = re.compile(r"[0-9a-f]{2}")
_CHUNK = re.compile(r"[0-9a-f]{40}")


def open_folder(url: str, office: str, *, prepare: bool = False) -> "FolderMailbox":
    """The office's mailbox at a path or file:///path; `prepare` makes one of a folder that is none yet.

    Raises Refused (no mailbox, newer format), Untrusted (of another office, damaged), EnvironmentFailed (not there).
    """
    if not _OFFICE.fullmatch(office):
        raise ValueError("not the id of an office")
    root = Path(place_of(url)).absolute()
    with medium.in_words():
        if prepare and not root.exists() and root.parent.is_dir():
            root.mkdir(exist_ok=True)
        _must_be_folder(root)
        if not prepare and _office_of(root) is None:
            raise _no_mailbox(root)
        if _office_of(root) is None:
            _mark(root, office)
        _must_belong(root, office)
    return FolderMailbox(root, office)


def place_of(url: str, *, windows: bool = os.name == "nt") -> str:
    """The path that a url or a plain path means. Raises Refused for a file url that names another machine."""
    if not url.strip() or "\0" in url:
        raise _unclear(url)
    if url[:5].lower() != "file:":
        return url
    host, _, path = url[7:].partition("/") if url[5:7] == "//" else ("", "", url[5:].removeprefix("/"))
    path = os.fsdecode(unquote_to_bytes("/" + path))
    if windows and (drive := re.match(r"/*([A-Za-z])[:|]", host or path)):
        return f"{drive[1]}:" + ((path if host else path[drive.end() :]) or "/")
    if host.lower() not in ("", "localhost"):
        if not windows:
            raise _unclear(url)
        return f"//{host}{path}"
    if "\0" in path:
        raise _unclear(url)
    return path


def is_there(url: str) -> bool:
    """Whether some office's mailbox lies there now. Raises Refused for an address that is none."""
    return (Path(place_of(url)) / MARKER).is_file()


class FolderMailbox:
    """A mailbox in a folder. The marker is looked at again before and after listing and before every write: an empty
    mount point, or another stick put in meanwhile, must look neither like an emptied mailbox nor like a place to write.
    """

    def __init__(self, root: Path, office: str) -> None:
        self._root = root
        self._office = office
        self._home = root / office[:16]

    @property
    def url(self) -> str:
        return str(self._root)

    def labels(self) -> dict[Label, int]:
        found: dict[Label, int] = {}
        with medium.in_words():
            self._check()
            for desk in medium.folders(self._home, _DESK):
                for name, size in medium.files(self._home / desk, _ENVELOPE, LARGEST_ENVELOPE):
                    found[Label(desk, int(name[1]), int(name[2]), name[3])] = size
            self._check()
        return found

    def head(self, label: Label) -> bytes:
        return self._read(self._place(label), HEAD_BYTES, LARGEST_ENVELOPE)

    def read(self, label: Label) -> bytes:
        return self._read(self._place(label), LARGEST_ENVELOPE, LARGEST_ENVELOPE)

    def write(self, label: Label, content: bytes) -> None:
        self._write(self._place(label), content)

    def chunk_names(self) -> dict[str, int]:
        found: dict[str, int] = {}
        chunks = self._home / "chunks"
        with medium.in_words():
            self._check()
            for digits in medium.folders(chunks, _DIGITS):
                for name, size in medium.files(chunks / digits, _CHUNK, LARGEST_CHUNK):
                    if name[0].startswith(digits):
                        found[name[0]] = size
            self._check()
        return found

    def read_chunk(self, name: str) -> bytes:
        return self._read(self._chunk_place(name), LARGEST_CHUNK, LARGEST_CHUNK)

    def write_chunk(self, name: str, content: bytes) -> None:
        self._write(self._chunk_place(name), content)

    def close(self) -> None:
        """Nothing is held open."""

    def _place(self, label: Label) -> Path | None:
        """None for a label that could lead elsewhere: labels are also made from what others wrote."""
        name = f"{label.epoch}-{label.seq}-{label.hash}.jde"
        if not _DESK.fullmatch(label.desk) or not _ENVELOPE.fullmatch(name):
            return None
        return self._home / label.desk / name

    def _chunk_place(self, name: str) -> Path | None:
        return self._home / "chunks" / name[:2] / name if _CHUNK.fullmatch(name) else None

    def _read(self, path: Path | None, count: int, largest: int) -> bytes:
        if path is None:
            return b""
        with medium.in_words():
            linked = any(folder.is_symlink() for folder in self._folders_to(path))
            content = b"" if linked else medium.read(path, count, largest)
            if not content:
                self._check()
        return content

    def _write(self, path: Path | None, content: bytes) -> None:
        if path is None:
            raise ValueError("not a name of ours")
        with medium.in_words():
            self._check()
            for folder in self._folders_to(path):
                medium.make_folder(folder)
            medium.write(path, content)

    def _folders_to(self, path: Path) -> list[Path]:
        """The folders between the mailbox and a file of it, the outermost first."""
        return [folder for folder in reversed(path.parents) if folder.is_relative_to(self._home)]

    def _check(self) -> None:
        """The mailbox that was opened is still the one that lies there."""
        _must_be_folder(self._root)
        _must_belong(self._root, self._office)


def _mark(root: Path, office: str) -> None:
    text = json.dumps({"format": FORMAT, "office": office})
    medium.write(root / MARKER, text.encode() + b"\n")


def _office_of(root: Path) -> str | None:
    """The id in the marker, or None without one. Raises Untrusted if it is damaged, Refused if it is newer."""
    marker = root / MARKER
    if not os.path.lexists(marker):
        return None
    with suppress(ValueError, AttributeError, RecursionError):
        held = json.loads(medium.read(marker, _LARGEST_MARKER, _LARGEST_MARKER))
        written, office = held.get("format"), held.get("office")
        if type(written) is int and written > FORMAT:
            raise newer_mailbox()
        if type(written) is int and written == FORMAT and isinstance(office, str) and _OFFICE.fullmatch(office):
            return office
    raise Untrusted(
        msg("The file that says whose mailbox this is, is damaged: {place}.", place=str(marker)),
        safe=_UNTOUCHED,
        todo=msg("Check the stick or the share, or prepare a new folder as the mailbox; every desk fills it again."),
    )


def _must_be_folder(root: Path) -> None:
    if not root.exists():
        raise _not_there(root)
    if not root.is_dir():
        raise Refused(msg("This is not a folder: {place}.", place=str(root)))


def _must_belong(root: Path, office: str) -> None:
    found = _office_of(root)
    if found is None:
        raise _not_there(root)
    if found != office:
        raise Untrusted(
            msg("This is a foreign mailbox: it belongs to another office: {place}.", place=str(root)),
            safe=_UNTOUCHED,
            todo=msg("Choose the stick or the folder of your own office."),
        )


_UNTOUCHED: Message = msg("Nothing was taken from it or written into it.")


def _not_there(root: Path) -> EnvironmentFailed:
    return EnvironmentFailed(
        msg("The mailbox is not there: {place}.", place=str(root)),
        safe=KEPT,
        todo=msg("Put the stick in or connect to the share, then sync again."),
    )


def _no_mailbox(root: Path) -> Refused:
    return Refused(
        msg("This folder is not a mailbox of an office: {place}.", place=str(root)),
        todo=msg("Choose the folder of the mailbox, or prepare this one as a new mailbox."),
    )


def _unclear(url: str) -> Refused:
    return Refused(
        msg("This address of a folder is not understood: {url}.", url=url.replace("\0", "")),
        todo=msg("Give the path of the folder, or write it as file:///path."),
    )
