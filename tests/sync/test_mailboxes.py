"""What every mailbox promises, whatever it lies on."""

import os
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from jetdesk.errors import Refused, UserError
from jetdesk.sync.mailbox import HEAD_BYTES, Label, Mailbox
from jetdesk.sync.opening import is_reachable, open_mailbox

OFFICE = sha256(b"office").hexdigest()[:32]
OTHER = sha256(b"another").hexdigest()[:32]
DESK = "0b5bb1d8-6a0e-4f0e-9a3e-7f1e2d3c4b5a"
SECOND = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
Open = Callable[..., Mailbox]


def envelope(seq: int, size: int = 1024, desk: str = DESK, epoch: int = 1) -> tuple[Label, bytes]:
    """Noise that ends as an envelope does: with the hash of all before it."""
    noise = random.Random(f"{desk} {epoch} {seq}").randbytes(size - 32)
    digest = sha256(noise)
    return Label(desk, epoch, seq, digest.hexdigest()), noise + digest.digest()


def chunk(seed: int, size: int = 5000) -> tuple[str, bytes]:
    noise = random.Random(seed).randbytes(size)
    return sha256(noise).hexdigest()[:40], noise


@pytest.fixture(params=["folder", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    (tmp_path / "mailbox").mkdir()
    return str(tmp_path / "mailbox")


@pytest.fixture
def open_it(address: str) -> Iterator[Open]:
    """Opens the mailbox again and again: each time as another desk would."""
    opened: list[Mailbox] = []

    def open_one(office: str = OFFICE, *, prepare: bool = True) -> Mailbox:
        opened.append(open_mailbox(address, office, prepare=prepare))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def test_what_was_laid_in_is_listed_and_read_by_another_desk(open_it: Open) -> None:
    laid = dict([envelope(1), envelope(2, 9 * 1024), envelope(1, 2048, SECOND), envelope(1, epoch=2)])
    mailbox = open_it()
    for label, content in laid.items():
        mailbox.write(label, content)
    other = open_it(prepare=False)
    assert other.labels() == {label: len(content) for label, content in laid.items()}
    assert sorted(other.labels()) == sorted(laid)
    assert {label: other.read(label) for label in laid} == laid
    assert {label: other.head(label) for label in laid} == {label: laid[label][:HEAD_BYTES] for label in laid}


def test_chunks_are_listed_and_read(open_it: Open) -> None:
    laid = dict([chunk(1), chunk(2, 1024 * 1024 + 40), chunk(3, 40)])
    mailbox = open_it()
    for name, content in laid.items():
        mailbox.write_chunk(name, content)
    other = open_it(prepare=False)
    assert other.chunk_names() == {name: len(content) for name, content in laid.items()}
    assert {name: other.read_chunk(name) for name in laid} == laid


def test_what_is_not_there_is_empty(open_it: Open) -> None:
    mailbox = open_it()
    (label, _), (name, _) = envelope(7), chunk(7)
    assert mailbox.labels() == {}
    assert mailbox.chunk_names() == {}
    assert mailbox.head(label) == b""
    assert mailbox.read(label) == b""
    assert mailbox.read_chunk(name) == b""


def test_the_same_again_changes_nothing(open_it: Open) -> None:
    mailbox = open_it()
    label, content = envelope(1)
    name, sealed = chunk(1)
    for _ in range(3):
        mailbox.write(label, content)
        mailbox.write_chunk(name, sealed)
    assert mailbox.labels() == {label: len(content)}
    assert mailbox.chunk_names() == {name: len(sealed)}


def test_a_cloned_desk_lies_beside_its_original(open_it: Open) -> None:
    mailbox = open_it()
    label, content = envelope(1)
    twin, same_number = envelope(1, 2048)
    assert (twin.desk, twin.epoch, twin.seq) == (label.desk, label.epoch, label.seq)
    mailbox.write(label, content)
    mailbox.write(twin, same_number)
    assert mailbox.read(label) == content
    assert mailbox.read(twin) == same_number


def test_a_bad_chunk_is_replaced_by_the_next(open_it: Open) -> None:
    mailbox = open_it()
    name, sealed = chunk(1)
    mailbox.write_chunk(name, bytes(len(sealed)))
    mailbox.write_chunk(name, sealed)
    assert mailbox.read_chunk(name) == sealed
    assert mailbox.chunk_names() == {name: len(sealed)}


def test_many_that_write_the_same_at_once(open_it: Open) -> None:
    laid = [envelope(seq) for seq in range(1, 9)]
    desks = [open_it() for _ in range(6)]

    def lay(mailbox: Mailbox) -> None:
        for label, content in random.Random(id(mailbox)).sample(laid, len(laid)):
            mailbox.write(label, content)

    with ThreadPoolExecutor(len(desks)) as pool:
        list(pool.map(lay, desks))
    assert open_it().labels() == {label: len(content) for label, content in laid}
    assert all(desks[0].read(label) == content for label, content in laid)


def test_a_mailbox_is_prepared_by_two_at_once(address: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_mailbox(address, OFFICE, prepare=True), range(4)))
    for mailbox in opened:
        assert mailbox.labels() == {}
        mailbox.close()


def test_without_preparing_there_is_no_mailbox(address: str, open_it: Open) -> None:
    with pytest.raises(Refused) as told:
        open_it(prepare=False)
    assert told.value.todo is not None
    assert "prepare" in told.value.todo.text("en")


def test_fault_8_the_mailbox_of_another_office_gives_nothing_away(open_it: Open) -> None:
    mailbox = open_it()
    label, content = envelope(1)
    name, sealed = chunk(1)
    mailbox.write(label, content)
    mailbox.write_chunk(name, sealed)
    with pytest.raises(UserError):
        open_it(OTHER, prepare=False)
    assert mailbox.labels() == {label: len(content)}


def test_reading_all_in_order_gives_every_envelope(open_it: Open) -> None:
    laid = dict(envelope(seq, 1024 * (1 + seq % 6)) for seq in range(1, 200))
    mailbox = open_it()
    for label, content in laid.items():
        mailbox.write(label, content)
    assert len(mailbox.labels()) == len(laid)
    for label in sorted(laid):
        assert mailbox.head(label) == laid[label][:HEAD_BYTES]
        assert mailbox.read(label) == laid[label]


@pytest.mark.parametrize("address", ["folder"], indirect=True)
def test_a_mailbox_that_appears_and_vanishes_is_noticed(address: str) -> None:
    assert not is_reachable(address)
    open_mailbox(address, OFFICE, prepare=True).close()
    assert is_reachable(address)
    assert is_reachable(Path(address).as_uri())
    os.rename(address, address + " pulled out")
    assert not is_reachable(address)


@pytest.mark.parametrize(
    "url", ["", "\0", "ftp://host/x", "postgresql://127.0.0.1:1/x", "postgresql://[::1", "postgres://h:x/"]
)
def test_asking_never_raises(url: str) -> None:
    assert not is_reachable(url)


@pytest.mark.parametrize(
    "url", ["ftp://user:geheim@host/x", "mysql://user:geheim@host/x", "jdbc:postgresql://u:geheim@h"]
)
def test_other_kinds_are_refused_without_repeating_a_password(url: str) -> None:
    with pytest.raises(Refused) as told:
        open_mailbox(url, OFFICE)
    assert "geheim" not in " ".join(told.value.parts("en"))
