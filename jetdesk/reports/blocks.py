"""Pieces that every report is made of: head, heading, paragraph, facts with labels, figures in a row, footnotes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jetdesk.reports.flow import Flow
from jetdesk.reports.style import (
    BODY,
    BODY_SECOND,
    BODY_STRONG,
    CENTRE,
    FIGURE,
    HEAD_LINE,
    HEADING,
    INK,
    MM,
    NOTE,
    RIGHT,
    TITLE,
    TITLE_LINE,
    Style,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a report begins with; `stamps` are boxed at the right (Confidential, Draft)."""

    office: str
    title: str
    subtitle: str
    stamps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text beside its label."""

    label: str
    text: str


def first_head(flow: Flow, head: Head) -> None:
    """The head of page 1, with its bookmark."""
    paper, top = flow.paper, flow.paper.top
    flow.bookmark(head.title)
    right = _stamps(flow, head.stamps)
    narrow = right - 6 * MM - paper.left
    y = flow.block(paper.left, top + 2.6 * MM, flow.few_lines(head.office, BODY_SECOND, narrow, 3), BODY_SECOND)
    y = flow.block(paper.left, y + 7.7 * MM, flow.few_lines(head.title, TITLE, narrow, 3), TITLE)
    y = flow.block(paper.left, y + 5.7 * MM, flow.lines(head.subtitle, BODY, paper.measure), BODY)
    flow.across(y + 4.5 * MM, TITLE_LINE, INK)
    flow.y = flow.page_top = y + 4.5 * MM


def running_head(head: Head) -> Callable[[Flow], None]:
    """The one line (more only when names are long) that later pages begin with."""

    def draw(flow: Flow) -> None:
        paper, y = flow.paper, flow.paper.top + 2.6 * MM
        stamp = "  ".join(reversed(head.stamps))
        room = paper.measure - flow.words(paper.right, y, stamp, BODY_STRONG, RIGHT) - 6 * MM
        office = flow.few_lines(head.office, BODY_SECOND, room, 2)
        title = flow.few_lines(head.title, BODY_STRONG, room, 2)
        y = flow.block(paper.left, y, office, BODY_SECOND)
        x = paper.left + flow.width(office[-1], BODY_SECOND) + 4 * MM
        if len(title) > 1 or x - paper.left + flow.width(title[0], BODY_STRONG) > room:
            x, y = paper.left, y + BODY.line
        y = flow.block(x, y, title, BODY_STRONG)
        flow.across(y + 3.2 * MM, TITLE_LINE, INK)
        flow.y = y + 5.4 * MM

    return draw


def _stamps(flow: Flow, stamps: Sequence[str]) -> float:
    """Boxed words from the right margin inwards; gives back how far in they reach."""
    right = flow.paper.right
    for stamp in stamps:
        width = flow.width(stamp, BODY_STRONG) + 6 * MM
        flow.box(right - width, flow.paper.top - 0.4 * MM, width, 6 * MM)
        flow.words(right - width / 2, flow.paper.top + 2.6 * MM + BODY_STRONG.rise, stamp, BODY_STRONG, CENTRE)
        right -= width + 2 * MM
    return right


def heading(flow: Flow, title: str, *, bookmark: bool = True) -> None:
    """A heading; the caller has seen to it that what follows fits below."""
    flow.y += 0 if flow.fresh else 2.6 * MM
    if bookmark:
        flow.bookmark(title)
    flow.y += 5.4 * MM
    for line in flow.lines(title, HEADING, flow.paper.measure):
        flow.words(flow.paper.left, flow.y, line, HEADING)
        flow.y += HEADING.line
    flow.y -= HEADING.line


HEADING_ROOM = 8 * MM + 2


def paragraph(flow: Flow, text: str, style: Style = NOTE) -> None:
    """Running text. Parted over pages where it must be, but never with one line alone on a page."""
    lines = flow.lines(text, style, flow.paper.measure)
    _poured(flow, lines, style, flow.paper.left)


def _poured(flow: Flow, lines: Sequence[str], style: Style, x: float) -> None:
    while lines:
        flow.need(min(2, len(lines)) * style.line)
        fits = max(1, int((flow.room + 0.01) / style.line))
        if fits == len(lines) - 1 and fits > 2:
            fits -= 1
        for line in lines[:fits]:
            flow.y += style.line
            flow.words(x, flow.y - 0.3 * style.line, line, style)
        lines = lines[fits:]
        if lines:
            flow.turn()


def labelled_lines(flow: Flow, items: Sequence[Labelled]) -> None:
    """Short lines beside short labels (panels and their members), without rules."""
    paper = flow.paper
    widest = max((flow.width(item.label, BODY_STRONG) for item in items), default=0)
    indent = min(max(16.4 * MM, widest + 4 * MM), paper.measure / 3)
    for item in items:
        labels = flow.few_lines(item.label, BODY_STRONG, indent - 2 * MM, 3)
        texts = flow.lines(item.text, BODY, paper.measure - indent)
        _beside(flow, labels, texts, BODY, indent)
        flow.y += 2.1


def figures(flow: Flow, items: Sequence[Labelled]) -> None:
    """Counts side by side between hairlines, each under its label."""
    height = 15.5 * MM
    flow.need(height)
    paper, top = flow.paper, flow.y
    flow.across(top)
    pitch = paper.measure / max(1, len(items))
    for at, item in enumerate(items):
        x = paper.left + at * pitch + (2.7 * MM if at else 0)
        if at:
            flow.rule(paper.left + at * pitch, top + 3 * MM, paper.left + at * pitch, top + 13.2 * MM, 0.5, "#C9CCD4")
        flow.words(x, top + 5.7 * MM, item.label, NOTE)
        flow.words(x, top + 11.8 * MM, item.text, FIGURE)
    flow.y = top + height
    flow.across(flow.y)


def records(flow: Flow, title: str, items: Sequence[Labelled], *, style: Style = BODY, tail: float = 0) -> None:
    """Notes under a heading, each beside its label, a hairline below each. A note stays whole unless it is longer
    than half a page. `tail` is the room kept for what must stand on the page where the last note ends."""
    indent = 29.5 * MM
    width = flow.paper.measure - indent
    for at, item in enumerate(items):
        texts = flow.lines(item.text, style, width)
        labels = flow.lines(item.label, BODY_STRONG, indent - 3 * MM)
        height = _record_height(max(len(texts), len(labels)), style)
        whole = height if height <= flow.paper.bottom / 2 else _record_height(2, style)
        above = HEADING_ROOM + 3 * MM if at == 0 else 0
        flow.need(whole + above + (tail if at == len(items) - 1 else 0))
        if at == 0:
            heading(flow, title)
            flow.y += 2.7 * MM
            flow.across(flow.y, HEAD_LINE, INK)
        _record(flow, labels, texts, style, indent)


def _record_height(lines: int, style: Style) -> float:
    return lines * style.line + 3.4 * MM


def _record(flow: Flow, labels: Sequence[str], texts: Sequence[str], style: Style, indent: float) -> None:
    flow.y += 1.5 * MM
    _beside(flow, labels, texts, style, indent)
    flow.y += 1.9 * MM
    flow.across(flow.y)


def _beside(flow: Flow, labels: Sequence[str], texts: Sequence[str], style: Style, indent: float) -> None:
    """Lines of a label, and lines of text beside them that may run over pages."""
    flow.need(max(len(labels), min(2, len(texts))) * style.line)
    top, page = flow.y, flow.page
    flow.block(flow.paper.left, top + 0.7 * style.line, labels, replace(BODY_STRONG, line=style.line))
    _poured(flow, texts, style, flow.paper.left + indent)
    if flow.page is page:
        flow.y = max(flow.y, top + len(labels) * style.line)
