"""What a desk still has to do about what it took in. Kept on the desk, so that a power cut between taking in and
answering leaves nothing unanswered."""

import json
from dataclasses import dataclass, field

DUE = "due"
"""The setting under which it is kept."""


@dataclass(slots=True)
class Due:
    """`senders`: desks to be acknowledged, each up to (epoch, seq, hash); `sheets`: rows of theirs that came;
    `own_epoch`: the newest epoch of own envelopes that this desk had lost, or 0; `sweep`: a case was withdrawn."""

    senders: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    sheets: dict[str, list[str]] = field(default_factory=dict)
    own_epoch: int = 0
    sweep: bool = False

    def acknowledge(self, sender: str, place: tuple[int, int, str]) -> None:
        self.senders[sender] = max(self.senders.get(sender, (0, 0, "")), place)

    def text(self) -> str:
        said = {name: getattr(self, name) for name in ("senders", "sheets", "own_epoch", "sweep")}
        return json.dumps(said, separators=(",", ":"))


def read_due(text: str) -> Due:
    """What was kept; nothing if it is empty."""
    if not text:
        return Due()
    said = json.loads(text)
    senders = {desk: (place[0], place[1], place[2]) for desk, place in said["senders"].items()}
    return Due(senders, said["sheets"], said["own_epoch"], said["sweep"])
