"""How applicants, documents, levels and totals are put into words on this screen."""

from dataclasses import dataclass
from datetime import datetime

from jetdesk.domain.answers import claims_something, is_yes
from jetdesk.domain.applicant import POSITION_NAMES, STATUS_NAMES, Applicant
from jetdesk.domain.document import KIND_NAMES, STATE_NAMES, Document, DocumentState
from jetdesk.domain.rows import Dossier, InterviewRow
from jetdesk.domain.rubric import Criterion
from jetdesk.i18n import chosen_language, tr

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a level looks like: a few words, and a description."""

    level: int
    title: str
    description: str

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (str(self.level), self.title) if part)


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts of the summary that belong together, as (name, value)."""

    title: str
    facts: tuple[Fact, ...]


def anchor(criterion: Criterion, level: int) -> Anchor:
    """The anchor's first words up to the colon are its title."""
    words = criterion.anchors.get(level)
    text = words.text(chosen_language()) if words else ""
    for colon in (": ", "\uff1a", ":"):
        title, found, rest = text.partition(colon)
        if found and len(title) <= 60:
            return Anchor(level, title.strip(), rest.strip())
    return Anchor(level, "", text)


def head_facts(applicant: Applicant) -> tuple[Fact, ...]:
    """The four facts under the name; what is unknown is a dash."""
    facts = (
        (tr("Degree"), degree(applicant)),
        (tr("Japanese"), japanese(applicant)),
        (tr("Teaching"), teaching(applicant)),
        (tr("Placement wish"), placement(applicant)),
    )
    return tuple((name, value or "–") for name, value in facts)


def degree(applicant: Applicant) -> str:
    """The subject first: it says more in little room than the degree does."""
    year = str(applicant.graduation_date.year) if applicant.graduation_date else ""
    return _joined(_joined(applicant.major, year), applicant.education_level, mark=" · ")


def japanese(applicant: Applicant) -> str:
    passed = tr("JLPT {level}", level=applicant.jlpt.strip()) if claims_something(applicant.jlpt) else ""
    return _joined(passed, applicant.japanese_level)


def teaching(applicant: Applicant) -> str:
    licence = applicant.teaching_certificate
    licensed = (tr("Teaching licence") if is_yes(licence) else licence) if claims_something(licence) else ""
    return _joined(applicant.tefl if claims_something(applicant.tefl) else "", licensed)


def placement(applicant: Applicant) -> str:
    wishes = _joined(applicant.placement_1, applicant.placement_2, applicant.placement_3)
    return _joined(wishes, applicant.placement_area, mark=" · ")


def summary(dossier: Dossier) -> tuple[FactGroup, ...]:
    """What the panel needs from the form. Birth, sex, contacts and disclosures are no matter of the interview."""
    a = dossier.applicant
    screening = ((tr("Status"), str(STATUS_NAMES[dossier.status])), (tr("Screening note"), dossier.status_reason))
    groups = (
        FactGroup(tr("Application"), _application(a)),
        FactGroup(tr("Screening"), screening),
        FactGroup(tr("Education"), _education(a)),
        FactGroup(tr("Japan and Japanese"), _japan(a)),
        FactGroup(tr("Placement"), _placement(a)),
        FactGroup(tr("References"), _references(a)),
    )
    stated = (FactGroup(g.title, tuple((name, value) for name, value in g.facts if value.strip())) for g in groups)
    return tuple(group for group in stated if group.facts)


def document_name(document: Document, documents: tuple[Document, ...]) -> str:
    """The kind, numbered where there are several of it."""
    several = sum(d.kind is document.kind for d in documents) > 1
    name = str(KIND_NAMES[document.kind])
    return f"{name} {document.number}" if several else name


def why_unreadable(document: Document) -> str:
    """Empty if the document can be shown."""
    if document.state is DocumentState.READABLE:
        return ""
    return tr("This document {state}. The file itself is kept unchanged.", state=str(STATE_NAMES[document.state]))


def figure(points: float) -> str:
    """Points without needless decimals."""
    return f"{points:.0f}" if float(points).is_integer() else f"{points:.1f}"


def clock(at: datetime) -> str:
    """To the second, in the office's zone."""
    return f"{at:%H:%M:%S}"


def short_number(application_no: str) -> str:
    """The end of an application number: what tells the applicants of one office apart."""
    return application_no.rpartition("-")[2][-5:]


def place(row: InterviewRow) -> str:
    """Panel and room of an interview."""
    panel = tr("Panel {panel}", panel=row.panel) if row.panel else ""
    return _joined(panel, row.room, mark=" · ")


def _application(a: Applicant) -> tuple[Fact, ...]:
    return (
        (tr("Number"), a.application_no),
        (tr("Submitted"), f"{a.submitted_at:%Y-%m-%d %H:%M}"),
        (tr("Position"), str(POSITION_NAMES[a.position])),
        (tr("Interview site"), a.interview_site),
        (tr("Preferred name"), a.preferred_name),
        (tr("Nationality"), a.nationality),
        (tr("Home state"), a.home_state),
        (tr("Available from"), a.available_from),
    )


def _education(a: Applicant) -> tuple[Fact, ...]:
    return (
        (tr("Degree"), a.education_level),
        (tr("Institution"), a.institution),
        (tr("Major"), a.major),
        (tr("Graduation"), f"{a.graduation_date:%Y-%m-%d}" if a.graduation_date else ""),
        (tr("Teaching licence"), a.teaching_certificate),
        (tr("TEFL"), a.tefl),
    )


def _japan(a: Applicant) -> tuple[Fact, ...]:
    return (
        (tr("Japanese"), a.japanese_level),
        (tr("JLPT"), a.jlpt),
        (tr("Experience in Japan"), a.japan_experience),
        (tr("Former JET participant"), a.prior_jet),
    )


def _placement(a: Applicant) -> tuple[Fact, ...]:
    return (
        (tr("Wishes"), _joined(a.placement_1, a.placement_2, a.placement_3)),
        (tr("Area"), a.placement_area),
        (tr("Driving licence"), a.driving_licence),
        (tr("Applies together with"), a.couple_with),
    )


def _references(a: Applicant) -> tuple[Fact, ...]:
    return (
        (tr("First reference"), _joined(a.reference_1_name, a.reference_1_kind)),
        (tr("Second reference"), _joined(a.reference_2_name, a.reference_2_kind)),
    )


def _joined(*parts: str, mark: str = ", ") -> str:
    return mark.join(part.strip() for part in parts if part.strip())
