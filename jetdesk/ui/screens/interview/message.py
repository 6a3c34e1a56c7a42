"""What a pane says in the place of a dossier or a sheet."""

from PySide6.QtWidgets import QWidget

from jetdesk.ui.widgets.empty_state import EmptyState
from jetdesk.ui.widgets.label import Label

_WORDS_WIDTH = 400


class PaneMessage(EmptyState):
    """One width for the words: wrapped lines need to know it before they are laid out."""

    def __init__(self, icon: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(icon, "", name=name, parent=parent)
        for label in self.findChildren(Label):
            label.setFixedWidth(_WORDS_WIDTH)

    def show_words(self, icon: str, line: str, sentence: str, action: str = "") -> None:
        self._picture.set_picture(icon, "ink2")
        self.set_words(line, sentence, action)
