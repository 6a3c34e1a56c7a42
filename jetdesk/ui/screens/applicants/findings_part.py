"""The findings of the applicant in the side panel, each with what was decided on it and a menu to decide."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jetdesk.domain.ruling import Choice
from jetdesk.domain.screening import Severity
from jetdesk.i18n import tr
from jetdesk.ui.screens.applicants import acts
from jetdesk.ui.screens.applicants.values import FindingLine
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.picture_line import picture_line

_LOOKS = {
    Severity.DISQUALIFIED: ("alert-octagon", "beni"),
    Severity.INCOMPLETE: ("alert-triangle", "amber"),
    Severity.REVIEW: ("alert-triangle", "amber"),
}
_DECIDED = {
    Choice.CONFIRMED: ("alert-octagon", "beni"),
    Choice.WAIVED: ("check-circle", "sage"),
    Choice.ASKED: ("clock", "amber"),
}


class FindingsPart(QWidget):
    """`ruled(place in the list, choice or "")`: what the person wants decided on a finding."""

    ruled = Signal(int, str)

    def __init__(self, findings: tuple[FindingLine, ...] | None, decides: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        if findings is None:
            self._column.addWidget(Label(tr("Checking…"), tone="ink2"))
        elif not findings:
            self._column.addLayout(
                picture_line("check-circle", "sage", tr("Nothing found: the application is complete."))
            )
        for place, finding in enumerate(findings or ()):
            self._add(place, finding, decides)

    def _add(self, place: int, finding: FindingLine, decides: bool) -> None:
        icon, tone = _DECIDED[finding.choice] if finding.choice else _LOOKS[finding.severity]
        row = picture_line(icon, tone, finding.words, finding.said)
        if decides:
            button = Button("", "quiet", "more", "small", name=f"finding_{place}",
                            accessible=tr("Decide on: {finding}", finding=finding.words), tip=tr("Decide"))  # fmt: skip
            button.clicked.connect(lambda: self._on_more(button, place, finding))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _on_more(self, button: Button, place: int, finding: FindingLine) -> None:
        menu = acts.ruling_menu(self, finding.choice, lambda choice: self.ruled.emit(place, choice))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
