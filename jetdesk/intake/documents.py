"""Which file of a folder belongs to which applicant, by its name alone. Never a guess."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jetdesk.domain.document import DocumentKind
from jetdesk.errors import EnvironmentFailed, Refused
from jetdesk.i18n import msg
from jetdesk.intake.mapping_file import DocumentTemplate

EXTENSIONS = ("pdf", "jpg", "jpeg", "png")
MAX_FILES = 200_000

_SYSTEM_FILES = {"thumbs.db", "desktop.ini"}
_SEPARATORS = r"[\s_\-]"
_DEFAULT = re.compile(rf"(?P<name>.+?)(?P<n>{_SEPARATORS}*[0-9]{{1,2}})?")
_PLACE = re.compile(r"\{(application_no|kind|n|ext)\}")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A document and its applicant, by the number as the office writes it; `number` is from 1 in the kind."""

    path: Path
    application_no: str
    kind: DocumentKind
    number: int


@dataclass(frozen=True, slots=True)
class Found:
    matched: tuple[FoundFile, ...]
    unmatched: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a name says; number 0 where it gives none."""

    path: Path
    application_no: str
    kind: DocumentKind
    number: int


def find_documents(folder: Path, numbers: Iterable[str], template: DocumentTemplate | None = None) -> Found:
    """Match the files of a folder (and of folders in it) to application numbers.

    Case, spaces, underscores and hyphens do not matter; links are not followed. Refused without a folder.
    """
    names = _Names(numbers, template)
    claims: list[_Claim] = []
    unmatched: list[Path] = []
    for path in _files(folder):
        claim = None if path.is_symlink() or not path.is_file() else names.claim(path)
        if claim:
            claims.append(claim)
        else:
            unmatched.append(path)
    return Found(tuple(_numbered(claims)), tuple(unmatched))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise Refused(
            msg("There is no folder {folder}.", folder=folder.name),
            safe=msg("Nothing was loaded."),
            todo=msg("Choose the folder with the documents again."),
        )
    paths: list[Path] = []
    for path in _walk(folder):
        paths.append(path)
        if len(paths) > MAX_FILES:
            what = msg("The folder {folder} holds more than {limit} files.", folder=folder.name, limit=MAX_FILES)
            todo = msg("Choose a folder that holds only the documents.")
            raise Refused(what, safe=msg("Nothing was loaded."), todo=todo)
    return sorted(paths)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, onerror=_unreadable):
        linked = [name for name in folders if Path(root, name).is_symlink()]
        folders[:] = [name for name in folders if name not in linked and not name.startswith(".")]
        for name in (*files, *linked):
            if not name.startswith(".") and name.lower() not in _SYSTEM_FILES:
                yield Path(root, name)


def _unreadable(fault: OSError) -> None:
    raise EnvironmentFailed(
        msg("A folder of documents cannot be read."),
        safe=msg("Nothing was loaded."),
        todo=msg("Copy the folder to this computer and try again."),
    ) from fault


def _numbered(claims: Iterable[_Claim]) -> Iterator[FoundFile]:
    """Numbers as the names give them; names without one, and repeated ones, take the next that is free."""
    taken: set[tuple[str, DocumentKind, int]] = set()
    for claim in sorted(claims, key=_numbers_first):
        number = claim.number or 1
        while (claim.application_no, claim.kind, number) in taken:
            number += 1
        taken.add((claim.application_no, claim.kind, number))
        yield FoundFile(claim.path, claim.application_no, claim.kind, number)


def _numbers_first(claim: _Claim) -> tuple[str, str, bool, int, Path]:
    return claim.application_no, claim.kind, not claim.number, claim.number, claim.path


def _squeezed(text: str) -> str:
    """A name without what does not matter in it."""
    return re.sub(_SEPARATORS, "", unicodedata.normalize("NFKC", text).casefold())


class _Names:
    """The application numbers and kinds that names may speak of."""

    def __init__(self, numbers: Iterable[str], template: DocumentTemplate | None) -> None:
        self._by_name: dict[str, set[str]] = {}
        for number in numbers:
            if name := _squeezed(number):
                self._by_name.setdefault(name, set()).add(number)
        self._kinds = {kind.value: kind for kind in DocumentKind}
        self._template: re.Pattern[str] | None = None
        if template:
            self._kinds |= {_squeezed(theirs): ours for theirs, ours in template.kinds.items()}
            self._template = _pattern(template.pattern, [*template.kinds, *DocumentKind])

    def claim(self, path: Path) -> _Claim | None:
        """Whose document this is; None for a strange name, an unknown number, or two applicants that fit."""
        if path.suffix.strip().lower().lstrip(".") not in EXTENSIONS:
            return None
        claims = set(self._by_template(path)) if self._template else set()
        claims = claims or set(self._by_default(path))
        return claims.pop() if len(claims) == 1 else None

    def _by_default(self, path: Path) -> Iterator[_Claim]:
        match = _DEFAULT.fullmatch(unicodedata.normalize("NFKC", path.stem).strip())
        if not match:
            return
        name = _squeezed(match["name"])
        count = int(_squeezed(match["n"] or "0"))
        for word, kind in self._kinds.items():
            if name.endswith(word):
                yield from self._claims(path, name.removesuffix(word), kind, count)

    def _by_template(self, path: Path) -> Iterator[_Claim]:
        assert self._template
        match = self._template.fullmatch(unicodedata.normalize("NFKC", path.name).strip())
        if not match:
            return
        parts = match.groupdict()
        kind = self._kinds.get(_squeezed(parts["kind"]))
        count = int(parts.get("n") or "0")
        if kind:
            yield from self._claims(path, _squeezed(parts["application_no"]), kind, count)

    def _claims(self, path: Path, name: str, kind: DocumentKind, count: int) -> Iterator[_Claim]:
        for number in self._by_name.get(name, ()):
            yield _Claim(path, number, kind, count)


_PLACES = {
    "application_no": "(?P<application_no>.+?)",
    "n": "(?P<n>[0-9]{0,2})",
    "ext": r"(?P<ext>[^.]+)",
}


def _pattern(template: str, kinds: Iterable[str]) -> re.Pattern[str]:
    """The template as a pattern: its places, and between them its own words with any separators."""
    longest_first = sorted({unicodedata.normalize("NFKC", kind) for kind in kinds}, key=len, reverse=True)
    places = _PLACES | {"kind": f"(?P<kind>{'|'.join(map(_loosely, longest_first))})"}
    pieces = _PLACE.split(unicodedata.normalize("NFKC", template))
    pattern = "".join(places[piece] if at % 2 else _loosely(piece) for at, piece in enumerate(pieces))
    if "{ext}" not in template:
        pattern += r"\.[^.]+"
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as fault:
        raise Refused(
            msg("The mapping file's template for documents names the same place twice."),
            safe=msg("Nothing was loaded."),
            todo=msg("Correct the mapping file and try again."),
        ) from fault


def _loosely(literal: str) -> str:
    words = re.split(rf"({_SEPARATORS}+)", literal)
    return "".join(f"{_SEPARATORS}*" if at % 2 else re.escape(word) for at, word in enumerate(words))
