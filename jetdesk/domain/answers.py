"""What the answers on an application form mean, in the words that applicants and offices use."""

import re
import unicodedata
from enum import StrEnum

from jetdesk.domain.text import same_text

_NOTHING = {"", "none", "no", "n", "n/a", "na", "-", "–", "false", "0", "nil", "無", "無し", "なし", "いいえ", "non",
            "aucun", "aucune", "néant", "sans objet", "ninguno", "ninguna", "nada", "não",
            "nenhum", "keine", "nein"}  # fmt: skip
_YES = {
    "yes",
    "y",
    "true",
    "1",
    "x",
    "有",
    "有り",
    "あり",
    "はい",
    "oui",
    "o",
    "vrai",
    "sí",
    "si",
    "s",
    "sim",
    "ja",
    "j",
}

_COUNTRIES: dict[str, tuple[str, ...]] = {
    "AR": ("argentina", "argentine", "argentinian", "アルゼンチン"),
    "AU": ("australia", "australian", "オーストラリア", "豪州"),
    "BB": ("barbados", "barbadian", "バルバドス"),
    "BE": ("belgium", "belgian", "ベルギー"),
    "BR": ("brazil", "brazilian", "ブラジル"),
    "CA": ("canada", "canadian", "カナダ"),
    "CH": ("switzerland", "swiss", "スイス"),
    "CN": ("china", "chinese", "people's republic of china", "中国", "中華人民共和国"),
    "DE": ("germany", "german", "ドイツ"),
    "DK": ("denmark", "danish", "デンマーク"),
    "ES": ("spain", "spanish", "スペイン"),
    "FI": ("finland", "finnish", "フィンランド"),
    "FR": ("france", "french", "フランス"),
    "GB": (
        "uk", "u.k.", "united kingdom", "great britain", "britain", "british", "england", "english", "scotland",
        "scottish", "wales", "welsh", "northern ireland", "英国", "イギリス",
    ),
    "GH": ("ghana", "ghanaian", "ガーナ"),
    "IE": ("ireland", "republic of ireland", "irish", "アイルランド"),
    "IN": ("india", "indian", "インド"),
    "IT": ("italy", "italian", "イタリア"),
    "JM": ("jamaica", "jamaican", "ジャマイカ"),
    "JP": ("japan", "japanese", "日本"),
    "KE": ("kenya", "kenyan", "ケニア"),
    "KR": ("korea", "south korea", "republic of korea", "korean", "south korean", "韓国", "大韓民国"),
    "MN": ("mongolia", "mongolian", "モンゴル"),
    "MX": ("mexico", "mexican", "メキシコ"),
    "MY": ("malaysia", "malaysian", "マレーシア"),
    "NG": ("nigeria", "nigerian", "ナイジェリア"),
    "NL": ("netherlands", "the netherlands", "dutch", "オランダ"),
    "NO": ("norway", "norwegian", "ノルウェー"),
    "NZ": ("new zealand", "new zealander", "ニュージーランド"),
    "PE": ("peru", "peruvian", "ペルー"),
    "PH": ("philippines", "the philippines", "filipino", "filipina", "フィリピン"),
    "PT": ("portugal", "portuguese", "ポルトガル"),
    "RU": ("russia", "russian", "russian federation", "ロシア"),
    "SE": ("sweden", "swedish", "スウェーデン"),
    "SG": ("singapore", "singaporean", "シンガポール"),
    "TH": ("thailand", "thai", "タイ"),
    "TT": ("trinidad and tobago", "trinidad & tobago", "trinidadian", "トリニダード・トバゴ"),
    "US": (
        "usa", "u.s.", "u.s.a.", "united states", "united states of america", "the united states",
        "the united states of america", "america", "american", "アメリカ", "アメリカ合衆国", "米国",
    ),
    "VN": ("vietnam", "viet nam", "vietnamese", "ベトナム"),
    "ZA": ("south africa", "south african", "南アフリカ"),
}  # fmt: skip
_ABROAD: dict[str, tuple[str, ...]] = {
    "AR": ("argentin", "argentine", "argentino", "argentina",),
    "AU": ("australie", "australien", "australienne", "australiano", "australiana",),
    "BB": ("barbade", "barbadien", "barbadienne",),
    "BE": ("belgique", "belge", "bélgica", "belga",),
    "BR": ("brésil", "brésilien", "brésilienne", "brasil", "brasileño", "brasileña", "brasileiro", "brasileira",),
    "CA": ("canadien", "canadienne", "canadá", "canadiense",),
    "CH": ("suisse", "suissesse", "suiza", "suizo",),
    "CN": ("chine", "chinois", "chinoise", "chino", "china",),
    "DE": ("allemagne", "allemand", "allemande", "alemania", "alemán", "alemana", "deutschland", "deutsch",),
    "DK": ("danemark", "danois", "danoise",),
    "ES": ("espagne", "espagnol", "espagnole", "españa", "español", "española",),
    "FI": ("finlande", "finlandais", "finlandaise",),
    "FR": ("français", "française", "francia", "francés", "francesa",),
    "GB": (
        "royaume-uni", "grande-bretagne", "britannique", "anglais", "anglaise",
        "reino unido", "británico", "británica",
    ),
    "GH": ("ghanéen", "ghanéenne",),
    "IE": ("irlande", "irlandais", "irlandaise", "irlanda", "irlandés", "irlandesa",),
    "IN": ("inde", "indien", "indienne", "indio", "india",),
    "IT": ("italie", "italien", "italienne", "italia", "italiano", "italiana",),
    "JM": ("jamaïque", "jamaïcain", "jamaïcaine",),
    "JP": ("japon", "japonais", "japonaise", "japón", "japonés", "japonesa",),
    "KE": ("kényan", "kényane",),
    "KR": (
        "corée du sud", "coréen", "coréenne", "sud-coréen", "sud-coréenne",
        "corea del sur", "coreano", "coreana",
    ),
    "MN": ("mongolie", "mongol", "mongole",),
    "MX": ("mexique", "mexicain", "mexicaine", "méxico", "mexicano", "mexicana",),
    "MY": ("malaisie", "malaisien", "malaisienne",),
    "NG": ("nigérian", "nigériane",),
    "NL": ("pays-bas", "néerlandais", "néerlandaise",),
    "NO": ("norvège", "norvégien", "norvégienne",),
    "NZ": ("nouvelle-zélande", "néo-zélandais", "néo-zélandaise",),
    "PE": ("pérou", "péruvien", "péruvienne", "perú", "peruano", "peruana",),
    "PH": ("philippin", "philippine",),
    "PT": ("portugais", "portugaise", "portugués", "portuguesa",),
    "RU": ("russie", "russe", "rusia", "ruso", "rusa",),
    "SE": ("suède", "suédois", "suédoise",),
    "SG": ("singapour", "singapourien", "singapourienne",),
    "TH": ("thaïlande", "thaïlandais", "thaïlandaise",),
    "TT": ("trinité-et-tobago",),
    "US": ("états-unis", "états-unis d'amérique", "américain", "américaine", "estados unidos", "estadounidense",),
    "VN": ("viêt nam", "viêtnam", "vietnamien", "vietnamienne",),
    "ZA": ("afrique du sud", "sud-africain", "sud-africaine",),
}  # fmt: skip
"""French, Spanish and Portuguese words of the posts that write their exports so."""
_BY_WORD = {word: code for code, words in _COUNTRIES.items() for word in (*words, code.casefold(), *_ABROAD[code])}


def claims_something(text: str) -> bool:
    """Empty, none and no claim nothing."""
    return same_text(text) not in _NOTHING


def is_yes(text: str) -> bool:
    """Yes, also with words after it."""
    first = re.split(r"[\s,.:;(]", same_text(text), maxsplit=1)[0]
    return first in _YES


def countries(text: str) -> tuple[tuple[str, str], ...]:
    """The nationalities in a cell, as written and as a country code ("" where the word is not known)."""
    parts = (part.strip() for part in re.split(r"[;,/、]", unicodedata.normalize("NFKC", text)))
    return tuple((part, _BY_WORD.get(same_text(part), "")) for part in parts if part)


class Level(StrEnum):
    """The highest education that is stated, or that the applicant is working for."""

    UNSTATED = "unstated"
    UNKNOWN = "unknown"
    BELOW_BACHELOR = "below bachelor"
    BACHELOR = "bachelor"
    ABOVE_BACHELOR = "above bachelor"


_LEVELS = (
    (Level.BELOW_BACHELOR, re.compile(r"準学士|短期大学|\bassociate|\bbts\b|\bdut\b|\bdeug\b|técnico")),
    (
        Level.ABOVE_BACHELOR,
        re.compile(
            r"\b(master|doctor|ph\.?d|m\.?a|m\.?sc|m\.?ed|mba|j\.?d)\b|\bmaster'?s|\bmaîtrise|\bmáster|\bmaestría|"
            r"\bmestrado|修士|博士|大学院"
        ),
    ),
    (Level.ABOVE_BACHELOR, re.compile(r"\bdoctor|\bdoutor|\bpost-?graduate|\bbac ?\+ ?[5-8]")),
    (
        Level.BACHELOR,
        re.compile(
            r"\bbachelor|\b(b\.?a|b\.?s|b\.?sc|b\.?ed|b\.?eng|ll\.?b)\b|\blicence\b|\blicenciad|\blicenciatura|\bgrado\b|"
            r"\bbacharel|\bbac ?\+ ?[34]|学士|大学卒"
        ),
    ),
    (
        Level.BELOW_BACHELOR,
        re.compile(
            r"^none$|diploma|high school|secondary|a-level|baccalauréat|bachillerato|lycée|certificate|"
            r"高等学校|高校|専門学校|^なし$"
        ),
    ),
)
_STUDYING = re.compile(r"in progress|expected|current|student|studying|en cours|étudiant|en curso|estudiante|在学|見込")


def education(text: str) -> Level:
    """Read with the surest word first; a stated level that no rule knows is for a person to judge."""
    words = same_text(text).replace("’", "'")
    if not words:
        return Level.UNSTATED
    return next((level for level, pattern in _LEVELS if pattern.search(words)), Level.UNKNOWN)


def is_studying(education_level: str) -> bool:
    """Whether the stated degree is still to come."""
    return bool(_STUDYING.search(same_text(education_level)))


_ACADEMIC = {"academic", "professor", "university", "teacher", "lecturer", "学術", "学識", "大学", "universitaire",
             "académique", "professeur", "enseignant", "académica", "académico", "profesor", "profesora"}  # fmt: skip
_PROFESSIONAL = {"professional", "employer", "work", "supervisor", "business", "職業", "職場", "勤務先",
                 "professionnel", "professionnelle", "employeur", "profesional", "empleador", "laboral"}  # fmt: skip


def is_academic(reference_kind: str) -> bool:
    return same_text(reference_kind) in _ACADEMIC


def is_professional(reference_kind: str) -> bool:
    return same_text(reference_kind) in _PROFESSIONAL
