"""A panelist's own declaration: why they should not interview this applicant."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from jetdesk.domain.interests import KIND_NAMES, Kind
from jetdesk.i18n import tr
from jetdesk.ui.widgets.ask import Ask
from jetdesk.ui.widgets.note_field import NoteField
from jetdesk.ui.widgets.select import Select

KINDS = tuple(kind for kind in Kind if kind is not Kind.COUPLE)
"""A partner of a recused case is found by the data, nobody declares it."""


class InterestDialog(Ask):
    """`given(kind, detail)`. It stays open until the declaration is written."""

    given = Signal(object, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        title = tr("Should you not interview {name}?", name=name)
        about = tr("The coordinator decides. Until then the interview stays on your list, and you can go on rating.")
        super().__init__("interest", title, f"{about} {tr('Only the coordinators read it.')}", tr("Declare"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.kind = Select(name="interest_kind", accessible=tr("Kind"))
        for kind in KINDS:
            self.kind.addItem(str(KIND_NAMES[kind]), kind.value)
        self.detail = NoteField(name="interest_detail", accessible=tr("In your words"))
        self.add(tr("Kind"), self.kind)
        self.add(tr("In your words"), self.detail)
        self.act.clicked.connect(self._on_act)
        self.kind.setFocus()

    def _on_act(self) -> None:
        self.given.emit(Kind(self.kind.currentData()), self.detail.toPlainText().strip())
