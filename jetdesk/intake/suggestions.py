"""Whose document a file may be, where its name fits nobody exactly. Only ever suggested: a person decides."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path

from jetdesk.domain.applicant import Applicant
from jetdesk.domain.document import DocumentKind
from jetdesk.intake.documents import EXTENSIONS, Found, FoundFile
from jetdesk.intake.mapping_file import DocumentTemplate

LIKE_ENOUGH = 0.75
MOST = 300
"""Files that are looked at; a folder with more of them needs a template, not suggestions."""

_WORDS: dict[DocumentKind, tuple[str, ...]] = {
    DocumentKind.FORM: ("form", "application", "応募用紙", "願書", "申請書", "formulaire", "candidature"),
    DocumentKind.STATEMENT: (
        "statement",
        "purpose",
        "motivation",
        "essay",
        "志望理由書",
        "志望動機",
        "lettre de motivation",
    ),
    DocumentKind.TRANSCRIPT: ("transcript", "grades", "成績証明書", "成績", "relevé", "notes"),
    DocumentKind.DEGREE: ("degree", "diploma", "graduation", "卒業証明書", "卒業見込証明書", "学位", "diplôme"),
    DocumentKind.REFERENCE: ("reference", "recommendation", "referee", "推薦状", "recommandation", "référence"),
    DocumentKind.CITIZENSHIP: ("citizenship", "passport", "nationality", "旅券", "国籍", "passeport", "nationalité"),
    DocumentKind.MEDICAL: ("medical", "self-report", "健康状態自己申告書", "médical"),
    DocumentKind.CERTIFICATE: ("certificate", "tefl", "celta", "jlpt", "資格証明書", "certificat", "attestation"),
    DocumentKind.HEALTH: ("health", "健康診断書", "santé"),
    DocumentKind.BACKGROUND: ("background", "police", "犯罪経歴証明書", "casier"),
    DocumentKind.PHOTO: ("photo", "picture", "写真"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A file of the folder (its path below it), an applicant's number and a kind; `score`: 0 to 1."""

    file: str
    application_no: str
    kind: DocumentKind
    score: float


def suggest(
    folder: Path, unmatched: Sequence[Path], applicants: Iterable[Applicant], template: DocumentTemplate | None = None
) -> tuple[Suggestion, ...]:
    """At most one for a file, the likeliest; files that are no documents get none."""
    people = _People(applicants)
    kinds = {**_kinds(), **({_letters(word): kind for word, kind in template.kinds.items()} if template else {})}
    found = []
    for path in [path for path in unmatched if path.suffix.strip().lower().lstrip(".") in EXTENSIONS][:MOST]:
        number, likeness = people.likeliest(path.stem)
        if number:
            kind, sure = _kind(path.stem, kinds)
            file = path.relative_to(folder).as_posix()
            found.append(Suggestion(file, number, kind, round(likeness * sure, 2)))
    return tuple(found)


def accepted(folder: Path, found: Found, matched: Sequence[Suggestion]) -> Found:
    """With the suggestions that a person accepted; each takes the next free number of its kind."""
    if not matched:
        return found
    wanted = {folder / each.file: each for each in matched}
    taken = {(file.application_no, file.kind, file.number) for file in found.matched}
    files = list(found.matched)
    for path in found.unmatched:
        if each := wanted.get(path):
            file = FoundFile(path, each.application_no, each.kind, 1)
            while (file.application_no, file.kind, file.number) in taken:
                file = replace(file, number=file.number + 1)
            taken.add((file.application_no, file.kind, file.number))
            files.append(file)
    return Found(tuple(files), tuple(path for path in found.unmatched if path not in wanted))


def _letters(text: str) -> str:
    """Letters and digits alone, without case, width and accents."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(
        letter for letter in unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", plain)) if letter.isalnum()
    )


def _kinds() -> dict[str, DocumentKind]:
    return {_letters(word): kind for kind, words in _WORDS.items() for word in words}


def _kind(stem: str, kinds: Mapping[str, DocumentKind]) -> tuple[DocumentKind, float]:
    """By the longest known word in it, else by the word that is most like one, else "other"."""
    name = _letters(stem)
    inside = [word for word in kinds if word in name]
    if inside:
        return kinds[max(inside, key=len)], 1.0
    for word in re.split(r"[\W_\d]+", stem):
        close = get_close_matches(_letters(word), list(kinds), 1, LIKE_ENOUGH) if len(word) > 3 else []
        if close:
            return kinds[close[0]], SequenceMatcher(None, _letters(word), close[0]).ratio()
    return DocumentKind.OTHER, 0.5


class _People:
    """Applicants by what a file name may say of them: their number, or their names."""

    def __init__(self, applicants: Iterable[Applicant]) -> None:
        self._numbers: dict[str, str] = {}
        self._names: dict[frozenset[str], list[str]] = {}
        for applicant in applicants:
            self._numbers[_letters(applicant.application_no)] = applicant.application_no
            names = frozenset(filter(None, (_letters(applicant.family_name), _letters(applicant.given_name))))
            if len(names) == 2:
                self._names.setdefault(names, []).append(applicant.application_no)

    def likeliest(self, stem: str) -> tuple[str, float]:
        """A number and how likely it is; nothing where nobody or more than one is meant."""
        return self._by_number(stem) or self._by_name(stem) or ("", 0.0)

    def _by_number(self, stem: str) -> tuple[str, float] | None:
        """The number stands in the name, or a part of the name is nearly one, and only one."""
        name = _letters(stem)
        inside = [number for number in self._numbers if len(number) > 3 and number in name]
        if inside:
            return self._numbers[max(inside, key=len)], 0.95
        for part in _parts(stem):
            close = get_close_matches(part, list(self._numbers), 2, LIKE_ENOUGH)
            ratios = [SequenceMatcher(None, part, each).ratio() for each in close]
            if ratios and (len(ratios) == 1 or ratios[0] > ratios[1]):
                return self._numbers[close[0]], ratios[0]
        return None

    def _by_name(self, stem: str) -> tuple[str, float] | None:
        name = _letters(stem)
        found = [
            number for names, each in self._names.items() if all(part in name for part in names) for number in each
        ]
        return (found[0], 0.8) if len(found) == 1 else None


def _parts(stem: str) -> list[str]:
    """Pieces of a name that may be a number: those with digits, and neighbours joined."""
    words = [word for word in re.split(r"[\s_.,()]+", stem) if word]
    pairs = [first + second for first, second in zip(words, words[1:], strict=False)]
    return [_letters(part) for part in (*words, *pairs) if sum(map(str.isdigit, part)) >= 2]
