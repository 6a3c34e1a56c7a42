"""Commands for the office and its desk: new, setup, passphrase, recovery."""

from pathlib import Path

import click

from jetdesk.cli.session import Session, ask, ask_code, common
from jetdesk.i18n import tr
from jetdesk.services import desks, people


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--office", required=True, help="The office's full name.")
@click.option("--cycle", required=True, type=int, help="The selection year.")
@click.option("--name", required=True, help="The coordinator's name.")
@common
@click.pass_obj
def new(session: Session, path: Path, office: str, cycle: int, name: str) -> None:
    """Found an office: the coordinator's desk in PATH."""
    founded = desks.found_office(path, office, cycle, name, session.passphrase(tr("New passphrase: ")))
    founded.desk.close()
    session.out.result(
        {"desk": str(path), "recovery_code": founded.recovery_code},
        [
            tr("The desk of {name} is in {path}.", name=name, path=path),
            tr("Recovery code, to be printed and locked away: {code}", code=founded.recovery_code),
        ],
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@common
@click.pass_obj
def setup(session: Session, file: Path) -> None:
    """People, panels, rubrics and quotas from a TOML file; running it again changes only what differs."""
    with session.opened() as desk:
        done = people.set_up(desk, file)
    changed = [f"{table} {row}" for table, row in done.changed]
    session.out.result(
        {"changed": [{"kind": table, "id": row} for table, row in done.changed]},
        [tr("Changed: {what}", what=", ".join(changed))] if changed else [tr("Nothing differs; nothing was changed.")],
    )


@click.command()
@click.option("--new-passphrase-file", type=click.Path(path_type=Path), help="Read the new passphrase from this file.")
@common
@click.pass_obj
def passphrase(session: Session, new_passphrase_file: Path | None) -> None:
    """Change the desk's passphrase."""
    folder, old = session.folder(), session.passphrase(tr("Passphrase: "))
    fresh = Session(passphrase_file=new_passphrase_file)
    wanted = fresh.passphrase("") if new_passphrase_file else _asked_twice()
    desks.change_passphrase(folder, old, wanted)
    session.out.result({"changed": True}, [tr("The passphrase is changed; the old one no longer opens this desk.")])


@click.command()
@common
@click.pass_obj
def recovery(session: Session) -> None:
    """Set a new passphrase with the recovery code (asked, or JETDESK_CODE)."""
    folder = session.folder()
    code = ask_code(tr("Recovery code: "))
    wanted = session.passphrase(tr("New passphrase: "))
    desks.recover(folder, code, wanted)
    session.out.result({"changed": True}, [tr("The passphrase is changed; the old one no longer opens this desk.")])


def _asked_twice() -> str:
    wanted = ask(tr("New passphrase: "))
    if ask(tr("Once more: ")) != wanted:
        raise click.UsageError(tr("The two passphrases differ."))
    return wanted
