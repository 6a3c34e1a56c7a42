"""The way in: choose a desk and type its passphrase, or begin a new one."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from jetdesk.ui.notify import Notifier
from jetdesk.ui.screens.unlock.presenter import UnlockPresenter
from jetdesk.ui.screens.unlock.view import UnlockView
from jetdesk.ui.tasks import Lanes


@dataclass(frozen=True, slots=True)
class Unlock:
    """The screen as the main window holds it; it belongs to no desk, so it has no context."""

    view: UnlockView
    presenter: UnlockPresenter


def build(tasks: Lanes, notify: Notifier, parent: QWidget | None = None) -> Unlock:
    view = UnlockView(parent)
    return Unlock(view, UnlockPresenter(view, tasks, notify))
