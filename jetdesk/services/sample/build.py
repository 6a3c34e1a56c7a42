"""Building the sample office beside its place, and putting it there when it is whole."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jetdesk.errors import Refused
from jetdesk.i18n import msg, tr
from jetdesk.services.sample import carry, export
from jetdesk.services.sample.applicants import invent
from jetdesk.services.sample.laptops import Laptops

PASSPHRASE = "sample office desk"
MARKER = "sample.json"
EDITION = 2
"""Of the sample's content: another edition is built anew."""
SEED = 20260218
LEAST, MOST = 1, 5000
Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class SampleOffice:
    """A finished sample office. `passphrase` opens the desk; everything in it is invented."""

    folder: Path
    desk: Path
    passphrase: str
    office: str
    applicants: int
    sheets: int
    reports: tuple[Path, ...]


def build_sample(
    folder: Path, applicants: int = 48, seed: int = SEED, progress: Progress | None = None
) -> SampleOffice:
    """Build the sample office in a folder that is new, empty, or holds this very sample already (then it is used).

    It has the coordinator's desk, desks of one panel's members, their mailbox, the export that was loaded, and reports.
    `progress` is told the part done (0 to 1) and what is going on, and may raise to stop:
    then nothing is left behind. Raises Refused for a folder that holds anything else.
    """
    folder = folder.absolute()
    if not LEAST <= applicants <= MOST:
        raise Refused(msg("A sample office has {least} to {most} applicants.", least=LEAST, most=MOST))
    finished = _find(folder, applicants, seed)
    if finished:
        return finished
    making = folder.with_name(f".{folder.name}.building")
    shutil.rmtree(making, ignore_errors=True)
    try:
        (making / "export" / "documents").mkdir(parents=True)
        (making / "reports").mkdir()
        sheets = _fill(making, folder, applicants, seed, progress or _silent)
        _mark(making, applicants, seed, sheets)
        if folder.exists():
            folder.rmdir()
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return _finished(folder, applicants, sheets)


def _fill(making: Path, place: Path, applicants: int, seed: int, progress: Progress) -> int:
    progress(0.0, tr("Inventing applicants"))
    invented = invent(applicants, seed)
    export.write_csv(making / "export" / "applications.csv", [each.applicant for each in invented])
    writing = _part(progress, 0.0, 0.5)
    export.write_documents(making / "export" / "documents", invented, seed,
                           lambda done: writing(done, tr("Writing documents")))  # fmt: skip
    progress(0.5, tr("Founding the office"))
    with carry.found(making / "coordinator", PASSPHRASE) as desk:
        carry.load(desk, making / "export", _part(progress, 0.5, 0.8))
        laptops = Laptops(making, place, PASSPHRASE)
        sheets = carry.carry_through(desk, laptops, invented, seed, _part(progress, 0.8, 0.93))
        carry.write_reports(desk, making / "reports", _part(progress, 0.93, 1.0))
    progress(1.0, tr("The sample office is ready"))
    return sheets


def _part(progress: Progress, start: float, end: float) -> Progress:
    """The progress of a step as progress of the whole."""
    return lambda done, text: progress(start + (end - start) * done, text)


def _silent(done: float, text: str) -> None:
    """Nobody is waiting."""


def _mark(making: Path, applicants: int, seed: int, sheets: int) -> None:
    marks = {"edition": EDITION, "seed": seed, "applicants": applicants, "sheets": sheets}
    (making / MARKER).write_text(json.dumps(marks) + "\n", "utf-8")


def _find(folder: Path, applicants: int, seed: int) -> SampleOffice | None:
    """The same sample, if the folder holds it; None if the folder is free. Raises Refused otherwise."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    marks = _marks(folder)
    if (marks.get("edition"), marks.get("seed"), marks.get("applicants")) != (EDITION, seed, applicants):
        what = msg("{folder} holds another sample office.", folder=folder.name) if marks else msg(
            "{folder} is in use and holds no sample office.", folder=folder.name)  # fmt: skip
        raise Refused(what, safe=msg("Nothing was changed."), todo=msg("Choose another folder, or empty this one."))
    return _finished(folder, applicants, marks.get("sheets", 0))


def _marks(folder: Path) -> dict[str, int]:
    try:
        marks = json.loads((folder / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return marks if isinstance(marks, dict) and (folder / "coordinator" / "keyslots.json").is_file() else {}


def _finished(folder: Path, applicants: int, sheets: int) -> SampleOffice:
    reports = tuple(sorted((folder / "reports").glob("*.pdf")))
    return SampleOffice(folder, folder / "coordinator", PASSPHRASE, carry.OFFICE, applicants, sheets, reports)
