"""Syncing this desk with the office's mailbox, and what is known about the delivery of its work."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from jetdesk.desk import exchange
from jetdesk.desk.desk import Desk
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import office as office_queries
from jetdesk.domain.custody import Alarm, AlarmKind
from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg, tr
from jetdesk.services import reveal
from jetdesk.services.desks import now
from jetdesk.services.people import list_people
from jetdesk.services.roles import checked_reason
from jetdesk.sync import recipients
from jetdesk.sync.exchange import give_out, take_in
from jetdesk.sync.mailbox import Mailbox
from jetdesk.sync.opening import is_reachable, open_mailbox
from jetdesk.sync.taking import Refusal, Taken

Progress = Callable[[float, str], None]
_MAILBOX, _LAST, _LAID = "mailbox", "last_sync", "laid_through"


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one sync came to. `received` counts envelopes for this desk, `applied` entries that were new."""

    sent: int
    received: int
    applied: int
    parked: int
    refused: tuple[Refusal, ...]
    waiting_for: tuple[str, ...]
    chunks_sent: int
    chunks_received: int
    alarms: tuple[Alarm, ...]
    revealed: int
    change: ChangeSet


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far this desk's own work has come. `sheets_waiting`: submitted and not acknowledged by a coordinator;
    `changes_unsent`: written since the last sync that ended well; `alarms`: not settled."""

    mailbox: str
    last: datetime | None
    sheets_waiting: int
    changes_unsent: int
    alarms: int

    @property
    def complete(self) -> bool:
        """Everything went out and every sheet was acknowledged."""
        return self.last is not None and not self.sheets_waiting and not self.changes_unsent


def sync(
    desk: Desk, url: str | None = None, *, prepare: bool = False, progress: Progress | None = None,
    cut_short: Callable[[ChangeSet], None] | None = None,
) -> Exchanged:  # fmt: skip
    """Exchange with the mailbox. Raises EnvironmentFailed if it is not there; what was taken in by then stays.

    `cut_short` is given that, if the mailbox fails or `progress` raises.
    """
    where = url or mailbox_url(desk)
    if not where:
        raise Refused(
            msg("This laptop knows no mailbox yet."),
            safe=msg("Nothing was changed."),
            todo=msg("Choose the stick or folder that the coordinator prepared."),
        )
    mailbox = open_mailbox(where, desk.identity.office, prepare=prepare or _is_first(desk, where))
    with desk.read() as connection:
        before = exchange.newest_number(connection)
    try:
        return _meet(desk, mailbox, where, progress)
    except Exception:
        if cut_short:
            cut_short(_changed_since(desk, before))
        raise
    finally:
        mailbox.close()


def mailbox_url(desk: Desk) -> str:
    """This laptop's mailbox; the office's own unless another was chosen here. Empty if there is none."""
    with desk.read() as connection:
        chosen = exchange.get_setting(connection, _MAILBOX)
        return chosen or office_queries.mailbox_of(connection)


def set_mailbox(desk: Desk, url: str, prepare: bool = False) -> None:
    """Choose this laptop's mailbox. Raises Refused or Untrusted if it is none, or another office's."""
    open_mailbox(url, desk.identity.office, prepare=prepare).close()
    remember_mailbox(desk, url)


def remember_mailbox(desk: Desk, url: str) -> None:
    """As `set_mailbox`, for one that is not there at the moment."""
    with desk.exchanging() as connection:
        exchange.set_setting(connection, _MAILBOX, url)


def reachable(url: str) -> bool:
    """Whether the stick is in or the server answers; quick, and never an error."""
    return is_reachable(url)


def delivery(desk: Desk) -> Delivery:
    zone = now(desk).tzinfo
    with desk.read() as connection:
        who = recipients.directory(connection, desk.identity)
        last = exchange.get_setting(connection, _LAST)
        unsent = exchange.count_own(connection, int(exchange.get_setting(connection, _LAID) or 0))
        mine = exchange.own_sheets(connection, desk.person)
        receipts = exchange.list_receipts(connection, desk.identity.desk)
        known = {sheet for receipt in receipts if receipt.by in who.coordinators for sheet in receipt.sheets}
        alarms = sum(not alarm.settled for alarm in exchange.list_alarms(connection))
        coordinator = desk.identity.desk in who.coordinators or desk.identity.authority is not None
    at = datetime.fromtimestamp(int(last) / 1000, zone) if last else None
    return Delivery(mailbox_url(desk), at, 0 if coordinator else len(mine - known), unsent, alarms)


def list_alarms(desk: Desk) -> tuple[Alarm, ...]:
    """Alarms that are not settled come first, then by time."""
    zone, names = now(desk).tzinfo, {person.id: person.name for person in list_people(desk)}
    with desk.read() as connection:
        raised = exchange.list_alarms(connection)
        owners = {member.desk: member.person for member in exchange.list_members(connection)}
    found = [
        Alarm(
            a.id, AlarmKind(a.kind), a.desk, names.get(owners.get(a.desk, ""), a.desk[:8]), *_words(AlarmKind(a.kind)),
            datetime.fromtimestamp(a.at / 1000, zone), a.settled,
        )
        for a in raised
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda alarm: (bool(alarm.settled), alarm.at)))


def settle_alarm(desk: Desk, alarm: str, reason: str) -> None:
    """Say what was done about an alarm; it stays on record on this desk."""
    kept = checked_reason(reason, msg("Settling an alarm"))
    with desk.exchanging() as connection:
        found = exchange.settle_alarm(connection, alarm, kept)
    if not found:
        raise Refused(msg("There is no such alarm on this desk."), safe=msg("Nothing was changed."))


def _meet(desk: Desk, mailbox: Mailbox, where: str, progress: Progress | None) -> Exchanged:
    def told(text: str) -> Callable[[float], None]:
        return lambda done: progress(done, text) if progress else None

    with desk.read() as connection:
        before = exchange.newest_number(connection)
    taken = take_in(desk, mailbox, told(tr("Reading mailbox")))
    _raise_refusals(desk, taken)
    revealed = reveal.reveal_if_automatic(desk)
    laid = give_out(desk, mailbox, told(tr("Writing to mailbox")))
    with desk.exchanging() as connection:
        exchange.set_setting(connection, _LAST, str(desk.now_ms))
        exchange.set_setting(connection, _LAID, str(exchange.sealed_through(connection)))
        if not exchange.get_setting(connection, _MAILBOX):
            exchange.set_setting(connection, _MAILBOX, where)
        rows = exchange.joined_rows(taken.rows, exchange.rows_written(connection, before))
    open_alarms = tuple(alarm for alarm in list_alarms(desk) if not alarm.settled)
    return Exchanged(
        laid.envelopes, taken.received, taken.entries, len(taken.parked), tuple(taken.refused),
        tuple(sorted(set(taken.parked.values()))), laid.chunks_in, laid.chunks_out, open_alarms, revealed,
        ChangeSet(rows),
    )  # fmt: skip


def _changed_since(desk: Desk, before: int) -> ChangeSet:
    """What entries above a journal number wrote, wherever they came from."""
    rows: dict[str, set[str]] = defaultdict(set)
    with desk.read() as connection:
        numbered = chain.from_iterable(exchange.ids_by_audience(connection).values())
        entries = exchange.get_entries(connection, [entry for number, entry in numbered if number > before])
    for write in chain.from_iterable(entry.writes for entry in entries):
        rows[write.table].add(write.row)
    return ChangeSet({table: frozenset(ids) for table, ids in rows.items()})


def _is_first(desk: Desk, where: str) -> bool:
    """A coordinator's first sync prepares the mailbox. An emptied one is never taken for a new one."""
    with desk.read() as connection:
        return desk.identity.authority is not None and not exchange.get_setting(connection, _LAST)


def _raise_refusals(desk: Desk, taken: Taken) -> None:
    with desk.exchanging() as connection:
        for refusal in taken.refused:
            if refusal.lasting:
                exchange.raise_alarm(
                    connection, "refused", refusal.envelope.partition("/")[0], refusal.envelope, desk.now_ms
                )


def _words(kind: AlarmKind) -> tuple[Message, Message]:
    return _ALARMS[kind]


_ALARMS: dict[AlarmKind, tuple[Message, Message]] = {
    AlarmKind.CLONE: (
        msg("Two laptops work with the same desk: its disk was copied."),
        msg("Both edits are kept. Retire this laptop and give the person a new pack."),
    ),
    AlarmKind.RESTORED: (
        msg("This desk was restored from a backup; what was missing came back from the mailbox."),
        msg("Nothing is lost. Check what was written since the backup, then settle this."),
    ),
    AlarmKind.CLOCK: (
        msg("This laptop's clock is more than an hour ahead."),
        msg("Everything it wrote is kept. Set the clock of that laptop."),
    ),
    AlarmKind.REFUSED: (
        msg("An envelope in this laptop's name was refused."),
        msg("It changed nothing. Ask the person whether the laptop was lost or copied; retire it if so."),
    ),
    AlarmKind.PACK: (
        msg("A laptop pack was used a second time."),
        msg("The second laptop is not let in. Ask who holds the file and the code, and make a new pack if needed."),
    ),
    AlarmKind.REVEAL: (
        msg("A revealed sheet is not what its author sealed."),
        msg("Compare the printed seal with the panelist, and tell the consul."),
    ),
}
