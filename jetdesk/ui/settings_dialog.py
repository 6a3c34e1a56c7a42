"""The few settings of the window: language, look, size of text. Each takes effect at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from jetdesk.i18n import tr
from jetdesk.ui.settings import SCALES, Settings
from jetdesk.ui.widgets.buttons import Button
from jetdesk.ui.widgets.label import Label
from jetdesk.ui.widgets.segmented import Option, Segmented


class SettingsDialog(QDialog):
    """`changed(name)` after one of them was kept: language, theme or text_size."""

    changed = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setObjectName("settings")
        self.setWindowTitle(tr("Settings"))
        self.setAccessibleName(tr("Settings"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(480)
        self.language = self._choice("language", tr("Language"), [("en", "English"), ("ja", "日本語")])
        self.theme = self._choice(
            "theme", tr("Theme"), [("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))]
        )
        sizes = [(scale, tr("{n} %", n=round(scale * 100))) for scale in SCALES]
        self.text_size = self._choice("text_size", tr("Text size"), sizes)
        self._show_kept()
        self._lay_out()

    def focus(self, name: str) -> None:
        """Begin at this setting; used when the dialog is made again in another language."""
        {"language": self.language, "theme": self.theme, "text_size": self.text_size}[name].setFocus()

    def _choice(self, name: str, title: str, options: Sequence[tuple[object, str]]) -> Segmented:
        made = Segmented(
            [Option(value, label) for value, label in options],
            name=f"settings_{name}", accessible=title, clearable=False, stretch=True,
        )  # fmt: skip
        made.chosen.connect(lambda value: self._keep(name, value))
        return made

    def _show_kept(self) -> None:
        self.language.set_value(self._settings.language)
        self.theme.set_value(self._settings.scheme)
        self.text_size.set_value(self._settings.scale)

    def _keep(self, name: str, value: object) -> None:
        match name, value:
            case "language", str():
                self._settings.language = value
            case "theme", "system" | "light" | "dark":
                self._settings.scheme = value
            case "text_size", float():
                self._settings.scale = value
        self.changed.emit(name)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(Label(tr("Settings"), "heading"))
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(16)
        for choice in (self.language, self.theme, self.text_size):
            form.addRow(Label(choice.accessibleName(), tone="ink2"), choice)
        column.addLayout(form)
        close = Button(tr("Close"), name="settings_close")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
