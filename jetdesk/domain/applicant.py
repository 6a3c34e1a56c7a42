"""The applicant: what an application says."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from jetdesk.i18n import Message, msg


class Position(StrEnum):
    ALT = "ALT"
    CIR = "CIR"
    SEA = "SEA"


POSITION_NAMES: dict[Position, Message] = {
    Position.ALT: msg("Assistant Language Teacher (ALT)"),
    Position.CIR: msg("Coordinator for International Relations (CIR)"),
    Position.SEA: msg("Sports Exchange Advisor (SEA)"),
}


class Status(StrEnum):
    """Where an application stands before the interview's outcome."""

    IN_SCREENING = "in-screening"
    INVITED = "invited"
    NOT_INVITED = "not-invited"
    WITHDRAWN = "withdrawn"
    ABSENT = "absent"


STATUS_NAMES: dict[Status, Message] = {
    Status.IN_SCREENING: msg("In screening"),
    Status.INVITED: msg("Invited"),
    Status.NOT_INVITED: msg("Not invited"),
    Status.WITHDRAWN: msg("Withdrawn"),
    Status.ABSENT: msg("Absent"),
}


@dataclass(frozen=True, slots=True)
class Applicant:
    """One application, in the canonical columns and their order. Text is kept as it was written."""

    application_no: str
    submitted_at: datetime
    position: Position
    family_name: str = ""
    given_name: str = ""
    date_of_birth: date = date.min
    interview_site: str = ""
    middle_name: str = ""
    preferred_name: str = ""
    name_kana: str = ""
    sex: str = ""
    nationality: str = ""
    dual_japanese_nationality: str = ""
    home_state: str = ""
    email: str = ""
    phone: str = ""
    education_level: str = ""
    institution: str = ""
    major: str = ""
    graduation_date: date | None = None
    teaching_certificate: str = ""
    tefl: str = ""
    japanese_level: str = ""
    jlpt: str = ""
    japan_experience: str = ""
    prior_jet: str = ""
    couple_with: str = ""
    placement_1: str = ""
    placement_2: str = ""
    placement_3: str = ""
    placement_area: str = ""
    driving_licence: str = ""
    medical_disclosed: str = ""
    criminal_disclosed: str = ""
    reference_1_name: str = ""
    reference_1_kind: str = ""
    reference_2_name: str = ""
    reference_2_kind: str = ""
    available_from: str = ""
    statement_words: int | None = None

    @property
    def name(self) -> str:
        """Given name first, as it is spoken to; single names stand alone."""
        return " ".join(part.strip() for part in (self.given_name, self.family_name) if part.strip())

    @property
    def sort_name(self) -> str:
        """Family name first, as it is filed."""
        return ", ".join(part.strip() for part in (self.family_name, self.given_name) if part.strip())


COLUMNS: tuple[str, ...] = (
    "application_no", "submitted_at", "position", "interview_site", "family_name", "given_name", "middle_name",
    "preferred_name", "name_kana", "date_of_birth", "sex", "nationality", "dual_japanese_nationality", "home_state",
    "email", "phone", "education_level", "institution", "major", "graduation_date", "teaching_certificate", "tefl",
    "japanese_level", "jlpt", "japan_experience", "prior_jet", "couple_with", "placement_1", "placement_2",
    "placement_3", "placement_area", "driving_licence", "medical_disclosed", "criminal_disclosed",
    "reference_1_name", "reference_1_kind", "reference_2_name", "reference_2_kind", "available_from",
    "statement_words",
)  # fmt: skip
"""The canonical columns in the order of the application export."""

assert set(COLUMNS) == {field.name for field in fields(Applicant)}
