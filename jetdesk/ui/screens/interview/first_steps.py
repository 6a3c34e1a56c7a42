"""What a new panelist has to know to score: two lines over the sheet, gone after the first seal."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.pane import Pane


class FirstSteps(Pane):
    """Put away with its button, it does not come back before the next start."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", name="first_steps", parent=parent)
        self._put_away = False
        words = Label(role="small", tone="ink2", wrap=True, name="first_steps_words")
        words.set_sentences(
            tr("1–5 choose a level, N writes a note, Tab goes on."),
            tr(
                "All is saved as you go. Sealing closes the sheet: only you and the coordinator read it "
                "before the reveal."
            ),
        )
        close = Button("", "quiet", "x", "small", name="first_steps_close", accessible=tr("Put this hint away"))
        close.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        close.clicked.connect(self._on_close)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def set_wanted(self, wanted: bool) -> None:
        self.setVisible(wanted and not self._put_away)

    def _on_close(self) -> None:
        self._put_away = True
        self.hide()
