"""The one place where parts are put together: a command for the command line, or the window."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jetdesk import log, paths
from jetdesk.errors import EnvironmentFailed, UserError
from jetdesk.i18n import choose_language, msg, tr

FAULT = 70
_WORKER = "--inspect-worker"
"""As intake.quarantine.WORKER_OPTION, which costs too much to import here: a frozen program is its own worker."""
_TAKES_VALUE = {"--desk", "--passphrase-file", "--language"}
_FLAGS = {"--json", "--quiet", "--debug"}


@dataclass(frozen=True, slots=True)
class _WindowOptions:
    """What was said beside no command."""

    desk: str = ""
    passphrase_file: str = ""
    language: str = ""
    debug: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or open the window if there is none. Gives the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    _leave_no_core()
    if given[:1] == [_WORKER]:
        from jetdesk.intake import inspect_worker

        inspect_worker.main()
        return 0
    log.start(paths.log_file())
    options = _window_options(given)
    if options is None:
        from jetdesk.cli.main import main as run_command

        return run_command(given, show_window=_show_demo)
    return _open_window(options)


def run_window(desk: Path | None, passphrase: str | None = None, language: str | None = None) -> int:
    """The window until it is closed, at this desk's unlock screen or, with a passphrase, inside."""
    try:
        _check_display()
        from jetdesk.ui.program import run

        return run(desk, passphrase, language)
    except UserError as problem:
        print(*problem.parts(), sep="\n", file=sys.stderr)
        return problem.exit_code
    except Exception as problem:
        log.get(__name__).error("the window did not start", exc_info=problem)
        print(tr("JetDesk could not start. The log is at {file}.", file=paths.log_file()), file=sys.stderr)
        return FAULT


def _show_demo(desk: Path, passphrase: str) -> int:
    """The window on the sample office; without a display the reports are the end of it."""
    return run_window(desk, passphrase) if _has_display() else 0


def _open_window(options: _WindowOptions) -> int:
    if options.language:
        choose_language(options.language)
    try:
        passphrase = _passphrase(options.passphrase_file)
    except UserError as problem:
        print(*problem.parts(), sep="\n", file=sys.stderr)
        return problem.exit_code
    desk = options.desk or os.environ.get("JETDESK_DESK", "")
    return run_window(Path(desk) if desk else None, passphrase if desk else None, options.language or None)


def _window_options(given: Sequence[str]) -> _WindowOptions | None:
    """The options if there is no command among the arguments; None if the command line has to see them."""
    values: dict[str, str] = {}
    left = iter(given)
    for word in left:
        name, equals, value = word.partition("=")
        if name in _TAKES_VALUE:
            found = value if equals else next(left, None)
            if found is None:
                return None
            values[name] = found
        elif word in _FLAGS:
            values[word] = "yes"
        else:
            return None
    if values.get("--language", "en") not in ("en", "ja"):
        return None
    return _WindowOptions(
        values.get("--desk", ""), values.get("--passphrase-file", ""), values.get("--language", ""), "--debug" in values
    )


def _passphrase(file: str) -> str | None:
    """From a file or the environment; never from an argument, which others can read."""
    if not file:
        return os.environ.get("JETDESK_PASSPHRASE") or None
    try:
        return Path(file).read_text("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise EnvironmentFailed(
            msg("The passphrase file {file} cannot be read.", file=file), safe=msg("Nothing was changed.")
        ) from problem


def _check_display() -> None:
    """Qt ends the process where there is no display; better to say so."""
    if not _has_display():
        raise EnvironmentFailed(
            msg("There is no display for the window to be shown on."),
            safe=msg("Nothing was changed."),
            todo=msg("Start JetDesk on a desktop, or use its commands: “jetdesk --help” lists them."),
        )


def _has_display() -> bool:
    named = any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))
    return named or not sys.platform.startswith("linux")


def _leave_no_core() -> None:
    """A crash must not write what was in memory to the disk."""
    try:
        import resource
    except ImportError:  # Windows writes none by itself
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
