"""How applicants are called in a report: by name, by number only, or by initials and number."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Literal

from jetdesk.domain.selection import Candidate

Names = Literal["full", "numbers", "initials"]

_PARTS = re.compile(r"[\s,、，]+")


def initials(name: str) -> str:
    """Hana Okafor-Lind → H. O.-L."""
    words = [[part[0] + "." for part in word.split("-") if part] for word in _PARTS.split(name) if word]
    return " ".join("-".join(word) for word in words if word)


class Naming:
    """Names of the applicants of one report as its reader may see them, in columns and inside written reasons."""

    def __init__(self, candidates: Iterable[Candidate], names: Names) -> None:
        self.names = names
        self._candidates = tuple(candidates)

    @property
    def shows_names(self) -> bool:
        """Whether there is anything to print in a column of names."""
        return self.names != "numbers"

    def name(self, candidate: Candidate) -> str:
        return candidate.name if self.names == "full" else initials(candidate.name)

    def kana(self, candidate: Candidate) -> str:
        return candidate.kana if self.names == "full" else ""

    def called(self, candidate: Candidate) -> str:
        """What the applicant is called in a sentence."""
        if self.names == "full" and candidate.name.strip():
            return candidate.name
        if self.names == "initials" and candidate.name.strip():
            return f"{initials(candidate.name)} ({candidate.application_no})"
        return candidate.application_no

    def veiled(self, text: str, about: str = "") -> str:
        """A written text with names of applicants replaced, also parts of names of three letters or more.

        Of the applicant it is `about` (a number) parts of two letters are replaced too. Better a word too many is
        hidden than a name shown.
        """
        if self.names == "full":
            return text
        text = self._replaced(text, self._full_names)
        own = [c for c in self._candidates if c.application_no == about]
        return self._replaced(self._replaced(text, _shared(own, 2, self.called)), self._parts_of_names)

    def _replaced(self, text: str, instead: Mapping[str, str]) -> str:
        return _either(instead).sub(lambda found: instead[found[0]], text) if instead else text

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """Every way a candidate's full name is written → what stands in its place."""
        found: dict[str, str] = {}
        for candidate in self._candidates:
            for name in (candidate.name.strip(), _turned(candidate.name), candidate.kana.strip()):
                if len(name) > 1:
                    found[name] = self.called(candidate)
        return found

    @cached_property
    def _parts_of_names(self) -> dict[str, str]:
        return _shared(self._candidates, 3, self.called)


def _shared(candidates: Iterable[Candidate], least: int, called: Callable[[Candidate], str]) -> dict[str, str]:
    """Parts of names of at least so many letters → who has that part, or […] if several have."""
    found: dict[str, str] = {}
    for candidate in candidates:
        for part in {p for name in (candidate.name, candidate.kana) for p in _PARTS.split(name) if len(p) >= least}:
            found[part] = "[…]" if part in found else called(candidate)
    return found


def _turned(name: str) -> str:
    """Family name and given name the other way round."""
    first, comma, second = name.partition(",")
    if comma:
        return f"{second.strip()} {first.strip()}"
    words = name.split()
    return " ".join((*words[-1:], *words[:-1]))


def _either(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, longest first; a name in letters with spaces between words only as whole words."""
    return re.compile("|".join(map(_whole, sorted(names, key=len, reverse=True))))


def _whole(name: str) -> str:
    bounded = re.escape(name)
    if ord(name[0]) < 0x2E80:
        bounded = rf"(?<!\w){bounded}"
    return rf"{bounded}(?!\w)" if ord(name[-1]) < 0x2E80 else bounded
