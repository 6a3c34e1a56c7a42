"""An invented timetable and letters to print: every script, breaks, a guest, a member who steps out."""

from dataclasses import replace
from datetime import datetime, timedelta

from jetdesk import assets
from jetdesk.domain.applicant import Position
from jetdesk.domain.letters import Letter, Letters, parse_template
from jetdesk.domain.office import Affiliation, Cycle, Office
from jetdesk.domain.summary import Member
from jetdesk.domain.timetable_paper import PaperInterview, PaperPanel, Pause, TimetablePaper
from tests.reports.custody_sample import NINE, PANELISTS
from tests.reports.sample import NAMES, _made_up

OFFICE = Office("WH", "Consulate-General of Japan in Westhaven", Cycle(2026), "在ウェストヘイブン日本国総領事館")
MADE = datetime(2026, 2, 10, 11, 24, tzinfo=NINE.tzinfo)
HEAD = "9f2c4d6b8a0e1c3f5d7b9a2c4e6f8091a3b5c7d9e1f20314253647586970a8b9"
ROOMS = ("Room 2", "Room 2", "Library, second floor")
KINDS = (Affiliation.CONSULATE, Affiliation.ACADEMIC, Affiliation.ALUMNI)


def paper(count: int = 36, panels: int = 3, days: int = 2, minutes: int = 30) -> TimetablePaper:
    """So many interviews, dealt to the panels in turn and then to the days. Panels A and B share a room, A in the
    morning of each day."""
    sitting = tuple(_panel(number) for number in range(panels))
    interviews = tuple(_interview(number, panels, days, minutes) for number in range(count))
    noons = [NINE.replace(hour=12, minute=15) + timedelta(days=day) for day in range(days)]
    pauses = tuple(Pause(noon, noon + timedelta(minutes=45)) for noon in noons)
    return TimetablePaper(OFFICE, sitting, interviews, pauses, "WH-2026-TIMETABLE-9F2C4D6B", MADE, HEAD)


def _panel(number: int) -> PaperPanel:
    people = zip(PANELISTS[number % 3], KINDS, strict=True)
    members = tuple(Member(name, kind, at == 0) for at, (name, kind) in enumerate(people))
    return PaperPanel(chr(ord("A") + number), ROOMS[number % 3], members)


def _interview(number: int, panels: int, days: int, minutes: int) -> PaperInterview:
    name, kana = NAMES[number] if number < len(NAMES) else _made_up(number)
    panel, turn = number % panels, number // panels
    at = NINE + timedelta(days=turn % days, minutes=minutes * (turn // days) + (90 if turn // days > 5 else 0))
    position = Position.CIR if number % 7 == 3 else Position.ALT
    guests = (PANELISTS[(panel + 1) % 3][2],) if number in (0, 13) else ()
    steps_out = (PANELISTS[panel % 3][1],) if number in (4, 13) else ()
    return PaperInterview(at, minutes, f"id-{number}", f"26-WH-{101 + number:04}", name, kana, position,
                          chr(ord("A") + panel), guests, steps_out)  # fmt: skip


def renamed(values: TimetablePaper, name: str) -> TimetablePaper:
    """Every text that a person can set is this one."""
    member = Member(name, Affiliation.NONE, chair=True)
    panels = tuple(replace(panel, room=name, members=(member, member)) for panel in values.panels)
    interviews = tuple(
        replace(each, name=name, kana=name, application_no=name, guests=(name,), steps_out=(name,))
        for each in values.interviews
    )
    return replace(values, office=replace(OFFICE, name=name, name_ja=name), panels=panels, interviews=interviews)


def letters(language: str = "en", count: int = 2, text: str = "") -> Letters:
    """Letters to the first applicants of the timetable."""
    written = text or assets.path("letters", f"invitation.{language}.txt").read_text("utf-8")
    found = tuple(
        Letter(each.application_no, each.name, each.kana, each.position, each.starts_at, each.minutes, each.panel,
               "Room 2", "1200 Harbour Street, Westhaven")
        for each in paper().interviews[:count]
    )  # fmt: skip
    return Letters(OFFICE, parse_template(written), found, "WH-2026-LETTERS-9F2C4D6B", MADE, HEAD, "Nadia Brzezicka")
