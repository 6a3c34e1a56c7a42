"""Intake: from an application export and a folder of documents to dossiers. All or nothing."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from jetdesk.desk import chunks
from jetdesk.desk.change import Change
from jetdesk.desk.desk import Desk, case
from jetdesk.desk.queries import dossiers
from jetdesk.desk.records import applicant_fields, document_fields
from jetdesk.domain.applicant import Position, Status
from jetdesk.domain.document import STATE_NAMES, Document, DocumentState
from jetdesk.domain.office import Office
from jetdesk.errors import EnvironmentFailed, Refused, UserError
from jetdesk.i18n import msg
from jetdesk.intake.documents import Found, find_documents
from jetdesk.intake.mapping import Reading, read_and_map
from jetdesk.intake.mapping_file import MappingFile
from jetdesk.intake.quarantine import Inspected, inspect_documents
from jetdesk.intake.suggestions import Suggestion, accepted
from jetdesk.services.frozen import check_open
from jetdesk.services.intake_comparison import Dossiers, compare
from jetdesk.services.intake_report import IntakeRejected, IntakeReport, MappedColumn, Unreadable
from jetdesk.services.mappings import recall_mapping
from jetdesk.services.people import get_office

__all__ = ["IntakeRejected", "IntakeReport", "MappedColumn", "Suggestion", "Unreadable", "check", "load"]

Progress = Callable[[int, int], None]
"""Told (done, of) while documents are inspected."""
NOBODY = Found((), ())


def check(
    desk: Desk | None,
    file: Path,
    documents: Path | None = None,
    mapping: Path | MappingFile | None = None,
    progress: Progress | None = None,
) -> IntakeReport:
    """Read and report; nothing is changed. Without a desk, as for a new office."""
    office = get_office(desk) if desk else None
    mapping = mapping or recall_mapping(desk, file)
    reading, found, inspected = read_files(office, file, documents, mapping, progress)
    wanted = compare(desk, office, reading, found, inspected) if desk and office else None
    return report_of(reading, found, inspected, wanted)


def load(
    desk: Desk,
    file: Path,
    documents: Path | None = None,
    mapping: Path | MappingFile | None = None,
    *,
    skip_rejected: bool = False,
    progress: Progress | None = None,
    matched: Sequence[Suggestion] = (),
) -> IntakeReport:
    """Load an export and its documents. Raises IntakeRejected if a record is bad, unless those are to be skipped.

    Loading the same again adds nothing; a corrected export changes what differs. Without a mapping, the one remembered
    for the same headings is used. `matched`: suggestions for documents that a person accepted.
    """
    office = get_office(desk)
    mapping = mapping or recall_mapping(desk, file)
    reading, found, inspected = read_files(office, file, documents, mapping, progress, matched)
    wanted = compare(desk, office, reading, found, inspected)
    report = report_of(reading, found, inspected, wanted)
    if report.rejected and not skip_rejected:
        raise IntakeRejected(report)
    _store(desk, wanted)
    return report


def read_files(
    office: Office | None,
    file: Path,
    documents: Path | None,
    mapping: Path | MappingFile | None,
    progress: Progress | None,
    matched: Sequence[Suggestion] = (),
) -> tuple[Reading, Found, tuple[Inspected, ...]]:
    """The export and its documents, each looked into."""
    positions = office.positions if office else (Position.ALT, Position.CIR)
    reading = read_and_map(file, mapping, positions, _today())
    if documents is None:
        return reading, NOBODY, ()
    numbers = [applicant.application_no for _, applicant in reading.intake.applicants]
    found = accepted(documents, find_documents(documents, numbers, reading.mapping.documents), matched)
    return reading, found, inspect_documents([each.path for each in found.matched], progress)


def _today() -> date:
    return datetime.now(UTC).date()


def report_of(reading: Reading, found: Found, inspected: Sequence[Inspected], wanted: Dossiers | None) -> IntakeReport:
    good = len(reading.intake.applicants)
    bad = [Unreadable(s.path.name, STATE_NAMES[s.state]) for s in inspected if s.state is not DocumentState.READABLE]
    return IntakeReport(
        rows=reading.export.rows,
        loaded=len(wanted.added) if wanted else good,
        changed=len(wanted.changed) if wanted else 0,
        unchanged=wanted.unchanged if wanted else 0,
        rejected=reading.intake.problems,
        matched=len(found.matched),
        new_documents=len(wanted.documents) if wanted else len(found.matched),
        unmatched=tuple(path.name for path in found.unmatched),
        unreadable=tuple(bad),
        columns=tuple(MappedColumn(n, c.heading, c.confidence) for n, c in reading.mapping.columns.items()),
        ignored=reading.mapping.ignored,
    )


def _store(desk: Desk, wanted: Dossiers) -> None:
    """Documents first, sealed and durable; then one transaction that makes them and the applicants part of the desk."""
    if not (wanted.added or wanted.changed or wanted.documents):
        return
    _check_positions(desk, wanted)
    _sweep(desk)
    keyed = [(document, chunks.new_key(), path) for document, path in wanted.documents]
    try:
        chunks.store(desk.chunks, ((key, _content(document, path)) for document, key, path in keyed))
        with desk.change("intake.loaded", checkpoint=True) as change:
            _write(change, wanted, ((document, key) for document, key, _ in keyed))
    except BaseException:
        with suppress(UserError, OSError):  # a full disk stays full otherwise; what happened matters more
            _sweep(desk)
        raise


def _check_positions(desk: Desk, wanted: Dossiers) -> None:
    """An applicant does not leave or enter a list that is signed off."""
    moved = {i: Position(str(fields["position"])) for i, fields in wanted.changed.items() if "position" in fields}
    with desk.read() as connection:
        before = dossiers.positions(connection)
        check_open(connection, {*moved.values(), *(before[i] for i in moved)})


def _sweep(desk: Desk) -> None:
    """Remove sealed chunks that no document on the desk has."""
    with desk.read() as connection:
        named = {name for key, size in dossiers.document_keys(connection) for name in chunks.chunk_names(key, size)}
    chunks.sweep(desk.chunks, named)


def _write(change: Change, wanted: Dossiers, documents: Iterable[tuple[Document, str]]) -> None:
    for row, applicant in wanted.added.items():
        said = {name: value for name, value in applicant_fields(applicant).items() if value not in ("", None)}
        change.write("applicant", row, case(row), status=Status.IN_SCREENING.value, **said)
    for row, fields in wanted.changed.items():
        change.write("applicant", row, case(row), **fields)
    for document, key in documents:
        change.write("document", document.id, case(document.applicant_id), **document_fields(document, key))


def _content(document: Document, path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise EnvironmentFailed(
            msg("{file} cannot be read any more: {problem}.", file=path.name, problem=problem.strerror or ""),
            safe=msg("Nothing was changed."),
            todo=msg("Check the folder or stick and load again."),
        ) from problem
    if sha256(content).hexdigest() != document.sha256:
        raise Refused(
            msg("{file} changed while it was being loaded.", file=path.name),
            safe=msg("Nothing was changed."),
            todo=msg("Close other programs that use it and load again."),
        )
    return content
