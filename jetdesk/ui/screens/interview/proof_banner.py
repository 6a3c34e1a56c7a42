"""A sheet that is not what was sealed: stays over the dossier until the matter is settled."""

from PySide6.QtWidgets import QWidget

from jetdesk.ui.widgets.banner import Banner


class ProofBanner(Banner):
    """Cannot be put away: it goes when the seals match."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="proof_banner", parent=parent)

    def show_alarm(self, first: str, rest: str) -> None:
        """Nothing to say hides it."""
        if not first:
            self.settle()
            return
        self.show_text("bug", first, rest)
        self._close.hide()
