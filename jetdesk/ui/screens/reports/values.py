"""What the reports screen shows: the options, and what is said about the report."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from jetdesk.domain.custody_report import CustodyReceipt
from jetdesk.domain.summary import SignOff
from jetdesk.i18n import chosen_language, tr, tr_n
from jetdesk.reports.dates import moment
from jetdesk.reports.document import Report
from jetdesk.reports.names import Names as Names
from jetdesk.services.letters import LetterOptions
from jetdesk.services.reporting import CustodyOptions, SummaryOptions
from jetdesk.services.timetable_paper import TimetableOptions

Part = Literal["criterion_means", "laptops", "notes", "seal_boxes", "both_languages", "by_room"]


class Kind(StrEnum):
    """The reports of the chooser; the values are the ids of its rows."""

    SUMMARY = "selection-summary"
    CUSTODY = "custody"
    TIMETABLE = "timetable"
    LETTERS = "letters"


PARTS: dict[Kind, frozenset[Part]] = {
    Kind.SUMMARY: frozenset({"criterion_means", "notes", "seal_boxes"}),
    Kind.CUSTODY: frozenset({"laptops", "notes", "seal_boxes"}),
    Kind.TIMETABLE: frozenset({"both_languages", "by_room"}),
    Kind.LETTERS: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What the person chose. It is kept from report to report, and each takes what it has.

    `text`: the file with the office's own text of the letters.
    """

    language: Literal["en", "ja"] = "en"
    paper: Literal["a4", "letter"] = "a4"
    names: Names = "full"
    parts: frozenset[Part] = frozenset({"criterion_means", "laptops", "notes", "seal_boxes"})
    text: Path | None = None

    @property
    def summary(self) -> SummaryOptions:
        means, notes, seals = (part in self.parts for part in ("criterion_means", "notes", "seal_boxes"))
        return SummaryOptions(self.language, self.paper, self.names, means, notes, seals)

    @property
    def custody(self) -> CustodyOptions:
        laptops, notes, seals = (part in self.parts for part in ("laptops", "notes", "seal_boxes"))
        return CustodyOptions(self.language, self.paper, self.names, laptops, notes, seals)

    @property
    def timetable(self) -> TimetableOptions:
        language = "both" if "both_languages" in self.parts else self.language
        return TimetableOptions(language, self.paper, self.names, "room" if "by_room" in self.parts else "panel")

    @property
    def letters(self) -> LetterOptions:
        return LetterOptions(self.language, self.paper)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished report, as it is in the preview; `state` is said under its title."""

    kind: Kind
    position: str
    options: Options
    report: Report
    state: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is no report yet: a line, a sentence, and what to open (the words, and the screen's name)."""

    line: str
    sentence: str
    action: str
    screen: str


def first_options(paper: str) -> Options:
    """The office's paper, the language of the window, everything in it."""
    return Options("ja" if chosen_language() == "ja" else "en", "letter" if paper == "letter" else "a4")


def with_language(options: Options, language: str) -> Options:
    return replace(options, language="ja" if language == "ja" else "en")


def with_paper(options: Options, paper: str) -> Options:
    return replace(options, paper="letter" if paper == "letter" else "a4")


def with_names(options: Options, names: Names) -> Options:
    return replace(options, names=names)


def with_part(options: Options, part: Part, on: bool) -> Options:
    return replace(options, parts=options.parts | {part} if on else options.parts - {part})


def with_text(options: Options, text: Path) -> Options:
    return replace(options, text=text)


def title_words(kind: Kind) -> str:
    titles = {
        Kind.CUSTODY: tr("Custody receipt"),
        Kind.TIMETABLE: tr("Timetable"),
        Kind.LETTERS: tr("Invitation letters"),
        Kind.SUMMARY: tr("Selection summary"),
    }
    return titles[kind]


def state_words(kind: Kind, position: str, made: Made | None) -> str:
    """What stands under the report's title."""
    if made is not None:
        return made.state
    states = {
        Kind.CUSTODY: tr("Where every sheet is"),
        Kind.TIMETABLE: tr("A page for every day of every panel"),
        Kind.LETTERS: tr("A page for every applicant"),
        Kind.SUMMARY: tr("{position} list", position=position),
    }
    return states[kind]


def list_state(position: str, sign_off: SignOff | None) -> str:
    if sign_off is None:
        return tr("{position} list, draft until it is signed off", position=position)
    at = moment(sign_off.at, chosen_language())
    return tr("{position} list, signed off {moment}", position=position, moment=at)


def custody_state(receipt: CustodyReceipt) -> str:
    received, expected = receipt.received, receipt.ledger.expected
    return tr("{received} of {expected} sheets received", received=received, expected=expected)


def warning_words(kind: Kind, names: Names) -> str:
    """What a saved file gives away."""
    if kind is Kind.LETTERS:
        return _custody_warning("full")
    if kind is not Kind.SUMMARY:
        return _custody_warning(names)
    if names == "full":
        return tr("Full names and scores. The saved file is not encrypted.")
    if names == "initials":
        return tr("Initials and scores. The saved file is not encrypted.")
    return tr("Application numbers and scores. The saved file is not encrypted.")


def _custody_warning(names: Names) -> str:
    if names == "full":
        return tr("Full names, no scores. The saved file is not encrypted.")
    if names == "initials":
        return tr("Initials, no scores. The saved file is not encrypted.")
    return tr("Application numbers, no scores. The saved file is not encrypted.")


def missing_words(made: Made) -> tuple[str, str]:
    """Characters that no font has; empty for none."""
    missing = made.report.missing_glyphs
    if not missing:
        return "", ""
    comma = "、" if chosen_language() == "ja" else ", "
    first = tr_n("{n} character cannot be printed.", "{n} characters cannot be printed.", len(missing))
    return first, tr("A box stands in the place of {characters}.", characters=comma.join(missing))


def document_words(made: Made) -> str:
    pages = tr_n("{n} page", "{n} pages", made.report.pages)
    return tr("Document {number} · {pages}", number=made.report.document_no, pages=pages)
