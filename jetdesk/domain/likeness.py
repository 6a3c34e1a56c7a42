"""Who among the applicants may be one person: by name and date of birth, in one pass over all of them."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date

from jetdesk.domain.applicant import Applicant
from jetdesk.domain.text import same_text, words

Key = tuple[Hashable, ...]
Romanise = Callable[[str], str]
"""A name of any script in Latin letters."""

MOST_COMPARED = 40
"""Applicants born on one day that are compared one by one; where there are more, only equal keys tell."""
ALIKE = 0.9
SHORTEST_SOUND = 5
"""Fewer consonants than that are those of too many names."""
_SPELLINGS = (("ph", "f"), ("kh", "h"), ("ck", "k"), ("x", "ks"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"))
_SILENT = frozenset("aeiouyjh")


class People:
    """All applicants, found by what they share."""

    def __init__(self, applicants: Sequence[Applicant], romanise: Romanise = str) -> None:
        self._romanise = romanise
        self._numbers: dict[str, Applicant] = {}
        self._same: dict[Key, list[Applicant]] = {}
        self._alike: dict[Key, list[Applicant]] = {}
        self._born: dict[date, list[tuple[Applicant, Counter[str]]]] = {}
        for applicant in applicants:
            self._numbers.setdefault(_number(applicant.application_no), applicant)
            self._same.setdefault(_name(applicant), []).append(applicant)
            for key in self._likenesses(applicant):
                self._alike.setdefault(key, []).append(applicant)
            sounds = Counter(self._sound(applicant.name))
            self._born.setdefault(applicant.date_of_birth, []).append((applicant, sounds))

    def numbered(self, number: str) -> Applicant | None:
        """By application number, whatever its case."""
        return self._numbers.get(_number(number))

    def same(self, applicant: Applicant) -> tuple[Applicant, ...]:
        """The others of the same name and date of birth."""
        return tuple(other for other in self._same[_name(applicant)] if other is not applicant)

    def alike(self, applicant: Applicant) -> tuple[Applicant, ...]:
        """The others who may be the same person in another spelling.

        That is: the same words of the name in any order, script or accents, or nearly the same consonants, born on the
        same day (for the same words also with day and month exchanged); or the same e-mail address and birthday.
        """
        found = {id(other): other for key in self._likenesses(applicant) for other in self._alike[key]}
        found |= {id(other): other for other in self._sounding_like(applicant)}
        same = {id(other) for other in self._same[_name(applicant)]}
        others = (other for mark, other in found.items() if mark not in same)
        return tuple(sorted(others, key=lambda other: other.application_no))

    def _likenesses(self, applicant: Applicant) -> Iterator[Key]:
        born, email = applicant.date_of_birth, same_text(applicant.email)
        yield "name", self._words(applicant.name), born.year, *sorted((born.month, born.day))
        if email:
            yield "email", email, born
        for written in {applicant.name, applicant.name_kana}:
            sound = self._sound(written)
            if len(sound) >= SHORTEST_SOUND:
                yield "sound", sound, born

    def _sounding_like(self, applicant: Applicant) -> Iterator[Applicant]:
        born = self._born[applicant.date_of_birth]
        if not 1 < len(born) <= MOST_COMPARED:
            return
        own = next(sounds for other, sounds in born if other is applicant)
        for other, sounds in born:
            shared, both = (own & sounds).total(), own.total() + sounds.total()
            if other is not applicant and shared >= SHORTEST_SOUND and 2 * shared >= ALIKE * both:
                yield other

    def _words(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(words(name if name.isascii() else self._romanise(name))))

    def _sound(self, name: str) -> str:
        """Its consonants in the order of the alphabet: what is left of a name in every transliteration."""
        return "".join(sorted("".join(_consonants(word) for word in self._words(name))))


def _consonants(word: str) -> str:
    for spelling, sound in _SPELLINGS:
        word = word.replace(spelling, sound)
    heard = [letter for letter in word if letter not in _SILENT]
    return "".join(letter for at, letter in enumerate(heard) if at == 0 or heard[at - 1] != letter)


def _number(number: str) -> str:
    return number.strip().casefold()


def _name(applicant: Applicant) -> Key:
    return same_text(applicant.family_name), same_text(applicant.given_name), applicant.date_of_birth
