"""Setting an office up from a file: what differs is changed, what is wrong is named, and then nothing is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from jetdesk.desk import tables as t
from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Affiliation, Role
from jetdesk.errors import Refused
from jetdesk.services import desks, exchange, people, planning
from tests.small_office import PASSPHRASE, SETUP


def write(folder: Path, text: str) -> Path:
    file = folder / "office.toml"
    file.write_text(text, "utf-8")
    return file


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    """A founded office before its first setup."""
    founded = desks.found_office(tmp_path / "new", "Consulate", 2026, "Nadia Brzezicka", PASSPHRASE)
    with founded.desk as desk:
        yield desk


def test_the_file_is_what_the_office_becomes(empty: Desk, tmp_path: Path) -> None:
    done = people.set_up(empty, write(tmp_path, SETUP))
    assert {table for table, _ in done.changed} == {"office", "person", "panel"}
    office = people.get_office(empty)
    assert (office.code, office.time_zone) == ("WH", "America/Los_Angeles")
    assert office.quota == {Position.ALT: 2, Position.CIR: 1}
    assert office.name_in("ja") == "在ウェストヘイブン日本国総領事館"
    assert office.alternates_for(Position.ALT) == 2
    assert office.cycle.window is not None
    assert office.cycle.nationalities == ("US",)
    (panel,) = people.list_panels(empty)
    assert (panel.members, panel.chair) == (("moriwaki", "okonjo", "villasenor"), "moriwaki")
    roles = {person.id: (person.role, person.affiliation) for person in people.list_people(empty)}
    assert roles["okonjo"] == (Role.PANELIST, Affiliation.COMMUNITY)
    assert roles["nadia-brzezicka"] == (Role.COORDINATOR, Affiliation.NONE)


def test_running_it_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    head = desk.head_hash
    assert people.set_up(desk, write(tmp_path, SETUP)).changed == ()
    assert people.set_up(desk, write(tmp_path, "\ufeff" + SETUP)).changed == ()
    assert desk.head_hash == head


def test_only_what_differs_is_changed_and_what_is_left_out_stays(desk: Desk, tmp_path: Path) -> None:
    changed = people.set_up(desk, write(tmp_path, SETUP.replace("Room 2", "Room 5"))).changed
    assert changed == (("panel", "B"),)
    assert people.set_up(desk, write(tmp_path, "[quota]\nALT = 3\n")).changed == (("office", "office"),)
    office = people.get_office(desk)
    assert (office.quota, office.time_zone) == ({Position.ALT: 3, Position.CIR: 1}, "America/Los_Angeles")
    assert len(people.list_people(desk)) == 4


def test_timetable_and_mailbox_of_the_file_become_the_offices(desk: Desk, tmp_path: Path) -> None:
    file = write(tmp_path, SETUP + '[timetable]\nslot_minutes = 45\n[mailbox]\nurl = "x"\n')
    assert people.set_up(desk, file).changed == (("office", "office"),)
    assert people.set_up(desk, file).changed == ()
    assert exchange.mailbox_url(desk) == "x"
    assert planning.get_rules(desk).slot_minutes == 45


def test_a_wrong_timetable_is_refused_with_its_key(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"timetable\.slot_minutes"):
        people.set_up(desk, write(tmp_path, SETUP + "[timetable]\nslot_minutes = 1\n"))


def test_screening_rules_of_the_file_become_the_offices(desk: Desk, tmp_path: Path) -> None:
    file = write(tmp_path, SETUP + '[screening]\nrequired = ["form"]\n')
    assert people.set_up(desk, file).changed == (("office", "office"),)
    assert people.set_up(desk, file).changed == ()


WRONG = {
    "panel B names “nobody”, who is not under [[people]]": SETUP.replace('"moriwaki", "okonjo"', '"nobody", "okonjo"'),
    "panel B names “boss”, who is not under [[people]]": SETUP.replace('chair = "moriwaki"', 'chair = "boss"'),
    "the chair of panel B is not one of its members": SETUP.replace('members = ["moriwaki", ', "members = ["),
    "the time zone “America/Westhaven” is not known": SETUP.replace("America/Los_Angeles", "America/Westhaven"),
    "the time zone “America” is not known": SETUP.replace("America/Los_Angeles", "America"),
    "the time zone “../etc” is not known": SETUP.replace("America/Los_Angeles", "../etc"),
    "paper must be a4 or letter, not “a3”": SETUP.replace('paper = "a4"', 'paper = "a3"'),
    "[quota] ALT must be a whole number, zero or more": SETUP.replace("ALT = 2\nCIR = 1", "ALT = -2"),
    "[quota] CIR must be a whole number, zero or more": SETUP.replace("CIR = 1", "CIR = 1.5"),
    "[alternates] ALT must be a whole number, zero or more": SETUP.replace("]\nALT = 2\n\n", "]\nALT = true\n\n"),
    "“JTE” is not a position (ALT, CIR, SEA)": SETUP.replace("CIR = 1", "JTE = 1"),
    "[cycle] opens and closes need date, time and zone": SETUP.replace("23:59:00-10:00", "23:59:00"),
    "[cycle] opens must be before closes": SETUP.replace("2025-11-14T23", "2025-09-01T23"),
    "[cycle] arrival must be a date, as 2024-07-28": SETUP.replace("arrival = 2026-07-26", 'arrival = "July"'),
    "neither built in (alt, cir, sea) nor a file beside the setup": SETUP.replace('ALT = "alt"', 'ALT = "ours.toml"'),
    "“name” is missing": SETUP.replace('name = "Kenji Moriwaki"\n', ""),
    "“members” is missing": SETUP.replace('members = ["moriwaki", "okonjo", "villasenor"]\n', ""),
    "“moriwaki” stands under [[people]] more than once": SETUP.replace('id = "okonjo"', 'id = "moriwaki"'),
    "“B” stands under [[panels]] more than once": SETUP + '[[panels]]\nid = "B"\nmembers = ["okonjo", "moriwaki"]\n',
    "a tie-break is overall, draw or criterion:ID, not “luck”": SETUP + '[selection]\ntie_breaks = ["luck"]\n',
    "'spy' is not a valid Affiliation": SETUP.replace('"alumni"', '"spy"'),
    "[office] must be a table": 'office = "Westhaven"\n',
    "[[people]] must be a list of tables": 'people = ["moriwaki"]\n',
    "'US' is not a list": SETUP.replace('["US"]', '"US"'),
    "(at line 1, column 8)": "[office\n",
}


@pytest.mark.parametrize(("words", "text"), WRONG.items(), ids=[words[:40] for words in WRONG])
def test_what_is_wrong_is_named_and_nothing_is_changed(desk: Desk, tmp_path: Path, words: str, text: str) -> None:
    head = desk.head_hash
    with pytest.raises(Refused) as caught:
        people.set_up(desk, write(tmp_path, text))
    assert words in caught.value.what.text()
    assert [part.text() for part in (caught.value.safe, caught.value.todo) if part] == [
        "Nothing was changed.", "Correct the file and run the setup again.",
    ]  # fmt: skip
    assert desk.head_hash == head


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a = " + b"[" * 5000, b"a = 1\na = 2\n"])
def test_a_file_that_is_no_toml(desk: Desk, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "office.toml"
    file.write_bytes(content)
    with pytest.raises(Refused, match="setup file cannot be used"):
        people.set_up(desk, file)


def test_a_file_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"none\.toml cannot be read"):
        people.set_up(desk, tmp_path / "none.toml")


def test_a_rubric_of_ones_own_lies_beside_the_setup(desk: Desk, tmp_path: Path) -> None:
    ours = desks.builtin_rubric("alt").replace('version = "2026.1"', 'version = "westhaven.1"')
    (tmp_path / "ours.toml").write_text(ours, "utf-8")
    file = write(tmp_path, SETUP.replace('ALT = "alt"', 'ALT = "ours.toml"'))
    changed = people.set_up(desk, file).changed
    assert [table for table, _ in changed] == ["office", "rubric"]
    assert people.get_office(desk).rubrics[Position.ALT] == changed[1][1]
    assert people.set_up(desk, file).changed == ()


def test_a_rubric_in_use_changes_only_with_a_new_version(desk: Desk, tmp_path: Path) -> None:
    same_version = desks.builtin_rubric("alt").replace("weight = 3", "weight = 4", 1)
    (tmp_path / "ours.toml").write_text(same_version, "utf-8")
    head = desk.head_hash
    with pytest.raises(Refused, match="already in use with other content; give it a new version"):
        people.set_up(desk, write(tmp_path, SETUP.replace('ALT = "alt"', 'ALT = "ours.toml"')))
    assert desk.head_hash == head


def test_a_broken_rubric_is_refused_with_its_own_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text("title = 1\n", "utf-8")
    with pytest.raises(Refused, match="rubric could not be read"):
        people.set_up(desk, write(tmp_path, SETUP.replace('ALT = "alt"', 'ALT = "ours.toml"')))


def test_the_offices_code_stays_once_there_are_applicants(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    other = write(tmp_path, SETUP.replace('code = "WH"', 'code = "XX"'))
    head = desk.head_hash
    with pytest.raises(Refused, match="code cannot change once applicants are loaded"):
        people.set_up(desk, other)
    assert desk.head_hash == head
    people.set_up(empty, other)
    assert people.get_office(empty).code == "XX"


def test_what_is_written_is_for_the_office(desk: Desk, tmp_path: Path) -> None:
    people.set_up(desk, write(tmp_path, SETUP.replace("Room 2", "Room 7")))
    with desk.read() as connection:
        query = select(t.journal.c.audience).where(t.journal.c.action == "office.set_up")
        assert set(connection.execute(query).scalars()) == {"office"}
