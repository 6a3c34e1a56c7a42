"""The table of one section of the timetable: interviews and breaks in their order."""

from collections.abc import Sequence

from jetdesk.domain.applicant import Status
from jetdesk.domain.selection import Candidate
from jetdesk.domain.timetable_paper import PaperInterview, Pause, Section
from jetdesk.i18n import Message, msg
from jetdesk.reports.bilingual import BELOW, Speech
from jetdesk.reports.flow import Flow
from jetdesk.reports.fonts import BOX
from jetdesk.reports.names import Naming
from jetdesk.reports.style import CENTRE, MM, TABLE, TABLE_HEAD, TABLE_NAME, TABLE_SECOND, TABLE_STRONG, Style
from jetdesk.reports.table import Cell, Column, Table, spread

_GAP = 2.6 * MM
_WIDEST_NUMBER, _WIDEST_PANEL = 34 * MM, 18 * MM
_NOTES, _NOTES_TWICE = 44 * MM, 54 * MM
_TICK = Style(15, line=15)
_ROW, _ROW_WITH_KANA = 8.2 * MM, 8.8 * MM


class TimetableTable:
    """Makes the tables of one timetable; `with_panel` has a column that says which panel it is."""

    def __init__(self, say: Speech, naming: Naming, flow: Flow, *, with_panel: bool) -> None:
        self._say, self._naming, self._flow, self._with_panel = say, naming, flow, with_panel

    def made(self, section: Section) -> Table:
        count = len(section.interviews)
        title = msg("Interviews ({count})", count=count)
        continued = self._say(msg("{heading} (continued)", heading=title))
        columns = self._columns(section.interviews)
        stretch = 2 if self._naming.shows_names else len(columns) - 2
        placed = spread(columns, self._flow.paper.measure, _GAP, stretch)
        rows = [self._pause(line) if isinstance(line, Pause) else self._interview(line) for line in section.lines]
        kana = any(each.kana for each in section.interviews) and self._naming.names == "full"
        return Table(self._say(title), continued, placed, rows, _ROW_WITH_KANA if kana else _ROW)

    def _columns(self, interviews: Sequence[PaperInterview]) -> list[Column]:
        numbers, panels = [each.application_no for each in interviews], [each.panel for each in interviews]
        shown = self._naming.shows_names
        return [
            self._column(msg("Time"), ["00:00–00:00"], TABLE_STRONG),
            self._column(msg("Application no."), numbers, TABLE_SECOND),
            *([Column(self._head(msg("Name")), 0, 0, style=TABLE_NAME)] if shown else []),
            self._column(msg("Position"), ["ALT"]),
            *([self._column(msg("Panel"), panels, TABLE, _WIDEST_PANEL)] if self._with_panel else []),
            Column(
                self._head(msg("Guests and recusals")), 0, _NOTES if len(self._say.languages) == 1 else _NOTES_TWICE
            ),
            self._column(msg("Arrived"), [], _TICK, align=CENTRE),
        ]

    def _interview(self, each: PaperInterview) -> list[Cell]:
        called = candidate(each)
        name = [Cell(self._naming.name(called), self._naming.kana(called))] if self._naming.shows_names else []
        panel = [Cell(each.panel)] if self._with_panel else []
        number, position = Cell(each.application_no), Cell(each.position.value)
        return [Cell(_span(each)), number, *name, position, *panel, Cell(self._notes(each)), Cell(BOX)]

    def _pause(self, pause: Pause) -> list[Cell]:
        """The word stands where names do, or numbers if there are none."""
        word, blank = Cell(self._say(msg("Break"))), Cell("")
        before = [blank, word] if self._naming.shows_names else [word]
        return [Cell(_span(pause)), *before, blank, *([blank] if self._with_panel else []), blank, blank]

    def _notes(self, each: PaperInterview) -> str:
        guests = [self._note(msg("Guest"), name) for name in each.guests]
        return "\n".join([*guests, *(self._note(msg("Steps out"), name) for name in each.steps_out)])

    def _note(self, what: Message, name: str) -> str:
        colon = "：" if self._say.languages == ("ja",) else ": "
        return f"{self._say(what)}{colon}{name}"

    def _head(self, message: Message) -> str:
        return self._say(message, BELOW)

    def _column(
        self, title: Message, texts: Sequence[str], style: Style = TABLE, widest: float = _WIDEST_NUMBER,
        align: float = 0.0,
    ) -> Column:  # fmt: skip
        """As wide as its widest text, within reason, and as the longest word of its title."""
        head = self._head(title)
        words = [self._flow.width(word, TABLE_HEAD) for line in head.split("\n") for word in line.split(" ")]
        wide = max([*words, *(self._flow.width(text, style) for text in dict.fromkeys(texts)), 8 * MM])
        return Column(head, 0, min(widest, wide + 0.1), align, style)


def _span(line: PaperInterview | Pause) -> str:
    return f"{line.starts_at:%H:%M}–{line.ends_at:%H:%M}"


def candidate(each: PaperInterview) -> Candidate:
    """As the names of a report are kept."""
    return Candidate(each.applicant_id, each.application_no, each.name, each.kana, each.panel, Status.INVITED, ())
