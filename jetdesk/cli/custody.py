"""Commands for sealed sheets: custody, reveal, reopen."""

from collections.abc import Sequence

import click

from jetdesk.cli.exchange import alarm_data, alarm_lines, find_person, laptop_data, laptop_lines
from jetdesk.cli.output import table
from jetdesk.cli.session import Session, common
from jetdesk.domain.custody import (
    CUSTODY_NAMES,
    Alarm,
    CustodyCell,
    CustodyGroup,
    CustodyRow,
    CustodyState,
    Laptop,
    Ledger,
)
from jetdesk.i18n import tr, tr_n
from jetdesk.services import applicants, exchange, interviews, laptops, people
from jetdesk.services import custody as service
from jetdesk.services import reveal as reveal_service

HERE = (CustodyState.RECEIVED, CustodyState.REVEALED)


@click.command()
@click.option("--close", nargs=2, metavar="NO PANELIST", help="Expect this sheet no longer; needs --reason.")
@click.option("--settle", metavar="ALARM", help="Say what was done about an alarm; needs --reason.")
@click.option("--reason", default="", help="Why; it stays on record, and is printed on the receipt.")
@common
@click.pass_obj
def custody(session: Session, close: tuple[str, str] | None, settle: str | None, reason: str) -> None:
    """Where every expected sheet is. Received: it is on this desk, revealed or not. Sealed: still on its laptop."""
    if (close or settle) and not reason.strip():
        raise click.UsageError(tr("Give the reason with --reason."))
    with session.opened() as desk:
        if close:
            panelist = find_person(desk, close[1]).id
            service.close_expected(desk, applicants.applicant_id(desk, close[0]), panelist, reason)
        if settle:
            exchange.settle_alarm(desk, settle, reason)
        ledger, alarms, known = service.ledger(desk), exchange.list_alarms(desk), laptops.list_laptops(desk)
        names = {person.id: person.name for person in people.list_people(desk)}
    session.out.result(_ledger_data(ledger, alarms, known), _ledger_lines(ledger, alarms, known, names))


@click.command()
@click.option("--applicant", "numbers", multiple=True, metavar="NO", help="Only these application numbers.")
@common
@click.pass_obj
def reveal(session: Session, numbers: tuple[str, ...]) -> None:
    """Open the sheets of all applicants whose expected sheets have arrived. It cannot be taken back."""
    with session.opened() as desk:
        wanted = [applicants.applicant_id(desk, number) for number in numbers]
        done = reveal_service.reveal(desk, wanted or None)
        by_id = {row.id: row.application_no for row in applicants.list_applicants(desk)}
    opened = [by_id.get(applicant, applicant) for applicant in done.applicants]
    lines = [tr_n("{n} applicant revealed.", "{n} applicants revealed.", len(opened)), *opened]
    if done.missing:
        lines.append(tr("Not yet in:"))
        lines += [f"    {m.application_no}  {m.panelist}" for m in done.missing]
    missing = [{"application_no": m.application_no, "panelist": m.panelist} for m in done.missing]
    session.out.result({"revealed": opened, "missing": missing}, lines)


@click.command()
@click.argument("number", metavar="NO")
@click.option("--panelist", help="Whose sheet, for one that was entered on this desk; otherwise your own.")
@click.option("--reason", required=True, help="Why; it stays on record.")
@common
@click.pass_obj
def reopen(session: Session, number: str, panelist: str | None, reason: str) -> None:
    """Open a submitted sheet again, as a draft; the next submit makes a revision."""
    with session.opened() as desk:
        whose = find_person(desk, panelist).id if panelist else desk.person
        interviews.reopen(desk, applicants.applicant_id(desk, number), whose, reason)
    session.out.result(
        {"application_no": number, "panelist": whose, "reopened": True},
        [tr("The sheet for {number} is open again. What was sealed stays on record.", number=number)],
    )


def _ledger_data(ledger: Ledger, alarms: Sequence[Alarm], known: Sequence[Laptop]) -> dict[str, object]:
    return {
        "expected": ledger.expected,
        "sealed": ledger.count(CustodyState.SEALED),
        "received": ledger.count(*HERE),
        "revealed": ledger.count(CustodyState.REVEALED),
        "missing": [
            {"application_no": row.application_no, "panelist": cell.panelist_id, "state": cell.state}
            for row in ledger.rows
            for cell in row.missing
        ],
        "recused": ledger.count(CustodyState.RECUSED),
        "closed": ledger.count(CustodyState.CLOSED),
        "conflicts": ledger.count(CustodyState.CONFLICT),
        "ready": [row.application_no for row in ledger.ready],
        "applicants": [_row_data(row) for row in ledger.rows],
        "laptops": [laptop_data(each) for each in known],
        "alarms": [alarm_data(each) for each in alarms],
    }


def _row_data(row: CustodyRow) -> dict[str, object]:
    return {
        "application_no": row.application_no,
        "name": row.name,
        "position": row.position,
        "panel": row.panel_id,
        "starts_at": row.starts_at.isoformat() if row.starts_at else None,
        "ready": row.ready,
        "revealed": row.revealed,
        "sheets": [
            {"panelist": cell.panelist_id, "state": cell.state, "at": cell.at.isoformat() if cell.at else None,
             "reason": cell.reason, "revision": cell.revision, "origin": cell.origin}
            for cell in row.cells.values()
        ],
    }  # fmt: skip


def _ledger_lines(ledger: Ledger, alarms: Sequence[Alarm], known: Sequence[Laptop], names: dict[str, str]) -> list[str]:
    lines = [line for group in ledger.groups for line in (*_group_lines(group), "")]
    lines += [
        tr("{received} of {expected} sheets received, {revealed} of them revealed.", received=ledger.count(*HERE),
           expected=ledger.expected, revealed=ledger.count(CustodyState.REVEALED)),
        tr_n("{n} sealed on a laptop.", "{n} sealed on laptops.", ledger.count(CustodyState.SEALED)),
    ]  # fmt: skip
    if ledger.ready:
        ready = ", ".join(row.application_no for row in ledger.ready)
        lines.append(tr("Can be revealed now: {numbers}", numbers=ready))
    awaited = _awaited(ledger, names)
    if awaited:
        lines += [tr("Waiting for:"), *awaited]
    if known:
        lines += ["", *laptop_lines(known)]
    return [*lines, *alarm_lines(alarms)]


def _awaited(ledger: Ledger, names: dict[str, str]) -> list[str]:
    """Who still owes sheets, a line each."""
    owed: dict[str, list[str]] = {}
    for row in ledger.rows:
        for cell in row.missing:
            owed.setdefault(cell.panelist_id, []).append(row.application_no)
    return [f"    {names.get(who, who)}: {', '.join(numbers)}" for who, numbers in owed.items()]


def _group_lines(group: CustodyGroup) -> list[str]:
    title = tr("Panel {label}", label=group.panel.id) if group.panel.id else tr("Without a panel")
    header = (tr("Time"), tr("No."), tr("Name"), *(person.name for person in group.panelists))
    rows = [
        (f"{row.starts_at:%m-%d %H:%M}" if row.starts_at else "–", row.application_no, row.name,
         *(_cell(row.cells.get(person.id)) for person in group.panelists))
        for row in group.rows
    ]  # fmt: skip
    return [title, *table(header, rows)]


def _cell(cell: CustodyCell | None) -> str:
    if cell is None:
        return ""
    word = CUSTODY_NAMES[cell.state].text()
    return f"{word} {cell.at:%H:%M}" if cell.at and cell.state in HERE else word
