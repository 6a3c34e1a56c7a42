"""What the screen asks: a new person, and why a laptop is retired."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jetdesk.domain.office import AFFILIATION_NAMES, ROLE_NAMES, Affiliation, Role
from jetdesk.i18n import tr
from jetdesk.ui.widgets.ask import Ask
from jetdesk.ui.widgets.field import Field, Select
from jetdesk.ui.widgets.note_field import NoteField

_AFFILIATIONS = (Affiliation.CONSULATE, Affiliation.ALUMNI, Affiliation.ACADEMIC, Affiliation.COMMUNITY)


class PersonDialog(Ask):
    """`given(name, role, affiliation)`; it stays open until the person was added."""

    given = Signal(str, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        about = tr("A panelist scores on a laptop of their own. A second coordinator's laptop carries the office's "
                   "keys, too: it can do everything that yours can.")  # fmt: skip
        super().__init__("person_dialog", tr("Add a person"), about, tr("Add"), parent)
        self.name = Field(name="person_name", accessible=tr("Name"))
        self.role = Select(name="person_role", accessible=tr("Role"))
        for role in (Role.PANELIST, Role.COORDINATOR, Role.APPROVER):
            self.role.addItem(ROLE_NAMES[role].text(), role)
        self.affiliation = Select(name="person_affiliation", accessible=tr("Affiliation"))
        self.affiliation.addItem(tr("not given"), Affiliation.NONE)
        for affiliation in _AFFILIATIONS:
            self.affiliation.addItem(AFFILIATION_NAMES[affiliation].text(), affiliation)
        self.add(tr("Name"), self.name)
        self.add(tr("Role"), self.role)
        self.add(tr("Affiliation"), self.affiliation)
        self.act.clicked.connect(self._on_act)
        self.name.returnPressed.connect(self._on_act)
        self.name.setFocus()

    def _on_act(self) -> None:
        self.show_problem("")
        role, affiliation = Role(self.role.currentData()), Affiliation(self.affiliation.currentData())
        self.given.emit(self.name.text(), role, affiliation)


class RetireDialog(Ask):
    """`given(reason)`; it stays open until the laptop was retired."""

    given = Signal(str)

    def __init__(self, name: str, *, renew: bool, parent: QWidget | None = None) -> None:
        about = tr("Nothing that is written on it from now on counts, and nothing new reaches it. What was received "
                   "stays. What was read on it cannot be taken back.")  # fmt: skip
        if renew:
            about = f"{tr('Only one laptop of a person counts, so the old one is retired first.')} {about}"
        act = tr("Retire and make a new pack…") if renew else tr("Retire the laptop")
        super().__init__("retire_dialog", tr("Retire the laptop of {name}?", name=name), about, act, parent)
        self.reason = NoteField(name="retire_reason", accessible=tr("Reason"))
        self.add(tr("Reason"), self.reason)
        self.act.clicked.connect(self._on_act)
        self.reason.setFocus()

    def show_problem(self, sentences: str) -> None:
        super().show_problem(sentences)
        self.reason.set_needs_attention(bool(sentences), sentences)

    def _on_act(self) -> None:
        self.show_problem("")
        self.given.emit(self.reason.toPlainText())
