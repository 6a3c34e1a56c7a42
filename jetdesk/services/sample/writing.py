"""What applicants and referees write: the statement of purpose, letters of reference, the medical self-report."""

from collections.abc import Sequence
from random import Random

from jetdesk.domain.applicant import Applicant
from jetdesk.services.sample import tables
from jetdesk.services.sample.applicants import Invented
from jetdesk.services.sample.paper import HEIGHT, MARGIN, TYPED, WIDTH, Sheet, Type

DOUBLE = 26.0
INDENT = 36.0
PRONOUNS = {"F": ("she", "her", "her"), "M": ("he", "him", "his"), "X": ("they", "them", "their")}


def statement(applicant: Applicant, paragraphs: Sequence[str]) -> bytes:
    """Two pages, typed with double spacing, as the program asks."""
    sheet = Sheet(f"Statement of purpose {applicant.application_no}")
    _statement_head(sheet, applicant, 1)
    page = 1
    for paragraph in paragraphs:
        for _ in sheet.paragraph(paragraph, TYPED, DOUBLE, indent=INDENT):
            if sheet.down > HEIGHT - MARGIN + 4:
                page += 1
                sheet.turn()
                _statement_head(sheet, applicant, page)
    return sheet.finish()


def _statement_head(sheet: Sheet, applicant: Applicant, page: int) -> None:
    small = Type(10, "Times-Roman", grey=0.3)
    sheet.text(MARGIN, 50, "Statement of Purpose", small)
    sheet.text(WIDTH - MARGIN, 50, f"{applicant.application_no} · {page} / 2", small, "right")
    sheet.line(MARGIN, 57, WIDTH - MARGIN, 57)
    sheet.down = MARGIN + 14


def reference(invented: Invented, number: int, seed: int) -> bytes:
    """A letter of one page by the first or the second referee."""
    applicant = invented.applicant
    first = number == 1
    name = applicant.reference_1_name if first else applicant.reference_2_name
    kind = applicant.reference_1_kind if first else applicant.reference_2_kind
    house = applicant.institution if kind == "academic" else invented.employer
    rng = Random(f"{seed}|{applicant.application_no}|reference {number}")
    style = Type(11.5, rng.choice(("Times-Roman", "Times-Roman", "Helvetica")))
    sheet = Sheet(f"Letter of reference {applicant.application_no}")
    _letterhead(sheet, house, f"Department of {applicant.major}" if kind == "academic" else "Programme office", style)
    sheet.text(MARGIN, 150, f"{rng.randint(2, 30)} October 2025", style)
    sheet.text(MARGIN, 186, "To the selection panel, Westhaven", style)
    sheet.down = 218
    for paragraph in _letter(invented, kind, rng):
        sheet.block(paragraph, style, 17)
        sheet.down += 10
    _signed(sheet, name, "Professor" if kind == "academic" else "Supervisor", house, style)
    return sheet.finish()


def _letterhead(sheet: Sheet, house: str, below: str, style: Type) -> None:
    bold = "Times-Bold" if style.family == "Times-Roman" else "Helvetica-Bold"
    sheet.text(MARGIN, 74, house, Type(16, bold))
    sheet.text(MARGIN, 92, below, Type(9.5, style.family, grey=0.35))
    sheet.line(MARGIN, 102, WIDTH - MARGIN, 102, 1)


def _letter(invented: Invented, kind: str, rng: Random) -> list[str]:
    applicant, letter = invented.applicant, tables.letters()[kind]
    they, them, their = PRONOUNS[applicant.sex]
    values = {
        "name": applicant.name, "given": applicant.given_name, "institution": applicant.institution,
        "major": applicant.major, "employer": invented.employer, "they": they, "them": them, "their": their,
        "years": rng.choice(("two", "three", "four")), "course": rng.choice(tables.places().majors[applicant.major]),
    }  # fmt: skip
    middles = rng.sample(letter.middles, 5)
    parts = [rng.choice(letter.openings), " ".join(middles[:3]), " ".join(middles[3:]), rng.choice(letter.closings)]
    return [part.format(**values) for part in parts]


def _signed(sheet: Sheet, name: str, role: str, house: str, style: Type) -> None:
    sheet.text(MARGIN, sheet.down + 14, "Sincerely,", style)
    plain = name.removeprefix("Dr. ").removeprefix("Prof. ")
    sheet.text(MARGIN + 6, sheet.down + 52, plain, Type(20, "Times-Italic", grey=0.25))
    sheet.text(MARGIN, sheet.down + 76, name, style)
    sheet.text(MARGIN, sheet.down + 92, f"{role}, {house}", style)


def medical(applicant: Applicant) -> bytes:
    """The self-report of those who disclose a condition."""
    sheet = Sheet(f"Self-report of medical conditions {applicant.application_no}")
    sheet.text(MARGIN, 80, "Self-report of medical conditions", Type(16, "Times-Bold"))
    sheet.text(WIDTH - MARGIN, 80, applicant.application_no, TYPED, "right")
    sheet.line(MARGIN, 92, WIDTH - MARGIN, 92)
    sheet.down = 124
    sheet.block(tables.medical_text(), TYPED, 20)
    sheet.text(MARGIN + 6, sheet.down + 40, applicant.name, Type(18, "Times-Italic", grey=0.25))
    return sheet.finish()
