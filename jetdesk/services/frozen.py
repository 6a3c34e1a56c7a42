"""What is signed off does not change: one check for every task that would."""

from collections.abc import Iterable

from jetdesk.desk.database import Snapshot
from jetdesk.desk.queries import selection as queries
from jetdesk.domain.applicant import Position
from jetdesk.errors import Refused
from jetdesk.i18n import msg


def check_open(connection: Snapshot, positions: Iterable[Position]) -> None:
    """Raises Refused if the list of one of these positions is signed off."""
    for position in sorted(set(positions)):
        if queries.find_state(connection, position).sign_off is not None:
            raise signed_off(position)


def signed_off(position: Position) -> Refused:
    return Refused(
        msg("The {position} list is signed off and does not change any more.", position=position.value),
        safe=msg("Nothing was changed."),
        todo=msg("Reopen the list in Selection, with a reason, and sign it off again afterwards."),
    )
