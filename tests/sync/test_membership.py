"""Membership: only what the office root signed counts."""

import json
from dataclasses import asdict, replace

import pytest
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from jetdesk.desk.exchange import Member
from jetdesk.domain.office import Role
from jetdesk.errors import Untrusted
from jetdesk.sync.membership import (
    announce,
    certified,
    invite,
    read_announcement,
    sign_certificate,
    sign_retirement,
)

ROOT, OTHER_ROOT = SigningKey(b"r" * 32), SigningKey(b"o" * 32)
OFFICE, LAPTOP = "ab" * 16, "11111111-2222-4333-8444-555555555555"
VERIFY, SEALING = SigningKey(b"v" * 32).verify_key, PrivateKey(b"s" * 32).public_key
BARE = Member(LAPTOP, "okonjo", "panelist", bytes(VERIFY).hex(), bytes(SEALING).hex(), "", 1, None, "", "")
MEMBER = replace(BARE, certificate=sign_certificate(ROOT, OFFICE, BARE))


def listed(member: Member, office: str = OFFICE) -> dict[str, object]:
    return dict(certified(ROOT.verify_key, office, {member.desk: member}))


def test_a_laptop_that_the_root_certified_counts() -> None:
    found = certified(ROOT.verify_key, OFFICE, {LAPTOP: MEMBER})[LAPTOP]
    assert (found.desk, found.person, found.role, found.retired) == (LAPTOP, "okonjo", Role.PANELIST, None)
    assert (found.verify, found.sealing) == (VERIFY, SEALING)
    assert not found.is_coordinator


@pytest.mark.parametrize(
    "changes",
    [
        {"certificate": ""}, {"certificate": "00" * 64}, {"certificate": "zz"}, {"person": "moriwaki"},
        {"role": "coordinator"}, {"desk": "other"}, {"verify_key": bytes(OTHER_ROOT.verify_key).hex()},
        {"sealing_key": "11" * 32},
    ],
)  # fmt: skip
def test_any_change_to_a_certificate_voids_it(changes: dict[str, str]) -> None:
    assert listed(replace(MEMBER, **changes)) == {}


def test_certificates_of_another_root_or_office_do_not_count() -> None:
    assert listed(replace(BARE, certificate=sign_certificate(OTHER_ROOT, OFFICE, BARE))) == {}
    assert listed(MEMBER, "cd" * 16) == {}


def test_only_a_signed_retirement_counts() -> None:
    signature = sign_retirement(ROOT, OFFICE, LAPTOP, 2, 7)
    retired = replace(MEMBER, retired=(2, 7), retirement=signature)
    assert certified(ROOT.verify_key, OFFICE, {LAPTOP: retired})[LAPTOP].retired == (2, 7)
    for forged in (replace(retired, retired=(1, 1)), replace(retired, retirement="ab" * 64)):
        assert certified(ROOT.verify_key, OFFICE, {LAPTOP: forged})[LAPTOP].retired is None


def announced(**changes: object) -> str:
    """An announcement, some of whose fields were changed after it was signed."""
    invitation, key = invite(ROOT, OFFICE, LAPTOP, "okonjo", "panelist")
    said = json.loads(announce(invitation, key, VERIFY, SEALING))
    for name, value in changes.items():
        part, _, inner = name.partition("__")
        if inner:
            said[part][inner] = value
        else:
            said[part] = value
    return json.dumps(said)


def test_an_announcement_of_an_invited_laptop_is_read() -> None:
    made = read_announcement(announced(), ROOT.verify_key, OFFICE)
    assert (made.invitation.desk, made.invitation.person, made.verify_key) == (LAPTOP, "okonjo", bytes(VERIFY).hex())
    assert "signature" in asdict(made)


@pytest.mark.parametrize(
    "changes",
    [
        {"verify_key": bytes(OTHER_ROOT.verify_key).hex()}, {"sealing_key": "11" * 32}, {"signature": "00" * 64},
        {"signature": ""}, {"invitation__person": "moriwaki"}, {"invitation__role": "coordinator"},
        {"invitation__desk": "other"}, {"invitation__office": "cd" * 16}, {"invitation__signature": "00" * 64},
        {"invitation__key": bytes(OTHER_ROOT.verify_key).hex()},
    ],
)  # fmt: skip
def test_any_change_to_an_announcement_voids_it(changes: dict[str, object]) -> None:
    with pytest.raises(Untrusted, match="has not invited"):
        read_announcement(announced(**changes), ROOT.verify_key, OFFICE)


def test_an_invitation_of_another_office_or_root_does_not_count() -> None:
    with pytest.raises(Untrusted):
        read_announcement(announced(), ROOT.verify_key, "cd" * 16)
    with pytest.raises(Untrusted):
        read_announcement(announced(), OTHER_ROOT.verify_key, OFFICE)


def test_somebody_without_the_pack_cannot_announce() -> None:
    invitation, _ = invite(ROOT, OFFICE, LAPTOP, "okonjo", "panelist")
    with pytest.raises(Untrusted):
        read_announcement(announce(invitation, SigningKey.generate(), VERIFY, SEALING), ROOT.verify_key, OFFICE)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "5", '{"invitation": {}}', "[" * 100_000,
        announced(verify_key="zz"), announced(verify_key="11"), announced(verify_key=None), announced(sealing_key=5),
        announced(invitation__key="11"), announced(invitation__role="king"), announced(more=1),
        announced(invitation__more=1), announced(invitation=None),
    ],
)  # fmt: skip
def test_what_is_no_announcement_is_refused(text: str) -> None:
    with pytest.raises(Untrusted, match="cannot be read"):
        read_announcement(text, ROOT.verify_key, OFFICE)


@pytest.mark.parametrize("changes", [{"signature": 5}, {"invitation__signature": None}])
def test_signatures_of_another_type_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(Untrusted):
        read_announcement(announced(**changes), ROOT.verify_key, OFFICE)
