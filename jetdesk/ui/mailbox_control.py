"""Between the courier and the frame: the chip, the banner of an alarm, and choosing where the mailbox is."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from jetdesk.domain.custody import Alarm
from jetdesk.domain.office import Role
from jetdesk.i18n import tr
from jetdesk.services.desks import Belonging
from jetdesk.ui.courier import Courier, Post
from jetdesk.ui.mailbox_words import chip_of
from jetdesk.ui.widgets.banner import Banner
from jetdesk.ui.widgets.top_bar import TopBar

MAILBOX = "mailbox"
"""The subject at which the screen of laptops shows its mailbox section."""


def choose_folder(parent: QWidget) -> str:
    """Ask for the folder of the mailbox; empty when the person gives up."""
    return QFileDialog.getExistingDirectory(parent, tr("Where is the mailbox?"))


class MailboxControl(QObject):
    """`show_screen(name, subject)` leads to Custody and to the mailbox's own settings, which a panelist has not."""

    def __init__(
        self, courier: Courier, who: Belonging, bar: TopBar, banner: Banner,
        show_screen: Callable[[str, str], None], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._courier, self._who, self._bar, self._banner = courier, who, bar, banner
        self._show_screen, self._window = show_screen, parent
        courier.told.connect(self._on_told)
        courier.alarmed.connect(self._on_alarmed)
        courier.mailbox_wanted.connect(self.choose)
        bar.chip.clicked.connect(courier.sync_now)
        bar.chip.other_asked.connect(self.choose)
        banner.acted.connect(self._on_banner_acted)
        self._on_told(courier.post)

    def choose(self) -> None:
        """Coordinators do it where the whole office's exchange is explained."""
        if self._who.person.role is Role.COORDINATOR:
            self._show_screen("laptops", MAILBOX)
        elif folder := choose_folder(self._window):
            self._courier.use_mailbox(folder)

    def _on_told(self, post: Post) -> None:
        self._bar.show_mailbox(chip_of(post, self._who))

    def _on_alarmed(self, alarms: tuple[Alarm, ...]) -> None:
        first = alarms[0]
        is_coordinator = self._who.person.role is Role.COORDINATOR
        rest = first.todo.text()
        self._banner.show_text("bug", first.what.text(), rest, tr("Open Custody") if is_coordinator else "")

    def _on_banner_acted(self) -> None:
        self._banner.settle()
        self._show_screen("custody", "")
