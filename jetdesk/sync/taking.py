"""Taking in what lies in a mailbox: each desk's chain in order, checked, and what is good applied in batches.

What has a gap before it is parked: it stays in the mailbox and is looked at again. What is bad is refused and listed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field

from nacl.public import PrivateKey

from jetdesk.desk import exchange
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk
from jetdesk.desk.entry import Entry
from jetdesk.desk.exchange import Member
from jetdesk.domain.office import Role
from jetdesk.errors import EnvironmentFailed, Untrusted
from jetdesk.i18n import Message, msg
from jetdesk.sync import laptops, recipients, store
from jetdesk.sync.ahead import Ahead, Read, read_ahead
from jetdesk.sync.authority import is_well_formed, may_write
from jetdesk.sync.due import DUE, Due, read_due
from jetdesk.sync.envelope import FIRST, Content, Envelope
from jetdesk.sync.mailbox import Label, Mailbox
from jetdesk.sync.membership import Certified, certified, read_announcement
from jetdesk.sync.recipients import Directory
from jetdesk.sync.sealing import RECEIVED

BATCH = 2500
"""Entries a transaction: each touches most pages of the indexes, whose keys are hashes, so few large ones cost less."""
Told = Callable[[float], None]
Place = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An envelope that was set aside, by its name, and why. Not `lasting`: it may just not be whole yet."""

    envelope: str
    why: Message
    lasting: bool = True


@dataclass(slots=True)
class Taken:
    """What came of looking through a mailbox."""

    received: int = 0
    entries: int = 0
    parked: dict[Label, str] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    rows: dict[str, frozenset[str]] = field(default_factory=dict)
    due: Due = field(default_factory=Due)


@dataclass(frozen=True, slots=True)
class _Opened:
    """An envelope that was found good; `content` is None if it is sealed to others."""

    envelope: Envelope
    content: Content | None


class Taking:
    """One pass over a mailbox."""

    def __init__(self, desk: Desk, mailbox: Mailbox, keys: Sequence[PrivateKey], told: Told) -> None:
        self._desk, self._mailbox, self._keys, self._told = desk, mailbox, keys, told
        self._batch: list[_Opened] = []
        self._pending = 0
        self._owners: dict[tuple[str, str], str] = {}
        self._certified = False
        self.taken = Taken()
        with desk.read() as connection:
            self._seen: set[Place] = exchange.seen(connection)
            self._members = recipients.members_here(connection, desk.identity)
            self.taken.due = read_due(exchange.get_setting(connection, DUE))
        self._places = {(desk_id, epoch, seq) for desk_id, epoch, seq, _ in self._seen}

    def run(self) -> Taken:
        waiting = [label for label in sorted(self._mailbox.labels()) if not self._is_known(label)]
        total = len(waiting)
        while waiting:
            self.taken.parked.clear()
            left = []
            for done, read in enumerate(read_ahead(waiting, self._mailbox.read, self._open_ahead), 1):
                if not self._take(read):
                    left.append(read.label)
                self._told(0.5 * (total - len(waiting) + done) / total)
            self._flush()
            helped, self._certified = len(left) < len(waiting) or self._certified, False
            waiting = left if helped and self._may_help(left) else []
        return self.taken

    def _is_known(self, label: Label) -> bool:
        return (label.desk, label.epoch, label.seq, label.hash) in self._seen

    def _may_help(self, left: Iterable[Label]) -> bool:
        """Whether those that wait for something could go on now: a member was certified, or a gap was filled."""
        refused = {refusal.envelope for refusal in self.taken.refused}
        return any(str(label) not in refused for label in left)

    def _open_ahead(self, raw: bytes) -> Ahead:
        return Ahead(raw, self._keys, self._members)

    def _take(self, read: Read) -> bool:
        """False if it has to wait or is refused."""
        if isinstance(read.found, EnvironmentFailed):
            raise read.found
        if isinstance(read.found, Untrusted):
            self._refuse(read.label, read.found.what, lasting=False)
            return False
        try:
            opened = self._open(read.label, read.found)
        except Untrusted as problem:
            self._refuse(read.label, problem.what)
            return False
        if opened is None:
            return False
        self._remember(opened)
        if self._pending >= BATCH:
            self._flush()
        return True

    def _open(self, label: Label, found: Ahead) -> _Opened | None:
        envelope = found.envelope
        if envelope.label != label:
            raise Untrusted(msg("It does not match its name."))
        if envelope.header.office != self._desk.identity.office:
            raise Untrusted(msg("It belongs to another office."))
        sender = self._sender(label) or self._newcomer(envelope)
        if sender is None:
            self.taken.parked[label] = msg("laptop {desk} is not certified yet", desk=label.desk[:8]).text()
            return None
        if not found.is_from(sender):
            self._newcomer(envelope)  # says so, with an alarm, if its pack was used on two laptops
            raise Untrusted(msg("It is not signed by its laptop."))
        if not self._follows(envelope):
            self.taken.parked[label] = msg(
                "envelope {seq} of laptop {desk}", seq=label.seq - 1, desk=label.desk[:8]
            ).text()
            return None
        content = self._content(found)
        self._check_retired(sender, envelope, content)
        return _Opened(envelope, content)

    def _sender(self, label: Label) -> Certified | None:
        if label.desk not in self._members and self._pending:
            self._flush()
        return self._members.get(label.desk)

    def _newcomer(self, envelope: Envelope) -> Certified | None:
        """A desk that was invited and announces its keys, if this desk may certify it."""
        me = self._desk.identity
        content = envelope.open(self._keys) if me.authority else None
        if content is None or not content.announcement:
            return None
        made = read_announcement(content.announcement, me.root, me.office)
        if made.invitation.desk != envelope.header.desk:
            raise Untrusted(msg("It announces another laptop."))
        laptops.certify_invited(self._desk, made.invitation.desk, made.verify_key, made.sealing_key)
        self._certified = True
        self._look_again()
        return self._members.get(envelope.header.desk)

    def _look_again(self) -> None:
        with self._desk.read() as connection:
            self._members = recipients.members_here(connection, self._desk.identity)

    def _follows(self, envelope: Envelope) -> bool:
        header = envelope.header
        if header.seq == 1:
            return header.previous == FIRST
        return (header.desk, header.epoch, header.seq - 1, header.previous) in self._seen

    def _content(self, found: Ahead) -> Content | None:
        content = found.content()
        if content is None:
            return None
        try:
            self._check_entries(content.entries, found)
        except Untrusted as problem:
            # Its desk is one of ours and its chain goes on; what it says is not taken in.
            self._refuse(found.envelope.label, problem.what)
            return Content((), content.to, content.through)
        return content

    def _check_retired(self, sender: Certified, envelope: Envelope, content: Content | None) -> None:
        """Entries after the retirement are kept and do not count; the envelope is named."""
        through = content.through if content else None
        if sender.retired and through and (through.epoch, through.seq) > sender.retired:
            self._refuse(envelope.label, msg("It was signed after its laptop was retired."))

    def _check_entries(self, entries: Sequence[Entry], found: Ahead) -> None:
        if any(entry.desk not in self._members for entry in entries):
            self._flush()  # their certificates may be in what was opened before
        if self._pending and any(entry.desk not in self._members for entry in entries):
            self._flush()  # the certificate may be in an envelope that was opened and not applied yet
        members = self._members
        if any(entry.desk not in members for entry in entries):
            members = {**members, **certificates_in(entries, self._desk)}
        if any(entry.desk not in members for entry in entries):
            raise Untrusted(msg("It passes on entries of a laptop that is not of this office."))
        if not found.is_signed(entries, members):
            raise Untrusted(msg("An entry in it is not signed by its laptop."))
        for entry in entries:
            author = members[entry.desk]
            if not is_well_formed(entry):
                raise Untrusted(msg("An entry in it does not have the form of an entry."))
            if not may_write(entry, author.person, author.role, self._owner_of):
                raise Untrusted(msg("An entry in it writes what its author may not."))
            if author.role is Role.PANELIST:
                self._owners.update({(w.table, w.row): author.person for w in entry.writes})

    def _owner_of(self, table: str, row: str) -> str | None:
        if (table, row) in self._owners:
            return self._owners[table, row]
        with self._desk.read() as connection:
            return exchange.owner_of(connection, table, row)

    def _refuse(self, label: Label, why: Message, *, lasting: bool = True) -> None:
        if str(label) not in {refusal.envelope for refusal in self.taken.refused}:
            self.taken.refused.append(Refusal(str(label), why, lasting))

    def _remember(self, opened: _Opened) -> None:
        label = opened.envelope.label
        self._batch.append(opened)
        self._seen.add((label.desk, label.epoch, label.seq, label.hash))
        self._pending += len(opened.content.entries) if opened.content else 0

    def _flush(self) -> None:
        """Apply what was opened, in one transaction with the marks that it was."""
        batch, self._batch, self._pending = self._batch, [], 0
        if not batch:
            return
        desk, now = self._desk, self._desk.now_ms
        entries = [entry for each in batch if each.content for entry in each.content.entries]
        with desk.exchanging() as connection:
            accepted = exchange.accept(connection, entries, now)
            for each in batch:
                self._mark(connection, each, now)
            self._raise_clocks(connection, accepted.new, now)
            who = recipients.directory(connection, desk.identity)
            if desk.identity.desk in who.coordinators:
                exchange.owe(connection, _owed(who, batch, {entry.id for entry in accepted.new}))
            self._count(batch, accepted)
            exchange.set_setting(connection, DUE, self.taken.due.text())
        desk.follow(max((entry.clock for entry in accepted.new), default=0))
        if "member" in accepted.rows:
            self._look_again()

    def _mark(self, connection: Snapshot, each: _Opened, now: int) -> None:
        label, content = each.envelope.label, each.content
        through = content.through if content else None
        exchange.mark_envelope(
            connection, label.desk, label.epoch, label.seq, label.hash, now,
            through.seq if through and through.epoch == label.epoch else 0,
        )  # fmt: skip
        if (label.desk, label.epoch, label.seq) in self._places:
            exchange.raise_alarm(connection, "clone", label.desk, "", now)
        self._places.add((label.desk, label.epoch, label.seq))
        ours = label.desk == self._desk.identity.desk
        if ours:
            self.taken.due.own_epoch = max(self.taken.due.own_epoch, label.epoch)
        if ours or self._carries:
            store.carry(self._desk.envelopes, label, each.envelope.raw)

    @property
    def _carries(self) -> bool:
        own = self._members.get(self._desk.identity.desk)
        return own is not None and own.is_coordinator

    @staticmethod
    def _raise_clocks(connection: Snapshot, entries: Sequence[Entry], now: int) -> None:
        for desk in {entry.desk for entry in entries if exchange.is_far_ahead(entry.clock, now)}:
            exchange.raise_alarm(connection, "clock", desk, "", now)

    def _count(self, batch: Sequence[_Opened], accepted: exchange.Accepted) -> None:
        taken, new = self.taken, {entry.id for entry in accepted.new}
        taken.received += sum(each.content is not None for each in batch)
        taken.entries += len(new)
        taken.due.sweep |= "withdrawn" in accepted.rows
        for name, ids in accepted.rows.items():
            taken.rows[name] = taken.rows.get(name, frozenset()) | ids
        for each in batch:
            content, sender = each.content, each.envelope.header.desk
            if content is None or content.through is None or sender == self._desk.identity.desk:
                continue
            if not content.entries or any(e.action != RECEIVED and e.desk == sender for e in content.entries):
                through = content.through
                taken.due.acknowledge(sender, (through.epoch, through.seq, through.hash))
            rows = [w.row for e in content.entries if e.id in new for w in e.writes if w.table == "sheet"]
            taken.due.sheets.setdefault(sender, []).extend(rows)


def _owed(who: Directory, batch: Sequence[_Opened], new: set[str]) -> list[tuple[str, str]]:
    """(entry, desk) where an entry's author did not know everybody who may read it."""
    pairs = []
    who.look_up(entry.audience for each in batch if each.content for entry in each.content.entries)
    for each in batch:
        for entry in each.content.entries if each.content else ():
            if entry.id in new and each.content:
                missing = who.readers(entry.audience) - each.content.to - {entry.desk, who.own}
                pairs += [(entry.id, desk) for desk in missing]
    return pairs


def certificates_in(entries: Iterable[Entry], desk: Desk) -> dict[str, Certified]:
    """Desks that entries to come vouch for: only the root's signature counts, whoever brings it.

    A certificate leaves out what the invitation said already, which may have come before.
    """
    said: dict[str, dict[str, object]] = {}
    for entry in entries:
        for write in entry.writes:
            if write.table == "member":
                said.setdefault(write.row, {}).update(write.fields)
    if not said:
        return {}
    with desk.read() as connection:
        here = {member.desk: asdict(member) for member in exchange.list_members(connection) if member.desk in said}
    members = {row: _member(row, {**here.get(row, {}), **fields}) for row, fields in said.items()}
    return certified(desk.identity.root, desk.identity.office, members)


def _member(row: str, fields: dict[str, object]) -> Member:
    names = ("person", "role", "verify_key", "sealing_key", "certificate")
    text = {name: str(fields.get(name) or "") for name in names}
    return Member(row, certified_at=None, retired=None, retirement="", reason="", **text)
