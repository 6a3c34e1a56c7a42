"""The list of applicants in words: slots, documents, the facts of the side panel."""

from datetime import datetime

from babel.dates import format_date, format_datetime

from jetdesk.domain.document import KIND_NAMES, STATE_NAMES, Document, DocumentState
from jetdesk.domain.rows import ApplicantRow, Dossier
from jetdesk.domain.ruling import CHOICE_NAMES, Ruling
from jetdesk.domain.screening import Severity
from jetdesk.i18n import chosen_language, tr
from jetdesk.services.screening import Screened
from jetdesk.ui.screens.applicants.values import DocumentLine, FindingLine, Screening, Side

_SHORT = {"en": "d MMM HH:mm", "ja": "M月d日 HH:mm"}
_LONG = {"en": "EEE d MMM y, HH:mm", "ja": "y年M月d日(EEE) HH:mm"}
_DAY = {"en": "d MMM", "ja": "M月d日"}
NOTHING = "–"


def slot(row: ApplicantRow) -> str:
    return at(row.starts_at, _SHORT) if row.starts_at else tr("not set")


def at(when: datetime, patterns: dict[str, str]) -> str:
    language = chosen_language()
    return format_datetime(when, patterns[language], locale=language)


def documents(row: ApplicantRow, screening: Screening) -> str:
    """How many are on file; where required ones are missing, of how many."""
    missing = screening.missing(row.id)
    if not missing:
        return str(row.documents)
    return tr("{have} of {needed}", have=row.documents, needed=row.documents + missing)


def documents_look(row: ApplicantRow, screening: Screening) -> str | None:
    missing = screening.missing(row.id)
    return None if missing is None else "missing" if missing else "complete"


def flag(row: ApplicantRow, screening: Screening) -> tuple[str, str] | None:
    """The look and the word of the one flag that matters most."""
    if row.recusals:
        return "recusal", tr("Recusal")
    match screening.outcome(row.id):
        case Severity.DISQUALIFIED:
            return "conflict", tr("Disqualified")
        case Severity.INCOMPLETE:
            return "check", tr("Incomplete")
        case Severity.REVIEW:
            return "check", tr("To check")
    return None


def flag_words() -> tuple[str, ...]:
    """Every word that a flag can be."""
    return tr("Recusal"), tr("Disqualified"), tr("Incomplete"), tr("To check")


def side(dossier: Dossier, people: dict[str, str], screened: Screened | None) -> Side:
    """The side panel's words; without `screened` the findings are still being looked for."""
    a = dossier.applicant
    return Side(
        id=dossier.id,
        name=a.name,
        kana=a.name_kana,
        number=a.application_no,
        position=a.position.value,
        status=dossier.status,
        reason=dossier.status_reason,
        facts=_facts(dossier),
        documents=tuple(_document(d, dossier.documents) for d in dossier.documents),
        recusals=tuple(_recusal(people, x.panelist_id, x.reason) for x in dossier.assignments if x.recused),
        findings=findings(screened, people) if screened else None,
    )


def findings(screened: Screened, people: dict[str, str]) -> tuple[FindingLine, ...]:
    return tuple(
        FindingLine(f.detail.text(), f.severity, f.choice, _ruling(f.ruling, people)) for f in screened.findings
    )


def _ruling(ruling: Ruling | None, people: dict[str, str]) -> str:
    if ruling is None:
        return ""
    day = format_date(ruling.at, _DAY[chosen_language()], locale=chosen_language())
    what = tr("{choice} by {name}, {day}", choice=CHOICE_NAMES[ruling.choice].text(),
              name=people.get(ruling.by, ruling.by), day=day)  # fmt: skip
    return tr("{what}: {reason}", what=what, reason=ruling.reason) if ruling.reason else what


def _facts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    a, slot = dossier.applicant, dossier.slot
    when = NOTHING
    if slot is not None:
        day = at(slot.starts_at, _LONG) if slot.starts_at else tr("time not set")
        when = tr("{when}, panel {panel}", when=day, panel=slot.panel_id)
    degree = ", ".join(part for part in (a.education_level, a.major, a.institution) if part.strip())
    japanese = ", ".join(part for part in (a.japanese_level, a.jlpt) if part.strip())
    return (
        (tr("Slot"), when),
        (tr("Degree"), degree or NOTHING),
        (tr("Japanese"), japanese or NOTHING),
        (tr("Submitted"), at(a.submitted_at, _LONG)),
        (tr("Contact"), a.email or a.phone or NOTHING),
    )


def _document(document: Document, others: tuple[Document, ...]) -> DocumentLine:
    name = KIND_NAMES[document.kind].text()
    if sum(other.kind is document.kind for other in others) > 1:
        name = tr("{kind} {number}", kind=name, number=document.number)
    readable = document.state is DocumentState.READABLE
    return DocumentLine(document.id, name, document.pages, "" if readable else STATE_NAMES[document.state].text())


def _recusal(people: dict[str, str], panelist: str, reason: str) -> str:
    name = people.get(panelist, panelist)
    return (
        tr("{panelist} is recused: {reason}", panelist=name, reason=reason)
        if reason
        else tr("{panelist} is recused.", panelist=name)
    )
