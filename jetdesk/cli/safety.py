"""Commands that keep a desk safe: verify, backup, restore, audit."""

from pathlib import Path

import click

from jetdesk.cli.output import table
from jetdesk.cli.session import Session, common
from jetdesk.i18n import tr
from jetdesk.services import desks

INTEGRITY = 3


@click.command()
@click.option("--replay", is_flag=True, help="Also rebuild every table from the journal and compare.")
@common
@click.pass_obj
def verify(session: Session, replay: bool) -> int:
    """Check database, key slots, journal and documents."""
    with session.opened() as desk:
        found = desks.verify(desk, replay=replay, progress=session.out.progress(tr("Checking documents")))
    problems = [problem.text() for problem in found.problems]
    counts = tr("{entries} entries in {chains} chains, {documents} documents.",
                entries=found.entries, chains=found.chains, documents=found.documents)  # fmt: skip
    verdict = tr("Everything is as it was left.") if found.ok else tr("Something is wrong:")
    session.out.result(
        {"ok": found.ok, "entries": found.entries, "chains": found.chains, "documents": found.documents,
         "problems": problems},
        [counts, verdict, *problems],
    )  # fmt: skip
    return 0 if found.ok else INTEGRITY


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The backup file.")
@common
@click.pass_obj
def backup(session: Session, out: Path) -> None:
    """Write the desk to one file, still encrypted, and check it."""
    with session.opened() as desk:
        count = desks.back_up(desk, out, session.out.progress(tr("Backing up")))
    session.out.result({"file": str(out), "files": count}, [tr("{file} is written and checked.", file=out)])


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("path", type=click.Path(path_type=Path))
@common
@click.pass_obj
def restore(session: Session, file: Path, path: Path) -> None:
    """Lay a backup out as a desk in PATH."""
    count = desks.restore(file, path)
    session.out.result({"desk": str(path), "files": count}, [tr("The desk is restored in {path}.", path=path)])


@click.command()
@click.option("--applicant", "application_no", help="Only this application number.")
@common
@click.pass_obj
def audit(session: Session, application_no: str | None) -> None:
    """The journal, readable, oldest first."""
    with session.opened() as desk:
        found = desks.audit(desk, application_no)
    rows = [(f"{r.at:%Y-%m-%d %H:%M:%S}", r.author, r.action, r.subject, r.detail) for r in found]
    data = [
        {"at": r.at.isoformat(), "author": r.author, "action": r.action, "application_no": r.subject,
         "detail": r.detail, "entry": r.entry}
        for r in found
    ]  # fmt: skip
    header = (tr("Time (UTC)"), tr("Author"), tr("Action"), tr("Applicant"), tr("What"))
    session.out.result({"entries": data, "total": len(data)}, table(header, rows))
