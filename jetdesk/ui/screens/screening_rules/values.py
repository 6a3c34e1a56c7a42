"""What the dialog shows and gives back."""

from collections import Counter
from dataclasses import dataclass

from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Cycle
from jetdesk.domain.screening import SEVERITY_NAMES, Rules, Severity
from jetdesk.i18n import tr


@dataclass(frozen=True, slots=True)
class Shown:
    """The office's rules as they are; `positions` are those it selects for."""

    rules: Rules
    cycle: Cycle
    zone: str
    positions: tuple[Position, ...]


Outcomes = Counter[Severity | None]


def outcome_words(outcomes: Outcomes) -> str:
    """Complete 61 · For review 20 · …"""
    parts = [(tr("Complete"), outcomes[None]), *((SEVERITY_NAMES[s].text(), outcomes[s]) for s in Severity)]
    return " · ".join(f"{name} {count}" for name, count in parts)
