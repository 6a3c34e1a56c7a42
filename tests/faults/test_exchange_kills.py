"""kill -9 at every write, rename, removal and commit of a step: the desk reopens, and a retry ends the same.

A process that has loaded the libraries forks one for each kill. The forked one counts what it does to the disk and dies
at the n-th: a file it was writing is then half there. (What a kill before an fsync leaves is what a kill before the
next of these leaves: the system keeps the pages.)
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from jetdesk.desk import vault
from jetdesk.desk.founding import change_passphrase
from jetdesk.errors import Refused, Untrusted
from jetdesk.services import desks, exchange, intake, interviews, laptops, reveal
from tests.faults import offices
from tests.faults.offices import COORDINATOR, Office, is_sound, state, submit
from tests.small_office import PANELISTS, PASSPHRASE, ids_by_number, row, rows, write_export

pytestmark = [
    pytest.mark.fault,
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="forks its processes, which Windows cannot"),
]
SHORT = not os.environ.get("JETDESK_ALL_KILLS")
"""Everything is killed at every place only where it is asked for: that takes minutes."""
NEW_PASSPHRASE = "four other words here"
DIES = """
import io, json, os, pathlib, signal, sys
import sqlcipher3.dbapi2 as sqlcipher
from pathlib import Path
from jetdesk.desk import backup, founding
from jetdesk.services import desks, exchange, intake, interviews, laptops, reveal

count, fatal = 0, 0

def passed():
    global count
    count += 1
    return count == fatal

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def dying(name):
    whole = getattr(os, name)
    def done(*given, **named):
        if passed():
            die()
        return whole(*given, **named)
    setattr(os, name, done)

class Torn(io.BufferedWriter):
    def write(self, content):
        if passed():
            super().write(bytes(content)[: len(content) // 2])
            self.flush()
            die()
        return super().write(content)

opened = pathlib.Path.open
def torn(path, mode="r", *given, **named):
    if "b" in mode and mode[0] in "wx":
        return Torn(io.FileIO(path, mode.replace("b", "")))
    return opened(path, mode, *given, **named)

class Connection(sqlcipher.Connection):
    def execute(self, statement, *given):
        if statement in ("COMMIT", "PRAGMA wal_checkpoint(TRUNCATE)") and passed():
            die()
        return super().execute(statement, *given)

connect = sqlcipher.connect
sqlcipher.connect = lambda *given, **named: connect(*given, factory=Connection, **named)

STEPS = {
    "load": lambda desk, export, documents: intake.load(desk, Path(export), Path(documents)),
    "submit": lambda desk, applicant: interviews.submit(desk, applicant, desk.person),
    "reveal": lambda desk: reveal.reveal(desk),
    "sync": lambda desk, mailbox: exchange.sync(desk, mailbox),
    "restore": lambda file, folder: backup.restore(Path(file), Path(folder)),
    "passphrase": lambda folder, old, new: desks.change_passphrase(Path(folder), old, new),
    "join": lambda file, code, folder, passphrase: laptops.join(Path(file), code, Path(folder), passphrase),
}

def do(step, at, desk, given):
    global count, fatal
    work = STEPS[step]
    opened_desk = [desks.open_desk(Path(desk), os.environ["JETDESK_PASSPHRASE"])] if desk else []
    for name in ("replace", "rename", "unlink", "rmdir", "mkdir"):
        dying(name)
    pathlib.Path.open = torn
    count, fatal = 0, at
    work(*opened_desk, *given)

for line in sys.stdin:
    child = os.fork()
    if not child:
        try:
            do(*json.loads(line))
        except BaseException:
            import traceback
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Forked:
    """Does a step in a process of its own, and kills it at its n-th touch of the disk."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._to, self._from = process.stdin, process.stdout

    def killed(self, at: int, step: str, desk: Path | None, *given: object) -> bool:
        """False if the step ended before. `desk` is opened first; 0 kills nowhere."""
        self._to.write(json.dumps([step, at, str(desk) if desk else "", [str(each) for each in given]]) + "\n")
        self._to.flush()
        code = int(self._from.readline())
        assert code in (0, -signal.SIGKILL), "the step failed by itself"
        return code != 0


@pytest.fixture(scope="module")
def forked() -> Iterator[Forked]:
    command = [sys.executable, "-c", DIES]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=offices.surroundings()
    ) as process:
        yield Forked(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


States = dict[str, Mapping[str, list[str]]]


def everywhere(
    before: Office,
    tmp_path: Path,
    once: Callable[[Office, int], bool],
    end: Callable[[Office], States],
    every: int = 1,
) -> int:
    """Do a step undisturbed, then killed at every place; `end` tries again and says how it ended. Gives the places.

    The short run kills at one place in `every`.
    """
    calm = before.copy(tmp_path / "calm")
    assert not once(calm, 0)
    wanted = end(calm)
    step = every if SHORT else 1
    for at in range(step, 1000, step):
        office = before.copy(tmp_path / f"killed-{at}")
        killed = once(office, at)
        assert end(office) == wanted, f"killed at place {at}"
        shutil.rmtree(office.root)
        if not killed:
            return at - 1
    raise AssertionError("it never ends")


def sound_states(office: Office, *people: str) -> States:
    found = {}
    for person in people:
        with office.opened(person) as desk:
            assert is_sound(desk), person
            assert offices.alarms(desk) == []
            found[person] = state(desk)
    return found


def test_fault_2_a_load_killed_anywhere_ends_the_same_on_retry(office: Office, forked: Forked, tmp_path: Path) -> None:
    export = write_export(tmp_path / "a.csv", [*rows(), row("WH-020", "ALT", "Nakagawa-Obi", "Wren", "")])
    documents = offices.make_documents(tmp_path / "new documents", "WH-020", "WH-004")

    def once(office: Office, at: int) -> bool:
        return forked.killed(at, "load", office.folder(COORDINATOR), export, documents)

    def end(office: Office) -> States:
        with office.opened(COORDINATOR) as desk:
            assert is_sound(desk)
            intake.load(desk, export, documents)
            assert len(list(desk.chunks.iterdir())) == 5
        return sound_states(office, COORDINATOR)

    assert everywhere(office, tmp_path, once, end) >= 5


def test_fault_2_a_submission_killed_anywhere_ends_the_same_on_retry(
    office: Office, forked: Forked, tmp_path: Path
) -> None:
    with office.opened("okonjo") as desk:
        offices.fill_in(desk, "WH-001")
        priya = ids_by_number(desk)["WH-001"]

    def once(office: Office, at: int) -> bool:
        return forked.killed(at, "submit", office.folder("okonjo"), priya)

    def end(office: Office) -> States:
        with office.opened("okonjo") as desk:
            if interviews.open_sheet(desk, priya, "okonjo").submitted is None:
                interviews.submit(desk, priya, "okonjo")
        return sound_states(office, "okonjo")

    assert everywhere(office, tmp_path, once, end) >= 1


def test_fault_2_a_reveal_killed_anywhere_ends_the_same_on_retry(
    office: Office, forked: Forked, tmp_path: Path
) -> None:
    for person in PANELISTS:
        submit(office, person, "WH-001", "WH-002")
    office.settle()

    def once(office: Office, at: int) -> bool:
        return forked.killed(at, "reveal", office.folder(COORDINATOR))

    def end(office: Office) -> States:
        with office.opened(COORDINATOR) as desk:
            reveal.reveal(desk)
            assert len(reveal.list_revealed(desk)) == 2
        office.sync(COORDINATOR, "okonjo")
        return sound_states(office, COORDINATOR, "okonjo")

    assert everywhere(office, tmp_path, once, end) >= 1


def meets(forked: Forked, person: str) -> Callable[[Office, int], bool]:
    def once(office: Office, at: int) -> bool:
        return forked.killed(at, "sync", office.folder(person), office.mailbox)

    return once


def numbers_are_used_once(office: Office) -> None:
    """No two envelopes of one laptop have the same number, in the mailbox and among those it answers for."""
    names = [path.name.rsplit("-", 1)[0] + path.parent.name for path in office.mailbox.rglob("*.jde")]
    assert len(names) == len(set(names))


def test_fault_2_sending_killed_anywhere_ends_the_same_on_retry(office: Office, forked: Forked, tmp_path: Path) -> None:
    submit(office, "okonjo", "WH-001", "WH-002")

    def end(office: Office) -> States:
        with office.opened("okonjo") as desk:
            assert is_sound(desk)
        office.sync("okonjo", COORDINATOR, "okonjo")
        numbers_are_used_once(office)
        with office.opened("okonjo") as desk:
            assert exchange.delivery(desk).sheets_waiting == 0
        return sound_states(office, "okonjo", COORDINATOR)

    assert everywhere(office, tmp_path, meets(forked, "okonjo"), end, every=5) >= 10


def test_fault_2_receiving_killed_anywhere_ends_the_same_on_retry(
    office: Office, forked: Forked, tmp_path: Path
) -> None:
    """The coordinator takes in two laptops' sheets, acknowledges them, and writes."""
    for person in ("okonjo", "villasenor"):
        submit(office, person, "WH-001")
    office.sync("okonjo", "villasenor")

    def end(office: Office) -> States:
        with office.opened(COORDINATOR) as desk:
            assert is_sound(desk)
        office.sync(COORDINATOR, "okonjo")
        numbers_are_used_once(office)
        with office.opened("okonjo") as desk:
            assert exchange.delivery(desk).sheets_waiting == 0
        return sound_states(office, COORDINATOR, "okonjo")

    assert everywhere(office, tmp_path, meets(forked, COORDINATOR), end, every=7) >= 10


def test_fault_2_a_restore_killed_anywhere_ends_the_same_on_retry(
    office: Office, forked: Forked, tmp_path: Path
) -> None:
    with office.opened("okonjo") as desk:
        desks.back_up(desk, office.root / "kept.jetdesk-backup")
        wanted = offices.whole(desk)

    def once(office: Office, at: int) -> bool:
        return forked.killed(at, "restore", None, office.root / "kept.jetdesk-backup", office.root / "again")

    def end(office: Office) -> States:
        try:
            desks.restore(office.root / "kept.jetdesk-backup", office.root / "again")
        except Refused:  # it was laid out as a whole
            assert (office.root / "again" / "desk.db").is_file()
        with desks.open_desk(office.root / "again", PASSPHRASE) as desk:
            assert is_sound(desk)
            assert (offices.alarms(desk), desk.identity.epoch) == (["restored"], 2)
            assert offices.whole(desk) == wanted
        assert not (office.root / "again.restoring").exists()
        return {}

    assert everywhere(office, tmp_path, once, end, every=7) >= 10


def test_fault_2_a_change_of_passphrase_killed_anywhere_ends_the_same_on_retry(
    office: Office, forked: Forked, tmp_path: Path
) -> None:
    def once(office: Office, at: int) -> bool:
        return forked.killed(at, "passphrase", None, office.folder("okonjo"), PASSPHRASE, NEW_PASSPHRASE)

    def end(office: Office) -> States:
        folder = office.folder("okonjo")
        opening = [words for words in (PASSPHRASE, NEW_PASSPHRASE) if opens(folder, words)]
        assert len(opening) == 1
        if opening == [PASSPHRASE]:
            change_passphrase(folder, PASSPHRASE, NEW_PASSPHRASE, cost=vault.Cost(1, vault.LEAST_MEMORY))
        with desks.open_desk(folder, NEW_PASSPHRASE) as desk:
            assert is_sound(desk)
        assert not opens(folder, PASSPHRASE)
        assert [path.name for path in folder.glob("keyslots*")] == ["keyslots.json"]
        return {}

    assert everywhere(office, tmp_path, once, end) >= 5


def opens(folder: Path, passphrase: str) -> bool:
    try:
        vault.open_key(vault.read_slots(folder), "passphrase", passphrase)
    except Untrusted:
        return False
    return True


def test_fault_2_joining_killed_anywhere_ends_the_same_on_retry(office: Office, forked: Forked, tmp_path: Path) -> None:
    shutil.rmtree(office.folder("okonjo"))
    with office.opened(COORDINATOR) as desk:
        made = laptops.pack(desk, "okonjo", office.root / "new.jetdesk-pack")

    def once(office: Office, at: int) -> bool:
        return forked.killed(
            at, "join", None, office.root / "new.jetdesk-pack", made.code, office.folder("okonjo"), PASSPHRASE
        )

    def end(office: Office) -> States:
        folder = office.folder("okonjo")
        try:
            laptops.join(office.root / "new.jetdesk-pack", made.code, folder, PASSPHRASE).desk.close()
        except Refused:  # it was set up as a whole
            assert (folder / "desk.db").is_file()
        assert not folder.with_name("okonjo.joining").exists()
        office.sync("okonjo", COORDINATOR, "okonjo")
        return sound_states(office, "okonjo", COORDINATOR)

    assert everywhere(office, tmp_path, once, end, every=9) >= 10
