"""Commands for scores and selection."""

from pathlib import Path

import click

from jetdesk.cli.output import table
from jetdesk.cli.session import Session, common
from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import Position
from jetdesk.domain.flips import Flip
from jetdesk.domain.selection import OUTCOME_NAMES, Basis, Outcome, Standing
from jetdesk.i18n import tr
from jetdesk.services import scores as scores_service
from jetdesk.services import selection as service
from jetdesk.services.flips import flip_report
from jetdesk.services.scores import ScoresRejected
from jetdesk.services.selection import SelectionView


@click.group()
@common
def scores() -> None:
    """Score sheets from files."""


@scores.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--submit", is_flag=True, help="Submit and seal the sheets; otherwise they stay drafts.")
@click.option("--paper", is_flag=True, help="Mark them as transcribed from paper.")
@common
@click.pass_obj
def load(session: Session, file: Path, submit: bool, paper: bool) -> None:
    """Load score sheets from a CSV file, all or nothing."""
    with session.opened() as desk:
        try:
            done = scores_service.load(desk, file, submit=submit, paper=paper)
        except ScoresRejected as rejected:
            problems = [
                {"row": p.row, "column": p.column, "value": p.value, "problem": p.problem.text()}
                for p in rejected.problems
            ]
            session.out.result({"sheets": 0, "rejected": problems}, [])
            raise
    for warning in done.warnings:
        session.out.say(warning.text())
    session.out.result(
        {"sheets": done.sheets, "ratings": done.ratings, "unchanged": done.unchanged, "recused": done.recused,
         "assigned": done.assigned, "notes_waived": done.notes_waived, "submitted": done.submitted,
         "warnings": [warning.text() for warning in done.warnings]},
        [tr("{n} sheets loaded, {unchanged} were there already.", n=done.sheets, unchanged=done.unchanged)],
    )  # fmt: skip


@click.command()
@click.option("--quota", "quotas", multiple=True, help="Places, as ALT=40; without --apply only tried out.")
@click.option(
    "--by", type=click.Choice([basis.value for basis in Basis]), help="The score to rank by; without it, as recorded."
)
@click.option("--apply", "apply_now", is_flag=True, help="Record quotas and decisions.")
@click.option("--sign-off", is_flag=True, help="Record decisions and freeze the lists.")
@common
@click.pass_obj
def select(session: Session, quotas: tuple[str, ...], by: str | None, apply_now: bool, sign_off: bool) -> None:
    """Ranking, cut line and alternates of every position."""
    places = dict(_quota(text) for text in quotas)
    with session.opened() as desk:
        wanted = service.positions(desk)
        basis = Basis(by) if by else None
        if apply_now or sign_off:
            if basis:
                service.set_basis(desk, basis)
            _record(desk, wanted, places, sign_off)
            places = {}
        shown = [service.what_if(desk, position, places.get(position), basis) for position in wanted]
        crossing = [flip for p in wanted for flip in flip_report(desk, p, places.get(p), basis)]
    data = {
        "positions": {view.position.value: _data(view) for view in shown},
        "flips": [_flip(flip) for flip in crossing],
    }
    session.out.result(data, [*(line for view in shown for line in _lines(view)), *map(_flip_words, crossing)])


def _quota(text: str) -> tuple[Position, int]:
    name, _, number = text.partition("=")
    if name.upper() not in Position.__members__ or not number.isdecimal():
        raise click.UsageError(tr("“{text}” is not a quota; write it as ALT=40.", text=text))
    return Position(name.upper()), int(number)


def _record(desk: Desk, wanted: tuple[Position, ...], places: dict[Position, int], sign_off: bool) -> None:
    """Signed lists are left alone; they are refused if a quota is given for one, or if nothing else is left."""
    unsigned = [position for position in wanted if service.view(desk, position).sign_off is None]
    for position in sorted(places, key=unsigned.__contains__):  # what is refused comes before anything is changed
        service.set_places(desk, position, places[position], service.view(desk, position).ranking.alternates)
    if not sign_off:
        service.apply_decisions(desk, unsigned or wanted)
        return
    for position in unsigned or wanted:
        if service.view(desk, position).ranking.ranked:
            service.sign_off(desk, position)


def _flip(flip: Flip) -> dict[str, object]:
    because = flip.because.text()
    return {"application_no": flip.application_no, "from": flip.before, "to": flip.after, "because": because}


def _flip_words(flip: Flip) -> str:
    before, after = OUTCOME_NAMES[flip.before].text(), OUTCOME_NAMES[flip.after].text()
    return f"{flip.application_no}: {before} → {after}, {flip.because.text()}"


def _data(view: SelectionView) -> dict[str, object]:
    ranking = view.ranking
    alternates = ranking.with_outcome(Outcome.ALTERNATE)
    return {
        "quota": ranking.quota,
        "by": ranking.basis,
        "ranked": [_standing(standing) for standing in ranking.standings],
        "alternates": [standing.candidate.application_no for standing in alternates],
        "signed_off": view.sign_off.at.isoformat() if view.sign_off else None,
        "open": [point.text() for point in view.open_points],
    }


def _standing(standing: Standing) -> dict[str, object]:
    """Adjusted score, interval and probability are null where the sheets do not tell severity."""
    adjusted = standing.adjusted
    return {
        "rank": standing.rank,
        "application_no": standing.candidate.application_no,
        "raw": round(standing.raw, 3) if standing.raw is not None else None,
        "adjusted": round(adjusted.score, 3) if adjusted else None,
        "low": round(adjusted.low, 3) if adjusted else None,
        "high": round(adjusted.high, 3) if adjusted else None,
        "p_above": round(adjusted.above, 3) if adjusted and standing.rank else None,
        "outcome": standing.outcome,
        "alternate": standing.alternate,
        "raters": standing.raters,
        "tie_break": standing.tie_break,
        "reason": standing.override.reason if standing.override else None,
    }


def _lines(view: SelectionView) -> list[str]:
    header = (tr("Rank"), tr("No."), tr("Name"), tr("Raw"), tr("Adjusted"), tr("Above line"), tr("Outcome"))
    rows = [
        (
            s.rank,
            s.candidate.application_no,
            s.candidate.name,
            s.raw,
            s.adjusted and s.adjusted.score,
            f"{s.adjusted.above:.0%}" if s.adjusted and s.rank else None,
            _outcome(s),
        )  # fmt: skip
        for s in view.ranking.standings
    ]
    title = tr("{position}: {quota} places", position=view.position.value, quota=view.ranking.quota)
    return [title, *table(header, rows), *(point.text() for point in view.open_points), ""]


def _outcome(standing: Standing) -> str:
    name = OUTCOME_NAMES[standing.outcome].text()
    return f"{name} {standing.alternate}" if standing.alternate else name
