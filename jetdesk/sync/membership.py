"""Membership: which desks belong to the office. The office root signs certificates, retirements and invitations."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache

from nacl.exceptions import BadSignatureError
from nacl.public import PublicKey
from nacl.signing import SigningKey, VerifyKey

from jetdesk.desk.exchange import Member
from jetdesk.domain.office import Role
from jetdesk.errors import Untrusted
from jetdesk.i18n import msg


@dataclass(frozen=True, slots=True)
class Certified:
    """A desk that the root stands for."""

    desk: str
    person: str
    role: Role
    verify: VerifyKey
    sealing: PublicKey
    retired: tuple[int, int] | None = None

    @property
    def is_coordinator(self) -> bool:
        return self.role is Role.COORDINATOR


@dataclass(frozen=True, slots=True)
class Invitation:
    """The root's word that whoever holds the key that came in a pack may name the keys of this desk."""

    office: str
    desk: str
    person: str
    role: str
    key: str
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A joined desk's own keys, signed with the invitation's key."""

    invitation: Invitation
    verify_key: str
    sealing_key: str
    signature: str = ""


def sign_certificate(root: SigningKey, office: str, member: Member) -> str:
    return _sign(root, _certificate(office, member))


def sign_retirement(root: SigningKey, office: str, desk: str, epoch: int, seq: int) -> str:
    return _sign(root, _retirement(office, desk, epoch, seq))


def certified(root: VerifyKey, office: str, members: Mapping[str, Member]) -> dict[str, Certified]:
    """Those of the members whose certificate the root signed, by desk id. A retirement counts only if signed too."""
    key, named = bytes(root), [member for member in members.values() if member.certificate]
    found = ((member.desk, _certified(key, office, member)) for member in named)
    return {desk: member for desk, member in found if member}


@lru_cache(maxsize=4096)
def _certified(root_key: bytes, office: str, member: Member) -> Certified | None:
    """Remembered: the same certificates are asked for several times at every meeting."""
    root = VerifyKey(root_key)
    if not _holds(root, _certificate(office, member), member.certificate):
        return None
    retired = member.retired
    if retired and not _holds(root, _retirement(office, member.desk, *retired), member.retirement):
        retired = None
    return Certified(
        member.desk, member.person, Role(member.role), VerifyKey(bytes.fromhex(member.verify_key)),
        PublicKey(bytes.fromhex(member.sealing_key)), retired,
    )  # fmt: skip


def invite(root: SigningKey, office: str, desk: str, person: str, role: str) -> tuple[Invitation, SigningKey]:
    """An invitation, and the key that goes into the pack with it."""
    key = SigningKey.generate()
    bare = Invitation(office, desk, person, role, bytes(key.verify_key).hex())
    return Invitation(office, desk, person, role, bare.key, _sign(root, _unsigned(bare))), key


def announce(invitation: Invitation, key: SigningKey, verify: VerifyKey, sealing: PublicKey) -> str:
    """The announcement as text, as the joined desk's envelopes carry it."""
    bare = Announcement(invitation, bytes(verify).hex(), bytes(sealing).hex())
    signed = Announcement(invitation, bare.verify_key, bare.sealing_key, _sign(key, _unsigned(bare)))
    return json.dumps(asdict(signed), sort_keys=True, separators=(",", ":"))


def read_announcement(text: str, root: VerifyKey, office: str) -> Announcement:
    """Raises Untrusted unless the root's invitation and the invited desk's signature hold."""
    try:
        data = json.loads(text)
        invitation = Invitation(**_texts(data.pop("invitation")))
        made = Announcement(invitation=invitation, **_texts(data))
        key = VerifyKey(bytes.fromhex(invitation.key))
        VerifyKey(bytes.fromhex(made.verify_key))
        PublicKey(bytes.fromhex(made.sealing_key))
        Role(invitation.role)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise Untrusted(msg("It announces a laptop in a form that cannot be read.")) from problem
    holds = _holds(root, _unsigned(invitation), invitation.signature) and _holds(key, _unsigned(made), made.signature)
    if not holds or invitation.office != office:
        raise Untrusted(msg("It announces a laptop that this office has not invited."))
    return made


def _texts(said: Mapping[str, object]) -> dict[str, str]:
    if not all(isinstance(value, str) for value in said.values()):
        raise TypeError
    return {name: str(value) for name, value in said.items()}


def _certificate(office: str, member: Member) -> bytes:
    return _text("certificate", office, member.desk, member.person, member.role, member.verify_key, member.sealing_key)


def _retirement(office: str, desk: str, epoch: int, seq: int) -> bytes:
    return _text("retirement", office, desk, epoch, seq)


def _unsigned(value: Invitation | Announcement) -> bytes:
    said = {name: part for name, part in asdict(value).items() if name != "signature"}
    return _text(type(value).__name__, json.dumps(said, sort_keys=True))


def _text(*parts: object) -> bytes:
    return json.dumps(parts, separators=(",", ":")).encode()


def _sign(key: SigningKey, text: bytes) -> str:
    return key.sign(text).signature.hex()


@lru_cache(maxsize=4096)
def _holds(key: VerifyKey, text: bytes, signature: str) -> bool:
    """Asked again for every member at every sync, and always answered alike."""
    try:
        key.verify(text, bytes.fromhex(signature))
    except (BadSignatureError, ValueError):
        return False
    return True
