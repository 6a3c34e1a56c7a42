"""The folder's own rules: addresses, markers, hostile names."""

import json
import os
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jetdesk.errors import EnvironmentFailed, Refused, Untrusted, UserError
from jetdesk.sync.folder import MARKER, FolderMailbox, open_folder, place_of
from jetdesk.sync.mailbox import LARGEST_CHUNK, LARGEST_ENVELOPE, Label
from tests.sync.test_mailboxes import DESK, OFFICE, OTHER, chunk, envelope


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "mailbox"
    folder.mkdir()
    return folder


@pytest.fixture
def mailbox(root: Path) -> FolderMailbox:
    return open_folder(str(root), OFFICE, prepare=True)


def desk_folder(root: Path) -> Path:
    return root / OFFICE[:16] / DESK


# Addresses


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("/media/ann/STICK", "/media/ann/STICK"),
        ("a folder: with 100% odd#signs", "a folder: with 100% odd#signs"),
        ("file:///media/JET%20panel", "/media/JET panel"),
        ("file:///media/JET panel", "/media/JET panel"),
        ("FILE:///media/a#b?c", "/media/a#b?c"),
        ("file://localhost/media/x", "/media/x"),
        ("file:/media/x", "/media/x"),
        ("file:///%E5%8F%97%E6%B8%A1", "/受渡"),
    ],
)
def test_an_address_means_a_path(url: str, place: str) -> None:
    assert place_of(url, windows=False) == place


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("E:\\mailbox", "E:\\mailbox"),
        ("file:///E:/JET%20panel", "E:/JET panel"),
        ("file:///E|/x", "E:/x"),
        ("file://E:/x", "E:/x"),
        ("file:///E:", "E:/"),
        ("file://server/share/x%20y", "//server/share/x y"),
    ],
)
def test_an_address_means_a_path_on_windows(url: str, place: str) -> None:
    assert place_of(url, windows=True) == place


@pytest.mark.parametrize("url", ["", "  ", "a\0b", "file:///a%00b", "file://server/share"])
def test_an_address_that_means_nothing_here_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        place_of(url, windows=False)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_every_path_survives_its_address(name: str) -> None:
    assert place_of("file://" + quote("/" + name), windows=False) == "/" + name


# The marker


def test_the_marker_names_the_office_and_nothing_else_is_made(root: Path, mailbox: FolderMailbox) -> None:
    assert json.loads((root / MARKER).read_text("utf-8")) == {"format": 1, "office": OFFICE}
    assert [path.name for path in root.iterdir()] == [MARKER]
    assert mailbox.url == str(root)


def test_a_folder_is_made_where_its_parent_is(tmp_path: Path) -> None:
    open_folder((tmp_path / "new").as_uri(), OFFICE, prepare=True)
    assert (tmp_path / "new" / MARKER).is_file()
    with pytest.raises(EnvironmentFailed):
        open_folder(str(tmp_path / "no" / "parent"), OFFICE, prepare=True)
    with pytest.raises(EnvironmentFailed):
        open_folder(str(tmp_path / "absent"), OFFICE)
    assert not (tmp_path / "absent").exists()


def test_a_file_is_no_mailbox(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused):
        open_folder(str(tmp_path / "file"), OFFICE, prepare=True)


def test_preparing_leaves_what_is_in_the_folder_alone(root: Path) -> None:
    (root / "photo.jpg").write_bytes(b"holiday")
    open_folder(str(root), OFFICE, prepare=True)
    open_folder(str(root), OFFICE, prepare=True)
    assert (root / "photo.jpg").read_bytes() == b"holiday"


@pytest.mark.parametrize("prepare", [False, True])
def test_fault_8_a_mailbox_of_another_office_is_foreign(root: Path, mailbox: FolderMailbox, prepare: bool) -> None:
    mailbox.write(*envelope(1))
    before = sorted(path for path in root.rglob("*"))
    with pytest.raises(Untrusted, match="foreign mailbox") as told:
        open_folder(str(root), OTHER, prepare=prepare)
    assert told.value.exit_code == 3
    assert sorted(path for path in root.rglob("*")) == before
    assert json.loads((root / MARKER).read_text("utf-8"))["office"] == OFFICE


@pytest.mark.parametrize(
    "damaged",
    [b"", b"\0" * 60, b"{", b"[]", b"null", b"\xff\xfe", b'{"format":1}', b'{"format":"1","office":"ab"}',
     b'{"format":true,"office":"ab"}', b'{"format":0,"office":"ab"}', b'{"format":1,"office":"../ab"}',
     b'{"format":1,"office":7}', b"[" * 60_000, b" " * 70_000],
)  # fmt: skip
@pytest.mark.parametrize("prepare", [False, True])
def test_a_damaged_marker_is_not_believed_and_not_replaced(root: Path, damaged: bytes, prepare: bool) -> None:
    (root / MARKER).write_bytes(damaged)
    with pytest.raises(Untrusted, match="damaged"):
        open_folder(str(root), OFFICE, prepare=prepare)
    assert (root / MARKER).read_bytes() == damaged


def test_a_newer_format_is_refused(root: Path) -> None:
    (root / MARKER).write_text(json.dumps({"format": 2, "office": {"any": "thing"}}), "utf-8")
    with pytest.raises(Refused, match="newer"):
        open_folder(str(root), OFFICE)


def test_a_linked_marker_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(json.dumps({"format": 1, "office": OFFICE}), "utf-8")
    (root / MARKER).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Untrusted, match="damaged"):
        open_folder(str(root), OFFICE)


def test_an_office_that_could_lead_elsewhere_is_a_bug(root: Path) -> None:
    with pytest.raises(ValueError, match="office"):
        open_folder(str(root), "../elsewhere", prepare=True)


# Hostile names

GOOD, BYTES = envelope(3)
BAD_NAMES = [
    f"03-1-{'a' * 64}.jde", f"0-1-{'a' * 64}.jde", f"-1-1-{'a' * 64}.jde", f"1-0-{'a' * 64}.jde",
    f"1-1-{'A' * 64}.jde", f"1-1-{'a' * 63}.jde", f"1-1-{'a' * 65}.jde", f"1-1-{'a' * 64}.jde~",
    f"1-1-{'a' * 64}.JDE", f"1-1-{'a' * 64}", f"١-1-{'a' * 64}.jde", f"1-1-{'a' * 64}.jde\n",
    f"{'9' * 40}-1-{'a' * 64}.jde",
    "new-x.part", ".hidden", "autorun.inf", "desktop.ini", "$RECYCLE.BIN", "line\nbreak", "；.jde",
]  # fmt: skip


def test_names_that_are_none_of_ours_are_left_out_and_left_alone(root: Path, mailbox: FolderMailbox) -> None:
    mailbox.write(GOOD, BYTES)
    for name in BAD_NAMES:
        (desk_folder(root) / name).write_bytes(b"junk")
    for name in ("DESK", "0B5BB1D8-6A0E", "..x", "short", "a" * 65):
        (root / OFFICE[:16] / name).mkdir()
        (root / OFFICE[:16] / name / f"1-1-{'a' * 64}.jde").write_bytes(b"junk")
    (desk_folder(root) / f"1-1-{'b' * 64}.jde").mkdir()
    assert mailbox.labels() == {GOOD: len(BYTES)}
    assert all((desk_folder(root) / name).read_bytes() == b"junk" for name in BAD_NAMES)


def test_ten_thousand_pieces_of_junk(root: Path, mailbox: FolderMailbox) -> None:
    mailbox.write(GOOD, BYTES)
    for number in range(10_000):
        (desk_folder(root) / f"{number:05}.tmp").touch()
    assert mailbox.labels() == {GOOD: len(BYTES)}
    assert len(list(desk_folder(root).iterdir())) == 10_001


def test_links_are_not_followed(root: Path, mailbox: FolderMailbox, tmp_path: Path) -> None:
    mailbox.write(GOOD, BYTES)
    secret, content = envelope(9)
    (tmp_path / "secret").write_bytes(content)
    (desk_folder(root) / f"1-9-{secret.hash}.jde").symlink_to(tmp_path / "secret")
    linked = Label("11111111-2222", 1, 9, secret.hash)
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / f"1-9-{secret.hash}.jde").write_bytes(content)
    (root / OFFICE[:16] / linked.desk).symlink_to(tmp_path / "away", target_is_directory=True)
    assert mailbox.labels() == {GOOD: len(BYTES)}
    for label in (secret, linked):
        assert mailbox.head(label) == b""
        assert mailbox.read(label) == b""
    with pytest.raises(Untrusted, match="link"):
        mailbox.write(linked, content)
    mailbox.write(secret, content)
    assert (tmp_path / "secret").read_bytes() == content
    assert mailbox.labels() == {GOOD: len(BYTES), secret: len(content)}
    assert len(list((tmp_path / "away").iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_is_not_waited_for(root: Path, mailbox: FolderMailbox) -> None:
    mailbox.write(GOOD, BYTES)
    pipe, _ = envelope(8)
    os.mkfifo(desk_folder(root) / f"1-8-{pipe.hash}.jde")
    assert mailbox.labels() == {GOOD: len(BYTES)}
    assert mailbox.read(pipe) == b""


@pytest.mark.parametrize(
    "label",
    [
        Label("../../../../etc", 1, 1, "a" * 64),
        Label("..", 1, 1, "a" * 64),
        Label("/etc/passwd", 1, 1, "a" * 64),
        Label(DESK, 1, 1, "../" * 21 + "x"),
        Label(DESK, 0, 1, "a" * 64),
        Label(DESK, 1, -1, "a" * 64),
        Label(DESK + "\n", 1, 1, "a" * 64),
    ],
)
def test_labels_that_lead_elsewhere_name_nothing(mailbox: FolderMailbox, label: Label) -> None:
    assert mailbox.head(label) == b""
    assert mailbox.read(label) == b""
    with pytest.raises(ValueError, match="name"):
        mailbox.write(label, BYTES)


@pytest.mark.parametrize("name", ["", "../../x", "a" * 39, "A" * 40, "a" * 40 + "\n", "/" + "a" * 39])
def test_chunk_names_that_lead_elsewhere_name_nothing(mailbox: FolderMailbox, name: str) -> None:
    assert mailbox.read_chunk(name) == b""
    with pytest.raises(ValueError, match="name"):
        mailbox.write_chunk(name, b"x")


def test_a_chunk_in_the_wrong_folder_does_not_count(root: Path, mailbox: FolderMailbox) -> None:
    name, sealed = chunk(1)
    wrong = root / OFFICE[:16] / "chunks" / ("00" if name[:2] != "00" else "11")
    wrong.mkdir(parents=True)
    (wrong / name).write_bytes(sealed)
    assert mailbox.chunk_names() == {}
    assert mailbox.read_chunk(name) == b""


def test_files_that_are_too_large_are_left_out(root: Path, mailbox: FolderMailbox) -> None:
    mailbox.write(GOOD, BYTES)
    huge, _ = envelope(4)
    name, sealed = chunk(1)
    mailbox.write_chunk(name, sealed)
    for path, largest in (
        (desk_folder(root) / f"1-4-{huge.hash}.jde", LARGEST_ENVELOPE),
        (root / OFFICE[:16] / "chunks" / name[:2] / name, LARGEST_CHUNK),
    ):
        with path.open("ab") as stream:
            stream.truncate(largest + 1)
    assert mailbox.labels() == {GOOD: len(BYTES)}
    assert mailbox.chunk_names() == {}
    assert mailbox.head(huge) == b""
    assert mailbox.read(huge) == b""
    assert mailbox.read_chunk(name) == b""


def test_old_leftovers_of_ours_are_swept_and_fresh_ones_are_not(root: Path, mailbox: FolderMailbox) -> None:
    mailbox.write(GOOD, BYTES)
    old, fresh = (desk_folder(root) / f"new-{digit * 32}.part" for digit in "ab")
    for path in (old, fresh):
        path.write_bytes(b"half")
    a_day_ago = time.time() - 25 * 60 * 60
    os.utime(old, (a_day_ago, a_day_ago))
    mailbox.labels()
    assert not old.exists()
    assert fresh.read_bytes() == b"half"


@given(st.binary(max_size=200))
def test_no_marker_whatever_it_holds_is_a_bug(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    root = tmp_path_factory.mktemp("mailbox")
    (root / MARKER).write_bytes(content)
    with pytest.raises(UserError):
        open_folder(str(root), OFFICE)
