"""The frame around the screens of an open desk: top bar, navigation, banner, status bar, and the keys for all."""

from datetime import datetime
from functools import partial
from importlib import import_module

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jetdesk.domain.office import ROLE_NAMES
from jetdesk.i18n import chosen_language, tr
from jetdesk.ui import panes, places
from jetdesk.ui.context import Context, Key, Screen
from jetdesk.ui.courier import Courier, Post
from jetdesk.ui.mailbox_control import MailboxControl
from jetdesk.ui.notify import Notice
from jetdesk.ui.settings import Settings
from jetdesk.ui.shortcuts import ShortcutsDialog, everywhere
from jetdesk.ui.widgets.banner import Banner
from jetdesk.ui.widgets.navigation import Navigation
from jetdesk.ui.widgets.status_bar import StatusBar
from jetdesk.ui.widgets.top_bar import TopBar

SAID_FOR_MS = 8_000


class Frame(QWidget):
    """One open desk. Screens are built when they are first shown."""

    lock_asked = Signal()
    settings_asked = Signal()

    def __init__(self, context: Context, settings: Settings, courier: Courier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self.context, self._settings, self._courier = context, settings, courier
        role = context.who.person.role
        self._places = places.screens(role)
        self._screens: dict[str, Screen] = {}
        self.current, self.subject = "", ""
        self.top_bar, self.status_bar, self.banner = TopBar(), StatusBar(), Banner(name="window_banner")
        self.navigation = Navigation(places.groups(role))
        self._stack = QStackedWidget()
        self._said = QTimer(self, singleShot=True, interval=SAID_FOR_MS)
        self._lay_out()
        self._mailbox = MailboxControl(courier, context.who, self.top_bar, self.banner, self.show_screen, self)
        self._connect()
        self._add_keys()

    def show_screen(self, name: str, subject: str = "") -> None:
        """Bring a screen to the front, and in it a subject."""
        if name != self.current:
            self._leave_current()
            screen = self._screen(name)
            self._stack.setCurrentWidget(screen.view)
            self.navigation.show_place(name)
            self.status_bar.show_context("")
            self.current = name
            self._adapt()
            screen.presenter.shown()
        if subject:
            self._screens[name].presenter.open(subject)
        self.subject = subject

    def leave(self) -> None:
        """Before locking, rebuilding or closing: every screen finishes what is pending."""
        self._leave_current()
        self.current = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def _screen(self, name: str) -> Screen:
        if name not in self._screens:
            screen = import_module(f"jetdesk.ui.screens.{name}").build(self.context, self._stack)
            self._stack.addWidget(screen.view)
            panes.restore_sizes(screen.view, name, self._settings)
            self._screens[name] = screen
        return self._screens[name]

    def _leave_current(self) -> None:
        if self.current:
            screen = self._screens[self.current]
            panes.keep_sizes(screen.view, self.current, self._settings)
            screen.presenter.hidden()

    def _adapt(self) -> None:
        wide = bool(self.current) and self._screens[self.current].wide
        self.navigation.adapt(self.width(), wide)

    def _lay_out(self) -> None:
        who = self.context.who
        self.top_bar.show_office(who.office.name_in(chosen_language()), tr("{year} cycle", year=who.office.cycle.year))
        self.top_bar.show_person(who.person.name, ROLE_NAMES[who.person.role].text())
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.status_bar)

    def _connect(self) -> None:
        self.top_bar.lock_asked.connect(self.lock_asked)
        self.navigation.chosen.connect(self._on_place_chosen)
        self.context.bus.wanted.connect(self._on_wanted)
        self._courier.told.connect(self._on_told)
        notify = self.context.notify
        notify.noticed.connect(self._on_noticed)
        notify.saved_at.connect(self._on_saved)
        notify.described.connect(self._on_described)
        self._said.timeout.connect(self.banner.settle)

    def _add_keys(self) -> None:
        for number, place in enumerate(self._places, 1):
            self._add_key(f"Ctrl+{number}", partial(self.show_screen, place.id))
        if any(place.id == "reports" for place in self._places):
            self._add_key("Ctrl+P", partial(self.show_screen, "reports"))
        for keys, act in (
            ("Ctrl+F", self._on_search), ("F4", self._on_side), ("F1", self.show_shortcuts),
            ("Ctrl+Z", self.context.undo.undo), ("Ctrl+Shift+Z", self.context.undo.redo),
            ("Ctrl+L", self.lock_asked.emit), ("Ctrl+,", self.settings_asked.emit),
            ("Ctrl+Shift+S", self._courier.sync_now),
            ("F6", partial(self._step_pane, 1)), ("Shift+F6", partial(self._step_pane, -1)),
        ):  # fmt: skip
            self._add_key(keys, act)

    def _add_key(self, keys: str, act: object) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def show_shortcuts(self) -> None:
        """The keys of the screen in front and of the window."""
        title = next((place.text for place in self._places if place.id == self.current), "")
        here = self._screens[self.current].keys if self.current else ()
        always = (*everywhere(len(self._places)), Key("Ctrl Shift S", tr("Sync with the mailbox")))
        ShortcutsDialog(title, here, always, self).open()

    def _step_pane(self, by: int) -> None:
        inside = self._screens[self.current].panes or (self._screens[self.current].view,)
        panes.step((self.navigation, self.banner, *inside), by)

    def _on_search(self) -> None:
        if self.current and (search := self._screens[self.current].search):
            search()

    def _on_side(self) -> None:
        if self.current and (side := self._screens[self.current].side):
            side()

    def _on_told(self, post: Post) -> None:
        self.navigation.set_counts({"custody": post.delivery.alarms if post.delivery else 0})

    def _on_wanted(self, name: str, subject: str) -> None:
        if name == places.SYNC:
            self._on_sync_wanted(subject)
        else:
            self.show_screen(name, subject)

    def _on_sync_wanted(self, how: str) -> None:
        if how == places.STOP:
            self._courier.cancel()
        elif how == places.OTHER:
            self._mailbox.choose()
        else:
            self._courier.sync_now()

    def _on_place_chosen(self, name: str) -> None:
        if name == places.SETTINGS:
            self.settings_asked.emit()
        else:
            self.show_screen(name)

    def _on_noticed(self, notice: Notice) -> None:
        self.banner.show_notice(notice)
        if notice.kind == "say":
            self._said.start()
        else:
            self._said.stop()

    def _on_saved(self, at: datetime) -> None:
        self.status_bar.autosave.show_saved(at.strftime("%H:%M:%S"))

    def _on_described(self, text: str) -> None:
        self.status_bar.show_context(text)
