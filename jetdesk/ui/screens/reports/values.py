"""What the reports screen shows: the options, and what is said about the report."""

from dataclasses import dataclass, replace
from typing import Literal

from jetdesk.domain.summary import SignOff
from jetdesk.i18n import chosen_language, tr, tr_n
from jetdesk.reports.dates import moment
from jetdesk.reports.document import Report
from jetdesk.reports.names import Names as Names
from jetdesk.services.reporting import SummaryOptions

Part = Literal["criterion_means", "notes", "seal_boxes"]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished report, as it is in the preview."""

    position: str
    options: SummaryOptions
    report: Report
    sign_off: SignOff | None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is no report yet: a line, a sentence, and what to open."""

    line: str
    sentence: str
    action: str


def first_options(paper: str) -> SummaryOptions:
    """The office's paper, the language of the window, everything in it."""
    return SummaryOptions(
        language="ja" if chosen_language() == "ja" else "en", paper="letter" if paper == "letter" else "a4"
    )


def with_language(options: SummaryOptions, language: str) -> SummaryOptions:
    return replace(options, language="ja" if language == "ja" else "en")


def with_paper(options: SummaryOptions, paper: str) -> SummaryOptions:
    return replace(options, paper="letter" if paper == "letter" else "a4")


def with_names(options: SummaryOptions, names: Names) -> SummaryOptions:
    return replace(options, names=names)


def with_part(options: SummaryOptions, part: Part, on: bool) -> SummaryOptions:
    match part:
        case "criterion_means":
            return replace(options, criterion_means=on)
        case "notes":
            return replace(options, notes=on)
        case "seal_boxes":
            return replace(options, seal_boxes=on)


def state_words(position: str, made: Made | None) -> str:
    """What stands under the report's title."""
    if made is None:
        return tr("{position} list", position=position)
    if made.sign_off is None:
        return tr("{position} list, draft until it is signed off", position=made.position)
    at = moment(made.sign_off.at, chosen_language())
    return tr("{position} list, signed off {moment}", position=made.position, moment=at)


def warning_words(names: Names) -> str:
    """What a saved file gives away."""
    if names == "full":
        return tr("Full names and scores. The saved file is not encrypted.")
    if names == "initials":
        return tr("Initials and scores. The saved file is not encrypted.")
    return tr("Application numbers and scores. The saved file is not encrypted.")


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
