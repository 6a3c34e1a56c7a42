"""The unlock screen: manuscript paper at the left, one column of forms at the right."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jetdesk import __version__
from jetdesk.i18n import LANGUAGES, chosen_language, tr
from jetdesk.ui import theme
from jetdesk.ui.screens.unlock.code_page import CodePage
from jetdesk.ui.screens.unlock.forms import CreateForm, RecoverForm
from jetdesk.ui.screens.unlock.join_form import JoinForm
from jetdesk.ui.screens.unlock.link import LinkButton
from jetdesk.ui.screens.unlock.open_form import OpenForm
from jetdesk.ui.screens.unlock.work import DeskChoice, PackLook
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.manuscript import Manuscript
from jetdesk.ui.widgets.pane import Pane
from jetdesk.ui.widgets.picture import Picture

DECORATED_FROM, COLUMN, AROUND = 1200, 480, 80
REACH = 6
"""Room at both sides of the column for the focus ring."""
_LANGUAGE_NAMES = {"en": "English", "ja": "日本語"}


class UnlockView(QWidget):
    """Signals only by acts of the person."""

    unlock_asked = Signal(str)
    desk_chosen = Signal(str)
    wait_over = Signal()
    form_asked = Signal(str)
    create_asked = Signal(object, str)
    recover_asked = Signal(str, str, str)
    look_asked = Signal(str, str)
    join_asked = Signal(object, str)
    join_cancelled = Signal()
    passphrase_typed = Signal(str)
    code_kept = Signal()
    sample_asked = Signal()
    sample_cancelled = Signal()
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unlock")
        self._manuscript = Manuscript()
        self.open_form, self.create_form = OpenForm(), CreateForm()
        self.recover_form, self.join_form, self.code_page = RecoverForm(), JoinForm(), CodePage()
        self._forms = {"create": self.create_form, "recover": self.recover_form, "join": self.join_form}
        self._named: dict[str, QWidget] = {"open": self.open_form, **self._forms}
        self._pages = (*self._named.values(), self.code_page)
        self._connect()
        self._lay_out()

    def show_desks(self, desks: tuple[DeskChoice, ...], chosen: Path | None) -> None:
        self.open_form.show_desks(desks, chosen)

    def show_opening(self, opening: bool) -> None:
        self.open_form.show_opening(opening)

    def show_refused(self, sentences: str, wrong: bool) -> None:
        """`wrong`: the passphrase; the field keeps the focus with its text selected."""
        self.open_form.show_refused(sentences, wrong)

    def show_wait(self, seconds: int) -> None:
        self.open_form.show_wait(seconds)

    def show_form(self, name: str) -> None:
        """open, create, recover or join."""
        self._show_page(self._named[name])

    def show_form_problem(self, sentences: str) -> None:
        for form in self._forms.values():
            form.show_problem(sentences)

    def show_working(self, working: bool) -> None:
        for form in self._forms.values():
            form.show_working(working)

    def show_strength(self, strength: str) -> None:
        for form in self._forms.values():
            form.twice.show_strength(strength)

    def show_pack(self, pack: PackLook) -> None:
        self.join_form.show_pack(pack)

    def show_code_wrong(self, wrong: bool) -> None:
        self.join_form.show_code_wrong(wrong)

    def show_join_progress(self, fraction: float, text: str) -> None:
        self.join_form.progress.show_progress(fraction, text)

    def show_recovery_code(self, code: str) -> None:
        self.join_form.forget()
        self.code_page.show_code(code)
        self._show_page(self.code_page)

    def show_sample_progress(self, fraction: float, text: str) -> None:
        self.open_form.show_sample_progress(fraction, text)

    def hide_sample_progress(self) -> None:
        self.open_form.hide_sample_progress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._manuscript.width() + _column_width() + AROUND
        self._manuscript.setVisible(self.width() >= max(DECORATED_FROM, needed))

    def _show_page(self, page: QWidget) -> None:
        for each in self._pages:
            each.setVisible(each is page)
        page.setFocus()

    def _connect(self) -> None:
        form = self.open_form
        form.unlock_asked.connect(self.unlock_asked)
        form.desk_chosen.connect(self.desk_chosen)
        form.wait_over.connect(self.wait_over)
        form.form_asked.connect(self.form_asked)
        form.sample_asked.connect(self.sample_asked)
        form.sample_cancelled.connect(self.sample_cancelled)
        self.create_form.create_asked.connect(self.create_asked)
        self.recover_form.recover_asked.connect(self.recover_asked)
        self.join_form.look_asked.connect(self.look_asked)
        self.join_form.join_asked.connect(self.join_asked)
        self.join_form.cancel_asked.connect(self.join_cancelled)
        for other in self._forms.values():
            other.back_asked.connect(self._on_back)
            other.twice.typed.connect(self.passphrase_typed)
        self.code_page.code_kept.connect(self.code_kept)

    def _on_back(self) -> None:
        self.form_asked.emit("open")

    def _lay_out(self) -> None:
        right = Pane("surface", name="unlock_pane")
        column = QVBoxLayout(right)
        column.setContentsMargins(32, 24, 32, 18)
        column.setSpacing(12)
        column.addWidget(self._scrolled(), 1)
        column.addLayout(self._foot())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._manuscript)
        row.addWidget(right, 1)

    def _scrolled(self) -> QScrollArea:
        """The column in the middle; it scrolls where large text leaves it no room."""
        page = QWidget()
        page.setMinimumWidth(_column_width() + 16)
        # Stretches rather than an alignment: only so is the height of paragraphs asked for at this width.
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._middle())
        row.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        return area

    def _middle(self) -> QWidget:
        made = QWidget()
        made.setFixedWidth(_column_width() + 2 * REACH)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addLayout(_name_row())
        column.addSpacing(36)
        for form in self._pages:
            column.addWidget(form)
            form.setHidden(form is not self.open_form)
        column.addStretch(3)
        return made

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for icon, text in (("lock", tr("Encrypted on this laptop")), ("offline", tr("No network needed"))):
            row.addWidget(Picture(icon, 14))
            row.addWidget(Label(text, "small", "ink2"))
            row.addSpacing(10)
        row.addStretch(1)
        for place, language in enumerate(reversed(LANGUAGES)):
            if place:
                row.addWidget(Label("·", "small", "ink3"))
            link = LinkButton(_LANGUAGE_NAMES[language], name=f"language_{language}",
                              strong=language == chosen_language())  # fmt: skip
            link.clicked.connect(lambda _=False, chosen=language: self.language_chosen.emit(chosen))
            row.addWidget(link)
        row.addSpacing(10)
        row.addWidget(Label(tr("Version {version}", version=__version__), "small", "ink2", name="version"))
        return row


def _column_width() -> int:
    """Larger text gets a wider column, or its buttons would be cut."""
    return round(COLUMN * theme.state().scale)


def _name_row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(REACH, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(Picture("mark", 32, "fill"))
    row.addWidget(Label("JetDesk", "display"))
    row.addStretch(1)
    return row
