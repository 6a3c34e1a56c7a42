"""Screening: findings about an application, each by a rule of the office. Rules are data."""

from dataclasses import dataclass
from enum import StrEnum

from jetdesk.i18n import Message


class Severity(StrEnum):
    """What a finding leads to; the gravest of an applicant's findings is the outcome."""

    REVIEW = "review"
    INCOMPLETE = "incomplete"
    DISQUALIFIED = "disqualified"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `rule` is the published id, `detail` says what exactly, in plain words."""

    rule: str
    severity: Severity
    detail: Message
