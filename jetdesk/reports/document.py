"""From placed pages to a PDF: the foot of every page, properties, bookmarks. The same pages give the same bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from threading import Lock

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from jetdesk.reports.fonts import Run, Typesetter
from jetdesk.reports.lines import wrap
from jetdesk.reports.page import Box, Page, Rule, Words
from jetdesk.reports.style import HEAD_LINE, INK, NOTE, NOTE_INK, Paper

_RENDERING = Lock()  # a font of reportlab serves one document at a time


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report. `missing_glyphs` are characters no font has, as U+XXXX; boxes stand in their place."""

    pdf: bytes
    pages: int
    document_no: str
    content_hash: str
    missing_glyphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """What every page ends with: facts from the left, the page number at the right."""

    facts: tuple[str, ...]
    page_of: Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class Properties:
    title: str
    language: str


def grouped(digest: str, groups: int = 4) -> str:
    """The first digits of a hash in groups of four, as they are compared by eye."""
    return " ".join(digest[at : at + 4] for at in range(0, 4 * groups, 4))


def render(paper: Paper, pages: Sequence[Page], setter: Typesetter, foot: Foot, about: Properties) -> bytes:
    """The PDF of the pages. Feet are added to them here, where their number is known."""
    for number, page in enumerate(pages, 1):
        _add_foot(paper, page, setter, foot, foot.page_of(number, len(pages)))
    out = BytesIO()
    with _RENDERING:
        canvas = Canvas(out, pagesize=(paper.width, paper.height), invariant=1, pageCompression=1, lang=about.language)
        canvas.setTitle(setter.readable(about.title))
        canvas.setAuthor("JetDesk")
        canvas.setCreator("JetDesk")
        canvas.setSubject("")
        for number, page in enumerate(pages):
            _draw(canvas, paper, page, setter, number)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def _add_foot(paper: Paper, page: Page, setter: Typesetter, foot: Foot, page_of: str) -> None:
    y, x = paper.foot_line + 13.2, paper.left
    page.rules.append(Rule(paper.left, paper.foot_line, paper.right, paper.foot_line, HEAD_LINE, INK))
    width = setter.width(page_of, NOTE_INK.size, NOTE_INK.weight)
    page.words.append(Words(paper.right - width, y, page_of, NOTE_INK, width))
    limit = paper.right - width - 8
    facts = [line for fact in foot.facts for line in wrap(setter, fact, NOTE, limit - paper.left)]
    for fact in facts:
        wide = setter.width(fact, NOTE.size, NOTE.weight)
        if x > paper.left and x + wide > limit:
            x, y = paper.left, y + 9.5
        page.words.append(Words(x, y, fact, NOTE, wide))
        x += wide + 16


def _draw(canvas: Canvas, paper: Paper, page: Page, setter: Typesetter, number: int) -> None:
    canvas.saveState()
    for rule in page.rules:
        _draw_rule(canvas, paper, rule)
    for box in page.boxes:
        _draw_box(canvas, paper, box)
    canvas.restoreState()
    _draw_words(canvas, paper, page.words, setter)
    for at, (title, down) in enumerate(page.bookmarks):
        key = f"{number}-{at}"
        canvas.bookmarkHorizontal(key, 0, paper.height - down)
        canvas.addOutlineEntry(setter.readable(title), key, level=0)


def _draw_rule(canvas: Canvas, paper: Paper, rule: Rule) -> None:
    canvas.setLineWidth(rule.weight)
    canvas.setStrokeColor(_ink(rule.colour))
    canvas.line(rule.x, paper.height - rule.y, rule.to_x, paper.height - rule.to_y)


def _draw_box(canvas: Canvas, paper: Paper, box: Box) -> None:
    canvas.setLineWidth(box.weight)
    canvas.setStrokeColor(_ink(box.colour))
    canvas.setDash([2, 1.6] if box.dashed else [])
    canvas.rect(box.x, paper.height - box.y - box.height, box.width, box.height)


def _draw_words(canvas: Canvas, paper: Paper, words: Sequence[Words], setter: Typesetter) -> None:
    text = canvas.beginText()
    colour, font = "", ("", 0.0)
    for one in words:
        if one.style.colour != colour:
            colour = one.style.colour
            text.setFillColor(_ink(colour))
        text.setTextOrigin(one.x, paper.height - one.y)
        runs = setter.runs(one.text, one.style.weight)
        for run in runs:
            if font != (run.font, one.style.size):
                font = (run.font, one.style.size)
                text.setFont(*font)
            if len(runs) == 1:
                text.textLine(run.text)  # twice as fast: textOut measures what it draws
            else:
                _draw_run(text, run, one.style.size)
    canvas.drawText(text)


def _draw_run(text: PDFTextObject, run: Run, size: float) -> None:
    if run.lift:
        text.setRise(run.lift * size)
    text.textOut(run.text)
    if run.lift:
        text.setRise(0)


@cache
def _ink(colour: str) -> HexColor:
    return HexColor(colour)
