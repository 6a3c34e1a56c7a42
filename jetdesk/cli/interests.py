"""Commands for conflicts of interest: interests."""

import click

from jetdesk.cli.exchange import find_person
from jetdesk.cli.output import table
from jetdesk.cli.session import Session, common
from jetdesk.domain.interests import KIND_NAMES, STATE_NAMES, Kind
from jetdesk.i18n import tr
from jetdesk.services import applicants, people
from jetdesk.services import interests as service


@click.group(invoke_without_command=True)
@common
@click.pass_context
def interests(context: click.Context) -> None:
    """Conflicts of interest that were declared or that the data shows."""
    if context.invoked_subcommand:
        return
    session: Session = context.obj
    with session.opened() as desk:
        found = service.list_interests(desk)
        numbers = {row.id: row.application_no for row in applicants.list_applicants(desk)}
        names = {person.id: person.name for person in people.list_people(desk)}
    data = [
        {"application_no": numbers[i.applicant], "panelist": i.panelist, "kind": i.kind.value, "state": i.state.value,
         "explanation": i.explanation.text(), "reason": i.reason} for i in found
    ]  # fmt: skip
    rows = [(numbers[i.applicant], names.get(i.panelist, i.panelist), KIND_NAMES[i.kind].text(),
             STATE_NAMES[i.state].text(), i.explanation.text()) for i in found]  # fmt: skip
    header = (tr("Number"), tr("Panelist"), tr("Kind"), tr("State"), tr("Explanation"))
    session.out.result(
        {"interests": data}, table(header, rows) if rows else [tr("There are no conflicts of interest.")]
    )


@interests.command()
@click.argument("number", metavar="NO")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), required=True, help="What ties you.")
@click.option("--detail", required=True, help="In a few words; the coordinators read it.")
@common
@click.pass_obj
def declare(session: Session, number: str, kind: str, detail: str) -> None:
    """Declare your own conflict with an applicant."""
    with session.opened() as desk:
        service.declare(desk, applicants.applicant_id(desk, number), Kind(kind), detail)
    session.out.result({"declared": number}, [tr("Declared; the coordinator decides.")])


@interests.command()
@click.argument("number", metavar="NO")
@click.argument("panelist")
@click.option("--reason", required=True, help="Why; it stays on record.")
@common
@click.pass_obj
def confirm(session: Session, number: str, panelist: str, reason: str) -> None:
    """Recuse the panelist from the case."""
    with session.opened() as desk:
        person = find_person(desk, panelist)
        service.confirm(desk, applicants.applicant_id(desk, number), person.id, reason)
    session.out.result(
        {"recused": number}, [tr("{panelist} is recused from {number}.", panelist=person.name, number=number)]
    )


@interests.command()
@click.argument("number", metavar="NO")
@click.argument("panelist")
@click.option("--reason", required=True, help="Why it is none; it stays on record.")
@common
@click.pass_obj
def dismiss(session: Session, number: str, panelist: str, reason: str) -> None:
    """Say that it is no conflict."""
    with session.opened() as desk:
        service.dismiss(desk, applicants.applicant_id(desk, number), find_person(desk, panelist).id, reason)
    session.out.result({"dismissed": number}, [tr("Dismissed.")])
