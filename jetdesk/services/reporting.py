"""Reports: what they say is gathered from the desk here, frozen, and given to the report."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from jetdesk.desk import exchange
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk
from jetdesk.desk.files import replace_file
from jetdesk.desk.queries import dossiers, interviews
from jetdesk.desk.queries import office as office_queries
from jetdesk.domain.applicant import Applicant, Position, Status
from jetdesk.domain.custody import Laptop
from jetdesk.domain.custody_report import CustodyReceipt, LaptopLine
from jetdesk.domain.office import Panel, Person, Role
from jetdesk.domain.selection import Ranking
from jetdesk.domain.sheet import ScoreSheet
from jetdesk.domain.summary import Member, PanelLine, RecusalLine, SelectionSummary, SignOff
from jetdesk.reports.custody import CustodyOptions as CustodyOptions
from jetdesk.reports.custody import custody_receipt
from jetdesk.reports.document import Report
from jetdesk.reports.names import Names as Names
from jetdesk.reports.pack_card import PackCard
from jetdesk.reports.pack_card import pack_card as card_of_pack
from jetdesk.reports.summary import SummaryOptions as SummaryOptions
from jetdesk.reports.summary import selection_summary
from jetdesk.services.custody import ledger
from jetdesk.services.desks import now
from jetdesk.services.laptops import Packed, list_laptops
from jetdesk.services.people import get_office, list_people
from jetdesk.services.selection import read_view


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Everything of one position that the summary counts."""

    applicants: dict[str, Applicant]
    sheets: tuple[ScoreSheet, ...]
    people: dict[str, Person]


def summary(desk: Desk, position: Position, options: SummaryOptions) -> Report:
    """The selection summary of one position as PDF."""
    return selection_summary(summary_values(desk, position), options)


def summary_values(desk: Desk, position: Position) -> SelectionSummary:
    """All that the summary says. The same desk at the same minute gives the same values."""
    made_at = now(desk).replace(second=0, microsecond=0)
    with desk.read() as connection:
        shown = read_view(connection, position)
        gathered = _gather(connection, position)
        slots = interviews.list_slots(connection)
        statuses = dossiers.statuses(connection)
        panels = office_queries.list_panels(connection)
        recusals = _recusals(connection, gathered)
    mine = [slots[i] for i in gathered.applicants if i in slots]
    seen = {slot.panel_id for slot in mine}
    days = {slot.starts_at.date() for slot in mine if slot.starts_at}
    signed = shown.sign_off
    return SelectionSummary(
        office=shown.office,
        position=position,
        rubric=shown.rubric,
        ranking=_with_names(shown.ranking, gathered.people),
        document_no=shown.document_no,
        made_at=made_at,
        journal_head=desk.head_hash,
        panels=tuple(_panel_line(panel, gathered.people) for panel in _scoring(panels, seen, gathered.sheets)),
        interview_days=tuple(sorted(days)),
        applied=len(gathered.applicants),
        interviewed=_interviewed(gathered, statuses),
        expected=shown.expected,
        received=shown.received,
        transcribed=sum(1 for sheet in gathered.sheets if sheet.entered_by),
        notes_waived=sum(1 for sheet in gathered.sheets if sheet.notes_waived),
        ratings=sum(len(sheet.ratings) for sheet in gathered.sheets),
        cannot_assess=_cannot_assess(gathered.sheets),
        recusals=recusals,
        coordinator=_coordinator(gathered.people.values()),
        sign_off=SignOff(_name(gathered.people, signed.by), signed.at) if signed else None,
    )


def custody(desk: Desk, options: CustodyOptions) -> Report:
    """The custody receipt as PDF: where every expected sheet is."""
    return custody_receipt(custody_values(desk), options)


def pack_card(desk: Desk, packed: Packed, language: Literal["en", "ja"]) -> Report:
    """The one-time code of a laptop pack on a card to hand over."""
    return card_of_pack(PackCard(get_office(desk), packed.person.name, packed.code), language)


def custody_values(desk: Desk) -> CustodyReceipt:
    """All that the receipt says. The same desk at the same minute gives the same values."""
    made_at = now(desk).replace(second=0, microsecond=0)
    settled = get_office(desk)
    others = [laptop for laptop in list_laptops(desk) if not laptop.own]
    return CustodyReceipt(
        office=settled,
        ledger=ledger(desk, made_at),
        laptops=_laptop_lines(desk, others),
        document_no=f"{settled.code}-{settled.cycle.year}-CUSTODY-{desk.head_hash[:8].upper()}",
        made_at=made_at,
        journal_head=desk.head_hash,
        coordinator=_coordinator(list_people(desk)),
    )


def _laptop_lines(desk: Desk, others: Sequence[Laptop]) -> tuple[LaptopLine, ...]:
    """The other desks, as far as their work is here."""
    found = []
    with desk.read() as connection:
        for laptop in others:
            receipts = exchange.list_receipts(connection, laptop.desk)
            found.append(_laptop_line(laptop, [r for r in receipts if r.by == desk.identity.desk]))
    return tuple(found)


def _laptop_line(laptop: Laptop, receipts: Sequence[exchange.Receipt]) -> LaptopLine:
    newest = max(receipts, key=lambda receipt: (receipt.epoch, receipt.seq), default=None)
    return LaptopLine(
        desk=laptop.desk,
        person=laptop.person.name,
        state=laptop.state,
        seen=laptop.seen,
        sheets=len({sheet for receipt in receipts for sheet in receipt.sheets}),
        awaited=laptop.sheets_waiting,
        acknowledged=newest.hash if newest else "",
        reason=laptop.reason,
    )


def interview_days(desk: Desk) -> tuple[date, ...]:
    with desk.read() as connection:
        return tuple(sorted({s.starts_at.date() for s in interviews.list_slots(connection).values() if s.starts_at}))


def _with_names(ranking: Ranking, people: dict[str, Person]) -> Ranking:
    """Overrides say who made them, by name."""
    named = (
        replace(s, override=replace(s.override, by=_name(people, s.override.by))) if s.override else s
        for s in ranking.standings
    )
    return replace(ranking, standings=tuple(named))


def _gather(connection: Snapshot, position: Position) -> _Gathered:
    everyone = dossiers.get_applicants(connection)
    applicants = {i: applicant for i, applicant in everyone.items() if applicant.position is position}
    sheets = interviews.list_sheets(connection)
    mine = tuple(sheet for i in applicants for sheet in sheets.get(i, ()))
    return _Gathered(applicants, mine, {person.id: person for person in office_queries.list_people(connection)})


def _interviewed(gathered: _Gathered, statuses: dict[str, Status]) -> int:
    """Those with a sheet; the absent have none."""
    scored = {sheet.applicant_id for sheet in gathered.sheets}
    return sum(1 for i in scored if statuses[i] is not Status.ABSENT)


def _scoring(panels: tuple[Panel, ...], seen: set[str], sheets: tuple[ScoreSheet, ...]) -> list[Panel]:
    """Panels that met an applicant of this position, by slot or by a member's sheet."""
    scored = {sheet.panelist_id for sheet in sheets}
    return [panel for panel in panels if panel.id in seen or scored & set(panel.members)]


def _panel_line(panel: Panel, people: dict[str, Person]) -> PanelLine:
    members = [people[member] for member in panel.members if member in people]
    members.sort(key=lambda person: person.id != panel.chair)
    return PanelLine(panel.id, tuple(Member(p.name, p.affiliation, p.id == panel.chair) for p in members))


def _recusals(connection: Snapshot, gathered: _Gathered) -> tuple[RecusalLine, ...]:
    lines = [
        RecusalLine(
            gathered.applicants[a.applicant_id].application_no, gathered.applicants[a.applicant_id].name,
            _name(gathered.people, a.panelist_id), a.reason,
        )
        for a in interviews.list_assignments(connection)
        if a.recused and a.applicant_id in gathered.applicants
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (line.applicant_no, line.panelist)))


def _cannot_assess(sheets: Iterable[ScoreSheet]) -> dict[str, int]:
    counts = Counter(rating.criterion for sheet in sheets for rating in sheet.ratings if rating.cannot_assess)
    return dict(sorted(counts.items()))


def _coordinator(people: Iterable[Person]) -> str:
    return next((person.name for person in people if person.role is Role.COORDINATOR), "")


def _name(people: dict[str, Person], person: str) -> str:
    return people[person].name if person in people else person


def save_report(report: Report, path: Path) -> None:
    """Write the PDF; the file is the old or the new one, never half. It is not encrypted."""
    replace_file(path, report.pdf)
