"""The window as a process: from QApplication to its end, and the one hook for what goes wrong inside."""

import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from jetdesk import __version__, paths
from jetdesk.i18n import choose_language
from jetdesk.ui import theme
from jetdesk.ui.main_window import MainWindow
from jetdesk.ui.notify import Notifier
from jetdesk.ui.settings import Settings

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def run(desk: Path | None, passphrase: str | None, language: str | None) -> int:
    """Show the window until it is closed; gives the exit code. Raises what goes wrong before it is shown."""
    app = application()
    settings, notify = Settings(paths.settings_file()), Notifier()
    choose_language(language or settings.language)
    theme.apply(app, settings.scheme, settings.scale)
    window = MainWindow(settings, notify)
    window.show_unlock(desk, passphrase)
    window.show()
    QTimer.singleShot(0, window, lambda: _warm_up(window))
    hook, sys.excepthook = sys.excepthook, _funnel(notify)
    quitter = _Quitter(app)
    try:
        return app.exec()
    finally:
        sys.excepthook = hook
        quitter.close()


def application() -> QApplication:
    """The one QApplication, made if there is none."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setApplicationName("JetDesk")
    QCoreApplication.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("jetdesk")
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    return QApplication(["jetdesk"])


def _warm_up(window: MainWindow) -> None:
    from jetdesk.ui import warm_up

    window.tasks.read(warm_up.warm_up, lambda _: None, owner=window)


def _funnel(notify: Notifier) -> Hook:
    """An exception in a slot ends nothing: the log gets it, the person a plain sentence."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.closeAllWindows()
        else:
            notify.bug(error)

    return hook


class _Quitter:
    """SIGINT and SIGTERM close the window as a person would, so that everything is saved."""

    def __init__(self, app: QApplication) -> None:
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._far.fileno(), QSocketNotifier.Type.Read, app)
        self._notifier.activated.connect(self._on_woken)
        self._before = {number: signal.signal(number, _close) for number in (signal.SIGINT, signal.SIGTERM)}
        self._wakeup = signal.set_wakeup_fd(self._near.fileno(), warn_on_full_buffer=False)

    def close(self) -> None:
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._near.close()
        self._far.close()

    def _on_woken(self) -> None:
        """Python runs its handlers once it is called at all; that is what this is for."""
        self._far.recv(64)


def _close(number: int, frame: object) -> None:
    QApplication.closeAllWindows()
