"""Key slots: who gets in, who does not, and what a damaged or hostile key file does."""

import json
import random
from dataclasses import replace
from pathlib import Path

import nacl.pwhash.argon2id as argon2id
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import RuntimeError as NoMemory

from jetdesk.desk import vault
from jetdesk.desk.founding import change_passphrase, create_desk, open_desk, open_with_recovery_code
from jetdesk.desk.vault import LEAST_MEMORY, MOST_MEMORY, Cost, KeySlots, open_key, read_slots, seal_key
from jetdesk.errors import EnvironmentFailed, Refused, Untrusted, UserError

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def slots() -> KeySlots:
    cost = Cost(1, LEAST_MEMORY)
    return KeySlots("d1", (seal_key("d1", "passphrase", "right one", KEY, cost),))


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key derivation must not even begin."""

    def begun(*_: object, **__: object) -> bytes:
        raise AssertionError("the work was done")

    monkeypatch.setattr(argon2id, "kdf", begun)


# Passphrases


def test_the_right_passphrase_opens_and_a_wrong_one_does_not(slots: KeySlots) -> None:
    assert open_key(slots, "passphrase", "right one") == KEY
    with pytest.raises(Untrusted, match="passphrase does not open") as refused:
        open_key(slots, "passphrase", "wrong one")
    assert refused.value.exit_code == 3
    assert refused.value.safe is not None


def test_a_passphrase_is_the_same_however_its_letters_are_composed(cheap: Cost) -> None:
    composed, decomposed = "caf\u00e9 \u30ac lounge", "cafe\u0301 \u30ab\u3099 lounge"
    slots = KeySlots("d1", (seal_key("d1", "passphrase", composed, KEY, cheap),))
    assert open_key(slots, "passphrase", decomposed) == KEY


def test_a_passphrase_of_odd_characters_opens(cheap: Cost) -> None:
    odd = "nul\0 \ud800 𠮷 \u202e"
    slots = KeySlots("d1", (seal_key("d1", "passphrase", odd, KEY, cheap),))
    assert open_key(slots, "passphrase", odd) == KEY


@pytest.mark.parametrize("short", ["", "seven77", "日本語です"])
def test_a_passphrase_too_short_is_refused_everywhere(
    short: str, folder: Path, tmp_path: Path, passphrase: str, recovery_code: str
) -> None:
    before = (folder / vault.FILE).read_bytes()
    with pytest.raises(Refused, match="too short"):
        create_desk(tmp_path / "new", "mori", short)
    with pytest.raises(Refused, match="too short"):
        change_passphrase(folder, passphrase, short)
    with pytest.raises(Refused, match="too short"):
        open_with_recovery_code(folder, recovery_code, short)
    assert not (tmp_path / "new").exists()
    assert (folder / vault.FILE).read_bytes() == before


def test_eight_characters_are_enough() -> None:
    vault.check_passphrase("12345678")


def test_after_a_change_the_old_passphrase_opens_nothing(folder: Path, passphrase: str, cheap: Cost) -> None:
    change_passphrase(folder, passphrase, "another one entirely", cost=cheap)
    assert [path.name for path in folder.glob("keyslots*")] == ["keyslots.json"]
    with pytest.raises(Untrusted):
        open_desk(folder, passphrase)
    with open_desk(folder, "another one entirely") as desk:
        assert desk.person == "mori"


def test_a_change_with_the_wrong_old_passphrase_changes_nothing(folder: Path, cheap: Cost) -> None:
    before = (folder / vault.FILE).read_bytes()
    with pytest.raises(Untrusted):
        change_passphrase(folder, "not the old one", "another one entirely", cost=cheap)
    assert (folder / vault.FILE).read_bytes() == before


def test_a_change_that_was_interrupted_is_finished_by_the_next_opening(
    folder: Path, passphrase: str, cheap: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(vault, "forget_generation_before", killed)
        with pytest.raises(KeyboardInterrupt):
            change_passphrase(folder, passphrase, "another one entirely", cost=cheap)
    assert (folder / "keyslots.json.before").exists()
    open_desk(folder, "another one entirely").close()
    assert not (folder / "keyslots.json.before").exists()


def test_a_slot_that_does_not_open_is_never_written(
    folder: Path, passphrase: str, cheap: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / vault.FILE).read_bytes()
    seal = vault.seal_key
    monkeypatch.setattr(
        vault, "seal_key", lambda desk, kind, secret, key, cost: seal(desk, kind, secret, bytes(32), cost)
    )
    with pytest.raises(RuntimeError, match="does not open"):
        change_passphrase(folder, passphrase, "another one entirely", cost=cheap)
    assert (folder / vault.FILE).read_bytes() == before


# The recovery code


def test_the_recovery_code_sets_a_new_passphrase(
    folder: Path, recovery_code: str, passphrase: str, cheap: Cost
) -> None:
    open_with_recovery_code(folder, recovery_code, "remembered at last", cost=cheap)
    open_desk(folder, "remembered at last").close()
    with pytest.raises(Untrusted):
        open_desk(folder, passphrase)
    open_with_recovery_code(folder, recovery_code, "and once again", cost=cheap)


@pytest.mark.parametrize(
    "as_typed",
    [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", ""),
     lambda code: code.replace("O", "0").replace("I", "1").replace("B", "8"),
     lambda code: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else "－" for c in code)],
    ids=["small letters", "blanks", "no hyphens", "digits for letters", "full width"],
)  # fmt: skip
def test_a_recovery_code_is_read_as_people_type_it(as_typed) -> None:
    for _ in range(50):
        code = vault.new_recovery_code()
        assert vault.read_recovery_code(as_typed(code)) == code


def test_recovery_codes_are_eight_groups_of_five_and_never_the_same() -> None:
    codes = {vault.new_recovery_code() for _ in range(100)}
    assert len(codes) == 100
    assert {tuple(map(len, code.split("-"))) for code in codes} == {(5,) * 8}


@pytest.mark.parametrize("typed", ["", "ABC", "AAAAA-" * 8, "日本語", "A" * 5000])
def test_what_is_no_recovery_code_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="not a recovery code"):
        vault.read_recovery_code(typed)


@given(st.integers(0, 39), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_wrong_character_in_the_recovery_code_is_noticed(at: int, letter: str) -> None:
    letters = list(vault.new_recovery_code().replace("-", ""))
    if letters[at] == letter:
        return
    letters[at] = letter
    with pytest.raises(Refused):
        vault.read_recovery_code("".join(letters))


@given(st.text(max_size=60))
def test_any_typed_code_is_read_or_refused(typed: str) -> None:
    with pytest.raises(Refused):
        vault.read_recovery_code(typed)


def test_the_code_of_another_desk_does_not_open_this_one(folder: Path, cheap: Cost) -> None:
    with pytest.raises(Untrusted, match="recovery code does not open"):
        open_with_recovery_code(folder, vault.new_recovery_code(), "long enough", cost=cheap)


# A hostile key file


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize(
    "changed",
    [{"memory": MOST_MEMORY + 1}, {"memory": 2**60}, {"memory": LEAST_MEMORY - 1}, {"memory": 0}, {"memory": -1},
     {"passes": 0}, {"passes": 65}, {"passes": 2**40}],
)  # fmt: skip
def test_unreasonable_work_is_refused_before_it_begins(slots: KeySlots, changed: dict[str, int]) -> None:
    hostile = replace(slots, slots=(replace(slots.slots[0], **changed),))
    with pytest.raises(Untrusted, match="unreasonable"):
        open_key(hostile, "passphrase", "right one")


@pytest.mark.parametrize(
    "changed",
    [{"passes": 2}, {"memory": LEAST_MEMORY + 1024}, {"salt": "00" * 16}, {"salt": "00"}, {"salt": "zz"},
     {"nonce": "00" * 24}, {"nonce": "00"}, {"wrapped": ""}, {"wrapped": "00" * 48}],
)  # fmt: skip
def test_a_slot_with_other_parameters_does_not_open(slots: KeySlots, changed: dict[str, object]) -> None:
    hostile = replace(slots, slots=(replace(slots.slots[0], **changed),))
    with pytest.raises(Untrusted):
        open_key(hostile, "passphrase", "right one")


def test_a_slot_of_another_desk_or_kind_does_not_open(slots: KeySlots) -> None:
    with pytest.raises(Untrusted):
        open_key(replace(slots, desk="d2"), "passphrase", "right one")
    other_kind = replace(slots, slots=(replace(slots.slots[0], kind="recovery"),))
    with pytest.raises(Untrusted):
        open_key(other_kind, "recovery", "right one")
    with pytest.raises(Untrusted, match="no passphrase slot"):
        open_key(other_kind, "passphrase", "right one")


def test_too_little_memory_is_said_in_words(slots: KeySlots, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object, **__: object) -> bytes:
        raise NoMemory("key derivation failed")

    monkeypatch.setattr(argon2id, "kdf", none_left)
    with pytest.raises(EnvironmentFailed, match="too little free memory"):
        open_key(slots, "passphrase", "right one")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"format": 1}', b'{"format": "1", "desk": "d", "slots": []}',
     b'{"format": 1, "desk": "d", "slots": [{}]}', b'{"format": 1, "desk": "d", "slots": 3}',
     b'{"format": 1, "desk": "d", "slots": [{"kind": "passphrase", "passes": "3", "memory": 1}]}',
     b"[" * 100_000, b'{"format": ' + b"9" * 5000 + b"}"],
    ids=range(13),
)  # fmt: skip
def test_a_damaged_key_file_is_named(folder: Path, content: bytes, passphrase: str) -> None:
    (folder / vault.FILE).write_bytes(content)
    with pytest.raises(Untrusted, match="key file of this desk is damaged") as refused:
        open_desk(folder, passphrase)
    assert refused.value.todo is not None


def test_a_newer_key_file_is_refused(folder: Path, passphrase: str) -> None:
    path = folder / vault.FILE
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "format": vault.FORMAT + 1}))
    with pytest.raises(Refused, match="newer version"):
        open_desk(folder, passphrase)


def test_a_folder_without_a_key_file_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not a desk") as refused:
        read_slots(tmp_path)
    assert refused.value.exit_code == 1
    assert str(tmp_path) in str(refused.value)


def _flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def _opens(folder: Path, secrets: dict[str, str]) -> set[str]:
    """Which secrets open the desk's key; those that do must give the right one."""
    opened = set()
    for kind, secret in secrets.items():
        try:
            assert open_key(read_slots(folder), kind, secret) == KEY
            opened.add(kind)
        except UserError:
            pass
    return opened


def test_every_flipped_bit_of_the_key_file_is_noticed_or_harms_nothing(tmp_path: Path, cheap: Cost) -> None:
    """What opens gives the right key, and damage in the recovery slot does not lock out the passphrase."""
    secrets = {"passphrase": "right one", "recovery": vault.new_recovery_code()}
    kinds = tuple(seal_key("d1", kind, secret, KEY, cheap) for kind, secret in secrets.items())
    vault.write_slots(tmp_path, KeySlots("d1", kinds))
    path = tmp_path / vault.FILE
    good = path.read_bytes()
    recovery_wrapped = good.rindex(b'"wrapped": "') + len(b'"wrapped": "')
    for bit in random.Random(2).sample(range(len(good) * 8), 60):
        path.write_bytes(_flipped(good, bit))
        _opens(tmp_path, secrets)
    for bit in range(recovery_wrapped * 8, recovery_wrapped * 8 + 3):
        path.write_bytes(_flipped(good, bit))
        assert _opens(tmp_path, secrets) == {"passphrase"}


# Writing


def test_the_generation_before_is_kept_until_it_is_forgotten(tmp_path: Path, slots: KeySlots) -> None:
    vault.write_slots(tmp_path, slots)
    vault.write_slots(tmp_path, replace(slots, desk="d2"))
    assert read_slots(tmp_path).desk == "d2"
    assert json.loads((tmp_path / "keyslots.json.before").read_bytes())["desk"] == "d1"
    vault.forget_generation_before(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keyslots.json"]


def test_key_slots_read_back_as_they_were_written(tmp_path: Path, slots: KeySlots) -> None:
    vault.write_slots(tmp_path, slots)
    assert read_slots(tmp_path) == slots
