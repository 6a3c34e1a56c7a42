"""The selection summary beside a bare canvas that draws the same cells with the same fonts."""

import io
from collections.abc import Iterator
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from jetdesk.domain.summary import SelectionSummary
from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.summary import SummaryOptions, selection_summary
from tests.benchmarks.measure import Line, paired
from tests.reports.sample import summary

ROWS, ROWS_A_PAGE, ROW_HEIGHT = 1100, 36, 20


def lines(_: Path) -> Iterator[Line]:
    values = summary(ROWS)
    cells = [_cells(values, at) for at in range(len(values.ranking.standings))]
    setter = Typesetter()
    options = SummaryOptions(language="en", paper="a4")
    _bare(cells, setter), selection_summary(values, options)
    ours, yardstick = paired(lambda: selection_summary(values, options), lambda: _bare(cells, setter), 5)
    yield Line(f"selection summary of {ROWS:,} rows", ours, "s", 2, yardstick, "the same cells on a bare canvas")


def _cells(values: SelectionSummary, at: int) -> list[str]:
    standing = values.ranking.standings[at]
    means = [f"{mean.value:.1f}" if mean.value is not None else "–" for mean in standing.means.values()]
    raw = f"{standing.raw:.1f}" if standing.raw is not None else "–"
    who = standing.candidate
    return [
        str(standing.rank or ""),
        who.name,
        who.application_no,
        who.panel,
        *means,
        raw,
        str(standing.raters),
        "Recommended",
    ]


def _bare(rows: list[list[str]], setter: Typesetter) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for start in range(0, len(rows), ROWS_A_PAGE):
        for at, row in enumerate(rows[start : start + ROWS_A_PAGE]):
            y = 780 - at * ROW_HEIGHT
            canvas.line(45, y - 6, 550, y - 6)
            for column, cell in enumerate(row):
                x = 45 + column * 42
                for run in setter.runs(cell, "regular"):
                    canvas.setFont(run.font, 8.2)
                    canvas.drawString(x, y, run.text)
                    x += canvas.stringWidth(run.text, run.font, 8.2)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
