"""Commands for data that leaves the desk, and the demonstration."""

from pathlib import Path

import click

from jetdesk.cli.session import Session, common
from jetdesk.i18n import tr
from jetdesk.services import desks, exporting

SAMPLE_APPLICANTS, SAMPLE_SEED = 48, 20260218


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A file ending in .csv, .xlsx or .json.")
@common
@click.pass_obj
def export(session: Session, out: Path) -> None:
    """Write applicants, scores and decisions to a file. It is not encrypted."""
    with session.opened() as desk:
        count = exporting.export(desk, out)
    session.out.result({"file": str(out), "applicants": count}, [tr("{n} applicants in {file}", n=count, file=out)])


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--applicants", type=click.IntRange(min=6, max=5000), default=SAMPLE_APPLICANTS, show_default=True)
@click.option("--seed", type=int, default=SAMPLE_SEED, show_default=True)
@click.option("--no-window", is_flag=True, help="End after the reports.")
@common
@click.pass_obj
def demo(session: Session, path: Path | None, applicants: int, seed: int, no_window: bool) -> int:
    """Build a sample office of invented applicants, go through every step, write the reports, open the window."""
    from jetdesk.services import sample

    show = session.out.progress(tr("Building the sample office"))
    built = sample.build_sample(
        path or desks.sample_folder(), applicants, seed, progress=lambda fraction, _: show(fraction)
    )
    session.out.result(
        {"desk": str(built.desk), "passphrase": built.passphrase, "reports": [str(file) for file in built.reports]},
        [
            tr("Sample office: {path}", path=built.desk),
            tr("Passphrase: {passphrase}", passphrase=built.passphrase),
            *(tr("Report: {file}", file=file) for file in built.reports),
        ],
    )
    return 0 if no_window else session.show_window(built.desk, built.passphrase)
