"""What the columns of an application are called for people."""

from jetdesk.i18n import Message, msg

COLUMN_NAMES: dict[str, Message] = {
    "application_no": msg("Application number"),
    "submitted_at": msg("Submitted at"),
    "position": msg("Position"),
    "interview_site": msg("Interview site"),
    "family_name": msg("Family name"),
    "given_name": msg("Given name"),
    "middle_name": msg("Middle name"),
    "preferred_name": msg("Preferred name"),
    "name_kana": msg("Name in kana"),
    "date_of_birth": msg("Date of birth"),
    "sex": msg("Sex"),
    "nationality": msg("Nationality"),
    "dual_japanese_nationality": msg("Also Japanese nationality"),
    "home_state": msg("Home state or region"),
    "email": msg("E-mail"),
    "phone": msg("Telephone"),
    "education_level": msg("Level of education"),
    "institution": msg("Institution"),
    "major": msg("Major"),
    "graduation_date": msg("Date of graduation"),
    "teaching_certificate": msg("Teaching certificate"),
    "tefl": msg("TEFL qualification"),
    "japanese_level": msg("Japanese proficiency"),
    "jlpt": msg("JLPT"),
    "japan_experience": msg("Experience of Japan"),
    "prior_jet": msg("Earlier JET participation"),
    "couple_with": msg("Couple with (application number)"),
    "placement_1": msg("Placement request 1"),
    "placement_2": msg("Placement request 2"),
    "placement_3": msg("Placement request 3"),
    "placement_area": msg("Placement area"),
    "driving_licence": msg("Driving licence"),
    "medical_disclosed": msg("Medical matters disclosed"),
    "criminal_disclosed": msg("Criminal record disclosed"),
    "reference_1_name": msg("Reference 1, name"),
    "reference_1_kind": msg("Reference 1, kind"),
    "reference_2_name": msg("Reference 2, name"),
    "reference_2_kind": msg("Reference 2, kind"),
    "available_from": msg("Available from"),
    "statement_words": msg("Words in the statement"),
}


def column_name(column: str) -> str:
    """The canonical column in words; what is none stays as it is."""
    known = COLUMN_NAMES.get(column)
    return known.text() if known else column
