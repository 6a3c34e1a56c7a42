"""What a load would do, shown before it is done: who is added, what changes for whom, which files belong to nobody."""

from dataclasses import dataclass
from pathlib import Path

from jetdesk.desk.desk import Desk
from jetdesk.desk.entry import Value
from jetdesk.desk.records import applicant_fields
from jetdesk.domain.applicant import COLUMNS, Applicant
from jetdesk.intake.mapping_file import MappingFile
from jetdesk.intake.suggestions import Suggestion, suggest
from jetdesk.services import intake
from jetdesk.services.intake import Progress
from jetdesk.services.intake_comparison import Dossiers, compare
from jetdesk.services.intake_report import IntakeReport
from jetdesk.services.people import get_office


@dataclass(frozen=True, slots=True)
class Difference:
    """A canonical column, as the desk has it and as the export says."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedApplicant:
    application_no: str
    name: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """`added` says number and name. Suggestions are not followed: `load(matched=…)` takes the accepted."""

    report: IntakeReport
    added: tuple[str, ...]
    changed: tuple[ChangedApplicant, ...]
    suggestions: tuple[Suggestion, ...]


def preview(
    desk: Desk, file: Path, documents: Path | None, mapping: MappingFile | None, progress: Progress | None = None
) -> Preview:
    """Read everything, as a load would; nothing is changed. Raises Refused where the whole file cannot be taken."""
    office = get_office(desk)
    reading, found, inspected = intake.read_files(office, file, documents, mapping, progress)
    wanted = compare(desk, office, reading, found, inspected)
    people = [applicant for _, applicant in reading.intake.applicants]
    suggested = suggest(documents, found.unmatched, people, reading.mapping.documents) if documents else ()
    return Preview(
        intake.report_of(reading, found, inspected, wanted),
        tuple(f"{applicant.application_no} {applicant.name}" for applicant in wanted.added.values()),
        _changed(wanted),
        suggested,
    )


def _changed(wanted: Dossiers) -> tuple[ChangedApplicant, ...]:
    return tuple(_one_changed(wanted.before[i], fields) for i, fields in wanted.changed.items())


def _one_changed(known: Applicant, fields: dict[str, Value]) -> ChangedApplicant:
    before = applicant_fields(known)
    differences = [Difference(name, _text(before[name]), _text(fields[name])) for name in COLUMNS if name in fields]
    return ChangedApplicant(known.application_no, known.name, tuple(differences))


def _text(value: Value) -> str:
    return "" if value is None else str(value)
