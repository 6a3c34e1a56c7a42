"""The options that every command has, and the desk it works on."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from jetdesk.cli.output import Output
from jetdesk.errors import EnvironmentFailed
from jetdesk.i18n import LANGUAGES, choose_language, msg, tr

if TYPE_CHECKING:
    from jetdesk.desk.desk import Desk

DESK, PASSPHRASE, CODE = "JETDESK_DESK", "JETDESK_PASSPHRASE", "JETDESK_CODE"
ShowWindow = Callable[[Path, str], int]
"""Opens the window on a desk; the program hands it in, as the command line knows no window."""
Command = TypeVar("Command", bound=Callable[..., Any])


def _no_window(desk: Path, passphrase: str) -> int:
    return 0


@dataclass(slots=True)
class Session:
    """What the common options said; they may stand before or after the command's name."""

    desk: Path | None = None
    passphrase_file: Path | None = None
    as_json: bool = False
    quiet: bool = False
    debug: bool = False
    show_window: ShowWindow = _no_window

    @property
    def out(self) -> Output:
        return Output(as_json=self.as_json, quiet=self.quiet)

    def folder(self) -> Path:
        """The desk's folder; wrong usage if none was named."""
        if self.desk:
            return self.desk
        if os.environ.get(DESK):
            return Path(os.environ[DESK])
        raise click.UsageError(tr("Name the desk with --desk PATH or {variable}.", variable=DESK))

    def passphrase(self, prompt: str) -> str:
        """From the file, the environment or the terminal; never from an argument."""
        if self.passphrase_file:
            return first_line(self.passphrase_file)
        if PASSPHRASE in os.environ:
            return os.environ[PASSPHRASE]
        return ask(prompt)

    @contextmanager
    def opened(self) -> Iterator["Desk"]:
        """The desk, open for the length of the command."""
        from jetdesk.services import desks  # brings the database; help and wrong usage do without

        progress = self.out.progress(tr("Rebuilding after an upgrade"))
        with desks.open_desk(self.folder(), self.passphrase(tr("Passphrase: ")), progress) as desk:
            yield desk


def ask(prompt: str) -> str:
    """Ask for a passphrase at the terminal, without echo."""
    return _asked(prompt, tr("Give the passphrase with --passphrase-file or {variable}.", variable=PASSPHRASE))


def ask_code(prompt: str) -> str:
    """A code from the environment, or asked at the terminal without echo; never from an argument."""
    return os.environ.get(CODE) or _asked(prompt, tr("Give the code with {variable}.", variable=CODE))


def _asked(prompt: str, otherwise: str) -> str:
    if not sys.stdin.isatty():
        raise click.UsageError(otherwise)
    return getpass(prompt)


def common(command: Command) -> Command:
    """Give a command the common options."""
    for option in (
        click.option("--desk", type=click.Path(path_type=Path), expose_value=False, callback=_set("desk"),
                     help="The desk's folder (or JETDESK_DESK)."),
        click.option("--passphrase-file", type=click.Path(path_type=Path), expose_value=False,
                     callback=_set("passphrase_file"), help="A file with the passphrase (or JETDESK_PASSPHRASE)."),
        click.option("--json", "as_json", is_flag=True, expose_value=False, callback=_set("as_json"),
                     help="Result as one JSON object."),
        click.option("--language", type=click.Choice(LANGUAGES), expose_value=False, callback=_language,
                     help="Language of the messages."),
        click.option("--quiet", is_flag=True, expose_value=False, callback=_set("quiet"), help="Results only."),
        click.option("--debug", is_flag=True, expose_value=False, callback=_set("debug"),
                     help="Show a traceback for a fault."),
    ):  # fmt: skip
        command = option(command)
    return command


def _set(name: str) -> Callable[[click.Context, click.Parameter, object], None]:
    def keep(context: click.Context, _: click.Parameter, value: object) -> None:
        if value:
            setattr(context.ensure_object(Session), name, value)

    return keep


def _language(context: click.Context, _: click.Parameter, value: str | None) -> None:
    context.ensure_object(Session)
    if value:
        choose_language(value)


def first_line(file: Path) -> str:
    """The first line of a file with a passphrase or a code."""
    try:
        return file.read_text("utf-8-sig").split("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as problem:
        raise EnvironmentFailed(
            msg("The passphrase file {file} cannot be read.", file=str(file)), safe=msg("Nothing was changed.")
        ) from problem
