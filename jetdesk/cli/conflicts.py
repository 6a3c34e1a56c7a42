"""The command for values that were set on several desks: conflicts."""

import click

from jetdesk.cli.session import Session, common
from jetdesk.desk.desk import Desk
from jetdesk.domain.custody import Competing, Conflict
from jetdesk.errors import Refused
from jetdesk.i18n import msg, tr
from jetdesk.services import conflicts as service


@click.command()
@click.option("--resolve", type=click.IntRange(min=1), metavar="N", help="Settle the conflict of that number.")
@click.option("--choose", type=click.IntRange(min=1), metavar="K", help="The value of that number is to count.")
@click.option("--reason", default="", help="Why; it stays on record.")
@common
@click.pass_obj
def conflicts(session: Session, resolve: int | None, choose: int | None, reason: str) -> None:
    """Values that were set on several desks; the first one shows until a person chooses."""
    if (resolve is None) != (choose is None):
        raise click.UsageError(tr("Give both --resolve N and --choose K."))
    with session.opened() as desk:
        if resolve and choose:
            _resolve(desk, resolve, choose, reason)
        found = service.list_conflicts(desk)
    data = {"conflicts": [_conflict_data(n, each) for n, each in enumerate(found, 1)]}
    lines = [line for n, each in enumerate(found, 1) for line in _conflict_lines(n, each)]
    session.out.result(data, lines or [tr("No conflicts.")])


def _resolve(desk: Desk, number: int, choice: int, reason: str) -> None:
    found = service.list_conflicts(desk)
    if number > len(found) or choice > len(found[number - 1].values):
        raise Refused(
            msg("There is no conflict or value of that number."),
            safe=msg("Nothing was changed."),
            todo=msg("List them with “jetdesk conflicts”."),
        )
    conflict = found[number - 1]
    service.resolve(desk, conflict, conflict.values[choice - 1].entry, reason)


def _conflict_data(number: int, conflict: Conflict) -> dict[str, object]:
    return {
        "number": number, "subject": conflict.subject, "what": conflict.what.text(), "table": conflict.table,
        "row": conflict.row, "field": conflict.field,
        "values": [
            {"number": n, "value": each.value, "author": each.author, "at": each.at.isoformat(), "entry": each.entry}
            for n, each in enumerate(conflict.values, 1)
        ],
    }  # fmt: skip


def _conflict_lines(number: int, conflict: Conflict) -> list[str]:
    head = f"{number}.  {conflict.subject}  {conflict.what.text()}"
    return [head, *(f"    {n}.  {_value_line(each)}" for n, each in enumerate(conflict.values, 1))]


def _value_line(each: Competing) -> str:
    return f"{each.value}  ({each.author}, {each.at:%Y-%m-%d %H:%M})"
