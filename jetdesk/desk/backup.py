"""Backups: one file that holds a desk, still encrypted under its own keys, checked before it is called done."""

import errno
import json
import os
import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from jetdesk.desk import vault
from jetdesk.desk.desk import BACKUPS, CHUNKS, DATABASE, ENVELOPES, RESTORED, Desk
from jetdesk.desk.files import discard, disk_failed, replace_file, sync_folder
from jetdesk.errors import Refused, Untrusted
from jetdesk.i18n import msg

SUFFIX = ".jetdesk-backup"
MANIFEST = "manifest.json"
FORMAT = 1
KEPT = 5
Progress = Callable[[float], None]


def back_up(desk: Desk, out: Path, progress: Progress | None = None) -> int:
    """Write the desk to one file and read it back; gives the number of files inside. Replaces `out` only when done."""
    copy = desk.folder / BACKUPS / "copy.db"
    beside = out.with_name(out.name + ".new")
    try:
        copy.unlink(missing_ok=True)
        desk.database.copy_to(copy)
        files = _files(desk, copy)
        _write(beside, files, progress)
        _check(beside)
        os.replace(beside, out)
        sync_folder(out.parent)
        return len(files)
    except OSError as problem:
        raise disk_failed(problem) from problem
    finally:
        discard(beside)
        discard(copy)


def back_up_daily(desk: Desk, now: datetime) -> Path | None:
    """Once a day into the desk's own folder; the newest few are kept."""
    folder = desk.folder / BACKUPS
    out = folder / f"{now:%Y-%m-%d}{SUFFIX}"
    if out.exists():
        return None
    back_up(desk, out)
    for old in sorted(folder.glob("*" + SUFFIX))[:-KEPT]:
        old.unlink(missing_ok=True)
    return out


def restore(file: Path, folder: Path) -> int:
    """Lay a backup out as a desk folder; gives the number of files. Raises Untrusted if any byte was altered."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            msg("{folder} is already in use.", folder=str(folder)),
            safe=msg("Nothing was changed."),
            todo=msg("Choose a folder that does not exist yet, or an empty one."),
        )
    manifest = _check(file)
    beside = folder.with_name(folder.name + ".restoring")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        _lay_out(file, manifest, beside)
        if folder.exists():
            folder.rmdir()
        os.replace(beside, folder)
        sync_folder(folder.parent)
        return len(manifest)
    except OSError as problem:
        raise disk_failed(problem) from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _lay_out(file: Path, manifest: dict[str, str], folder: Path) -> None:
    for sub in (CHUNKS, BACKUPS, ENVELOPES):
        (folder / sub).mkdir(parents=True)
    with zipfile.ZipFile(file) as archive:
        for name in manifest:
            replace_file(folder / name, archive.read(name))
    replace_file(folder / RESTORED, b"")


def _files(desk: Desk, copy: Path) -> dict[str, Path]:
    """What goes into a backup, by the name it has in there."""
    sealed = {f"{CHUNKS}/{path.name}": path for path in sorted(desk.chunks.iterdir()) if not path.suffix}
    sent = sorted(desk.envelopes.glob("*.jde")) if desk.envelopes.is_dir() else []
    envelopes = {f"{ENVELOPES}/{path.name}": path for path in sent}
    return {vault.FILE: desk.folder / vault.FILE, DATABASE: copy, **sealed, **envelopes}


def _write(path: Path, files: dict[str, Path], progress: Progress | None) -> None:
    digests = {}
    with path.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for done, (name, source) in enumerate(files.items(), 1):
                content = source.read_bytes()
                digests[name] = sha256(content).hexdigest()
                archive.writestr(name, content)
                if progress:
                    progress(done / len(files))
            archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "files": digests}))
        stream.flush()
        os.fsync(stream.fileno())


def _check(file: Path) -> dict[str, str]:
    """The manifest, after every file was compared with it."""
    try:
        with file.open("rb") as stream:
            return _compared(file, stream)
    except OSError as problem:
        raise disk_failed(problem) from problem


def _compared(file: Path, stream: BinaryIO) -> dict[str, str]:
    try:
        with zipfile.ZipFile(stream) as archive:
            if any(item.compress_type != zipfile.ZIP_STORED for item in archive.infolist()):
                raise _altered(file)
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] > FORMAT:
                raise vault.newer_desk()
            digests = dict(manifest["files"])
            if not _is_complete(archive, digests) or not all(_is_same(archive, *item) for item in digests.items()):
                raise _altered(file)
            return digests
    except _DAMAGED as problem:
        raise _altered(file) from problem
    except OSError as problem:
        if problem.errno == errno.EINVAL:  # a place before the file's beginning
            raise _altered(file) from problem
        raise


_DAMAGED = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError, RuntimeError, OverflowError,
    struct.error,
)  # fmt: skip


def _is_complete(archive: zipfile.ZipFile, digests: dict[str, str]) -> bool:
    """A desk's key file, its database, and chunks: all that the manifest names, and nothing beside it."""
    names = {*digests}
    return (
        {vault.FILE, DATABASE} <= names
        and all(_is_ours(name) for name in names)
        and {*archive.namelist()} == {*names, MANIFEST}
    )


def _is_same(archive: zipfile.ZipFile, name: str, digest: str) -> bool:
    return sha256(archive.read(name)).hexdigest() == digest


def _is_ours(name: str) -> bool:
    if name in (vault.FILE, DATABASE):
        return True
    return bool(_INSIDE.fullmatch(name))


_INSIDE = re.compile(rf"{CHUNKS}/[0-9a-f]{{40}}|{ENVELOPES}/[0-9a-f_-]{{60,200}}\.jde")


def _altered(file: Path) -> Untrusted:
    return Untrusted(
        msg("{file} is not a JetDesk backup, or it is damaged or was altered.", file=file.name),
        safe=msg("Nothing was changed."),
        todo=msg("Use another backup; the desk's own folder keeps several in “{folder}”.", folder=BACKUPS),
    )
