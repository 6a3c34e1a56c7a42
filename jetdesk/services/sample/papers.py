"""Official papers of the sample: transcript, degree, certificate, and a copy of a passport page."""

from random import Random

from jetdesk.domain.applicant import Applicant
from jetdesk.services.sample import tables
from jetdesk.services.sample.applicants import STUDYING
from jetdesk.services.sample.paper import HEIGHT, MARGIN, WIDTH, Sheet, Type

HEAD = Type(8.5, "Helvetica-Bold", grey=0.3)
CELL = Type(9.5, "Helvetica")
SMALL = Type(8, "Helvetica", grey=0.35)
POINTS = {"A": 4.0, "A-": 3.7, "B+": 3.3, "B": 3.0, "B-": 2.7, "C+": 2.3}
TERMS = 8
Course = tuple[str, int, str]
"""Title, credits, grade."""


def transcript(applicant: Applicant, seed: int) -> bytes:
    """Two pages: four years of two terms, in two columns of courses a page."""
    rng = Random(f"{seed}|{applicant.application_no}|transcript")
    terms = _terms(applicant, rng)
    sheet = Sheet(f"Transcript {applicant.application_no}")
    start = (applicant.graduation_date.year if applicant.graduation_date else 2025) - 4
    taken: list[Course] = []
    for number, courses in enumerate(terms):
        if number % 4 == 0:
            _transcript_head(sheet, applicant, 1 + number // 4)
        taken += courses
        season, year = ("Fall", start + number // 2) if number % 2 == 0 else ("Spring", start + number // 2 + 1)
        _term(sheet, f"{season} {year}", courses, taken)
        if number == 3:
            sheet.turn()
    sheet.text(
        MARGIN, sheet.down + 16, "End of record. Issued to the applicant in a sealed envelope; void if altered.", SMALL
    )
    sheet.text(WIDTH - MARGIN, sheet.down + 16, "Registrar", SMALL, "right")
    return sheet.finish()


def _terms(applicant: Applicant, rng: Random) -> list[list[Course]]:
    places = tables.places()
    own = list(places.majors[applicant.major])
    other = rng.sample(places.general_courses, 2 * TERMS)
    terms: list[list[Course]] = []
    for number in range(TERMS):
        share = own[number * len(own) // TERMS : (number + 1) * len(own) // TERMS]
        titles = [*share, *other[2 * number : 2 * number + 2]]
        terms.append([(title, rng.choice((3, 4)), rng.choice(places.grades)) for title in titles])
    return terms


def _transcript_head(sheet: Sheet, applicant: Applicant, page: int) -> None:
    sheet.text(MARGIN, 66, applicant.institution, Type(15, "Times-Bold"))
    sheet.text(MARGIN, 82, "Office of the Registrar. Official transcript of record", SMALL)
    sheet.text(WIDTH - MARGIN, 66, f"Page {page} of 2", SMALL, "right")
    sheet.line(MARGIN, 90, WIDTH - MARGIN, 90, 1)
    sheet.text(MARGIN, 106, f"Student: {applicant.name}", Type(10))
    sheet.text(330, 106, f"Born: {applicant.date_of_birth:%Y/%m/%d}", Type(10))
    sheet.text(
        MARGIN, 121, f"Program: {applicant.education_level.replace(' (in progress)', '')}, {applicant.major}", Type(10)
    )
    sheet.down = 150


def _term(sheet: Sheet, title: str, courses: list[Course], taken: list[Course]) -> None:
    sheet.box(MARGIN, sheet.down - 11, WIDTH - 2 * MARGIN, 16, 0.93)
    sheet.text(MARGIN + 4, sheet.down, title, HEAD)
    for x, heading in ((370.0, "Credits"), (430.0, "Grade"), (WIDTH - MARGIN - 4, "Points")):
        sheet.text(x, sheet.down, heading, HEAD, "left" if x < 500 else "right")
    for course, credits, grade in courses:
        sheet.down += 17
        sheet.text(MARGIN + 4, sheet.down, course, CELL)
        sheet.text(378, sheet.down, f"{credits}.0", CELL)
        sheet.text(436, sheet.down, grade, CELL)
        sheet.text(WIDTH - MARGIN - 4, sheet.down, f"{credits * POINTS[grade]:.1f}", CELL, "right")
        sheet.line(MARGIN, sheet.down + 5, WIDTH - MARGIN, sheet.down + 5, 0.25, 0.75)
    sheet.down += 18
    sheet.text(
        WIDTH - MARGIN - 4, sheet.down, f"Term average {_average(courses)}    Overall {_average(taken)}", SMALL, "right"
    )
    sheet.down += 30


def _average(courses: list[Course]) -> str:
    credits = sum(credit for _, credit, _ in courses)
    return f"{sum(credit * POINTS[grade] for _, credit, grade in courses) / credits:.2f}"


def degree(applicant: Applicant) -> bytes:
    """A diploma, or a letter that expects one."""
    sheet = Sheet(f"Proof of degree {applicant.application_no}")
    day = applicant.graduation_date
    when = f"{day.day} {day:%B %Y}" if day else ""
    expected = applicant.education_level == STUDYING
    sheet.box(44, 44, WIDTH - 88, HEIGHT - 88)
    sheet.box(50, 50, WIDTH - 100, HEIGHT - 100)
    lines = [
        (170, applicant.institution, Type(24, "Times-Bold")),
        (216, "Letter of expected graduation" if expected else "Diploma", Type(15, "Times-Italic")),
        (300, "This is to certify that", Type(13, "Times-Roman")),
        (346, applicant.name, Type(26, "Times-Roman")),
        (
            392,
            "is expected to complete the requirements for the degree of"
            if expected
            else "having completed all requirements, has been admitted to the degree of",
            Type(13, "Times-Roman"),
        ),
        (
            432,
            f"{applicant.education_level.replace(' (in progress)', '').replace(chr(39), '’')} in {applicant.major}",
            Type(18, "Times-Bold"),
        ),
        (474, f"on {when}." if expected else f"Given on {when}.", Type(13, "Times-Roman")),
    ]
    for down, text, style in lines:
        sheet.text(WIDTH / 2, down, text, style, "centre")
    for x, role in ((190.0, "Registrar"), (WIDTH - 190.0, "Dean of the College")):
        sheet.line(x - 80, 620, x + 80, 620)
        sheet.text(x, 634, role, SMALL, "centre")
    _seal(sheet, WIDTH / 2, 560)
    return sheet.finish()


def certificate(applicant: Applicant) -> bytes:
    """What the applicant claims: a JLPT level, a course in teaching English, or both."""
    sheet = Sheet(f"Certificate {applicant.application_no}")
    sheet.text(WIDTH / 2, 150, "Certificate", Type(26, "Times-Bold"), "centre")
    sheet.text(WIDTH / 2, 230, applicant.name, Type(20, "Times-Roman"), "centre")
    sheet.down = 280
    if applicant.jlpt:
        sheet.text(
            WIDTH / 2,
            sheet.down,
            f"passed level {applicant.jlpt} of the Japanese-Language Proficiency Test",
            Type(13, "Times-Roman"),
            "centre",
        )
        sheet.down += 26
    if applicant.tefl != "No":
        sheet.text(
            WIDTH / 2,
            sheet.down,
            f"completed a course in teaching English ({applicant.tefl})",
            Type(13, "Times-Roman"),
            "centre",
        )
    _seal(sheet, WIDTH / 2, 420)
    return sheet.finish()


def _seal(sheet: Sheet, x: float, down: float) -> None:
    sheet.canvas.setStrokeGray(0.55)
    for radius in (34.0, 30.0, 18.0):
        sheet.canvas.circle(x, HEIGHT - down, radius)
    sheet.text(x, down + 3, "SPECIMEN", Type(6, "Helvetica-Bold", grey=0.5), "centre")
