"""Commands for what happens after the sign-off: after, with withdraw, promote and result."""

import click

from jetdesk.cli.output import table
from jetdesk.cli.session import Session, common
from jetdesk.domain.aftermath import RESULT_NAMES, After, Event, Result
from jetdesk.domain.applicant import Position
from jetdesk.domain.selection import OUTCOME_NAMES
from jetdesk.i18n import tr
from jetdesk.services import aftermath as service
from jetdesk.services import applicants

NUMBER = click.argument("number", metavar="NO")


@click.group(invoke_without_command=True)
@click.option("--position", type=click.Choice([p.value for p in Position]), default="ALT", help="The list to show.")
@common
@click.pass_context
def after(context: click.Context, position: str) -> None:
    """A signed list, and what happened since."""
    if context.invoked_subcommand:
        return
    session: Session = context.obj
    with session.opened() as desk:
        listed = service.list_after(desk, Position(position))
    header = (tr("Rank"), tr("No."), tr("Name"), tr("Signed"), tr("Now"), tr("Result"))
    rows = [(a.rank, a.application_no, a.name, OUTCOME_NAMES[a.signed].text(), OUTCOME_NAMES[a.now].text(), _result(a))
            for a in listed]  # fmt: skip
    session.out.result({"position": position, "applicants": [_data(a) for a in listed]}, table(header, rows))


@after.command()
@NUMBER
@click.option("--reason", required=True, help="Why; it stays on record.")
@common
@click.pass_obj
def withdraw(session: Session, number: str, reason: str) -> None:
    """Somebody recommended, or an alternate, gives up."""
    with session.opened() as desk:
        service.withdraw(desk, applicants.applicant_id(desk, number), reason)
    session.out.result({"withdrawn": number}, [tr("{number} has withdrawn.", number=number)])


@after.command()
@NUMBER
@click.option("--reason", default="", help="Needed out of order, and beyond the places that were signed.")
@common
@click.pass_obj
def promote(session: Session, number: str, reason: str) -> None:
    """An alternate moves up."""
    with session.opened() as desk:
        service.promote(desk, applicants.applicant_id(desk, number), reason)
    session.out.result({"promoted": number}, [tr("{number} moves up.", number=number)])


@after.command()
@NUMBER
@click.argument("result", type=click.Choice([r.value for r in Result]))
@click.option("--note", default="", help="What else was said.")
@common
@click.pass_obj
def result(session: Session, number: str, result: str, note: str) -> None:
    """What Tokyo decided."""
    with session.opened() as desk:
        service.record_result(desk, applicants.applicant_id(desk, number), Result(result), note)
    session.out.result(
        {"application_no": number, "result": result}, [f"{number}: {RESULT_NAMES[Result(result)].text()}"]
    )


def _data(a: After) -> dict[str, object]:
    found = a.events.get(Event.RESULT)
    reasons = {event.value: happened.reason for event, happened in a.events.items() if happened.reason}
    return {"application_no": a.application_no, "rank": a.rank, "alternate": a.alternate, "signed": a.signed,
            "now": a.now, "result": found.result if found else None, "reasons": reasons}  # fmt: skip


def _result(a: After) -> str:
    found = a.events.get(Event.RESULT)
    return RESULT_NAMES[found.result].text() if found and found.result else ""
