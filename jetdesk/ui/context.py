"""What every screen is given: the open desk and the ways out of the main thread."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from jetdesk.desk.desk import Desk
from jetdesk.services.desks import Belonging
from jetdesk.ui.bus import Bus
from jetdesk.ui.notify import Notifier
from jetdesk.ui.tasks import Lanes


@dataclass(frozen=True, slots=True)
class Context:
    """One open desk in one window."""

    desk: Desk
    who: Belonging
    tasks: Lanes
    bus: Bus
    notify: Notifier


class Presenter:
    """What the main window asks of every screen's presenter; plain Python between a view and the services."""

    def shown(self) -> None:
        """The screen came to the front."""

    def open(self, subject: str) -> None:
        """Show this subject (an applicant's id, a position, a report)."""

    def hidden(self) -> None:
        """Another screen came to the front, or the desk is about to be locked: finish what is pending."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as the main window holds it."""

    view: QWidget
    presenter: Presenter
