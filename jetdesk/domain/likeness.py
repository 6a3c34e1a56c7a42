"""Who among the applicants may be one person: by name and date of birth, in one pass over all of them."""

from collections.abc import Hashable, Sequence
from datetime import date

from jetdesk.domain.applicant import Applicant
from jetdesk.domain.text import same_text, words

Key = tuple[Hashable, date]


class People:
    """All applicants, found by what they share."""

    def __init__(self, applicants: Sequence[Applicant]) -> None:
        self._numbers: dict[str, Applicant] = {}
        self._same: dict[Key, list[Applicant]] = {}
        self._alike: dict[Key, list[Applicant]] = {}
        for applicant in applicants:
            self._numbers.setdefault(_number(applicant.application_no), applicant)
            self._same.setdefault(_name(applicant), []).append(applicant)
            for key in _likenesses(applicant):
                self._alike.setdefault(key, []).append(applicant)

    def numbered(self, number: str) -> Applicant | None:
        """By application number, whatever its case."""
        return self._numbers.get(_number(number))

    def same(self, applicant: Applicant) -> tuple[Applicant, ...]:
        """The others of the same name and date of birth."""
        return tuple(other for other in self._same[_name(applicant)] if other is not applicant)

    def alike(self, applicant: Applicant) -> tuple[Applicant, ...]:
        """The others of the same date of birth whose name differs only in order or accents, or with the same e-mail."""
        others = (other for key in _likenesses(applicant) for other in self._alike[key])
        same = {id(other) for other in self._same[_name(applicant)]}
        return tuple({id(other): other for other in others if id(other) not in same}.values())


def _number(number: str) -> str:
    return number.strip().casefold()


def _name(applicant: Applicant) -> Key:
    return (same_text(applicant.family_name), same_text(applicant.given_name)), applicant.date_of_birth


def _likenesses(applicant: Applicant) -> tuple[Key, ...]:
    name = tuple(sorted(words(f"{applicant.family_name} {applicant.given_name}")))
    email = same_text(applicant.email)
    keys: list[Key] = [(name, applicant.date_of_birth)]
    return tuple([*keys, (email, applicant.date_of_birth)] if email else keys)
