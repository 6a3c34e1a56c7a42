"""The left pane: the panelist's interviews by time, or by number where there is no timetable."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from jetdesk.domain.rows import InterviewRow
from jetdesk.domain.timetable import ATTENDANCE_NAMES, Attendance
from jetdesk.i18n import chosen_language, tr, tr_n
from jetdesk.ui import theme
from jetdesk.ui.screens.interview import wording
from jetdesk.ui.screens.interview.list_foot import ListFoot
from jetdesk.ui.screens.interview.standing import SEALED_STATES
from jetdesk.ui.widgets.label import Label, hairline
from jetdesk.ui.widgets.list_view import ListRow, ListView
from jetdesk.ui.widgets.pane import Pane

WIDE, NARROW = 216, 72
_PAUSE = timedelta(minutes=10)
_CAME = {Attendance.ARRIVED: "complete", Attendance.LATE: "expected", Attendance.ABSENT: "absent"}
"""How a check-in looks: the name of a status."""


class ListPane(Pane):
    """216 px wide, or 72 with only times and icons."""

    interview_selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("paper", name="interview_list_pane", parent=parent)
        self._rows: tuple[InterviewRow, ...] = ()
        self._collapsed = False
        self.list = ListView(name="interview_list", accessible=tr("Interviews"))
        self.list.selected.connect(self.interview_selected)
        self._day = Label(role="heading", elide=Qt.TextElideMode.ElideRight)
        self._place = Label(role="small", tone="ink2", elide=Qt.TextElideMode.ElideRight)
        self._short_day = Label(weight=600)
        self._short_day.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._head = self._build_head()
        self.foot = ListFoot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(hairline())
        column.addWidget(self.list, 1)
        column.addWidget(self.foot)
        self.set_collapsed(False)

    def show_rows(self, rows: Sequence[InterviewRow]) -> None:
        self._rows = tuple(rows)
        self.list.set_rows(list_rows(self._rows))
        self._show_head(self.list.current_id)

    def show_current(self, applicant: str) -> None:
        """Mark this row (none if it is not in the list) without telling anyone."""
        blocked = self.list.blockSignals(True)
        if not self.list.select_id(applicant):
            self.list.selectionModel().clear()
        self.list.blockSignals(blocked)
        self.list.viewport().update()
        self._show_head(applicant)

    def step(self, by: int) -> None:
        """To the next or previous applicant."""
        if not self.list.current_id and self._rows:
            self.list.select_id(self._rows[0 if by > 0 else -1].applicant_id)
        else:
            self.list.step(by)

    def set_collapsed(self, collapsed: bool) -> None:
        self._collapsed = collapsed
        self.setFixedWidth(round((NARROW if collapsed else WIDE) * theme.state().scale))
        self.list.set_collapsed(collapsed)
        self.foot.set_collapsed(collapsed)
        stack = self._head.layout()
        assert isinstance(stack, QStackedLayout)
        stack.setCurrentIndex(1 if collapsed else 0)

    @property
    def is_collapsed(self) -> bool:
        return self._collapsed

    def _build_head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(68)
        wide = QWidget()
        column = QVBoxLayout(wide)
        column.setContentsMargins(20, 16, 12, 8)
        column.setSpacing(0)
        column.addWidget(self._day)
        column.addWidget(self._place)
        column.addStretch(1)
        stack = QStackedLayout(head)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(wide)
        stack.addWidget(self._short_day)
        return head

    def _show_head(self, applicant: str) -> None:
        row = next((r for r in self._rows if r.applicant_id == applicant), self._rows[0] if self._rows else None)
        at = row.starts_at if row else None
        sealed = sum(r.state in SEALED_STATES for r in self._rows)
        self._day.setText(day_name(at) if at else tr("Interviews"))
        self._short_day.setText(short_day_name(at) if at else f"{sealed}/{len(self._rows)}")
        self._short_day.setToolTip(self._counted(sealed))
        place = wording.place(row) if row else ""
        self._place.setText(place or self._counted(sealed))
        self._place.setToolTip(" · ".join(part for part in (place, self._counted(sealed)) if part))

    def _counted(self, sealed: int) -> str:
        return tr("{n} of {count} sealed", n=sealed, count=len(self._rows)) if self._rows else ""


def list_rows(rows: Sequence[InterviewRow]) -> list[ListRow]:
    """A row for each interview, and between them breaks and, if there are several, days."""
    made: list[ListRow] = []
    days = {_day_of(row) for row in rows}
    usual = Counter(row.position for row in rows).most_common(1)[0][0] if rows else ""
    for before, row in zip((None, *rows), rows, strict=False):
        if len(days) > 1 and (before is None or _day_of(before) != _day_of(row)):
            made.append(_day_row(row))
        elif before is not None:
            made.extend(_break_between(before, row))
        made.append(_list_row(row, "" if row.position == usual else row.position.value))
    return made


def day_name(at: datetime) -> str:
    """Wed 18 February."""
    return _locale().toString(_qdate(at), "M月d日(ddd)" if chosen_language() == "ja" else "ddd d MMMM")


def short_day_name(at: datetime) -> str:
    return _locale().toString(_qdate(at), "M/d" if chosen_language() == "ja" else "d MMM")


def _list_row(row: InterviewRow, position: str) -> ListRow:
    extra, tone = position, "ink3"
    if row.state == "draft":
        extra, tone = (tr_n("{n} left", "{n} left", row.gaps), "amber") if row.gaps else (tr("can be sealed"), "ink3")
    lead = f"{row.starts_at:%H:%M}" if row.starts_at else wording.short_number(row.application_no)
    made = ListRow(row.applicant_id, row.name, lead=lead, status=row.state, extra=extra, extra_tone=tone)
    return _with_attendance(made, row.attendance)


def _with_attendance(made: ListRow, attendance: Attendance) -> ListRow:
    """Before the sheet is sealed the check-in is what counts; afterwards it is only a word beside the state."""
    if attendance is Attendance.EXPECTED or made.status == "recused":
        return made
    word = str(ATTENDANCE_NAMES[attendance])
    if made.status in SEALED_STATES:
        return replace(made, second=word)
    return replace(made, status=_CAME[attendance], status_word=word)


def _day_row(row: InterviewRow) -> ListRow:
    words = day_name(row.starts_at) if row.starts_at else tr("Without a time")
    return ListRow(f"day-{row.applicant_id}", words, kind="section")


def _break_between(before: InterviewRow, row: InterviewRow) -> list[ListRow]:
    if not before.starts_at or not row.starts_at or _day_of(before) != _day_of(row):
        return []
    ends = before.starts_at + timedelta(minutes=before.minutes)
    if row.starts_at - ends < _PAUSE:
        return []
    lunch = row.starts_at - ends >= timedelta(minutes=40) and 11 <= ends.hour <= 13
    words = tr("Lunch") if lunch else tr("Break")
    return [ListRow(f"break-{row.applicant_id}", words, lead=f"{ends:%H:%M}", kind="break")]


def _day_of(row: InterviewRow) -> date | None:
    return row.starts_at.date() if row.starts_at else None


def _qdate(at: datetime) -> QDate:
    return QDate(at.year, at.month, at.day)


def _locale() -> QLocale:
    return QLocale("ja_JP" if chosen_language() == "ja" else "en_GB")
