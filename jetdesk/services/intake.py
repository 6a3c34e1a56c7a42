"""Intake: from an application export and a folder of documents to dossiers. All or nothing."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from jetdesk.desk import chunks
from jetdesk.desk.change import Change
from jetdesk.desk.desk import Desk, case
from jetdesk.desk.entry import Value
from jetdesk.desk.queries import dossiers
from jetdesk.desk.records import applicant_fields, document_fields
from jetdesk.domain.applicant import Applicant, Position, Status
from jetdesk.domain.document import STATE_NAMES, Document, DocumentState
from jetdesk.domain.ids import applicant_id, document_id
from jetdesk.domain.office import Office
from jetdesk.errors import EnvironmentFailed, Refused, Untrusted, UserError
from jetdesk.i18n import Message, msg
from jetdesk.intake.documents import Found, FoundFile, find_documents
from jetdesk.intake.export import Problem
from jetdesk.intake.mapping import Reading, read_and_map
from jetdesk.intake.quarantine import Inspected, inspect_documents
from jetdesk.services.frozen import check_open
from jetdesk.services.people import get_office

Progress = Callable[[int, int], None]
"""Told (done, of) while documents are inspected."""
NOBODY = Found((), ())


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """Where a canonical column comes from."""

    name: str
    heading: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Unreadable:
    file: str
    problem: Message


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What a load came to, or would come to. `loaded` counts new applicants, `changed` those whose facts differ."""

    rows: int
    loaded: int
    changed: int
    unchanged: int
    rejected: tuple[Problem, ...]
    matched: int
    new_documents: int
    unmatched: tuple[str, ...]
    unreadable: tuple[Unreadable, ...]
    columns: tuple[MappedColumn, ...]
    ignored: tuple[str, ...]


class IntakeRejected(Refused):
    """Some records cannot be taken, and nothing was. `report` lists them all."""

    def __init__(self, report: IntakeReport) -> None:
        first = report.rejected[0]
        super().__init__(
            msg(
                "Nothing was loaded: {n} problems, the first in record {row}, column {column}: {problem}",
                n=len(report.rejected), row=first.row, column=first.column or "–", problem=first.problem,
            ),
            safe=msg("Nothing was changed."),
            todo=msg("Correct the file and load it again, or load only the good records."),
        )  # fmt: skip
        self.report = report


@dataclass(frozen=True, slots=True)
class _Dossiers:
    """What is to be written: applicants and documents that are new or differ."""

    added: dict[str, Applicant]
    changed: dict[str, dict[str, Value]]
    unchanged: int
    documents: tuple[tuple[Document, Path], ...]


def check(
    desk: Desk | None,
    file: Path,
    documents: Path | None = None,
    mapping: Path | None = None,
    progress: Progress | None = None,
) -> IntakeReport:
    """Read and report; nothing is changed. Without a desk, as for a new office."""
    office = get_office(desk) if desk else None
    reading, found, inspected = _read(office, file, documents, mapping, progress)
    wanted = _compare(desk, office, reading, found, inspected) if desk and office else None
    return _report(reading, found, inspected, wanted)


def load(
    desk: Desk,
    file: Path,
    documents: Path | None = None,
    mapping: Path | None = None,
    *,
    skip_rejected: bool = False,
    progress: Progress | None = None,
) -> IntakeReport:
    """Load an export and its documents. Raises IntakeRejected if a record is bad, unless those are to be skipped.

    Loading the same again adds nothing; a corrected export changes what differs.
    """
    office = get_office(desk)
    reading, found, inspected = _read(office, file, documents, mapping, progress)
    wanted = _compare(desk, office, reading, found, inspected)
    report = _report(reading, found, inspected, wanted)
    if report.rejected and not skip_rejected:
        raise IntakeRejected(report)
    _store(desk, wanted)
    return report


def _read(
    office: Office | None, file: Path, documents: Path | None, mapping: Path | None, progress: Progress | None
) -> tuple[Reading, Found, tuple[Inspected, ...]]:
    positions = office.positions if office else (Position.ALT, Position.CIR)
    reading = read_and_map(file, mapping, positions, _today())
    if documents is None:
        return reading, NOBODY, ()
    numbers = [applicant.application_no for _, applicant in reading.intake.applicants]
    found = find_documents(documents, numbers, reading.mapping.documents)
    return reading, found, inspect_documents([each.path for each in found.matched], progress)


def _today() -> date:
    return datetime.now(UTC).date()


def _compare(desk: Desk, office: Office, reading: Reading, found: Found, inspected: Sequence[Inspected]) -> _Dossiers:
    applicants = {
        applicant_id(office.code, office.cycle.year, applicant.application_no): applicant
        for _, applicant in reading.intake.applicants
    }
    with desk.read() as connection:
        known = dossiers.get_applicants(connection)
        stored = {d.id: d for kept in dossiers.list_documents(connection).values() for d in kept}
    added = {i: applicant for i, applicant in applicants.items() if i not in known}
    changed = {i: _differing(known[i], applicant) for i, applicant in applicants.items() if i in known}
    changed = {i: fields for i, fields in changed.items() if fields}
    ids = {applicant.application_no: i for i, applicant in applicants.items()}
    pairs = zip(found.matched, inspected, strict=True)
    described = [(_document(ids[each.application_no], each, seen), seen.path) for each, seen in pairs]
    new = tuple((d, path) for d, path in described if _is_new(d, stored.get(d.id)) or not _is_intact(desk, d))
    return _Dossiers(added, changed, len(applicants) - len(added) - len(changed), new)


def _differing(known: Applicant, applicant: Applicant) -> dict[str, Value]:
    before = applicant_fields(known)
    return {name: value for name, value in applicant_fields(applicant).items() if before[name] != value}


def _document(applicant: str, file: FoundFile, seen: Inspected) -> Document:
    return Document(
        id=document_id(applicant, file.kind.value, file.number),
        applicant_id=applicant,
        kind=file.kind,
        number=file.number,
        file_name=file.path.name,
        media_type=seen.media_type,
        size=seen.size,
        sha256=seen.sha256,
        state=seen.state,
        pages=seen.pages,
    )


def _is_new(document: Document, stored: Document | None) -> bool:
    return stored is None or stored.sha256 != document.sha256


def _is_intact(desk: Desk, document: Document) -> bool:
    """Whether the desk's own copy can still be read; a damaged one is mended by loading the document again."""
    with desk.read() as connection:
        found = dossiers.document_key(connection, document.id)
    try:
        if found:
            chunks.fetch(desk.chunks, found[1], document.size, document.sha256)
    except Untrusted:
        return False
    return found is not None


def _report(reading: Reading, found: Found, inspected: Sequence[Inspected], wanted: _Dossiers | None) -> IntakeReport:
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


def _store(desk: Desk, wanted: _Dossiers) -> None:
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


def _check_positions(desk: Desk, wanted: _Dossiers) -> None:
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


def _write(change: Change, wanted: _Dossiers, documents: Iterable[tuple[Document, str]]) -> None:
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
