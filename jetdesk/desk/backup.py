"""Backups: one file that holds a desk, still encrypted under its own keys, checked before it is called done."""

import json
import os
import zipfile
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from jetdesk.desk import vault
from jetdesk.desk.desk import BACKUPS, CHUNKS, DATABASE, Desk
from jetdesk.desk.files import disk_failed, sync_folder
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
        desk.database.outside("VACUUM INTO '" + str(copy).replace("'", "''") + "'")
        files = _files(desk, copy)
        _write(beside, files, progress)
        _check(beside)
        os.replace(beside, out)
        sync_folder(out.parent)
        return len(files)
    except OSError as problem:
        raise disk_failed(problem) from problem
    finally:
        beside.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)


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
    if folder.exists() and any(folder.iterdir()):
        raise Refused(
            msg("{folder} is already in use.", folder=str(folder)),
            safe=msg("Nothing was changed."),
            todo=msg("Choose a folder that does not exist yet, or an empty one."),
        )
    manifest = _check(file)
    beside = folder.with_name(folder.name + ".restoring")
    try:
        for sub in (CHUNKS, BACKUPS):
            (beside / sub).mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(file) as archive:
            for name in manifest:
                (beside / name).write_bytes(archive.read(name))
        if folder.exists():
            folder.rmdir()
        os.replace(beside, folder)
        return len(manifest)
    except OSError as problem:
        raise disk_failed(problem) from problem


def _files(desk: Desk, copy: Path) -> dict[str, Path]:
    """What goes into a backup, by the name it has in there."""
    sealed = {f"{CHUNKS}/{path.name}": path for path in sorted(desk.chunks.iterdir()) if not path.suffix}
    return {vault.FILE: desk.folder / vault.FILE, DATABASE: copy, **sealed}


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
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] > FORMAT:
                raise vault.newer_desk()
            digests = dict(manifest["files"])
            if {*archive.namelist()} != {*digests, MANIFEST} or not all(_is_ours(name) for name in digests):
                raise _altered(file)
            for name, digest in digests.items():
                if sha256(archive.read(name)).hexdigest() != digest:
                    raise _altered(file)
            return digests
    except FileNotFoundError as problem:
        raise disk_failed(problem) from problem
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError, RuntimeError) as problem:
        raise _altered(file) from problem


def _is_ours(name: str) -> bool:
    if name in (vault.FILE, DATABASE):
        return True
    folder, _, chunk = name.partition("/")
    return folder == CHUNKS and len(chunk) == 40 and all(c in "0123456789abcdef" for c in chunk)


def _altered(file: Path) -> Untrusted:
    return Untrusted(
        msg("{file} is not a JetDesk backup, or it is damaged or was altered.", file=file.name),
        safe=msg("Nothing was changed."),
        todo=msg("Use another backup; the desk's own folder keeps several in “{folder}”.", folder=BACKUPS),
    )
