"""Proof of citizenship: a page that looks like a photocopy of an invented identity page, a little crooked."""

from random import Random

from jetdesk.domain.applicant import Applicant
from jetdesk.domain.text import searchable
from jetdesk.services.sample.paper import HEIGHT, WIDTH, Sheet, Type

LABEL = Type(6.5, "Helvetica", grey=0.4)
ANSWER = Type(11)
CODE = Type(12.5, "Courier")
LEFT, TOP, ACROSS, TALL = 96.0, 180.0, 420.0, 292.0


def draw(applicant: Applicant, seed: int) -> bytes:
    rng = Random(f"{seed}|{applicant.application_no}|citizenship")
    sheet = Sheet(f"Proof of citizenship {applicant.application_no}")
    _copier(sheet, rng)
    sheet.canvas.saveState()
    sheet.canvas.translate(WIDTH / 2, HEIGHT / 2)
    sheet.canvas.rotate(rng.uniform(-2.4, 2.4))
    sheet.canvas.translate(-WIDTH / 2, -HEIGHT / 2)
    _pattern(sheet, rng)
    _portrait(sheet, rng)
    _facts(sheet, applicant, rng)
    sheet.canvas.restoreState()
    sheet.text(
        WIDTH / 2, 720, "Copy for application. Specimen of an invented document, not valid for travel.", LABEL, "centre"
    )
    return sheet.finish()


def _copier(sheet: Sheet, rng: Random) -> None:
    """The grey of the glass, and its dust."""
    sheet.box(0, 0, WIDTH, HEIGHT, 0.955)
    sheet.canvas.setFillGray(0.7)
    for _ in range(40):
        sheet.canvas.circle(rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), rng.uniform(0.2, 0.9), stroke=0, fill=1)


def _pattern(sheet: Sheet, rng: Random) -> None:
    """The card with its fine waves."""
    sheet.box(LEFT, TOP, ACROSS, TALL, 0.88)
    sheet.canvas.setStrokeGray(0.78)
    sheet.canvas.setLineWidth(0.4)
    swing = rng.uniform(14, 30)
    path = sheet.canvas.beginPath()
    for row in range(26):
        y = HEIGHT - TOP - 8 - row * 10.6
        path.moveTo(LEFT + 4, y)
        path.curveTo(LEFT + ACROSS / 3, y + swing, LEFT + 2 * ACROSS / 3, y - swing, LEFT + ACROSS - 4, y)
    sheet.canvas.drawPath(path)


def _portrait(sheet: Sheet, rng: Random) -> None:
    """A head and shoulders, nobody's."""
    sheet.box(LEFT + 18, TOP + 52, 110, 140, 0.8)
    canvas, middle = sheet.canvas, LEFT + 73
    canvas.setFillGray(rng.uniform(0.3, 0.5))
    canvas.ellipse(middle - 44, HEIGHT - TOP - 192, middle + 44, HEIGHT - TOP - 142, stroke=0, fill=1)
    canvas.setFillGray(rng.uniform(0.45, 0.6))
    canvas.ellipse(middle - 25, HEIGHT - TOP - 150, middle + 25, HEIGHT - TOP - 82, stroke=0, fill=1)
    sheet.box(LEFT + 18, TOP + 178, 110, 14, 0.88)


def _facts(sheet: Sheet, applicant: Applicant, rng: Random) -> None:
    number = f"X{rng.randint(10**7, 10**8 - 1)}"
    sheet.text(LEFT + 18, TOP + 28, "UNITED STATES OF AMERICA", Type(13, "Times-Bold"))
    sheet.text(LEFT + ACROSS - 18, TOP + 28, "SPECIMEN", Type(13, "Helvetica-Bold", grey=0.45), "right")
    rows = [
        [("Family name", applicant.family_name.upper()), ("No.", number)],
        [
            ("Given names", " ".join((applicant.given_name, applicant.middle_name)).strip().upper()),
            ("Sex", applicant.sex),
        ],
        [("Nationality", "UNITED STATES OF AMERICA"), ("", "")],
        [
            ("Date of birth", f"{applicant.date_of_birth:%d %b %Y}".upper()),
            ("Place of birth", applicant.home_state.upper()),
        ],
    ]
    for at, row in enumerate(rows):
        for x, (label, answer) in zip((LEFT + 146, LEFT + 318), row, strict=True):
            sheet.text(x, TOP + 58 + at * 36, label, LABEL)
            sheet.text(x, TOP + 72 + at * 36, answer, ANSWER)
    for at, line in enumerate(_code(applicant, number)):
        sheet.text(LEFT + 18, TOP + TALL - 40 + at * 18, line, CODE)


def _code(applicant: Applicant, number: str) -> tuple[str, str]:
    """The two lines that machines read, without a valid check digit anywhere."""
    family, given = (_letters(part) for part in (applicant.family_name, applicant.given_name))
    first = f"P<UTO{family}<<{given}"
    second = f"{number}<0UTO{applicant.date_of_birth:%y%m%d}0{applicant.sex}"
    return f"{first:<<44}"[:44], f"{second:<<44}"[:44]


def _letters(text: str) -> str:
    return "".join(char.upper() if char.isascii() and char.isalpha() else "<" for char in searchable(text))
