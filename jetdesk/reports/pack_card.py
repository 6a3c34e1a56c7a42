"""The card that carries the one-time code of a laptop pack: one page, handed over apart from the file."""

from dataclasses import dataclass
from typing import Literal

from jetdesk.domain.office import Office
from jetdesk.i18n import Translate, translator
from jetdesk.reports.blocks import Head, Labelled, first_head, paragraph, records, running_head
from jetdesk.reports.content import content_hash
from jetdesk.reports.document import Foot, Properties, Report, render
from jetdesk.reports.flow import Flow
from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.style import BODY, CENTRE, MM, PAPERS, Style, for_language

CODE = Style(22, "medium")
_STEP = Style(11, line=17)


@dataclass(frozen=True, slots=True)
class PackCard:
    """Whose pack it is, and the code that opens it: groups of characters with hyphens between them."""

    office: Office
    person: str
    code: str


def pack_card(card: PackCard, language: Literal["en", "ja"]) -> Report:
    """The card as a PDF. Equal values give equal bytes."""
    t = translator(language)
    title = t("Code of a laptop pack")
    subtitle = t("JET Program, {year} cycle.", year=card.office.cycle.year)
    head = Head(card.office.name_in(language), title, subtitle, (t("Confidential"),))
    flow = Flow(PAPERS["letter" if card.office.paper == "letter" else "a4"], Typesetter(), running_head(head))
    first_head(flow, head)
    flow.y += 4 * MM
    paragraph(flow, t("For the laptop of {name}", name=card.person), for_language(_STEP, language))
    _place_code(flow, card.code)
    records(flow, t("What to do"), _steps(t), style=for_language(BODY, language))
    foot = Foot((t("Destroy this card once the laptop has joined."),), lambda _page, _pages: "")
    pdf = render(flow.paper, flow.pages, flow.setter, foot, Properties(title, language))
    return Report(pdf, len(flow.pages), "", content_hash(card), flow.setter.missing)


def _place_code(flow: Flow, code: str) -> None:
    """In a frame, every character in a cell of the same width, so that none is skipped or read twice."""
    paper, height = flow.paper, 26 * MM
    flow.y += 6 * MM
    flow.box(paper.left, flow.y, paper.measure, height)
    cell = min(CODE.size * 0.86, (paper.measure - 8 * MM) / max(1, len(code)))
    x = paper.left + (paper.measure - cell * len(code)) / 2
    for at, character in enumerate(code):
        flow.words(x + (at + 0.5) * cell, flow.y + height / 2 + CODE.rise, character, CODE, CENTRE)
    flow.y += height + 4 * MM


def _steps(t: Translate) -> list[Labelled]:
    steps = (
        t("Keep this card apart from the stick with the file of the laptop pack."),
        t("On the new laptop start JetDesk and choose “Join with a laptop pack…” on the first screen."),
        t("Choose the file and type the code. It works once, for this laptop pack alone."),
    )
    return [Labelled(str(number), step) for number, step in enumerate(steps, 1)]
