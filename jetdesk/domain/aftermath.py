"""After the sign-off: who withdrew, which alternates moved up, what Tokyo decided. The signed list stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jetdesk.domain.selection import Outcome
from jetdesk.i18n import Message, msg


class Event(StrEnum):
    WITHDRAWN = "withdrawn"
    PROMOTED = "promoted"
    RESULT = "result"


class Result(StrEnum):
    """Tokyo's decision, beside the recommendation."""

    ACCEPTED = "accepted"
    ALTERNATE = "alternate"
    DECLINED = "declined"


RESULT_NAMES: dict[Result, Message] = {
    Result.ACCEPTED: msg("Accepted"),
    Result.ALTERNATE: msg("Alternate in Tokyo"),
    Result.DECLINED: msg("Not accepted"),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One event; `by` is a person's id, `result` is for RESULT only."""

    applicant_id: str
    event: Event
    reason: str
    by: str
    at: datetime
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class After:
    """One applicant of a signed list: the outcome that was signed, and what happened since."""

    applicant_id: str
    application_no: str
    name: str
    signed: Outcome
    rank: int | None
    alternate: int | None
    events: Mapping[Event, Happened]

    @property
    def withdrawn(self) -> bool:
        return Event.WITHDRAWN in self.events

    @property
    def promoted(self) -> bool:
        return Event.PROMOTED in self.events

    @property
    def now(self) -> Outcome:
        """Where the applicant stands by the post's own decisions."""
        if self.withdrawn:
            return Outcome.WITHDRAWN
        return Outcome.RECOMMENDED if self.promoted else self.signed


def open_places(listed: Sequence[After]) -> int:
    """Places that withdrawals left and no alternate has taken yet."""
    signed = sum(after.signed is Outcome.RECOMMENDED for after in listed)
    return max(0, signed - sum(after.now is Outcome.RECOMMENDED for after in listed))


def next_alternate(listed: Sequence[After]) -> After | None:
    """The first in order who has neither moved up nor withdrawn."""
    waiting = [after for after in listed if after.now is Outcome.ALTERNATE]
    return min(waiting, key=lambda after: after.alternate or 0, default=None)
