"""What a load came to, or would come to."""

from dataclasses import dataclass

from jetdesk.errors import Refused
from jetdesk.i18n import Message, msg
from jetdesk.intake.export import Problem


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
