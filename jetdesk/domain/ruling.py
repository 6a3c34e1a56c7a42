"""What a person decided on a screening finding."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jetdesk.i18n import Message, msg


class Choice(StrEnum):
    """It stands and disqualifies; it does not count; or the applicant was asked for what is missing."""

    CONFIRMED = "confirmed"
    WAIVED = "waived"
    ASKED = "asked"


CHOICE_NAMES: dict[Choice, Message] = {
    Choice.CONFIRMED: msg("Confirmed"),
    Choice.WAIVED: msg("Waived"),
    Choice.ASKED: msg("Asked for"),
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """`by` is the id of the person; `reason` may be empty but for a waiver."""

    choice: Choice
    reason: str
    by: str
    at: datetime
