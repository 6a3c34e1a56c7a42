"""Laptop packs: written whole, opened by their code only, and refused if a byte is wrong."""

import random
import struct
import zipfile
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from jetdesk.desk.entry import Entry, Place, Write, sign_entry
from jetdesk.errors import EnvironmentFailed, Refused, Untrusted, UserError
from jetdesk.sync import pack as packs
from jetdesk.sync.membership import Invitation
from jetdesk.sync.pack import Pack, new_code, read_chunks, read_pack, write_pack

CODE = "ABCDE-FGHIJ-KLMNO-PQRST"
PACK = Pack(
    "Consulate", 2026, "Amara Okonjo", Invitation("ab" * 16, "desk", "okonjo", "panelist", "00" * 32, "11" * 64),
    "22" * 32, "33" * 32, "", "/media/stick", (("desk", 1, 2, "44" * 32),),
)  # fmt: skip


def entry() -> Entry:
    place = Place("desk", 1, 1, 1 << 16, "nadia", "0" * 64)
    return sign_entry(SigningKey(b"s" * 32), place, "x", "office", (Write("panel", "B", {"room": "Room 2"}, {}),))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    chunks = []
    for name in ("aa" * 20, "bb" * 20):
        (tmp_path / name).write_bytes(name.encode() * 100)
        chunks.append(tmp_path / name)
    told: list[float] = []
    write_pack(tmp_path / "p.jetdesk-pack", CODE, PACK, [entry()], chunks, told.append)
    assert told == [0.5, 1.0]
    return tmp_path / "p.jetdesk-pack"


def test_everything_comes_out_again(file: Path) -> None:
    assert read_pack(file, CODE) == (PACK, (entry(),))
    found = dict(read_chunks(file, ["aa" * 20, "bb" * 20, "cc" * 20]))
    assert found == {name: name.encode() * 100 for name in ("aa" * 20, "bb" * 20)}


def test_codes_are_twenty_letters_and_digits_and_never_the_same() -> None:
    codes = {new_code() for _ in range(100)}
    assert len(codes) == 100
    assert all(len(code.replace("-", "")) == 20 and code.count("-") == 3 for code in codes)


@pytest.mark.parametrize(
    "typed",
    [
        "abcde fghij klmno pqrst",
        "ABCDEFGHIJKLMNOPQRST",
        "ABCDE-FGH1J-KLMN0-PQRST",
        "ＡＢＣＤＥ-FGHIJ-KLMNO-PQRST",
        " abcde--fghij.klmno/pqrst ",
    ],
)
def test_a_code_may_be_typed_as_people_type(file: Path, typed: str) -> None:
    assert read_pack(file, typed)[0] == PACK


@pytest.mark.parametrize("typed", ["", "ABCDE", CODE + "A", "ÄBCDE-FGHIJ-KLMNO-PQRST"])
def test_what_is_no_code_is_said_to_be_none(file: Path, typed: str) -> None:
    with pytest.raises(Refused, match="twenty letters and digits"):
        read_pack(file, typed)


def test_another_code_opens_nothing(file: Path) -> None:
    with pytest.raises(Untrusted, match="does not open"):
        read_pack(file, "ABCDE-FGHIJ-KLMNO-PQRSS")


def test_nothing_can_be_read_without_the_code(file: Path) -> None:
    raw = file.read_bytes()
    assert not [word for word in (b"Okonjo", b"okonjo", b"Consulate", b"Room 2", b"stick") if word in raw]


def test_any_cut_or_flip_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "_key", lambda code, salt: (code.encode() + salt).ljust(32, b"x")[:32])
    write_pack(file, CODE, PACK, [entry()], [], lambda _: None)
    raw, chosen = file.read_bytes(), random.Random(1)
    inner = zipfile.ZipFile(file).read("pack")
    start = raw.index(inner)
    for end in range(0, len(raw), 7):
        file.write_bytes(raw[:end])
        with pytest.raises(UserError):
            read_pack(file, CODE)
    for _ in range(1000):
        altered = bytearray(raw)
        altered[chosen.randrange(start, start + len(inner))] ^= 1 << chosen.randrange(8)
        file.write_bytes(bytes(altered))
        with pytest.raises(UserError):
            read_pack(file, CODE)


def with_inner(file: Path, inner: bytes, how: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(file, "w", how) as archive:
        archive.writestr("pack", inner)


def test_an_altered_content_with_the_checksum_of_the_archive_repaired_is_refused(file: Path) -> None:
    inner = bytearray(zipfile.ZipFile(file).read("pack"))
    inner[-1] ^= 1
    with_inner(file, bytes(inner))
    with pytest.raises(Untrusted, match="does not open"):
        read_pack(file, CODE)


def test_a_pack_that_asks_for_more_work_or_is_newer_or_no_pack_is_refused(file: Path) -> None:
    inner = zipfile.ZipFile(file).read("pack")
    with_inner(file, inner[:5] + struct.pack(">II", 1000, 2**31) + inner[13:])
    with pytest.raises(Untrusted, match="damaged"):
        read_pack(file, CODE)
    with_inner(file, inner[:4] + b"\2" + inner[5:])
    with pytest.raises(Refused, match="newer version"):
        read_pack(file, CODE)
    for bad in (b"", b"JDPK", b"XXXX" + inner[4:]):
        with_inner(file, bad)
        with pytest.raises(Untrusted, match="damaged"):
            read_pack(file, CODE)


def test_a_compressed_archive_is_not_opened(file: Path) -> None:
    with_inner(file, bytes(10_000_000), zipfile.ZIP_DEFLATED)
    with pytest.raises(Untrusted, match="damaged"):
        read_pack(file, CODE)


def test_an_archive_without_a_pack_or_with_too_large_a_one_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "MOST_CONTENT", 10)
    with pytest.raises(Untrusted, match="damaged"):
        read_pack(file, CODE)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("other", b"")
    with pytest.raises(Untrusted, match="damaged"):
        read_pack(file, CODE)


def test_a_damaged_chunk_is_refused(file: Path) -> None:
    raw = file.read_bytes()
    file.write_bytes(raw.replace(b"aa" * 20 * 100, b"ab" * 20 * 100))
    with pytest.raises(Untrusted, match="damaged"):
        list(read_chunks(file, ["aa" * 20]))


def test_no_file_or_no_archive(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed):
        read_pack(tmp_path / "none", CODE)
    (tmp_path / "x").write_bytes(b"not a zip")
    with pytest.raises(Untrusted):
        read_pack(tmp_path / "x", CODE)


@pytest.mark.parametrize("text", ["[]", "{}", "nonsense", '{"invitation": {}, "seen": []}', '{"invitation": 5}'])
def test_a_content_of_another_shape_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Sealed with the right code, by another program."""
    monkeypatch.setattr(packs.json, "dumps", lambda *_, **__: text)
    write_pack(file, CODE, PACK, [], [], lambda _: None)
    with pytest.raises(Untrusted, match="damaged"):
        read_pack(file, CODE)


def test_a_disk_that_refuses_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = file.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packs.os, "replace", refuse)
    with pytest.raises(EnvironmentFailed, match="disk is full"):
        write_pack(file, CODE, PACK, [], [], lambda _: None)
    assert file.read_bytes() == raw
    assert [path.name for path in file.parent.glob("*.new")] == []


def test_too_little_memory_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise packs.NoMemory("no")

    monkeypatch.setattr(packs.argon2id, "kdf", refuse)
    with pytest.raises(EnvironmentFailed, match="too little free memory"):
        read_pack(file, CODE)
