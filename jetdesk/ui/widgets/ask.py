"""A dialog that asks for something and stays open until it was taken."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.dialog import PADDING, WIDTH
from jetdesk.ui.widgets.label import Label


class Ask(QDialog):
    """A title, a paragraph, fields, a problem in words, and two buttons of which Esc is the safe one.

    Its children are named after it: `name_about`, `name_problem`, `name_safe`, `name_act`.
    """

    def __init__(self, name: str, title: str, about: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setProperty("ground", "surface")
        self.setFixedWidth(WIDTH)
        self.about = Label(about, tone="ink2", wrap=True, name=f"{name}_about")
        self.fields = QVBoxLayout()
        self.fields.setSpacing(6)
        self._problem = Label(role="small", tone="beni", wrap=True, name=f"{name}_problem")
        self._problem.hide()
        self.safe = Button(tr("Cancel"), size="large", name=f"{name}_safe")
        self.act = Button(act, "main", size="large", name=f"{name}_act")
        self.safe.clicked.connect(self.reject)
        self._lay_out(title)

    def add(self, words: str, field: QWidget) -> None:
        label = Label(words, "small", "ink2")
        label.setBuddy(field)
        self.fields.addWidget(label)
        self.fields.addWidget(field)
        self.fields.addSpacing(8)

    def show_problem(self, sentences: str) -> None:
        self._problem.setText(sentences)
        self._problem.setVisible(bool(sentences))
        self.adjustSize()

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 20, PADDING, 20)
        column.setSpacing(6)
        column.addWidget(Label(title, "heading", wrap=True))
        column.addWidget(self.about)
        column.addSpacing(8)
        column.addLayout(self.fields)
        column.addWidget(self._problem)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.safe)
        row.addWidget(self.act)
        column.addLayout(row)
