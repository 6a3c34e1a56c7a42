"""Offices of any size to measure on."""

import os
from pathlib import Path

from jetdesk.desk.desk import Desk, case
from jetdesk.desk.records import applicant_fields
from jetdesk.domain.applicant import Applicant, Status
from jetdesk.domain.ids import applicant_id
from jetdesk.services import desks, people, timetable
from tests.small_office import PASSPHRASE, SETUP


def build(folder: Path, applicants: tuple[Applicant, ...]) -> Path:
    """A set-up office with these applicants, all invited, the first 30 with panel B; key slots at their real cost."""
    light = os.environ.pop(desks.TEST_COST, None)
    desk = desks.found_office(folder, "Consulate-General of Japan in Westhaven", 2026, "Nadia", PASSPHRASE).desk
    if light:
        os.environ[desks.TEST_COST] = light
    with desk:
        setup = folder / "office.toml"
        setup.write_text(SETUP, "utf-8")
        people.set_up(desk, setup)
        load(desk, applicants)
        timetable.assign_panel(desk, [ident(each) for each in applicants[:30]], "B")
    return folder


def opened(folder: Path) -> Desk:
    return desks.open_desk(folder, PASSPHRASE)


def ident(applicant: Applicant) -> str:
    return applicant_id("WH", 2026, applicant.application_no)


def load(desk: Desk, applicants: tuple[Applicant, ...]) -> None:
    """As intake writes them: one signed entry an applicant, one transaction."""
    with desk.change("intake.loaded") as change:
        for applicant in applicants:
            row = ident(applicant)
            said = {k: v for k, v in applicant_fields(applicant).items() if v not in ("", None)}
            change.write("applicant", row, case(row), status=Status.INVITED.value, **said)
