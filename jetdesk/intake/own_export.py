"""Our own exports come back as they were: cells that begin like formulas went out with an apostrophe before them."""

import re
from dataclasses import replace

from jetdesk.domain.applicant import COLUMNS
from jetdesk.intake.export import Export

_HEADER = (*COLUMNS, "status")
_ARMED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def without_apostrophes(export: Export) -> Export:
    """Only where the headings are those of our CSV; in others' files an apostrophe is somebody's text."""
    if export.header != _HEADER or export.sheet:
        return export
    return replace(
        export, records=tuple(replace(each, cells=tuple(map(_as_it_was, each.cells))) for each in export.records)
    )


def _as_it_was(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _ARMED.match(cell) else cell
