"""Selection: ranking, quota and cut line, moves with a reason, decisions, sign-off."""

from collections.abc import Sequence
from dataclasses import dataclass

from jetdesk.desk.change import Change
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk, sheet_of
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import interviews, office
from jetdesk.desk.queries import selection as queries
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.office import Office
from jetdesk.domain.rubric import Rubric
from jetdesk.domain.selection import Basis, Outcome, Override, Ranking
from jetdesk.domain.summary import SignOff
from jetdesk.errors import Refused
from jetdesk.fairness.severity import NotIdentified
from jetdesk.i18n import Message, msg
from jetdesk.services.adjusting import fitted, refusal
from jetdesk.services.desks import now
from jetdesk.services.frozen import check_open
from jetdesk.services.ranking import ranked, read_ground

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class SelectionView:
    """The list of one position as it stands; `open_points` is what is still to do, in words."""

    position: Position
    office: Office
    rubric: Rubric
    ranking: Ranking
    expected: int
    received: int
    sign_off: SignOff | None
    document_no: str
    open_points: tuple[Message, ...]


def positions(desk: Desk) -> tuple[Position, ...]:
    """Positions with a quota, applicants to rank, or both."""
    with desk.read() as connection:
        settled = office.find_office(connection)
        quota = settled.quota if settled else {}
        return tuple(p for p in Position if quota.get(p) or queries.list_candidates(connection, p))


def view(desk: Desk, position: Position) -> SelectionView:
    with desk.read() as connection:
        return read_view(connection, position)


def what_if(desk: Desk, position: Position, quota: int | None = None, basis: Basis | None = None) -> SelectionView:
    """The list as it would be with another quota or basis; nothing is recorded.

    Raises Refused for adjusted scores where the sheets do not tell severity.
    """
    with desk.read() as connection:
        return read_view(connection, position, quota, basis=basis)


def preview_move(desk: Desk, position: Position, applicant: str, to_rank: int) -> SelectionView:
    """The list as it would stand after a move; nothing is recorded."""
    trial = Override(applicant, to_rank, "", desk.person, now(desk))
    with desk.read() as connection:
        return read_view(connection, position, trial=trial)


def read_view(
    connection: Snapshot, position: Position, quota: int | None = None, trial: Override | None = None,
    basis: Basis | None = None,
) -> SelectionView:  # fmt: skip
    """The list of a position; `trial` stands in the place of the moves made for its applicant.

    A list that is to be ranked by adjusted scores is ranked by raw ones, and says so, while the sheets do not tell
    severity; where adjusted ones are asked for (`basis`), that is refused.
    """
    ground = read_ground(connection, position)
    wanted = basis or ground.state.basis
    found = fitted(ground.rows, ground.recused)
    if isinstance(found, NotIdentified):
        if basis is Basis.ADJUSTED:
            raise Refused(refusal(found), safe=msg("Nothing was changed."), todo=msg("Rank by raw score."))
        adjusted_open = [refusal(found)] if wanted is Basis.ADJUSTED else []
        wanted = Basis.RAW
    else:
        adjusted_open = []
    ranking = ranked(ground, found, wanted, quota, _with_trial(queries.list_overrides(connection, position), trial))
    ids = {c.applicant_id for c in ground.candidates
           if c.sheets or c.status not in (Status.ABSENT, Status.WITHDRAWN)}  # fmt: skip
    assigned = [a for a in interviews.list_assignments(connection) if a.applicant_id in ids]
    expected = sum(not a.recused and not a.closed_reason for a in assigned)
    received = sum(len(candidate.sheets) for candidate in ground.candidates)
    state = ground.state
    return SelectionView(
        position, ground.office, ground.rubric, ranking, expected, received, state.sign_off,
        state.document_no or _document_no(ground.office, position, 0),
        (*_open_points(ranking, expected, received), *adjusted_open),
    )  # fmt: skip


def set_basis(desk: Desk, basis: Basis) -> ChangeSet:
    """Rank the lists of all positions by raw or by adjusted scores; it is recorded. Raises Refused as `what_if`."""
    wanted = positions(desk)
    with desk.read() as connection:
        check_open(connection, wanted)
        wanted = tuple(p for p in wanted if any(c.sheets for c in queries.list_candidates(connection, p)))
        for position in wanted:
            read_view(connection, position, basis=basis)
    with desk.change("selection.basis") as change:
        for position in wanted:
            change.write("selection", position.value, _audience(desk), basis=basis.value)
    return change.result


def _with_trial(made: Sequence[Override], trial: Override | None) -> tuple[Override, ...]:
    if trial is None:
        return tuple(made)
    return (*(o for o in made if o.applicant_id != trial.applicant_id), trial)


def set_places(desk: Desk, position: Position, quota: int, alternates: int) -> ChangeSet:
    """Set the number of places and of alternates: where the cut lines are."""
    if quota < 0 or alternates < 0:
        raise Refused(msg("Places and alternates cannot be below zero."), safe=msg("Nothing was changed."))
    with desk.read() as connection:
        check_open(connection, [position])
    with desk.change("selection.places") as change:
        change.write("selection", position.value, _audience(desk), quota=quota, alternates=alternates)
    return change.result


def move(desk: Desk, position: Position, applicant: str, to_rank: int, reason: str) -> ChangeSet:
    """Move an applicant to a rank, against the scores. Raises Refused for a reason under ten characters."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            msg("A move needs a reason of at least {n} characters; it is printed in the summary.", n=SHORTEST_REASON),
            safe=msg("The order is as it was."),
        )
    ranked = [s.candidate.applicant_id for s in view(desk, position).ranking.ranked]
    if applicant not in ranked or not 1 <= to_rank <= len(ranked):
        raise Refused(msg("Only ranked applicants can be moved, within the list."), safe=msg("The order is as it was."))
    with desk.read() as connection:
        check_open(connection, [position])
    with desk.change("selection.moved") as change:
        change.write("override", applicant, _audience(desk), position=position.value, rank=to_rank,
                     reason=reason.strip(), by=desk.person, at=now(desk).isoformat())  # fmt: skip
    return change.result


def take_back(desk: Desk, position: Position, applicant: str) -> ChangeSet:
    """Take a move back: the applicant stands where the scores say again."""
    with desk.read() as connection:
        check_open(connection, [position])
    with desk.change("selection.move_taken_back") as change:
        change.write("override", applicant, _audience(desk), deleted=True)
    return change.result


def apply_decisions(desk: Desk, wanted: Sequence[Position]) -> dict[Position, int]:
    """Record the outcome of every applicant of these positions, together. Gives how many by position."""
    with desk.read() as connection:
        check_open(connection, wanted)
        views = [read_view(connection, position) for position in wanted]
    with desk.change("selection.decided") as change:
        for shown in views:
            _write_decisions(desk, change, shown)
    return {shown.position: len(shown.ranking.standings) for shown in views}


def sign_off(desk: Desk, position: Position) -> SignOff:
    """Record all decisions and freeze the list. Raises Refused while nobody is ranked."""
    with desk.read() as connection:
        check_open(connection, [position])
        shown = read_view(connection, position)
        edition = queries.count_sign_offs(connection, position) + 1
    if not shown.ranking.ranked:
        raise Refused(
            msg("Nobody is ranked for {position} yet.", position=position.value),
            safe=msg("Nothing was changed."),
            todo=msg("Load or submit score sheets first."),
        )
    signed = SignOff(desk.person, now(desk))
    with desk.change("selection.signed_off", checkpoint=True) as change:
        _write_decisions(desk, change, shown)
        change.write("selection", position.value, _audience(desk), signed_by=signed.by, reopened_reason="",
                     signed_at=signed.at.isoformat(), quota=shown.ranking.quota, alternates=shown.ranking.alternates,
                     edition=edition, document_no=_document_no(shown.office, position, edition))  # fmt: skip
    return signed


def reopen(desk: Desk, position: Position, reason: str) -> ChangeSet:
    """Take the sign-off back, with a reason that stays on record."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            msg("Reopening needs a reason of at least {n} characters.", n=SHORTEST_REASON),
            safe=msg("The list stays signed off."),
        )
    with desk.change("selection.reopened") as change:
        change.write("selection", position.value, _audience(desk), signed_by="", signed_at="", document_no="",
                     reopened_reason=reason.strip())  # fmt: skip
    return change.result


def _write_decisions(desk: Desk, change: Change, shown: SelectionView) -> None:
    at = now(desk).isoformat()
    for standing in shown.ranking.standings:
        reason = standing.override.reason if standing.override else ""
        change.write("decision", standing.candidate.applicant_id, _audience(desk), position=shown.position.value,
                     outcome=standing.outcome.value, rank=standing.rank, alternate=standing.alternate,
                     raw=standing.raw, reason=reason, by=desk.person, at=at)  # fmt: skip


def _open_points(ranking: Ranking, expected: int, received: int) -> list[Message]:
    points = []
    if received < expected:
        points.append(msg("{n} of {expected} expected sheets are not in", n=expected - received, expected=expected))
    filled = len(ranking.with_outcome(Outcome.RECOMMENDED))
    if filled < ranking.quota:
        points.append(msg("{n} of {quota} places are open", n=ranking.quota - filled, quota=ranking.quota))
    return points


def _document_no(settled: Office, position: Position, edition: int) -> str:
    """As HOU-2024-ALT-S01; a draft has no number yet."""
    mark = f"S{edition:02}" if edition else "DRAFT"
    return f"{settled.code}-{settled.cycle.year}-{position.value}-{mark}"


def _audience(desk: Desk) -> str:
    """Selection is the coordinators' work: no panelist's desk receives it."""
    return sheet_of(desk.person)
