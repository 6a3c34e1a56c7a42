"""What every screen is given: the open desk and the ways out of the main thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from jetdesk.ui.bus import Bus
from jetdesk.ui.notify import Notifier
from jetdesk.ui.tasks import Lanes
from jetdesk.ui.undo import UndoStack

if TYPE_CHECKING:  # the database is imported while the person types the passphrase, not before the window shows
    from jetdesk.desk.desk import Desk
    from jetdesk.services.desks import Belonging


@dataclass(frozen=True, slots=True)
class Context:
    """One open desk in one window."""

    desk: "Desk"
    who: "Belonging"
    tasks: Lanes
    bus: Bus
    notify: Notifier
    undo: UndoStack


class Presenter:
    """What the main window asks of every screen's presenter; plain Python between a view and the services."""

    def shown(self) -> None:
        """The screen came to the front."""

    def open(self, subject: str) -> None:
        """Show this subject (an applicant's id, a position, a report)."""

    def hidden(self) -> None:
        """Another screen came to the front, or the desk is about to be locked: finish what is pending."""


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the shortcut overview (F1): the keys as they are printed on them, and what they do."""

    keys: str
    does: str


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as the main window holds it. What it leaves out, the window's keys do not reach.

    `search` goes to the search field (Ctrl F), `side` shows or hides the side panel (F4), `panes` are stepped through
    with F6, `keys` are the screen's own lines in the overview, `wide` asks for the rail in place of the navigation.
    """

    view: QWidget
    presenter: Presenter
    search: Callable[[], object] | None = None
    side: Callable[[], object] | None = None
    panes: tuple[QWidget, ...] = ()
    keys: tuple[Key, ...] = ()
    wide: bool = False
