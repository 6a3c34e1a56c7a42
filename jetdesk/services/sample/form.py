"""The application form as a PDF: the applicant's answers in a grid of boxes."""

from collections.abc import Sequence
from datetime import date

from jetdesk.domain.applicant import POSITION_NAMES, Applicant
from jetdesk.services.sample.applicants import Invented
from jetdesk.services.sample.paper import WIDTH, Sheet, Type

Cell = tuple[str, str, float]
"""Label, answer, share of the row's width."""

LABEL = Type(6.8, "Helvetica", grey=0.35)
ANSWER = Type(10)
HEADING = Type(10.5, "Helvetica-Bold")
TITLE = Type(15, "Helvetica-Bold")
SMALL = Type(7.5, "Helvetica", grey=0.35)
LEFT = 50.0
ACROSS = WIDTH - 2 * LEFT
ROW = 36.0


def draw(invented: Invented) -> bytes:
    """Two pages, three for coordinators, who introduce themselves in Japanese."""
    applicant = invented.applicant
    sheet = Sheet(f"Application form {applicant.application_no}")
    pages = [_person, _studies] + ([_introduction] if invented.introduction else [])
    for number, page in enumerate(pages, 1):
        if number > 1:
            sheet.turn()
        _head(sheet, applicant, number, len(pages))
        page(sheet, invented)
    return sheet.finish()


def _head(sheet: Sheet, applicant: Applicant, number: int, pages: int) -> None:
    if number == 1:
        sheet.text(LEFT, 58, "Application Form", TITLE)
        sheet.text(LEFT, 73, "Japan Exchange and Teaching, 2026 cycle. Sample form of an invented office.", SMALL)
    sheet.text(WIDTH - LEFT, 58, applicant.application_no, Type(11, "Helvetica-Bold"), "right")
    sheet.text(WIDTH - LEFT, 73, f"page {number} of {pages}", SMALL, "right")
    sheet.line(LEFT, 82, WIDTH - LEFT, 82, 1.2, 0.1)
    sheet.down = 104


def _section(sheet: Sheet, title: str, rows: Sequence[Sequence[Cell]]) -> None:
    sheet.text(LEFT, sheet.down, title, HEADING)
    sheet.down += 7
    for row in rows:
        left = LEFT
        for label, answer, share in row:
            width = ACROSS * share
            sheet.box(left, sheet.down, width, ROW)
            sheet.text(left + 5, sheet.down + 10, label, LABEL)
            sheet.text(left + 5, sheet.down + 27, answer, ANSWER)
            left += width
        sheet.down += ROW
    sheet.down += 26


def _person(sheet: Sheet, invented: Invented) -> None:
    a = invented.applicant
    partner = a.couple_with or "–"
    _section(
        sheet,
        "1. Position",
        [
            [
                ("Position applied for", POSITION_NAMES[a.position].text("en"), 0.65),
                ("Place of interview", a.interview_site, 0.35),
            ]
        ],
    )
    _section(
        sheet,
        "2. Applicant",
        [
            [
                ("Family name, as in passport", a.family_name, 0.4),
                ("Given name", a.given_name, 0.35),
                ("Middle name", a.middle_name or "–", 0.25),
            ],
            [
                ("Name in katakana", a.name_kana, 0.6),
                ("Date of birth", _day(a.date_of_birth), 0.25),
                ("Sex", a.sex, 0.15),
            ],
            [
                ("Nationality", a.nationality, 0.4),
                ("Also Japanese national", a.dual_japanese_nationality, 0.3),
                ("Home state", a.home_state, 0.3),
            ],
            [("Address", invented.address, 1.0)],
            [("E-mail", a.email, 0.62), ("Telephone", a.phone, 0.38)],
        ],
    )
    _section(
        sheet,
        "3. Previous participation and companions",
        [
            [
                ("Took part in the program before", a.prior_jet, 0.35),
                ("Partner who also applies (number)", partner, 0.35),
                ("Children travelling along", "None", 0.3),
            ],
        ],
    )
    _section(
        sheet,
        "4. Wishes for placement, which cannot be promised",
        [
            [
                ("First", a.placement_1, 0.34),
                ("Second", a.placement_2 or "–", 0.33),
                ("Third", a.placement_3 or "–", 0.33),
            ],
            [("Kind of place", a.placement_area or "–", 0.5), ("Available from", a.available_from, 0.5)],
        ],
    )


def _studies(sheet: Sheet, invented: Invented) -> None:
    a = invented.applicant
    graduated = _day(a.graduation_date) if a.graduation_date else "–"
    _section(
        sheet,
        "5. Education",
        [
            [("Highest degree", a.education_level, 0.42), ("Subject", a.major, 0.36), ("Graduation", graduated, 0.22)],
            [("University or college", a.institution, 1.0)],
        ],
    )
    _section(
        sheet,
        "6. Teaching and licences",
        [
            [
                ("Teaching certificate", a.teaching_certificate, 0.3),
                ("Certificate in teaching English", a.tefl, 0.4),
                ("Driving licence", a.driving_licence, 0.3),
            ],
            [("Work or voluntary work, most recent", invented.employer, 1.0)],
        ],
    )
    _section(
        sheet,
        "7. Japan and Japanese",
        [
            [
                ("Japanese, own judgement", a.japanese_level.capitalize(), 0.35),
                ("JLPT", a.jlpt or "–", 0.15),
                ("Stays in Japan", a.japan_experience or "–", 0.5),
            ],
        ],
    )
    _section(
        sheet,
        "8. References",
        [
            [("First", a.reference_1_name, 0.65), ("Kind", a.reference_1_kind, 0.35)],
            [("Second", a.reference_2_name, 0.65), ("Kind", a.reference_2_kind, 0.35)],
        ],
    )
    _section(
        sheet,
        "9. Declarations",
        [
            [
                ("Medical conditions to report (see separate sheet)", a.medical_disclosed, 0.5),
                ("Arrests or convictions", a.criminal_disclosed, 0.5),
            ],
        ],
    )
    _signature(sheet, a)


def _signature(sheet: Sheet, applicant: Applicant) -> None:
    sheet.block(
        "I declare that what I have stated is complete and true, and that I apply for one position only.",
        Type(9.5, "Helvetica"),
        13,
        x=LEFT,
        width=ACROSS,
    )
    sheet.down += 34
    sheet.text(LEFT + 8, sheet.down - 6, applicant.name, Type(17, "Times-Italic", grey=0.2))
    sheet.text(LEFT + 330, sheet.down - 6, _day(applicant.submitted_at.date()), ANSWER)
    sheet.line(LEFT, sheet.down, LEFT + 290, sheet.down)
    sheet.line(LEFT + 322, sheet.down, WIDTH - LEFT, sheet.down)
    sheet.text(LEFT, sheet.down + 11, "Signature", LABEL)
    sheet.text(LEFT + 322, sheet.down + 11, "Date", LABEL)


def _introduction(sheet: Sheet, invented: Invented) -> None:
    sheet.text(LEFT, sheet.down, "10. Introduce yourself in Japanese (coordinators only)", HEADING)
    sheet.box(LEFT, sheet.down + 7, ACROSS, 330)
    sheet.down += 34
    sheet.block(invented.introduction, Type(11.5), 24, x=LEFT + 16, width=ACROSS - 32)


def _day(day: date) -> str:
    return day.strftime("%Y/%m/%d")
