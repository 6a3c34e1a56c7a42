"""Panes of a screen: stepping through them with F6, and remembering how wide they were left."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from jetdesk.ui.settings import Settings


def step(panes: Sequence[QWidget], by: int) -> None:
    """Put the focus into the next (1) or previous (−1) pane that is visible and can take it."""
    usable = [pane for pane in panes if pane.isVisible() and _first_stop(pane)]
    if not usable:
        return
    focused = QApplication.focusWidget()
    here = next((n for n, pane in enumerate(usable) if pane is focused or _holds(pane, focused)), None)
    place = (0 if by > 0 else -1) if here is None else (here + by) % len(usable)
    stop = _first_stop(usable[place])
    if stop is not None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def restore_sizes(view: QWidget, screen: str, settings: Settings) -> None:
    for splitter in _named(view):
        sizes = settings.pane_sizes(f"{screen}.{splitter.objectName()}")
        if len(sizes) == splitter.count():
            splitter.setSizes(sizes)


def keep_sizes(view: QWidget, screen: str, settings: Settings) -> None:
    for splitter in _named(view):
        if splitter.isVisible():
            settings.keep_pane_sizes(f"{screen}.{splitter.objectName()}", splitter.sizes())


def _named(view: QWidget) -> list[QSplitter]:
    found = view.findChildren(QSplitter)
    if isinstance(view, QSplitter):
        found.append(view)
    return [splitter for splitter in found if splitter.objectName()]


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and pane.isAncestorOf(focused)


def _first_stop(pane: QWidget) -> QWidget | None:
    """The pane itself, or the first control in it that Tab would reach."""
    return next((stop for stop in _chain(pane) if _takes_focus(stop)), None)


def _chain(pane: QWidget) -> Iterator[QWidget]:
    yield pane
    stop = pane.nextInFocusChain()
    while stop is not None and stop is not pane:
        if pane.isAncestorOf(stop):
            yield stop
        stop = stop.nextInFocusChain()


def _takes_focus(stop: QWidget) -> bool:
    by_tab = stop.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return by_tab and stop.isVisible() and stop.isEnabled() and stop.focusProxy() is None
