"""The command line: its commands, exit codes and the one place where errors become messages."""

import signal
import traceback
from collections.abc import Sequence
from importlib import import_module
from types import FrameType

import click

from jetdesk import __version__, log
from jetdesk.cli.output import say, say_error
from jetdesk.cli.session import Session, ShowWindow, common
from jetdesk.errors import UserError
from jetdesk.i18n import tr

FAULT = 70


COMMANDS = {
    "new": "office", "setup": "office", "passphrase": "office", "recovery": "office",
    "intake": "dossiers", "screen": "screening", "screening": "screening", "applicants": "dossiers",
    "interests": "interests", "timetable": "timetable", "check-in": "timetable",
    "pack": "exchange", "join": "exchange", "sync": "exchange", "laptops": "exchange",
    "scores": "scoring", "reopen": "custody", "custody": "custody", "reveal": "custody", "conflicts": "conflicts",
    "calibrate": "calibration", "select": "scoring", "after": "aftermath",
    "report": "reports", "export": "papers", "demo": "papers",
    "verify": "safety", "backup": "safety", "restore": "safety", "audit": "safety",
    "wipe": "exchange",
}  # fmt: skip
"""Every command and the file it is in, in the order of the work."""


class _Commands(click.Group):
    """Imports only the file of the command that is called: the others cost seconds at the start."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"jetdesk.cli.{COMMANDS[cmd_name]}")
        found = getattr(module, cmd_name.replace("-", "_"))
        return found if isinstance(found, click.Command) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@common
@click.version_option(__version__, prog_name="jetdesk")
def jetdesk() -> None:
    """JetDesk: dossiers, score sheets and selection of a JET Program office, on this laptop."""


def main(arguments: Sequence[str], show_window: ShowWindow | None = None) -> int:
    """Run one command; gives its exit code: 0 done, 1 refused, 2 usage, 3 security, 4 environment, 70 fault."""
    session = Session(show_window=show_window) if show_window else Session()
    try:
        signal.signal(signal.SIGTERM, _interrupt)
        result = jetdesk.main(list(arguments), prog_name="jetdesk", standalone_mode=False, obj=session)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (KeyboardInterrupt, click.Abort):
        say(tr("Interrupted. Nothing is half-written."))
        return 1
    except UserError as problem:
        say_error(problem)
        return problem.exit_code
    except Exception as problem:
        return _fault(problem, session)


def _fault(problem: Exception, session: Session) -> int:
    log.get(__name__).error("fault", exc_info=problem)
    if session.debug:
        traceback.print_exception(problem)
    where = traceback.extract_tb(problem.__traceback__)[-1]
    say(
        tr("JetDesk itself failed ({kind} in {place}). What was saved is safe.",
           kind=type(problem).__name__, place=f"{where.name}:{where.lineno}")
    )  # fmt: skip
    return FAULT


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
