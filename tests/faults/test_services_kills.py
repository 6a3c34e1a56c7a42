"""The process dies in the middle: what was saved before is there, nothing is half there, and a retry succeeds."""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from jetdesk.domain.sheet import Overall
from jetdesk.services import applicants, desks, interviews
from tests.small_office import PASSPHRASE, ids_by_number, row, rows, write_export

pytestmark = pytest.mark.fault
CRITERIA = ("adaptability", "professionalism", "motivation", "culture", "communication", "teaching")
CLI = "import sys; from jetdesk.cli.main import main; sys.exit(main(sys.argv[1:]))"
DIES = """
import os, sys
from pathlib import Path
from jetdesk.desk import chunks, journal
from jetdesk.desk.change import Change
from jetdesk.desk.database import Database
from jetdesk.services import desks, intake, interviews

def die(*_, **__):
    os._exit(86)

def after(whole):
    def done(*given, **named):
        whole(*given, **named)
        die()
    return done

def nth_chunk():
    write, left = chunks._write, [3]
    def dying(path, sealed):
        left[0] -= 1
        if not left[0]:
            path.with_suffix(".new").write_bytes(sealed[:100])
            die()
        write(path, sealed)
    chunks._write = dying

points = {
    "first-chunk": lambda: setattr(chunks, "_write", die),
    "third-chunk": nth_chunk,
    "chunks-sealed": lambda: setattr(chunks, "store", after(chunks.store)),
    "rows-gathered": lambda: setattr(Change, "finish", die),
    "journal-appended": lambda: setattr(journal, "append", after(journal.append)),
    "before-commit": lambda: setattr(Change, "finish", after(Change.finish)),
    "committed": lambda: setattr(Database, "checkpoint", die),
}
point, task, folder, *rest = sys.argv[1:]
with desks.open_desk(Path(folder), os.environ["JETDESK_PASSPHRASE"]) as desk:
    points[point]()
    if task == "load":
        intake.load(desk, Path(rest[0]), Path(rest[1]))
    else:
        interviews.submit(desk, rest[0], rest[1])
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return write_export(tmp_path / "a.csv", [*rows(), row("WH-020", "ALT", "Nakagawa-Obi", "Wren", "")])


def make_documents(folder: Path, count: int) -> Path:
    folder.mkdir()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "WH-001_other_1.pdf")
    content = (folder / "WH-001_other_1.pdf").read_bytes()
    for n in range(1, count):
        (folder / f"WH-00{n % 8 + 1}_other_{n // 8 + 1}.pdf").write_bytes(content)
    return folder


def environment() -> dict[str, str]:
    path = os.pathsep.join(p for p in sys.path if p)
    return {**os.environ, "JETDESK_PASSPHRASE": PASSPHRASE, "PYTHONPATH": path}


def killed(point: str, task: str, folder: Path, *rest: object) -> None:
    command = [sys.executable, "-c", DIES, point, task, str(folder), *map(str, rest)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 86, done.stderr


def journal_of(folder: Path) -> list[tuple[str, str]]:
    with desks.open_desk(folder, PASSPHRASE) as desk:
        assert desks.verify(desk, replay=True).ok
        return [(line.action, line.subject) for line in desks.audit(desk)]


LOST = ("first-chunk", "third-chunk", "chunks-sealed", "rows-gathered", "journal-appended", "before-commit")


@pytest.mark.parametrize("point", [*LOST, "committed"])
def test_a_load_that_is_killed_happened_whole_or_not_at_all(
    office_folder: Path, export: Path, tmp_path: Path, point: str
) -> None:
    documents = make_documents(tmp_path / "documents", 5)
    before = journal_of(office_folder)
    killed(point, "load", office_folder, export, documents)
    after = journal_of(office_folder)
    assert (after == before) is (point != "committed")
    from jetdesk.services import intake

    with desks.open_desk(office_folder, PASSPHRASE) as desk:
        report = intake.load(desk, export, documents)
        assert (report.loaded, report.new_documents) == ((0, 0) if point == "committed" else (1, 5))
        assert len(ids_by_number(desk)) == 9
        assert len(list(desk.chunks.iterdir())) == 5
        for listed in applicants.list_applicants(desk):
            for document in applicants.dossier(desk, listed.id).documents:
                assert applicants.read_document(desk, document.id).content.startswith(b"%PDF")
        assert desks.verify(desk, replay=True).ok


@pytest.mark.parametrize("point", ["rows-gathered", "journal-appended", "before-commit", "committed"])
def test_a_submission_that_is_killed_happened_whole_or_not_at_all(office_folder: Path, point: str) -> None:
    with desks.open_desk(office_folder, PASSPHRASE) as desk:
        priya = ids_by_number(desk)["WH-001"]
        for criterion in CRITERIA:
            interviews.rate(desk, priya, "okonjo", criterion, 4)
        interviews.choose_overall(desk, priya, "okonjo", Overall.RECOMMEND)
    killed(point, "submit", office_folder, priya, "okonjo")
    with desks.open_desk(office_folder, PASSPHRASE) as desk:
        view = interviews.open_sheet(desk, priya, "okonjo")
        assert (view.submitted is not None) is (point == "committed")
        assert [rating.level for rating in view.draft.ratings] == [4] * 6
        if view.submitted is None:
            interviews.submit(desk, priya, "okonjo")
        sheet = interviews.open_sheet(desk, priya, "okonjo").submitted
        assert sheet is not None
        assert (sheet.revision, len(sheet.ratings), sheet.overall) == (1, 6, Overall.RECOMMEND)
        assert [line.action for line in desks.audit(desk)].count("sheet.submitted") == 2
        assert desks.verify(desk, replay=True).ok


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that a program can answer")
@pytest.mark.parametrize("ask", [signal.SIGTERM, signal.SIGINT])
def test_an_intake_that_is_asked_to_end_leaves_nothing_half_written(
    office_folder: Path, export: Path, tmp_path: Path, ask: signal.Signals
) -> None:
    documents = make_documents(tmp_path / "documents", 400)
    before = journal_of(office_folder)
    load = ["intake", "load", str(export), "--documents", str(documents), "--desk", str(office_folder), "--json"]
    running = subprocess.Popen(
        [sys.executable, "-c", TELLING + CLI, *load], env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stderr is not None
    assert select.select([running.stderr], [], [], 60)[0], "the load did not begin"
    assert running.stderr.readline() == "sealing\n"
    running.send_signal(ask)
    try:
        out, err = running.communicate(timeout=60)
    finally:
        running.kill()
        running.wait()
    assert (running.returncode, out) == (1, "")
    assert "Interrupted. Nothing is half-written." in err
    assert "Traceback" not in err
    assert journal_of(office_folder) == before
    assert list((office_folder / "chunks").iterdir()) == []
    done = subprocess.run(
        [sys.executable, "-c", CLI, *load], env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["documents"]["new"] == 400


TELLING = """
import sys
from jetdesk.desk import chunks
write, done = chunks._write, []
def telling(path, sealed):
    write(path, sealed)
    done.append(path)
    if len(done) == 100:
        print("sealing", file=sys.stderr, flush=True)
        while True:
            signal.pause()
chunks._write = telling
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are started without it
"""
