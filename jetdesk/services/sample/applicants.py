"""Inventing applicants: the same number and seed give the same people."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

from jetdesk.domain.applicant import Applicant, Position
from jetdesk.services.sample import statement, tables
from jetdesk.services.sample.tables import CastMember, Name

SITE = "Westhaven"
HAWAII = timezone(timedelta(hours=-10))
OPENS = datetime(2025, 9, 29, tzinfo=HAWAII)
CLOSES = datetime(2025, 11, 15, tzinfo=HAWAII)
SUMMER_TIME_ENDS = datetime(2025, 11, 2, 9, tzinfo=UTC)
ARRIVAL = "2026/07/26"
STUDYING = "Bachelor's degree (in progress)"
MIDDLE_NAMES = {
    "F": ("", "", "", "Marie", "Rose", "Jo"),
    "M": ("", "", "", "James", "Lee", "Paul"),
    "X": ("", "", "Lee"),
}
AGAIN = "both-positions-again"
"""The same person once more, for the other position."""
AREA_CODES = ("206", "360", "503", "509", "541")


@dataclass(frozen=True, slots=True)
class Invented:
    """An applicant and what only the inventor knows. Merit is how the panels will see them, out of 100."""

    applicant: Applicant
    situation: str
    merit: float
    panel: str
    at: str
    statement: tuple[str, ...]
    introduction: str
    address: str
    employer: str


def generate_applicants(n: int, seed: int) -> tuple[Applicant, ...]:
    """`n` applications of the sample office, without documents."""
    return tuple(each.applicant for each in invent(n, seed))


def invent(n: int, seed: int) -> tuple[Invented, ...]:
    cast = tables.cast()[:n]
    extras = tuple(_extras(n - len(cast), seed, cast))
    made = [_invent(at, member, seed) for at, member in enumerate((*cast, *extras))]
    return tuple(_couples(made))


def _extras(n: int, seed: int, cast: Sequence[CastMember]) -> Iterator[CastMember]:
    """Everyone after the cast: a name, a birthday and a place in the pattern of situations."""
    first = tables.cast()[-1].no + 1
    taken = {(member.given, member.family) for member in cast}
    pattern = tables.situations()
    last: CastMember | None = None
    for i in range(n):
        if last and last.situation == "both-positions":
            other = "ALT" if last.position == "CIR" else "CIR"
            last = replace(last, no=first + i, position=other, situation=AGAIN, same_as=last.no)
            yield last
            continue
        rng = Random(f"{seed}|{first + i}|person")
        given, family = _name(rng, taken)
        taken.add((given.text, family.text))
        last = CastMember(
            no=first + i, family=family.text, given=given.text, kana=f"{given.kana}・{family.kana}", sex=given.sex,
            born=date(rng.randint(1995, 2003), rng.randint(1, 12), rng.randint(1, 28)),
            merit=min(97.0, max(38.0, rng.gauss(70, 10))), position="CIR" if i % 7 == 2 else "ALT",
            situation=pattern.at.get(i % pattern.every, ""),
        )  # fmt: skip
        yield last


def _name(rng: Random, taken: set[tuple[str, str]]) -> tuple[Name, Name]:
    """Mostly both names of one origin; not one that somebody has, while there are others."""
    names = tables.names()
    for _ in range(50):
        origin = rng.choice(sorted(names.given))
        other = origin if rng.random() < 0.7 else rng.choice(sorted(names.family))
        given, family = rng.choice(names.given[origin]), rng.choice(names.family[other])
        if (given.text, family.text) not in taken:
            break
    return given, family


def _invent(at: int, member: CastMember, seed: int) -> Invented:
    rng = Random(f"{seed}|{member.same_as or member.no}|facts")
    places = tables.places()
    towns = rng.sample(places.towns, 2)
    prefectures = rng.sample(sorted(places.prefectures), 4)
    first = member.prefecture or prefectures[0]
    applicant = replace(
        _facts(member, seed, rng), placement_1=first, placement_2=prefectures[1] if rng.random() < 0.9 else "",
        placement_3=prefectures[2] if rng.random() < 0.7 else "", placement_area=rng.choice(places.areas),
    )  # fmt: skip
    address = f"{rng.randint(2, 940)} {rng.choice(places.streets)} Street, {towns[0]}"
    employer = rng.choice(places.employers)
    facts = {
        "town": towns[0], "away": towns[1], "prefecture": first, "other_prefecture": prefectures[3],
        "institution": applicant.institution, "major": applicant.major, "employer": employer,
        "teacher": applicant.reference_1_name, "kana": member.kana, "prefecture_ja": places.prefectures[first],
    }  # fmt: skip
    text = tables.whole_statements().get(member.statement) or statement.write(seed, at, member.position, facts)
    introduction = statement.introduce(rng, facts) if member.position == "CIR" else ""
    applicant = replace(applicant, statement_words=statement.count_words(text))
    return Invented(applicant, member.situation, member.merit, member.panel, member.at, text, introduction, address,
                    employer)  # fmt: skip


def _facts(member: CastMember, seed: int, rng: Random) -> Applicant:
    places = tables.places()
    number = f"26-WH-{member.no:04}"
    referees = rng.sample(places.supervisors, 2)
    base = Applicant(
        number, _submitted(member.situation, Random(f"{seed}|{member.no}|submitted")), Position(member.position), 
        member.family, member.given, member.born,
        interview_site=SITE, middle_name=rng.choice(MIDDLE_NAMES[member.sex]),
        name_kana=member.kana, sex=member.sex,
        nationality=rng.choice(("USA", "United States", "United States of America")),
        dual_japanese_nationality="Yes" if member.situation == "dual-nationality" else "No",
        home_state=member.home or rng.choice(places.states), email=_email(member),
        phone=f"({rng.choice(AREA_CODES)}) 555-01{rng.randint(0, 99):02}",
        institution=rng.choice(places.institutions), major=member.major or rng.choice(sorted(places.majors)),
        teaching_certificate="No", tefl="TEFL, 120 hours" if rng.random() < 0.15 else "No", prior_jet="No",
        couple_with=f"26-WH-{member.no - 120:04}" if member.situation == "couple-unknown" else "",
        driving_licence=rng.choice(("Yes", "Yes", "No")),
        medical_disclosed="Yes" if member.situation == "medical" else "No", criminal_disclosed="No",
        reference_1_name=f"{rng.choice(('Dr.', 'Prof.'))} {referees[0]}", reference_1_kind="academic",
        reference_2_name=referees[1], reference_2_kind="professional", available_from=ARRIVAL,
    )  # fmt: skip
    return _japanese(_studies(base, member, rng), member, rng)


def _submitted(situation: str, rng: Random) -> datetime:
    """Most apply in the last two weeks, some from Hawaii and some from the West Coast."""
    if situation == "late":
        at = CLOSES + timedelta(minutes=rng.randint(4, 40), seconds=rng.randint(0, 59))
    else:
        span = int((CLOSES - OPENS).total_seconds()) - 7200
        at = OPENS + timedelta(seconds=3600 + int(span * max(rng.random(), rng.random())))
    coast = timezone(timedelta(hours=-7 if at < SUMMER_TIME_ENDS else -8))
    return at.astimezone(HAWAII if rng.random() < 0.15 else coast)


def _studies(applicant: Applicant, member: CastMember, rng: Random) -> Applicant:
    if member.situation in ("graduates-late", "reference-kind") or (member.born.year >= 2003 and not member.degree):
        day = date(2026, 8, 21) if member.situation == "graduates-late" else date(2026, 5, rng.randint(9, 23))
        kind = "professional" if member.situation == "reference-kind" else "academic"
        return replace(applicant, education_level=STUDYING, graduation_date=day, reference_1_kind=kind)
    master = not member.degree and member.born.year < 2000 and rng.random() < 0.25
    day = date(min(2025, member.born.year + (24 if master else 22)), 5, rng.randint(9, 23))
    level = "Master's degree" if master else member.degree or "Bachelor's degree"
    return replace(applicant, education_level=level, graduation_date=member.graduated or day)


def _japanese(applicant: Applicant, member: CastMember, rng: Random) -> Applicant:
    level = member.japanese or rng.choice(("none", "beginner", "beginner", "elementary", "elementary", "intermediate"))
    if applicant.position is Position.CIR:
        level = "advanced"
    if member.situation == "certificate-not-sent":
        level = "intermediate"
    jlpt = {"elementary": rng.choice(("", "N5", "N4")), "intermediate": "N3", "advanced": rng.choice(("N2", "N1"))}
    place = rng.choice(sorted(tables.places().prefectures))
    stay = rng.choice(tables.places().stays).format(place=place)
    return replace(applicant, japanese_level=level, jlpt=member.jlpt or jlpt.get(level, ""), japan_experience=stay)


def _email(member: CastMember) -> str:
    spread = unicodedata.normalize("NFKD", f"{member.given}.{member.family}").encode("ascii", "ignore").decode()
    return f"{re.sub(r'[^a-z.]+', '', spread.casefold()).strip('.')}.{member.same_as or member.no}@example.org"


def _couples(made: Sequence[Invented]) -> Iterator[Invented]:
    """Couples name each other: one in the situation, and the next."""
    numbers = [each.applicant.application_no for each in made]
    for at, each in enumerate(made):
        if at and made[at - 1].situation == "couple":
            yield replace(each, applicant=replace(each.applicant, couple_with=numbers[at - 1]))
        elif each.situation == "couple" and at + 1 < len(made):
            yield replace(each, applicant=replace(each.applicant, couple_with=numbers[at + 1]))
        else:
            yield each
