"""The reveal: everybody on a case sees all its sheets, once every expected one is in; and the proof that they are
what their authors sealed."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from jetdesk.desk.change import Change
from jetdesk.desk.database import Snapshot
from jetdesk.desk.desk import Desk, case
from jetdesk.desk.exchange import newest_number
from jetdesk.desk.projection import ChangeSet
from jetdesk.desk.queries import custody as custody_queries
from jetdesk.desk.queries import office as office_queries
from jetdesk.desk.queries import reveal as queries
from jetdesk.desk.queries.reveal import Evidence, Reveal, Shown
from jetdesk.domain.custody import CustodyRow, CustodyState, Proof, Verdict
from jetdesk.errors import Refused
from jetdesk.i18n import msg
from jetdesk.services.custody import read_ledger, reveal_rule
from jetdesk.services.desks import now
from jetdesk.services.roles import check_coordinator

is_revealed = queries.is_revealed
"""(snapshot, applicant) → whether the applicant's sheets were revealed."""
_Named = tuple[str, int]
"""Whose sheet, and which revision."""
_COUNTED = frozenset({CustodyState.RECEIVED, CustodyState.REVEALED})


@dataclass(frozen=True, slots=True)
class Missing:
    """A sheet that is still awaited; `panelist` is a name."""

    application_no: str
    panelist: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """Ids of the applicants that were revealed, and what the others wait for."""

    applicants: tuple[str, ...]
    missing: tuple[Missing, ...]
    change: ChangeSet


def reveal(desk: Desk, applicants: Sequence[str] | None = None) -> Revealed:
    """Reveal these applicants together, or all that are ready. It cannot be undone. Coordinators only.

    Raises Refused, naming who is missing, if one that was asked for is not ready. One that is revealed already is
    left, or extended by what has come in since.
    """
    moment = now(desk)
    with desk.change("case.revealed", checkpoint=True) as change:
        check_coordinator(change.snapshot)
        rows = read_ledger(change.snapshot, desk.person, moment).rows
        chosen = rows if applicants is None else _chosen(rows, applicants)
        missing = _missing(change.snapshot, chosen)
        if missing and applicants is not None:
            raise _not_ready(missing)
        ready = [row for row in chosen if row.ready]
        _write(change, desk.person, moment, ready)
    return Revealed(tuple(row.applicant_id for row in ready), missing, change.result)


def reveal_if_automatic(desk: Desk) -> int:
    """Reveal all that are ready, if the office reveals by itself and this desk is a coordinator's; gives how many."""
    with desk.read() as connection:
        coordinator = custody_queries.at_coordinators(connection)
    if not coordinator or not reveal_rule(desk):
        return 0
    with desk.read() as connection:
        ready = read_ledger(connection, desk.person, now(desk)).ready
    return len(reveal(desk).applicants) if ready else 0


def list_revealed(desk: Desk) -> frozenset[str]:
    """Ids of the applicants whose sheets were revealed, as far as this desk knows."""
    with desk.read() as connection:
        return frozenset(queries.list_reveals(connection))


def _chosen(rows: Iterable[CustodyRow], applicants: Sequence[str]) -> tuple[CustodyRow, ...]:
    known = {row.applicant_id: row for row in rows}
    unknown = [applicant for applicant in applicants if applicant not in known]
    if unknown:
        raise Refused(msg("No sheet is expected for one of these applicants."), safe=msg("Nothing was changed."))
    chosen = tuple(known[applicant] for applicant in dict.fromkeys(applicants))
    for row in chosen:
        if not row.missing and not {cell.state for cell in row.cells.values()} & _COUNTED:
            raise Refused(
                msg("There is no sheet to reveal for {number}.", number=row.application_no),
                safe=msg("Nothing was changed."),
            )
    return chosen


def _missing(connection: Snapshot, rows: Iterable[CustodyRow]) -> tuple[Missing, ...]:
    names = {person.id: person.name for person in office_queries.list_people(connection)}
    return tuple(
        Missing(row.application_no, names.get(cell.panelist_id, cell.panelist_id))
        for row in rows
        if not row.revealed
        for cell in row.missing
    )


def _not_ready(missing: Sequence[Missing]) -> Refused:
    listed = "; ".join(f"{one.application_no}: {one.panelist}" for one in missing[:10])
    more = len(missing) - 10
    listed += f"; +{more}" if more > 0 else ""
    return Refused(
        msg("Sheets are still awaited: {missing}.", missing=listed),
        safe=msg("Nothing was revealed."),
        todo=msg("Read the mailbox, settle conflicts, or close a sheet that will not come, with a reason."),
    )


def _write(change: Change, person: str, moment: datetime, rows: Sequence[CustodyRow]) -> None:
    """One entry an applicant: all revisions that are here of those whose sheets count."""
    sheets = defaultdict(set)
    for sheet in custody_queries.list_submitted(change.snapshot):
        sheets[sheet.applicant, sheet.panelist].add(sheet.id)
    before = queries.list_reveals(change.snapshot)
    for row in rows:
        of = row.applicant_id
        counted = [cell.panelist_id for cell in row.cells.values() if cell.state in _COUNTED]
        ids = set().union(*(sheets[of, panelist] for panelist in counted))
        if of in before:
            ids |= before[of].sheets
        change.write("reveal", of, case(of), applicant=of, by=person, at=moment.isoformat(),
                     sheets=json.dumps(sorted(ids)))  # fmt: skip


# The proof


def prove(desk: Desk, applicant: str) -> tuple[Proof, ...]:
    """Every revealed sheet, and every one that ought to be, compared with what its author's own desk committed to.

    Of a recused panelist nothing is expected. Read from the signed entries of the authors' desks; nothing that a
    coordinator wrote over them changes it. Empty before the reveal.
    """
    with desk.read() as connection:
        return _prove(connection, applicant).get(applicant, ())


def problems(desk: Desk) -> tuple[tuple[str, Proof], ...]:
    """(applicant id, proof) of every revealed sheet that is altered or was left out."""
    with desk.read() as connection:
        found = _prove(connection, None)
    bad = (Verdict.ALTERED, Verdict.LEFT_OUT)
    return tuple((of, proof) for of, proofs in found.items() for proof in proofs if proof.verdict in bad)


class Proving:
    """`problems` of one desk, proved anew only after its journal has grown: of 15,000 sheets that takes seconds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._proved: tuple[int, tuple[tuple[str, Proof], ...]] = (-1, ())

    def problems(self) -> tuple[tuple[str, Proof], ...]:
        with self._desk.read() as connection:
            newest = newest_number(connection)
        if self._proved[0] != newest:
            self._proved = (newest, problems(self._desk))
        return self._proved[1]


def _prove(connection: Snapshot, applicant: str | None) -> dict[str, tuple[Proof, ...]]:
    reveals = queries.list_reveals(connection, applicant)
    if not reveals:
        return {}
    recused = {(e.applicant, e.panelist) for e in custody_queries.list_expected(connection, applicant) if e.recused}
    evidence = queries.find_evidence(connection, queries.authors(connection, applicant), applicant)
    shown = {sheet.id: sheet for sheet in queries.list_shown(connection, reveals)}
    named: dict[str, dict[str, _Named]] = defaultdict(dict)
    for (row, panelist), seal in evidence.sealed.items():
        named[seal.applicant][row] = (panelist, seal.revision)
    for sheet in shown.values():
        named[sheet.applicant][sheet.id] = (sheet.panelist, sheet.revision)
    return {of: _proofs(one, named[of], shown, recused, evidence) for of, one in sorted(reveals.items())}


def _proofs(
    reveal: Reveal,
    named: Mapping[str, _Named],
    shown: Mapping[str, Shown],
    recused: Collection[tuple[str, str]],
    evidence: Evidence,
) -> tuple[Proof, ...]:
    """By panelist and revision; `named` are the sheets that were sealed or are here, by id."""
    found = []
    for row, (panelist, revision) in named.items():
        if (reveal.applicant, panelist) not in recused:
            verdict = _verdict(reveal, row, panelist, shown.get(row), evidence)
            if verdict is not None:
                found.append(Proof(panelist, revision, verdict))
    return tuple(sorted(found, key=lambda proof: (proof.panelist_id, proof.revision)))


def _verdict(reveal: Reveal, row: str, panelist: str, sheet: Shown | None, evidence: Evidence) -> Verdict | None:
    """None for what was sealed and opened again before the reveal, and is not part of it."""
    seal = evidence.sealed.get((row, panelist))
    stands = seal is not None and (row, panelist) not in evidence.reopened
    if sheet is None or not _is_part(reveal, sheet):
        return Verdict.LEFT_OUT if stands or row in reveal.sheets else None
    if seal is None:
        return Verdict.ENTERED if sheet.entered_by else Verdict.NO_SEAL
    return Verdict.AS_SEALED if _is_as_sealed(sheet, seal.commitments, evidence) else Verdict.ALTERED


def _is_part(reveal: Reveal, sheet: Shown) -> bool:
    """Named in the reveal, or written for the whole case afterwards."""
    return sheet.id in reveal.sheets or sheet.audience == case(reveal.applicant)


def _is_as_sealed(sheet: Shown, sealed: Collection[str], evidence: Evidence) -> bool:
    """Does it show, field by field, what a signed entry says whose commitment the author's own desk published?"""
    for commitment, entry in evidence.entries.get(sheet.id, {}).items():
        said = {k: v for w in entry.writes if (w.table, w.row) == ("sheet", sheet.id) for k, v in w.fields.items()}
        said.pop("deleted", None)
        if commitment in sealed and all(sheet.fields.get(name) == value for name, value in said.items()):
            return True
    return False
