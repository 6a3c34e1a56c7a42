"""The sheets of the rest of the panel, once they are revealed."""

from collections import defaultdict
from dataclasses import dataclass

from jetdesk.desk.desk import Desk
from jetdesk.domain.custody import CustodyState, Verdict, worst
from jetdesk.domain.office import Person
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.sheet import ScoreSheet, Total
from jetdesk.services import custody, interviews, reveal
from jetdesk.services.desks import now
from jetdesk.services.interviews import SheetView


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """One colleague's latest revision; `sheet` is None where the reveal has none of theirs."""

    person: Person
    sheet: ScoreSheet | None
    total: Total
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class PanelSheets:
    """What the panel gave one applicant. `closed`: who has no sheet, and why; `verdicts` also has one's own."""

    applicant_id: str
    rubric: Rubric
    others: tuple[OtherSheet, ...]
    closed: tuple[tuple[str, str], ...]
    verdicts: tuple[tuple[str, Verdict], ...]


def read_panel(desk: Desk, applicant: str, panelist: str) -> PanelSheets:
    """Everybody's sheets but this panelist's. Recused members are left out."""
    verdicts = _verdicts(desk, applicant)
    reasons = _expected(desk, applicant)
    own = interviews.open_sheet(desk, applicant, panelist)
    people = sorted({*reasons, *verdicts} - {panelist})
    views = [interviews.open_sheet(desk, applicant, person) for person in people]
    shown = [view for view in views if view.submitted or view.panelist.id in verdicts]
    return PanelSheets(
        applicant, own.rubric,
        others=tuple(_other(view, verdicts.get(view.panelist.id)) for view in sorted(shown, key=_name)),
        closed=tuple((v.panelist.name, reasons[v.panelist.id]) for v in views if _is_closed(v, reasons)),
        verdicts=tuple((v.panelist.name, verdicts[v.panelist.id]) for v in (own, *views) if v.panelist.id in verdicts),
    )  # fmt: skip


def _expected(desk: Desk, applicant: str) -> dict[str, str]:
    """Who is (or was) to score this applicant, and for whose sheet was closed why; nobody who is recused."""
    moment = now(desk)
    with desk.read() as connection:
        rows = custody.read_ledger(connection, desk.person, moment, applicant).rows
    cells = [cell for row in rows for cell in row.cells.values() if cell.state is not CustodyState.RECUSED]
    return {cell.panelist_id: cell.reason if cell.state is CustodyState.CLOSED else "" for cell in cells}


def _verdicts(desk: Desk, applicant: str) -> dict[str, Verdict]:
    """The worst of a person's revisions counts."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for proof in reveal.prove(desk, applicant):
        found[proof.panelist_id].append(proof.verdict)
    return {person: verdict for person, all_of in found.items() if (verdict := worst(all_of))}


def _other(view: SheetView, verdict: Verdict | None) -> OtherSheet:
    return OtherSheet(view.panelist, view.submitted, view.total, verdict)


def _is_closed(view: SheetView, reasons: dict[str, str]) -> bool:
    return view.submitted is None and bool(reasons.get(view.panelist.id))


def _name(view: SheetView) -> str:
    return view.panelist.name
