"""What the calibration shows, as frozen values. Offsets are severities the other way round: below zero is harsher."""

from collections.abc import Mapping
from dataclasses import dataclass

from jetdesk.desk.desk import Desk
from jetdesk.domain.office import AFFILIATION_NAMES, Affiliation, Panel, Person
from jetdesk.errors import Refused
from jetdesk.fairness.agreement import ENOUGH, Agreement
from jetdesk.fairness.severity import NotIdentified, PanelistSeverity, Tendency, weakly_linked
from jetdesk.i18n import chosen_language, msg, tr, tr_n
from jetdesk.services import calibration, interviews, people
from jetdesk.services.calibration import Calibration
from jetdesk.services.effect import Effect, effects

_WORDS = {
    Tendency.IN_RANGE: ("done", msg("In range")),
    Tendency.SEVERE: ("spread", msg("Severe")),
    Tendency.LENIENT: ("spread", msg("Lenient")),
}
"""A status name and its word."""


@dataclass(frozen=True, slots=True)
class OffsetRow:
    """One panelist, in points of 100; `state` is a status name."""

    name: str
    who: str
    sheets: int
    offset: float
    low: float
    high: float
    state: str
    word: str


@dataclass(frozen=True, slots=True)
class CriterionAlpha:
    title: str
    alpha: float | None
    low: bool


@dataclass(frozen=True, slots=True)
class Figure:
    title: str
    value: str
    about: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything; `refusal` says why there are no offsets, `warnings` what they lean on."""

    rows: tuple[OffsetRow, ...]
    refusal: str
    remedies: tuple[str, ...]
    warnings: tuple[str, ...]
    agreement: tuple[Figure, ...]
    criteria: tuple[CriterionAlpha, ...]
    changes: tuple[tuple[str, tuple[Figure, ...]], ...]
    basis: str


def read(desk: Desk) -> Shown | None:
    """None before there is anything to compare. Runs in a reading lane."""
    try:
        found = calibration.of_desk(desk)
    except Refused:
        return None
    known = {person.id: person for person in interviews.list_panelists(desk)}
    return _shown(found, known, people.list_panels(desk), effects(desk), _titles(desk))


def _titles(desk: Desk) -> dict[str, str]:
    return {c.id: c.title.text(chosen_language()) for rubric in people.list_rubrics(desk) for c in rubric.criteria}


def _shown(
    found: Calibration, known: Mapping[str, Person], panels: tuple[Panel, ...], changes: tuple[Effect, ...],
    titles: Mapping[str, str],
) -> Shown:  # fmt: skip
    fitted = found.sheets.severity
    n, applicants = len(found.sheets.scores), len(found.sheets.scores.applicants)
    basis = tr("Based on {n} received sheets, {applicants} applicants, {panelists} panelists", n=n,
               applicants=applicants, panelists=len(found.sheets.scores.panelists))  # fmt: skip
    figures = _agreement(found.sheets.agreement)
    criteria = tuple(_criterion(titles.get(name, name), each.agreement) for name, each in found.criteria.items())
    criteria = tuple(sorted(criteria, key=lambda c: -(c.alpha if c.alpha is not None else -9)))
    if isinstance(fitted, NotIdentified):
        remedies = tuple(
            tr("{panelist} would have to score {number} too.", panelist=_name(b.panelist, known), number=b.applicant)
            for b in fitted.bridges
        )
        return Shown((), fitted.reason.text(), remedies, (), figures, criteria, (), basis)
    factor = 100 / found.most_points
    rows = sorted((_row(each, factor, known, panels) for each in fitted.panelists), key=lambda row: row.offset)
    groups = ([_name(panelist, known) for panelist in group] for group in fitted.weak_links)
    warnings = tuple(weakly_linked(names).text() for names in groups)
    return Shown(tuple(rows), "", (), warnings, figures, criteria, tuple(map(_change, changes)), basis)


def _row(each: PanelistSeverity, factor: float, known: Mapping[str, Person], panels: tuple[Panel, ...]) -> OffsetRow:
    offset, low, high = -each.severity * factor, -each.high * factor, -each.low * factor
    state, word = _WORDS[each.tendency]
    person = known.get(each.panelist)
    panel = next((tr("Panel {panel}", panel=p.id) for p in panels if each.panelist in p.members), "")
    known_as = person and person.affiliation is not Affiliation.NONE
    who = AFFILIATION_NAMES[person.affiliation].text() if person and known_as else ""
    comma = "、" if chosen_language() == "ja" else ", "
    return OffsetRow(
        _name(each.panelist, known), comma.join(part for part in (who, panel) if part), each.n, offset, low, high,
        state, word.text(),
    )  # fmt: skip


def _agreement(found: Agreement) -> tuple[Figure, ...]:
    pairs = tr_n("of {n} pair", "of {n} pairs", found.pairs)
    return (
        Figure(
            tr("Krippendorff's α"), _figure(found.alpha_interval), tr("ICC(1,1) {icc}", icc=_figure(found.icc.icc1))
        ),
        Figure(tr("Same score"), _share(found.exact), pairs),
        Figure(tr("Within one"), _share(found.adjacent), pairs),
    )


def _criterion(title: str, found: Agreement) -> CriterionAlpha:
    value = found.alpha_interval
    return CriterionAlpha(title, value, value is not None and value < ENOUGH)


def _change(effect: Effect) -> tuple[str, tuple[Figure, ...]]:
    places = tr_n("{n} place", "{n} places", abs(effect.by))
    way = tr("{name}, up", name=effect.largest) if effect.by > 0 else tr("{name}, down", name=effect.largest)
    comma = "、" if chosen_language() == "ja" else ", "
    return (
        effect.position.value,
        (
            Figure(tr("Change rank"), tr("{n} of {count}", n=effect.moved, count=effect.ranked),
                   tr("{n} by one or two places", n=effect.by_two)),
            Figure(tr("Largest move"), places, way if effect.largest else ""),
            Figure(tr("Across the line"), str(len(effect.crossing)), comma.join(effect.crossing[:4])),
        ),
    )  # fmt: skip


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _name(person: str, known: Mapping[str, Person]) -> str:
    return known[person].name if person in known else person
