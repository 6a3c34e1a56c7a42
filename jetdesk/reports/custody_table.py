"""The tables of the custody receipt: applicants down, panelists across, and the laptops."""

from collections.abc import Sequence

from jetdesk.domain.custody import (
    CUSTODY_NAMES,
    LAPTOP_STATE_NAMES,
    CustodyCell,
    CustodyGroup,
    CustodyRow,
    CustodyState,
)
from jetdesk.domain.custody_report import LaptopLine
from jetdesk.domain.office import Person
from jetdesk.domain.selection import Candidate
from jetdesk.domain.sheet import Origin
from jetdesk.i18n import translator
from jetdesk.reports.dates import short_day
from jetdesk.reports.document import grouped
from jetdesk.reports.flow import Flow
from jetdesk.reports.names import Naming
from jetdesk.reports.style import MM, RIGHT, TABLE, TABLE_HEAD, TABLE_NAME, TABLE_SECOND, Style
from jetdesk.reports.table import Cell, Column, Table, spread

_NONE = "–"
_GAP = 2.6 * MM
_LEAST_NAME = 30 * MM
_LEAST_CELL = 16.5 * MM
_WIDEST_CELL = 34 * MM
_WIDEST_NUMBER = 34 * MM
_TIMED = {CustodyState.RECEIVED, CustodyState.REVEALED}


class CustodyTables:
    """Makes the tables of one receipt. Footnotes are numbered through all of them."""

    def __init__(self, language: str, naming: Naming, candidates: dict[str, Candidate], flow: Flow) -> None:
        self._language = language
        self._t = translator(language)
        self._naming = naming
        self._candidates = candidates
        self._flow = flow
        self._notes: dict[str, int] = {}
        self._fetched = 0

    def panel(self, group: CustodyGroup, title: str) -> list[Table]:
        """A panel's matrix; more than one where the page has no room for all its panelists."""
        fixed = self._fixed(group)
        taken = sum(column.width + _GAP for column in fixed)
        most = max(1, int((self._flow.paper.measure - taken) / (_LEAST_CELL + _GAP)))
        parts = _parts(group.panelists, most)
        return [self._part(group, title, fixed, part, len(parts) > 1) for part in parts]

    def footnotes(self) -> list[str]:
        """The footnotes of the tables made since the last time."""
        new = [(text, number) for text, number in self._notes.items() if number > self._fetched]
        self._fetched = len(self._notes)
        return [f"{self._mark(number)}  {text}" for text, number in new]

    def laptops(self, lines: Sequence[LaptopLine]) -> Table:
        """Every laptop: whose, in what state, how far its journal is here."""
        t, title = self._t, self._t("Laptops")
        widest = max((self._flow.width(self._state(line), TABLE) for line in lines), default=0)
        columns = [
            Column(t("Person"), 0, 0, style=TABLE_NAME),
            self._column(t("Laptop"), ["00000000"], TABLE_SECOND),
            Column(t("State"), 0, min(widest + 1, 36 * MM)),
            self._column(t("Last seen"), [self._stamp(line) for line in lines]),
            Column(t("Sheets here"), 0, 13 * MM, RIGHT),
            Column(t("Sealed there"), 0, 14 * MM, RIGHT),
            self._column(t("Acknowledged up to entry"), [grouped("0" * 16)], TABLE_SECOND),
        ]
        placed = spread(columns, self._flow.paper.measure, _GAP, 0)
        return Table(title, t("{heading} (continued)", heading=title), placed, [self._laptop(line) for line in lines])

    def _laptop(self, line: LaptopLine) -> list[Cell]:
        mark = ""
        if line.reason.strip():
            reason = self._naming.veiled(line.reason.strip())
            mark = self._noted(self._t("{person}: {reason}", person=line.person, reason=reason))
        hashed = grouped(line.acknowledged) if line.acknowledged else _NONE
        figures = (Cell(str(line.sheets)), Cell(str(line.awaited)))
        state = Cell(self._state(line), mark=mark)
        return [Cell(line.person), Cell(line.desk[:8]), state, Cell(self._stamp(line)), *figures, Cell(hashed)]

    def _state(self, line: LaptopLine) -> str:
        return LAPTOP_STATE_NAMES[line.state].text(self._language)

    def _stamp(self, line: LaptopLine) -> str:
        return f"{short_day(line.seen, self._language)} {line.seen:%H:%M}" if line.seen else _NONE

    def _fixed(self, group: CustodyGroup) -> list[Column]:
        """The columns that say which applicant it is; the name (or the number) takes what is left."""
        t, rows = self._t, group.rows
        number = self._column(t("Application no."), [row.application_no for row in rows], TABLE_SECOND)
        name = [Column(t("Name"), 0, _LEAST_NAME, style=TABLE_NAME)] if self._naming.shows_names else []
        times = [self._slot(row) for row in rows if row.starts_at]
        return [*([self._column(t("Time"), times)] if times else []), *name, number]

    def _part(
        self, group: CustodyGroup, title: str, fixed: Sequence[Column], part: Sequence[Person], several: bool
    ) -> Table:
        if several:
            at = [group.panelists.index(person) + 1 for person in (part[0], part[-1])]
            title = self._t("{heading}; panelists {first} to {last}", heading=title, first=at[0], last=at[1])
        stretch = next(i for i, c in enumerate(fixed) if c.width == _LEAST_NAME) if self._naming.shows_names else None
        columns = [*fixed, *(self._panelist(person, self._cell_width(fixed, len(part))) for person in part)]
        placed = spread(columns, self._flow.paper.measure, _GAP, len(fixed) - 1 if stretch is None else stretch)
        rows = [self._row(row, fixed, part) for row in group.rows]
        return Table(title, self._t("{heading} (continued)", heading=title), placed, rows)

    def _panelist(self, person: Person, width: float) -> Column:
        """A head stands on every page, so that a very long name is cut there; the list of laptops has it whole."""
        return Column(" ".join(self._flow.few_lines(person.name, TABLE_HEAD, width, 4)), 0, width)

    def _cell_width(self, fixed: Sequence[Column], count: int) -> float:
        room = self._flow.paper.measure - sum(column.width + _GAP for column in fixed)
        return min(_WIDEST_CELL, max(_LEAST_CELL / 2, room / max(1, count) - _GAP))

    def _row(self, row: CustodyRow, fixed: Sequence[Column], part: Sequence[Person]) -> list[Cell]:
        time = [Cell(self._slot(row))] if len(fixed) > 1 + self._naming.shows_names else []
        candidate = self._candidates[row.applicant_id]
        name = [Cell(self._naming.name(candidate))] if self._naming.shows_names else []
        cells = (row.cells.get(person.id) for person in part)
        return [*time, *name, Cell(row.application_no), *(self._cell(row, c) if c else Cell("") for c in cells)]

    def _slot(self, row: CustodyRow) -> str:
        at = row.starts_at
        return f"{short_day(at, self._language)} {at:%H:%M}" if at else _NONE

    def _cell(self, row: CustodyRow, cell: CustodyCell) -> Cell:
        word = CUSTODY_NAMES[cell.state].text(self._language)
        if cell.state not in _TIMED or not cell.at:
            return Cell(word, self._more(cell, ""), self._reason(row, cell))
        same_day = row.starts_at is not None and row.starts_at.astimezone(cell.at.tzinfo).date() == cell.at.date()
        day = "" if same_day else short_day(cell.at, self._language)
        return Cell(f"{word} {cell.at:%H:%M}", self._more(cell, day), self._reason(row, cell))

    def _more(self, cell: CustodyCell, day: str) -> str:
        """The small second line: the day where it is not the interview's, a revision, paper."""
        revision = self._t("revision {number}", number=cell.revision) if cell.revision > 1 else ""
        paper = self._t("from paper") if cell.origin == Origin.PAPER else ""
        return ("、" if self._language == "ja" else ", ").join(part for part in (day, revision, paper) if part)

    def _reason(self, row: CustodyRow, cell: CustodyCell) -> str:
        if not cell.reason.strip():
            return ""
        word = CUSTODY_NAMES[cell.state].text(self._language)
        reason = self._naming.veiled(cell.reason.strip(), row.application_no)
        return self._noted(self._t("{state}: {reason}", state=word, reason=reason))

    def _noted(self, text: str) -> str:
        return self._mark(self._notes.setdefault(text, len(self._notes) + 1))

    def _mark(self, number: int) -> str:
        return self._t("note {number}", number=number) if self._language == "ja" else str(number)

    def _column(self, title: str, texts: Sequence[str], style: Style = TABLE) -> Column:
        """A column as wide as its widest text, within reason; its title may take several lines."""
        words = [self._flow.width(word, TABLE) for word in title.split()] if " " in title else [0.0]
        widest = max([*words, *(self._flow.width(text, style) for text in dict.fromkeys(texts))])
        return Column(title, 0, min(_WIDEST_NUMBER, max(widest, 8 * MM) + 0.1), style=style)


def _parts(people: Sequence[Person], most: int) -> list[Sequence[Person]]:
    """The panelists in parts of equal length (or one less), none longer than `most`."""
    if not people:
        return []
    count = -(-len(people) // most)
    length = -(-len(people) // count)
    return [people[at : at + length] for at in range(0, len(people), length)]
