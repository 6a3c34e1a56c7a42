"""A small office: a coordinator, a panel of three, eight applicants of whom seven are invited."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from jetdesk.desk.desk import Desk
from jetdesk.domain.applicant import COLUMNS, Status
from jetdesk.domain.rubric import Rubric
from jetdesk.services import applicants, desks, intake, people, screening, timetable

PASSPHRASE = "four words with spaces"
PANELISTS = ("moriwaki", "okonjo", "villasenor")
SETUP = """
[office]
code = "WH"
name = "Consulate-General of Japan in Westhaven"
name_ja = "在ウェストヘイブン日本国総領事館"
time_zone = "America/Los_Angeles"
paper = "a4"

[cycle]
year = 2026
opens = 2025-09-29T00:00:00-10:00
closes = 2025-11-14T23:59:00-10:00
arrival = 2026-07-26
nationalities = ["US"]

[quota]
ALT = 2
CIR = 1

[alternates]
ALT = 2

[rubrics]
ALT = "alt"
CIR = "cir"

[[people]]
id = "moriwaki"
name = "Kenji Moriwaki"
affiliation = "consulate"

[[people]]
id = "okonjo"
name = "Amara Okonjo"
affiliation = "community"

[[people]]
id = "villasenor"
name = "Tomás Villaseñor"
affiliation = "alumni"

[[panels]]
id = "B"
members = ["moriwaki", "okonjo", "villasenor"]
chair = "moriwaki"
room = "Room 2"
"""
_NAMES = (
    ("WH-001", "ALT", "Venkataraman", "Priya", "ヴェンカタラマン・プリヤ"),
    ("WH-002", "ALT", "al-Rashidi", "Noor", "アッラシーディ・ヌール"),
    ("WH-003", "ALT", "Kowalewicz", "Łukasz", "コヴァレヴィチ・ウカシュ"),
    ("WH-004", "ALT", "Ibarra Quiñones", "Mateo", "イバラ・キニョネス・マテオ"),
    ("WH-005", "ALT", "Lindqvist", "Freya", "リンドクヴィスト・フレイヤ"),
    ("WH-006", "ALT", "Suryaningsih", "", "スルヤニンシ"),
    ("WH-007", "CIR", "Kahananui", "Leilani", "カハナヌイ・レイラニ"),
    ("WH-008", "ALT", "Late", "Larry", "レイト・ラリー"),
)


def row(number: str, position: str, family: str, given: str, kana: str) -> dict[str, str]:
    """A complete and eligible application, as in an export."""
    return {
        "application_no": number, "submitted_at": "2025-10-20T10:00:00-10:00", "position": position,
        "interview_site": "Westhaven", "family_name": family, "given_name": given, "name_kana": kana,
        "date_of_birth": f"1999/01/{int(number[-2:]) + 10:02}", "nationality": "USA", "email": "someone@example.org",
        "education_level": "Bachelor's degree", "institution": "Harbour State University", "major": "Linguistics",
        "graduation_date": "2022/05/20", "japanese_level": "beginner", "prior_jet": "No",
        "medical_disclosed": "No", "criminal_disclosed": "No", "reference_1_name": "Dr. One",
        "reference_1_kind": "academic", "reference_2_name": "Ms. Two", "reference_2_kind": "professional",
        "statement_words": "700",
    }  # fmt: skip


def rows() -> list[dict[str, str]]:
    """Eight applications; the last one is late."""
    made = [row(*name) for name in _NAMES]
    made[-1]["submitted_at"] = "2025-11-15T00:00:00-10:00"
    return made


def write_export(path: Path, records: Sequence[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(records)
    return path


def write_scores(path: Path, lines: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("application_no", "panelist", "criterion", "rating", "comment"))
        writer.writerows(lines)
    return path


def score_lines(rubric: Rubric, levels: Mapping[str, int], panelists: Sequence[str] = PANELISTS) -> list[list[object]]:
    """Lines of a scores file: by application number, the level every panelist gives to every criterion."""
    return [
        [number, panelist, criterion.id, level, ""]
        for number, level in levels.items()
        for panelist in panelists
        for criterion in rubric.criteria
    ]


def build(folder: Path) -> None:
    """Found, set up, load, settle the screening, give everybody invited to panel B."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    founded = desks.found_office(folder, "Consulate-General of Japan in Westhaven", 2026, "Nadia Brzezicka", PASSPHRASE)
    with founded.desk as desk:
        setup = folder.with_name("office.toml")
        setup.write_text(SETUP, "utf-8")
        people.set_up(desk, setup)
        intake.load(desk, write_export(folder.with_name("applications.csv"), rows()))
        ids = ids_by_number(desk)
        invited = [i for number, i in ids.items() if number != "WH-008"]
        screening.set_status(desk, invited, Status.INVITED)
        timetable.assign_panel(desk, invited, "B")


def ids_by_number(desk: Desk) -> dict[str, str]:
    return {row.application_no: row.id for row in applicants.list_applicants(desk)}
