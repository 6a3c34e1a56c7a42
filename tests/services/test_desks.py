"""Founding, finding, opening and keeping desks."""

import os
from pathlib import Path

import pytest

from jetdesk import paths
from jetdesk.desk import founding
from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Role
from jetdesk.errors import Refused, Untrusted
from jetdesk.services import desks, people
from tests.small_office import PASSPHRASE, ids_by_number


def test_an_office_is_founded_with_its_rubrics(tmp_path: Path) -> None:
    founded = desks.found_office(tmp_path / "d", " Embassy of Japan in Oranj ", 2026, " 森脇 健司 ", PASSPHRASE)
    with founded.desk as desk:
        found = desks.belonging(desk)
        assert (found.office.name, found.office.code) == ("Embassy of Japan in Oranj", "ORA")
        assert found.office.cycle.year == 2026
        assert (found.person.name, found.person.role) == ("森脇 健司", Role.COORDINATOR)
        assert set(found.office.rubrics) == set(Position)
        assert desks.verify(desk, replay=True).ok


@pytest.mark.parametrize(
    ("office", "year", "person", "passphrase"),
    [(" ", 2026, "Nadia", PASSPHRASE), ("Embassy", 1986, "Nadia", PASSPHRASE), ("Embassy", 2201, "Nadia", PASSPHRASE),
     ("Embassy", 2026, "\t", PASSPHRASE), ("Embassy", 2026, "Nadia", "short")],
)  # fmt: skip
def test_bad_input_leaves_nothing_behind(tmp_path: Path, office: str, year: int, person: str, passphrase: str) -> None:
    with pytest.raises(Refused):
        desks.found_office(tmp_path / "d", office, year, person, passphrase)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("existed", [True, False])
def test_a_founding_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existed: bool
) -> None:
    folder = tmp_path / "d"
    if existed:
        folder.mkdir()

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(desks, "_write_office", broken)
        with pytest.raises(ZeroDivisionError):
            desks.found_office(folder, "Embassy", 2026, "Nadia", PASSPHRASE)
    assert [path.name for path in tmp_path.rglob("*")] == (["d"] if existed else [])
    desks.found_office(folder, "Embassy", 2026, "Nadia", PASSPHRASE).desk.close()


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    with pytest.raises(Refused, match="already in use"):
        desks.found_office(tmp_path, "Embassy", 2026, "Nadia", PASSPHRASE)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_desk_without_an_office_says_so(tmp_path: Path) -> None:
    with founding.create_desk(tmp_path / "d", "mori", PASSPHRASE, cost=desks.key_cost())[0] as desk:
        for ask in (desks.belonging, people.get_office):
            with pytest.raises(Refused, match="no office yet"):
                ask(desk)
        assert desks.now(desk).tzname() == "UTC"


def test_known_desks_are_those_of_this_laptop_the_latest_first() -> None:
    assert desks.known_desks() == ()
    for name, age in (("older", 2000), ("newer", 1000), ("oldest", 3000)):
        folder = paths.desks_folder() / name
        desks.found_office(folder, "Embassy", 2026, "Nadia", PASSPHRASE).desk.close()
        changed = folder.stat().st_mtime - age
        os.utime(folder / "desk.db", (changed, changed))
    (paths.desks_folder() / "no desk").mkdir()
    (paths.desks_folder() / "a file").write_text("", "utf-8")
    assert [known.name for known in desks.known_desks()] == ["newer", "older", "oldest"]
    (paths.desks_folder() / "newer" / "desk.db").unlink()
    assert [known.name for known in desks.known_desks()] == ["older", "oldest", "newer"]


def test_a_new_desk_gets_a_free_name() -> None:
    first = desks.folder_for("Consulate-General of Japan, Westhaven", 2026)
    assert first == paths.desks_folder() / "consulate-general-of-japan-westhaven-2026"
    first.mkdir(parents=True)
    assert desks.folder_for("Consulate-General of Japan, Westhaven", 2026).name == f"{first.name}-2"
    assert paths.desks_folder() not in desks.sample_folder().parents


def test_slugs_of_names_without_latin_letters_are_steady_and_apart() -> None:
    assert desks.slug("Tomás Villaseñor") == "tomas-villasenor"
    assert desks.slug("  Ó Súilleabháin / Réamonn  ") == "o-suilleabhain-reamonn"
    japanese = [desks.slug("森脇 健司"), desks.slug("森脇 健二"), desks.slug("")]
    assert len(set(japanese)) == 3
    assert all(slug and slug.isascii() for slug in japanese)
    assert desks.slug("森脇 健司") == japanese[0]


def test_the_audit_names_people_and_applicants(desk: Desk) -> None:
    lines = desks.audit(desk)
    assert [line.action for line in lines][:3] == ["office.founded", "laptop.certified", "office.set_up"]
    assert {line.author for line in lines} == {"Nadia Brzezicka"}
    assert sorted({line.subject for line in lines} - {""}) == sorted(ids_by_number(desk))
    assert [line.at for line in lines] == sorted(line.at for line in lines)


def test_the_audit_of_one_applicant(desk: Desk) -> None:
    lines = desks.audit(desk, " wh-002 ")
    assert [line.action for line in lines] == ["intake.loaded", "applicant.status", "slot.set"]
    assert {line.subject for line in lines} == {"WH-002"}
    assert "status=invited" in lines[1].detail
    with pytest.raises(Refused, match="WH-404"):
        desks.audit(desk, "WH-404")


def test_the_time_is_the_offices(office_folder: Path) -> None:
    noon = 1_770_000_000_000
    with founding.open_desk(office_folder, PASSPHRASE, wall=lambda: noon) as desk:
        assert desks.now(desk).isoformat() == "2026-02-01T18:40:00-08:00"


def test_a_passphrase_is_changed(office_folder: Path) -> None:
    desks.change_passphrase(office_folder, PASSPHRASE, "another four good words")
    with pytest.raises(Untrusted):
        desks.open_desk(office_folder, PASSPHRASE)
    desks.open_desk(office_folder, "another four good words").close()


def test_the_recovery_code_sets_a_new_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    founded = desks.found_office(folder, "Embassy", 2026, "Nadia", PASSPHRASE)
    founded.desk.close()
    with pytest.raises(Refused, match="not a recovery code"):
        desks.recover(folder, founded.recovery_code[:-1], "another four good words")
    with pytest.raises(Refused, match="too short"):
        desks.recover(folder, founded.recovery_code, "short")
    desks.open_desk(folder, PASSPHRASE).close()
    desks.recover(folder, founded.recovery_code.lower(), "another four good words")
    with pytest.raises(Untrusted):
        desks.open_desk(folder, PASSPHRASE)
    desks.open_desk(folder, "another four good words").close()


def test_a_backup_becomes_a_desk_again(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "office.jetdesk-backup"
    assert desks.back_up(desk, out) > 0
    head, numbers = desk.head_hash, set(ids_by_number(desk))
    desks.restore(out, tmp_path / "restored")
    with desks.open_desk(tmp_path / "restored", PASSPHRASE) as restored:
        assert set(ids_by_number(restored)) == numbers
        assert desks.verify(restored, replay=True).ok
    assert desk.head_hash == head


def test_one_backup_a_day(desk: Desk) -> None:
    first = desks.back_up_daily(desk)
    assert first is not None
    assert first.is_file()
    assert desks.back_up_daily(desk) is None


def test_keys_cost_half_a_second_unless_a_test_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = desks.key_cost()
    monkeypatch.delenv(desks.TEST_COST)
    assert desks.key_cost() == desks.COST
    assert desks.COST.memory > cheap.memory
