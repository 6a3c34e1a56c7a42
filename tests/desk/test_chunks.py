"""Sealed documents: whole or not at all."""

from hashlib import sha256
from pathlib import Path

import pytest

from jetdesk.desk import chunks
from jetdesk.errors import EnvironmentFailed, Untrusted

PATTERN = bytes(range(251))


def content_of(size: int) -> bytes:
    return (PATTERN * (size // len(PATTERN) + 1))[:size]


def fetch(folder: Path, key: str, content: bytes) -> bytes:
    return chunks.fetch(folder, key, len(content), sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("size", "count"),
    [(0, 1), (1, 1), (chunks.SIZE - 1, 1), (chunks.SIZE, 1), (chunks.SIZE + 1, 2), (2 * chunks.SIZE, 2),
     (2 * chunks.SIZE + 7, 3)],
)  # fmt: skip
def test_documents_come_back_as_they_went(tmp_path: Path, size: int, count: int) -> None:
    key, content = chunks.new_key(), content_of(size)
    chunks.store(tmp_path, [(key, content)])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(chunks.chunk_names(key, size))
    assert len(list(tmp_path.iterdir())) == count
    assert fetch(tmp_path, key, content) == content


def test_nothing_of_the_content_lies_on_disk(tmp_path: Path) -> None:
    key, content = chunks.new_key(), b"CANARY" * 1000
    chunks.store(tmp_path, [(key, content), (chunks.new_key(), content)])
    sealed = [path.read_bytes() for path in tmp_path.iterdir()]
    assert sealed[0] != sealed[1]
    assert not any(b"CANARY" in part for part in sealed)


def test_keys_are_random_and_names_tell_nothing() -> None:
    assert len({chunks.new_key() for _ in range(100)}) == 100
    one, other = chunks.new_key(), chunks.new_key()
    assert not set(chunks.chunk_names(one, 10**7)) & set(chunks.chunk_names(other, 10**7))


@pytest.mark.parametrize("at", [0, 23, 24, 100, -1])
def test_an_altered_chunk_is_noticed(tmp_path: Path, at: int) -> None:
    key, content = chunks.new_key(), content_of(1000)
    chunks.store(tmp_path, [(key, content)])
    (path,) = tmp_path.iterdir()
    sealed = bytearray(path.read_bytes())
    sealed[at] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(Untrusted, match="damaged or was altered"):
        fetch(tmp_path, key, content)


@pytest.mark.parametrize("left", [0, 10, 24, 40, 500])
def test_a_chunk_cut_short_is_noticed(tmp_path: Path, left: int) -> None:
    key, content = chunks.new_key(), content_of(1000)
    chunks.store(tmp_path, [(key, content)])
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(Untrusted):
        fetch(tmp_path, key, content)


def test_swapped_chunks_are_noticed(tmp_path: Path) -> None:
    key, content = chunks.new_key(), content_of(2 * chunks.SIZE)
    chunks.store(tmp_path, [(key, content)])
    first, second = (tmp_path / name for name in chunks.chunk_names(key, len(content)))
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    with pytest.raises(Untrusted):
        fetch(tmp_path, key, content)


def test_a_missing_chunk_a_wrong_key_a_wrong_hash_and_a_wrong_size_are_noticed(tmp_path: Path) -> None:
    key, content = chunks.new_key(), content_of(chunks.SIZE + 5)
    chunks.store(tmp_path, [(key, content)])
    for bad_key in (chunks.new_key(), "no key", ""):
        with pytest.raises(Untrusted):
            fetch(tmp_path, bad_key, content)
    with pytest.raises(Untrusted):
        chunks.fetch(tmp_path, key, len(content), "0" * 64)
    with pytest.raises(Untrusted):
        chunks.fetch(tmp_path, key, chunks.SIZE, sha256(content).hexdigest())
    (tmp_path / list(chunks.chunk_names(key, len(content)))[1]).unlink()
    with pytest.raises(Untrusted):
        fetch(tmp_path, key, content)


def test_storing_again_is_the_retry_of_what_was_interrupted(tmp_path: Path) -> None:
    key, content = chunks.new_key(), content_of(chunks.SIZE + 5)
    first, _ = chunks.chunk_names(key, len(content))
    (tmp_path / f"{first}.new").write_bytes(b"half")
    (tmp_path / first).write_bytes(b"other")
    chunks.store(tmp_path, [(key, content)])
    assert fetch(tmp_path, key, content) == content


def test_chunks_that_no_document_names_are_swept(tmp_path: Path) -> None:
    key, other = chunks.new_key(), chunks.new_key()
    chunks.store(tmp_path, [(key, b"kept"), (other, b"left over")])
    (tmp_path / "half.new").write_bytes(b"half")
    wanted = set(chunks.chunk_names(key, 4))
    assert chunks.sweep(tmp_path, wanted) == 2
    assert {path.name for path in tmp_path.iterdir()} == wanted
    assert chunks.sweep(tmp_path, wanted) == 0


def test_a_full_disk_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EnvironmentFailed, match="disk is full"):
        chunks.store(tmp_path, [(chunks.new_key(), b"x")])
