"""Letters of invitation: a page for each applicant (more where the text is long), from the office's own text."""

from dataclasses import dataclass, replace
from typing import Literal

from jetdesk.domain.applicant import POSITION_NAMES
from jetdesk.domain.letters import Letter, Letters, fill
from jetdesk.i18n import translator
from jetdesk.reports.blocks import Head, first_head, paragraph, running_head
from jetdesk.reports.content import content_hash
from jetdesk.reports.dates import day, full_day
from jetdesk.reports.document import Foot, Properties, Report, render
from jetdesk.reports.flow import Flow
from jetdesk.reports.fonts import Typesetter
from jetdesk.reports.style import MM, PAPERS, Style, for_language

_LETTER = Style(10, line=15)


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """How letters are printed; `language` is that of dates and positions in them."""

    language: Literal["en", "ja"] = "en"
    paper: Literal["a4", "letter"] = "a4"


def invitation_letters(values: Letters, options: LetterOptions) -> Report:
    """All letters as one PDF. Equal values and options give equal bytes; each letter counts its own pages."""
    placed = _Letters(values, options)
    flow, t = placed.placed(), translator(options.language)
    number = values.document_no + ("-ja" if options.language == "ja" else "")
    foot = Foot((t("Document {number}", number=number),), lambda page, _: placed.page_of(page))
    about = Properties(f"{t('Invitation letters')} ({number})", options.language)
    pdf = render(flow.paper, flow.pages, flow.setter, foot, about)
    return Report(pdf, len(flow.pages), number, content_hash(values), flow.setter.missing)


def placed_letters(values: Letters, options: LetterOptions) -> Flow:
    """The pages of the letters without their feet: where every word stands."""
    return _Letters(values, options).placed()


def letter_values(values: Letters, letter: Letter, language: str) -> dict[str, str]:
    """What stands in every place of one letter; empty where it is not known."""
    ends = letter.starts_at.replace(tzinfo=None)
    minutes = ends.hour * 60 + ends.minute + letter.minutes
    found = {
        "name": letter.name, "kana": letter.kana, "number": letter.application_no,
        "position": POSITION_NAMES[letter.position].text(language), "date": full_day(letter.starts_at, language),
        "time": f"{letter.starts_at:%H:%M}", "ends": f"{minutes // 60 % 24:02}:{minutes % 60:02}",
        "minutes": str(letter.minutes), "panel": letter.panel, "room": letter.room, "place": letter.place,
        "office": values.office.name_in(language), "year": str(values.office.cycle.year),
        "coordinator": values.coordinator, "today": day(values.made_at, language),
    }  # fmt: skip
    return {place: " ".join(text.split()) for place, text in found.items()}


class _Letters:
    """Places one letter after the other, each from the top of a page."""

    def __init__(self, values: Letters, options: LetterOptions) -> None:
        self.values = values
        self.options = options
        self._t = translator(options.language)
        self._head = Head("", "", "", ())
        self._number = ""
        self._begins = False
        self._owners: list[str] = []

    def placed(self) -> Flow:
        flow = Flow(PAPERS[self.options.paper], Typesetter(), self._turned)
        for at, letter in enumerate(self.values.letters):
            filled = letter_values(self.values, letter, self.options.language)
            self._head, self._number, self._begins = self._head_of(filled), filled["number"], True
            if at:
                flow.turn()
            else:
                self._turned(flow)
            self._letter(flow, filled)
            self._owners += [letter.application_no] * (len(flow.pages) - len(self._owners))
        return flow

    def page_of(self, page: int) -> str:
        """The number of a page within its letter; nothing where the letter has one page."""
        owner = self._owners[page - 1] if self._owners else ""
        pages = self._owners.count(owner)
        at = page - self._owners.index(owner) if self._owners else 1
        return self._t("Page {page} of {pages}", page=at, pages=pages) if pages > 1 else ""

    def _head_of(self, filled: dict[str, str]) -> Head:
        title = fill(self.values.template.title, filled)
        number = self._t("Application no. {number}", number=filled["number"])
        return Head(filled["office"], title, f"{filled['today']}    {number}", ())

    def _turned(self, flow: Flow) -> None:
        if not self._begins:
            running_head(replace(self._head, title=f"{self._head.title}  {self._number}"))(flow)
            return
        first_head(flow, self._head)
        self._begins = False

    def _letter(self, flow: Flow, filled: dict[str, str]) -> None:
        """The bookmark of a letter is its applicant: all have the same title."""
        flow.page.bookmarks.clear()
        flow.bookmark(f"{filled['number']} {filled['name']}")
        style = for_language(_LETTER, self.options.language)
        flow.y += 2 * MM
        for text in self.values.template.paragraphs:
            flow.y += 3.4 * MM
            paragraph(flow, fill(text, filled), style)
