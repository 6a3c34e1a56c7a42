"""How far a sheet has come, and in which words it is said: never more than is acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jetdesk.domain.custody import VERDICT_NAMES, Verdict
from jetdesk.domain.rows import InterviewRow
from jetdesk.i18n import tr, tr_n
from jetdesk.services.interviews import SheetView

SEALED_STATES = frozenset({"sealed", "received", "revealed"})
BAD = frozenset({Verdict.ALTERED, Verdict.LEFT_OUT})
_STATUS = {
    Verdict.AS_SEALED: "saved",
    Verdict.ENTERED: "info",
    Verdict.NO_SEAL: "check",
    Verdict.ALTERED: "error",
    Verdict.LEFT_OUT: "error",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the foot of a sealed sheet says. `act` opens it again; empty where it cannot be opened here."""

    status: str
    words: str
    hint: str
    act: str
    shows_panel: bool


@dataclass(frozen=True, slots=True)
class Foot:
    """What the foot of the list says. `status` is the name of a status, or empty for plain words."""

    status: str
    words: str
    hint: str
    action: str
    chooses: bool


def standing(sheet: SheetView, *, may_reopen: bool) -> Standing:
    """Of a submitted sheet."""
    if sheet.revealed:
        return Standing("revealed", tr("Revealed"), "", tr("Revise…") if may_reopen else "", shows_panel=True)
    act = tr("Reopen…") if may_reopen else ""
    if sheet.received:
        return Standing(
            "received", tr("Received by the coordinator"), tr("Awaiting the reveal"), act, shows_panel=False
        )
    hint = tr("Send it at the lower left. Until the coordinator confirms it, it is only on this laptop.")
    return Standing("sealed", tr("Not yet received"), hint, act, shows_panel=False)


def foot(rows: Sequence[InterviewRow], mailbox: str, last: datetime | None, waiting: int, unsent: int) -> Foot:
    """From the panelist's list and what the desk knows of its mailbox; the more cautious of the two counts."""
    waiting = max(waiting, sum(row.state == "sealed" for row in rows))
    sends = tr("Send now") if waiting else tr("Exchange now")
    action = sends if mailbox else tr("Choose the stick…")
    if waiting:
        words = tr_n(
            "{n} sealed sheet has not reached the coordinator yet.",
            "{n} sealed sheets have not reached the coordinator yet.",
            waiting,
        )
        return Foot("", words, _waiting_hint(mailbox, last, unsent), action, chooses=not mailbox)
    if last is not None and any(row.state in SEALED_STATES for row in rows):
        words = tr("Everything received {time}", time=moment(last))
        return Foot("received", words, "", action, chooses=not mailbox)
    words = tr("Last exchange {time}", time=moment(last)) if last else tr("Nothing to send yet.")
    return Foot("", words, "" if last else stick(), action, chooses=not mailbox)


def stick() -> str:
    """What the stick does, for who never used it."""
    return tr("The stick takes sealed sheets to the coordinator and brings back what is new. No one else can read it.")


def moment(at: datetime) -> str:
    """The time in the office's zone; on another day than today with the day."""
    is_today = at.date() == datetime.now(at.tzinfo).date()
    return f"{at:%H:%M}" if is_today else f"{at:%Y-%m-%d %H:%M}"


def verdict_status(verdict: Verdict) -> str:
    return _STATUS[verdict]


def alarm(verdicts: Sequence[tuple[str, Verdict]]) -> tuple[str, str]:
    """What happened and what to do, for the sheets of these people that do not match their seals; else empty."""
    bad = [(name, verdict) for name, verdict in verdicts if verdict in BAD]
    if not bad:
        return "", ""
    first = " ".join(tr("{verdict}: the sheet of {name}.", verdict=str(VERDICT_NAMES[v]), name=name) for name, v in bad)
    todo = tr(
        "Do not go on with this applicant. Tell the coordinator and the consul, and compare with the seal that was "
        "printed on the receipt. Everything stays on record."
    )
    return first, todo


def _waiting_hint(mailbox: str, last: datetime | None, unsent: int) -> str:
    if not mailbox:
        return stick()
    if last is not None and not unsent:
        return tr("Sent {time}. The coordinator has not confirmed it yet.", time=moment(last))
    return tr("Put the stick in, then send.")
