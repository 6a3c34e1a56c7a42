"""The window: the unlock screen, or the frame of the desk that is open."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget

from jetdesk.i18n import choose_language, tr
from jetdesk.ui import icons, theme
from jetdesk.ui.garbage import MainThreadCollector
from jetdesk.ui.idle import IdleWatch
from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens import unlock
from jetdesk.ui.settings import Settings
from jetdesk.ui.tasks import Tasks
from jetdesk.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from jetdesk.desk.desk import Desk
    from jetdesk.services.desks import Belonging
    from jetdesk.ui.frame import Frame
    from jetdesk.ui.session import Session

LEAST = QSize(1120, 720)
FIRST = QSize(1440, 900)


class MainWindow(QMainWindow):
    """Owns the session: nothing of a desk stays in the window once it is locked."""

    def __init__(self, settings: Settings, notify: Notifier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle("JetDesk")
        self.setWindowIcon(icons.icon("mark", "fill"))
        self.setMinimumSize(LEAST)
        self._settings, self._notify = settings, notify
        self._garbage = MainThreadCollector(self)
        self.tasks = Tasks(notify.warn, notify.bug, self)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.session: Session | None = None
        self.frame: Frame | None = None
        self.unlock: unlock.Unlock | None = None
        self._folder: Path | None = None
        self._copied_here = False
        QApplication.clipboard().dataChanged.connect(self._on_copied)
        self._idle = IdleWatch(self)
        self._idle.idle.connect(self._on_idle)
        if not self.restoreGeometry(settings.geometry):
            self.resize(FIRST)

    def show_unlock(self, folder: Path | None = None, passphrase: str | None = None) -> None:
        """The way in; with a passphrase the desk opens by itself."""
        self._folder = folder
        made = unlock.build(self.tasks, self._notify, self._stack)
        made.view.language_chosen.connect(self._on_language_chosen)
        made.presenter.opened = self._on_opened
        self.unlock = made
        self._show(made.view)
        made.presenter.start(folder, passphrase)

    def lock(self) -> None:
        """Close the desk and ask for the passphrase again. What was typed is saved first."""
        if self.session is None:
            return
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
        # A dialog that was asked with exec() returns to its caller first.
        QTimer.singleShot(0, self, self._lock_now)

    def rebuild(self) -> None:
        """In another language or size of text; the desk stays open."""
        choose_language(self._settings.language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self._settings.scheme, self._settings.scale)
        if self.frame is not None:
            self._build_frame()
        elif self.unlock is not None:
            self.show_unlock(self.unlock.presenter.folder or self._folder)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.geometry = self.saveGeometry()
        if self.session is not None:
            self._close_session()
        self.tasks.close()
        self._garbage.close()
        super().closeEvent(event)

    def _on_opened(self, desk: "Desk", who: "Belonging") -> None:
        from jetdesk.ui.session import Session

        self.session = Session(desk, who, self._notify, self)
        self._folder, self.unlock = desk.folder, None
        self._build_frame()
        self._idle.start()
        self.session.back_up_daily()
        self.session.courier.rested.connect(self._on_rested)
        self.session.courier.start()

    def _build_frame(self) -> None:
        from jetdesk.ui import places
        from jetdesk.ui.frame import Frame

        assert self.session is not None
        shown = self.frame.current if self.frame else ""
        subject = self.frame.subject if self.frame else ""
        if self.frame is not None:
            self.frame.leave()
        self.frame = Frame(self.session.new_context(), self._settings, self.session.courier, self._stack)
        self.frame.lock_asked.connect(self.lock)
        self.frame.settings_asked.connect(self.show_settings)
        self.frame.context.bus.changed.connect(self._on_changed)
        self._show(self.frame)
        self.frame.show_screen(shown or places.screens(self.session.who.person.role)[0].id, subject)

    def show_settings(self, focus: str = "language") -> None:
        from jetdesk.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._settings, self)
        dialog.changed.connect(self._on_setting_changed)
        dialog.open()
        dialog.focus(focus)

    def _lock_now(self) -> None:
        """A sync that is under way ends at its next safe place, then this is called again."""
        if self.session is None:
            return
        self._hide_desk()
        self.session.courier.stop()
        if self.session.courier.is_busy:
            return
        self._close_session()
        self.show_unlock(self._folder)

    def _hide_desk(self) -> None:
        """Nothing of the desk is seen while the last writes finish."""
        if self.frame is None:
            return
        self._idle.stop()
        self.frame.leave()
        self.frame = None
        self._show(EmptyState("lock", tr("Locking…"), tr("What is under way ends first."), name="locking"))
        if self._copied_here:
            QApplication.clipboard().clear()

    def _close_session(self) -> None:
        assert self.session is not None
        self._hide_desk()
        self.session.close()
        self.session.deleteLater()
        self.session = None

    def _show(self, page: QWidget) -> None:
        """Only one page lives at a time."""
        while old := self._stack.currentWidget():
            self._stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _on_copied(self) -> None:
        """What is copied while this window is in front may be about an applicant."""
        self._copied_here = QApplication.focusWindow() is not None

    def _on_rested(self) -> None:
        QTimer.singleShot(0, self, self._lock_now)

    def _on_idle(self) -> None:
        if self.session is not None and self.session.is_working:
            self._idle.start()
        else:
            self.lock()

    def _on_language_chosen(self, language: str) -> None:
        self._settings.language = language
        self.rebuild()

    def _on_setting_changed(self, name: str) -> None:
        dialog = self.sender()
        self.rebuild()
        if name != "theme" and isinstance(dialog, QDialog):
            dialog.close()
            self.show_settings(name)

    def _on_changed(self, change: object, initiator: object) -> None:
        """A new setup of the office: its name, quotas and rubrics are everywhere, so everything is built again."""
        if self.session is not None and change.touches("office"):  # type: ignore[attr-defined]
            from jetdesk.services import desks

            desk = self.session.desk
            self.session.tasks.read(lambda: desks.belonging(desk), self._on_office_changed, owner=self.session)

    def _on_office_changed(self, who: "Belonging") -> None:
        if self.session is not None and self.frame is not None:
            self.session.who = who
            self._build_frame()
