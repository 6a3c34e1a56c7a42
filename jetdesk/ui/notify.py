"""The one funnel for messages to a person; a banner shows them, tests read the record."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QObject, Signal

from jetdesk.errors import UserError
from jetdesk.i18n import tr

Kind = Literal["say", "warn", "bug"]
_log = logging.getLogger("jetdesk.ui")


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person was told: the first sentence, and the rest."""

    kind: Kind
    first: str
    rest: str = ""


class Notifier(QObject):
    """Say, warn, or admit a bug. `noticed(Notice)` is emitted for each, on the main thread.

    Quieter: `saved(at)` for the status bar's "Saved 14:03:12", `describe(text)` for the words at its left.
    """

    noticed = Signal(object)
    saved_at = Signal(object)
    described = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notices: list[Notice] = []

    def say(self, text: str) -> None:
        self._tell(Notice("say", text))

    def warn(self, error: UserError) -> None:
        first, *rest = error.parts()
        self._tell(Notice("warn", first, " ".join(rest)))

    def saved(self, at: datetime) -> None:
        """Something was written; `at` in the office's or the laptop's time, as it is to be shown."""
        self.saved_at.emit(at)

    def describe(self, text: str) -> None:
        """What the screen in front shows, in a few words: "22 shown, 1 selected"."""
        self.described.emit(text)

    def bug(self, error: BaseException) -> None:
        """Something of ours is broken: the log gets the traceback, the person a plain sentence."""
        _log.error("bug", exc_info=error)
        rest = tr("What was saved is safe. Please try again; if it happens again, restart JetDesk.")
        self._tell(Notice("bug", tr("Something in JetDesk did not work."), rest))

    def _tell(self, notice: Notice) -> None:
        self.notices.append(notice)
        self.noticed.emit(notice)
