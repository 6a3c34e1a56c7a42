"""Which heading means which canonical column, by its name alone."""

import re
import unicodedata

from jetdesk.domain.applicant import COLUMNS

_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "application_no": (
        "application number",
        "application id",
        "ref",
        "reference number",
        "受付番号",
        "受験番号",
    ),
    "submitted_at": ("submitted", "date submitted", "date received", "申請日時", "提出日時", "受付日時"),
    "position": ("post", "post applied for", "position applied for", "職種", "応募職種"),
    "interview_site": ("interview location", "interview centre", "interview center", "面接地"),
    "family_name": ("surname", "last name", "姓", "氏"),
    "given_name": ("first name", "first names", "first name(s)", "given names", "forename", "名"),
    "middle_name": ("middle names", "middle name(s)", "ミドルネーム"),
    "preferred_name": ("known as", "通称"),
    "name_kana": ("katakana", "kana", "name in katakana", "フリガナ", "氏名カナ", "氏名(カナ)"),
    "date_of_birth": ("dob", "birth date", "birthdate", "生年月日"),
    "sex": ("gender", "性別"),
    "nationality": ("citizenship", "nationalities", "国籍"),
    "dual_japanese_nationality": ("japanese national too", "日本国籍の有無"),
    "home_state": ("home nation", "state", "出身州", "出身州・県"),
    "email": ("e-mail", "email address", "e-mail address", "メールアドレス"),
    "phone": ("telephone", "phone number", "電話番号"),
    "education_level": ("highest qualification", "education", "最終学歴"),
    "institution": ("university", "school", "大学名", "大学"),
    "major": ("degree subject", "field of study", "専攻"),
    "graduation_date": ("date of graduation", "卒業年月日", "卒業(見込)年月日"),
    "teaching_certificate": ("teaching certification", "教員免許"),
    "tefl": ("tefl / celta", "tefl certificate"),
    "japanese_level": ("japanese ability", "japanese proficiency", "日本語能力"),
    "jlpt": ("jlpt level", "jlpt grade"),
    "japan_experience": ("time spent in japan", "experience in japan", "滞日経験"),
    "prior_jet": ("previously on jet", "jet参加歴"),
    "couple_with": ("applying with partner (ref)", "同伴申請者の受験番号"),
    "placement_1": ("1st choice", "placement choice 1", "希望任地1"),
    "placement_2": ("2nd choice", "placement choice 2", "希望任地2"),
    "placement_3": ("3rd choice", "placement choice 3", "希望任地3"),
    "placement_area": ("urban or rural", "希望地域"),
    "driving_licence": ("driving license", "driver's license", "full driving licence", "運転免許"),
    "medical_disclosed": ("health declaration", "既往症の申告"),
    "criminal_disclosed": ("convictions declared", "犯罪歴の申告"),
    "reference_1_name": ("referee 1", "reference 1", "推薦者1氏名"),
    "reference_1_kind": ("referee 1 type", "reference 1 type", "推薦者1区分"),
    "reference_2_name": ("referee 2", "reference 2", "推薦者2氏名"),
    "reference_2_kind": ("referee 2 type", "reference 2 type", "推薦者2区分"),
    "available_from": ("来日可能日",),
    "statement_words": ("words in statement", "志望動機語数"),
}


def folded(text: str) -> str:
    """Without what does not matter in a heading: width, case, spaces or underscores, marks at the end."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s_]+", " ", plain).strip(" *:?")


_BY_NAME = {folded(column): (column, 1.0) for column in COLUMNS}
for _column, _names in _OTHER_NAMES.items():
    for _name in _names:
        _BY_NAME.setdefault(folded(_name), (_column, 0.9))


def column_for(heading: str) -> tuple[str, float] | None:
    """The canonical column and how sure that is (0 to 1), or None where the name is not known."""
    return _BY_NAME.get(folded(heading))
