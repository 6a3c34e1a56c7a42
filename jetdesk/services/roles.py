"""What only coordinators do: one check for every task of theirs."""

from jetdesk.desk.database import Snapshot
from jetdesk.desk.queries import custody as queries
from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg

SHORTEST_REASON = 10


def check_coordinator(connection: Snapshot) -> None:
    """Raises Refused on any desk but a coordinator's."""
    if not queries.at_coordinators(connection):
        raise Refused(
            msg("Only a coordinator does this, on a coordinator's laptop."),
            safe=msg("Nothing was changed."),
            todo=msg("Ask the coordinator of the office."),
        )


def checked_reason(reason: str, what: Message) -> str:
    """The reason without outer blanks; raises Refused, with `what` it is for, if it has fewer than ten characters."""
    kept = reason.strip()
    if len(kept) < SHORTEST_REASON:
        raise Refused(
            msg("{what} needs a reason of at least {n} characters.", what=what, n=SHORTEST_REASON),
            safe=msg("Nothing was changed."),
        )
    return kept
