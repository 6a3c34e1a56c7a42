"""Certifying, inviting and retiring desks. Needs the office root, which coordinators' desks have."""

from dataclasses import replace
from uuid import uuid4

from nacl.signing import SigningKey

from jetdesk.desk import exchange
from jetdesk.desk.desk import OFFICE, Desk
from jetdesk.desk.exchange import Member
from jetdesk.desk.projection import ChangeSet
from jetdesk.domain.office import Role
from jetdesk.errors import Refused, Untrusted
from jetdesk.i18n import msg
from jetdesk.sync.membership import Invitation, invite, sign_certificate, sign_retirement


def authority(desk: Desk) -> SigningKey:
    """The office root. Raises Refused on a desk that does not have it."""
    if desk.identity.authority is None:
        raise Refused(
            msg("Only a coordinator's desk can do this."),
            safe=msg("Nothing was changed."),
            todo=msg("Ask the coordinator of your office."),
        )
    return desk.identity.authority


def certify_self(desk: Desk) -> None:
    """The founding coordinator's own certificate, once."""
    me = desk.identity
    if me.authority is None or _find(desk, me.desk):
        return
    keys = bytes(me.signing.verify_key).hex(), bytes(me.sealing.public_key).hex()
    _write(desk, _bare(me.desk, me.person, Role.COORDINATOR, *keys), me.authority)


def invite_person(desk: Desk, person: str, role: Role) -> tuple[Invitation, SigningKey]:
    """A place for a new desk of this person: a member row without keys, and the invitation for its pack."""
    root, laptop = authority(desk), str(uuid4())
    with desk.change("laptop.invited") as change:
        change.write("member", laptop, OFFICE, person=person, role=role.value)
    return invite(root, desk.identity.office, laptop, person, role.value)


def certify_invited(desk: Desk, laptop: str, verify_key: str, sealing_key: str) -> None:
    """Certify the keys that an invited desk announces. Raises Untrusted, with an alarm, if its pack was used before."""
    root, member = authority(desk), _find(desk, laptop)
    if member is None or member.retired:
        raise Untrusted(msg("It announces a laptop that this office has not invited."))
    if member.certificate and (member.verify_key, member.sealing_key) != (verify_key, sealing_key):
        with desk.exchanging() as connection:
            exchange.raise_alarm(connection, "pack", laptop, "", desk.now_ms)
        raise Untrusted(msg("Its laptop pack was used a second time, on another laptop."))
    if not member.certificate:
        _write(desk, replace(member, verify_key=verify_key, sealing_key=sealing_key), root)


def retire(desk: Desk, laptop: str, reason: str) -> ChangeSet:
    """From the newest of its entries that is known here on, nothing that this desk signs counts any more."""
    root, member = authority(desk), _find(desk, laptop)
    if member is None or member.retired or laptop == desk.identity.desk:
        raise Refused(msg("This laptop is not one that can be retired."), safe=msg("Nothing was changed."))
    with desk.read() as connection:
        epoch, seq = exchange.reached(connection, laptop) or (1, 0)
    signature = sign_retirement(root, desk.identity.office, laptop, epoch, seq)
    with desk.change("laptop.retired", checkpoint=True) as change:
        change.write("member", laptop, OFFICE, retired_epoch=epoch, retired_seq=seq, retirement=signature,
                     reason=reason)  # fmt: skip
    return change.result


def _find(desk: Desk, laptop: str) -> Member | None:
    with desk.read() as connection:
        return next((m for m in exchange.list_members(connection) if m.desk == laptop), None)


def _bare(laptop: str, person: str, role: Role, verify_key: str, sealing_key: str) -> Member:
    return Member(laptop, person, role.value, verify_key, sealing_key, "", None, None, "", "")


def _write(desk: Desk, member: Member, root: SigningKey) -> None:
    """All fields in one entry: whoever reads it has the certificate whole."""
    signature = sign_certificate(root, desk.identity.office, member)
    with desk.change("laptop.certified", checkpoint=True) as change:
        change.write("member", member.desk, OFFICE, deleted=False, person=member.person, role=member.role,
                     verify_key=member.verify_key, sealing_key=member.sealing_key, certificate=signature,
                     certified_at=desk.now_ms)  # fmt: skip
