"""What the printed timetable says, gathered from the desk and frozen. Reasons of recusals are not in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from jetdesk.domain.applicant import Position
from jetdesk.domain.office import Office
from jetdesk.domain.summary import Member

By = Literal["panel", "room"]


@dataclass(frozen=True, slots=True)
class PaperPanel:
    """A panel, the chair first; `room` is empty where none is known."""

    label: str
    room: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class PaperInterview:
    """One interview. `guests`: panelists of other panels who score it too; `steps_out`: recused members; by name."""

    starts_at: datetime
    minutes: int
    applicant_id: str
    application_no: str
    name: str
    kana: str
    position: Position
    panel: str
    guests: tuple[str, ...] = ()
    steps_out: tuple[str, ...] = ()

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Pause:
    """A break, from and to."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Section:
    """What hangs together on paper: one day of one panel, or of one room with its panels."""

    day: date
    label: str
    panels: tuple[PaperPanel, ...]
    lines: tuple[PaperInterview | Pause, ...]

    @property
    def interviews(self) -> tuple[PaperInterview, ...]:
        return tuple(line for line in self.lines if isinstance(line, PaperInterview))


@dataclass(frozen=True, slots=True)
class TimetablePaper:
    """All that the printed timetable may carry. Times are in the office's zone; `unplaced` are application numbers
    of invited applicants without a time."""

    office: Office
    panels: tuple[PaperPanel, ...]
    interviews: tuple[PaperInterview, ...]
    pauses: tuple[Pause, ...]
    document_no: str
    made_at: datetime
    journal_head: str
    unplaced: tuple[str, ...] = ()

    def sections(self, by: By) -> tuple[Section, ...]:
        """By label, then by day. A room is named without regard to blanks around it."""
        panels = {panel.label: panel for panel in self.panels}
        grouped: dict[tuple[str, date], list[PaperInterview]] = {}
        for each in sorted(self.interviews, key=lambda i: (i.starts_at, i.panel, i.application_no)):
            label = each.panel if by == "panel" else panels[each.panel].room.strip()
            grouped.setdefault((label, each.starts_at.date()), []).append(each)
        return tuple(self._section(label, day, grouped[label, day]) for label, day in sorted(grouped))

    def _section(self, label: str, day: date, interviews: list[PaperInterview]) -> Section:
        met = {each.panel for each in interviews}
        panels = tuple(panel for panel in self.panels if panel.label in met)
        lines: list[PaperInterview | Pause] = [*interviews, *self._pauses(interviews)]
        return Section(day, label, panels, tuple(sorted(lines, key=lambda line: line.starts_at)))

    def _pauses(self, interviews: list[PaperInterview]) -> Iterable[Pause]:
        """Breaks between the first interview and the last in which nobody is interviewed."""
        first, last = interviews[0].starts_at, max(each.ends_at for each in interviews)
        for pause in self.pauses:
            taken = any(each.starts_at < pause.ends_at and pause.starts_at < each.ends_at for each in interviews)
            if first <= pause.starts_at and pause.ends_at <= last and not taken:
                yield pause
