"""The three lists of the selection summary: columns that suit their contents, rows, key and footnotes."""

from collections.abc import Callable, Sequence

from jetdesk.domain.rubric import Criterion
from jetdesk.domain.selection import OUTCOME_NAMES, Basis, Mean, Outcome, Standing, tie_break_name
from jetdesk.domain.summary import SelectionSummary
from jetdesk.i18n import translator
from jetdesk.reports.dates import day
from jetdesk.reports.flow import Flow
from jetdesk.reports.names import Naming
from jetdesk.reports.style import (
    CENTRE,
    LEFT,
    MM,
    RIGHT,
    TABLE,
    TABLE_HEAD,
    TABLE_NAME,
    TABLE_SECOND,
    TABLE_STRONG,
    Align,
    Style,
)
from jetdesk.reports.table import Cell, Column, Table, spread

_NONE = "–"
_GAPS = (3.4 * MM, 2.8 * MM, 2.2 * MM, 1.6 * MM)
_LEAST_NAME = 36 * MM
_WIDEST = 34 * MM


class SummaryTable:
    """Makes the tables of one summary. Footnotes are numbered through all of them and fetched table by table."""

    def __init__(
        self, values: SelectionSummary, language: str, naming: Naming, criterion_means: bool, flow: Flow
    ) -> None:
        self._values = values
        self._language = language
        self._t = translator(language)
        self._naming = naming
        self._flow = flow
        self._notes: dict[str, int] = {}
        self._fetched = 0
        self._adjusts = values.ranking.basis is Basis.ADJUSTED
        self._criteria: tuple[Criterion, ...] = values.rubric.criteria if criterion_means else ()
        self._wanted = self._criteria
        self._columns = self._fitting()

    def recommended(self, standings: Sequence[Standing]) -> Table:
        return self._table(self._t("Recommended, in order of rank"), self._t("Rank"), standings)

    def alternates(self, standings: Sequence[Standing]) -> Table:
        return self._table(self._t("Alternates, in order of call"), self._t("Order"), standings)

    def refused(self, standings: Sequence[Standing]) -> Table:
        return self._table(self._t("Not recommended, in order of rank"), self._t("Rank"), standings)

    def footnotes(self) -> list[str]:
        """The footnotes of the tables made since the last time."""
        new = [(text, number) for text, number in self._notes.items() if number > self._fetched]
        self._fetched = len(self._notes)
        return [f"{self._mark(number)}  {text}" for text, number in new]

    def key(self) -> str:
        """What the columns mean."""
        t = self._t
        raw = t("Raw scores are means over the panelists who rated, out of 100.")
        if self._adjusts:
            ranked = t("Adjusted scores, by which the list is ranked, allow for the severity of the panelists.")
            raw = f"{raw}{'' if self._language == 'ja' else ' '}{ranked}"
        if not self._wanted:
            return raw
        if not self._criteria:
            return t("Means by criterion are left out: the page has no room for so many columns. {raw}", raw=raw)
        points = [level.points for level in self._values.rubric.levels]
        return t(
            "Criterion columns are means of the ratings after revision, scale {low} to {high}. {criteria}. {raw}",
            low=f"{min(points):g}",
            high=f"{max(points):g}",
            criteria=("、" if self._language == "ja" else ". ").join(map(self._explained, self._criteria)),
            raw=raw,
        )

    def _explained(self, criterion: Criterion) -> str:
        values = {
            "short": criterion.short.text(self._language),
            "title": criterion.title.text(self._language),
            "weight": f"{criterion.weight:g}",
        }
        if criterion.bonus:
            return self._t("{short}: {title} (bonus ×{weight}, not in the raw score)", **values)
        return self._t("{short}: {title} (×{weight})", **values)

    def _table(self, title: str, first: str, standings: Sequence[Standing]) -> Table:
        columns = (Column(first, 0, self._columns[0].width, style=TABLE_STRONG), *self._columns[1:])
        rows = [self._row(standing) for standing in standings]
        kana = self._language == "ja" and any(self._naming.kana(s.candidate) for s in standings)
        continued = self._t("{heading} (continued)", heading=title)
        return Table(title, continued, columns, rows, (7.8 if kana else 7.0) * MM)

    def _row(self, standing: Standing) -> list[Cell]:
        candidate = standing.candidate
        rank = standing.alternate or standing.rank
        kana = self._naming.kana(candidate) if self._language == "ja" else ""
        name = [Cell(self._naming.name(candidate), kana)] if self._naming.shows_names else []
        means = (_figure(standing.means.get(c.id, Mean(None, 0)).value) for c in self._criteria)
        adjusted = [_figure(standing.adjusted.score if standing.adjusted else None)] if self._adjusts else []
        figures = (*means, _figure(standing.raw), *adjusted, str(standing.raters))
        return [
            Cell(str(rank) if rank else _NONE),
            *name,
            Cell(candidate.application_no),
            Cell(candidate.panel or _NONE),
            *map(Cell, figures),
            Cell(self._decision(standing), mark=self._marks(standing)),
        ]

    def _decision(self, standing: Standing) -> str:
        if standing.outcome is Outcome.ALTERNATE and standing.alternate:
            return self._t("Alternate {number}", number=standing.alternate)
        return OUTCOME_NAMES[standing.outcome].text(self._language)

    def _marks(self, standing: Standing) -> str:
        texts = [text for text in (self._override(standing), self._tie(standing)) if text]
        comma = "、" if self._language == "ja" else ", "
        return comma.join(self._mark(self._notes.setdefault(text, len(self._notes) + 1)) for text in texts)

    def _mark(self, number: int) -> str:
        return self._t("note {number}", number=number) if self._language == "ja" else str(number)

    def _override(self, standing: Standing) -> str:
        moved = standing.override
        if not moved:
            return ""
        return self._t(
            "Moved from rank {before} to {after} by {by} on {day}. Reason: {reason}",
            before=standing.rank_by_score or _NONE,
            after=standing.rank or _NONE,
            by=moved.by,
            day=day(moved.at, self._language),
            reason=self._naming.veiled(moved.reason, standing.candidate.application_no),
        )

    def _tie(self, standing: Standing) -> str:
        rule = standing.tie_break
        if not rule:
            return ""
        words = tie_break_name(rule, self._values.rubric, self._language).text(self._language)
        if rule not in self._values.ranking.tie_breaks:
            return self._t("Equal scores, placed by {rule}.", rule=words)
        number = self._values.ranking.tie_breaks.index(rule) + 1
        return self._t("Equal scores, placed by tie-break rule {number}: {rule}.", number=number, rule=words)

    def _fitting(self) -> tuple[Column, ...]:
        """The columns with the widest gaps that leave room for names; without means if nothing else fits."""
        columns, stretch = self._measured()
        for gap in _GAPS:
            placed = spread(columns, self._flow.paper.measure, gap, stretch)
            if placed[stretch].width >= _LEAST_NAME:
                return placed
        if self._criteria:
            self._criteria = ()
            return self._fitting()
        return placed

    def _measured(self) -> tuple[list[Column], int]:
        t, standings = self._t, self._values.ranking.standings
        top = f"{max([level.points for level in self._values.rubric.levels], default=0):.1f}"
        names = [Column(t("Name"), 0, 0, style=TABLE_NAME)] if self._naming.shows_names else []
        decision = max((self._decision(s) for s in standings), key=self._measure(TABLE), default="")
        marks = self._flow.width("00", TABLE) + 2 * MM
        columns = [
            self._column(t("Rank"), ["0000"], style=TABLE_STRONG, least=7.2 * MM),
            *names,
            self._column(t("Application no."), [s.candidate.application_no for s in standings], style=TABLE_SECOND),
            self._column(t("Panel"), [s.candidate.panel for s in standings], CENTRE),
            *(self._column(c.short.text(self._language), [top], RIGHT, least=5.4 * MM) for c in self._criteria),
            self._column(t("Raw"), ["100.0"], RIGHT, TABLE_STRONG),
            *([self._column(t("Adjusted"), ["100.0"], RIGHT, TABLE_STRONG)] if self._adjusts else []),
            self._column(t("Raters"), ["0"], CENTRE),
            self._column(t("Decision"), [decision], more=marks),
        ]
        return columns, 1

    def _column(
        self,
        title: str,
        texts: Sequence[str],
        align: Align = LEFT,
        style: Style = TABLE,
        least: float = 0,
        more: float = 0,
    ) -> Column:
        """A column as wide as the widest of its words and texts, within reason."""
        head = max(map(self._measure(TABLE_HEAD), title.split() or [""]))
        widest = max(map(self._measure(style), dict.fromkeys(texts)), default=0) + more
        return Column(title, 0, min(_WIDEST, max(head, widest, least) + 0.1), align, style)

    def _measure(self, style: Style) -> Callable[[str], float]:
        return lambda text: self._flow.width(text, style)


def _figure(value: float | None) -> str:
    return _NONE if value is None else f"{value:.1f}"
