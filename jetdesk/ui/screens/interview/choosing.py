"""Which interview, which document: small choices over rows, without a window."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from jetdesk.domain.document import Document, DocumentKind, DocumentState
from jetdesk.domain.rows import InterviewRow
from jetdesk.domain.sheet import ScoreSheet
from jetdesk.domain.timetable import Attendance
from jetdesk.services.interviews import SheetView

Update = Callable[[InterviewRow, SheetView], InterviewRow]
PageFormat = Literal["pdf", "png", "jpeg"]
_FORMATS: dict[str, PageFormat] = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpeg"}


def find(rows: Sequence[InterviewRow], applicant: str) -> InterviewRow | None:
    return next((row for row in rows if row.applicant_id == applicant), None)


def first(rows: Sequence[InterviewRow]) -> str:
    """Where to go on: a sheet that was begun, else the next one, else the first; empty for an empty list."""
    for state in ("draft", "not_started"):
        found = next((row.applicant_id for row in rows if row.state == state and not _is_absent(row)), "")
        if found:
            return found
    return rows[0].applicant_id if rows else ""


def next_open(rows: Sequence[InterviewRow], applicant: str) -> InterviewRow | None:
    """The next after this one that is still to be scored, from the top again after the last; who is absent is not."""
    place = next((n for n, row in enumerate(rows) if row.applicant_id == applicant), -1)
    order = (*rows[place + 1 :], *rows[: max(place, 0)])
    return next((row for row in order if row.state in ("draft", "not_started") and not _is_absent(row)), None)


def _is_absent(row: InterviewRow) -> bool:
    return row.attendance is Attendance.ABSENT


def counted(row: InterviewRow, sheet: SheetView) -> InterviewRow:
    """The row as it is after an act on its sheet."""
    return replace(row, state="draft", gaps=len(sheet.gaps), overall=sheet.draft.overall)


def listed(rows: Sequence[InterviewRow], *, own_desk: bool) -> tuple[InterviewRow, ...]:
    """On a panelist's own desk recused cases are not there at all."""
    return tuple(row for row in rows if not (own_desk and row.state == "recused"))


def sealed(row: InterviewRow, submitted: ScoreSheet) -> InterviewRow:
    if row.applicant_id != submitted.applicant_id:
        return row
    return replace(row, state="sealed", gaps=0, overall=submitted.overall)


def with_submitted(sheet: SheetView, submitted: ScoreSheet) -> SheetView:
    return replace(sheet, submitted=submitted, assigned=True)


def first_document(documents: Sequence[Document], shown: str) -> Document | None:
    """The one that was shown, else the statement of purpose, else the first that can be read."""
    order = (
        [d for d in documents if d.id == shown],
        [d for d in documents if d.kind is DocumentKind.STATEMENT and d.state is DocumentState.READABLE],
        [d for d in documents if d.state is DocumentState.READABLE],
        documents,
    )
    return next((group[0] for group in order if group), None)


def page_format(media_type: str) -> PageFormat | None:
    return _FORMATS.get(media_type)
