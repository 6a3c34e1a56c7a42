"""Whether panelists can be compared: the graph of who scored whom, its parts, and the least that would join them."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from jetdesk.fairness.scores import Ints, Scores


@dataclass(frozen=True, slots=True)
class Component:
    """Applicants and panelists that are linked, by id in the order of the alphabet."""

    applicants: tuple[str, ...]
    panelists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """One more score that would link two parts: this panelist for this applicant."""

    applicant: str
    panelist: str


def components(scores: Scores) -> tuple[Component, ...]:
    """The parts of the graph, the one with the most scores first."""
    labels = _labels(scores)
    of_panelist = _first_label(labels, scores.panelist, len(scores.panelists))
    of_applicant = _first_label(labels, scores.applicant, len(scores.applicants))
    order = sorted(np.unique(labels), key=lambda label: (-int((labels == label).sum()), int(label)))
    return tuple(
        Component(
            tuple(name for name, own in zip(scores.applicants, of_applicant, strict=True) if own == label),
            tuple(name for name, own in zip(scores.panelists, of_panelist, strict=True) if own == label),
        )
        for label in order
    )


def bridges(scores: Scores, forbidden: Collection[tuple[str, str]] = ()) -> tuple[Bridge, ...]:
    """The fewest further scores that join all parts: one for each part beyond the first.

    Each lets a panelist of a smaller part score an applicant of the largest, or the other way round; pairs that are
    `forbidden` (a recusal) are not named. Who has the fewest scores is asked first.
    """
    whole, *others = components(scores) or (Component((), ()),)
    load = dict(zip(scores.panelists, scores.per_panelist.tolist(), strict=True))
    found = []
    for part in others:
        there = [(a, p) for p in part.panelists for a in whole.applicants]
        back = [(a, p) for p in whole.panelists for a in part.applicants]
        for pairs in (there, back):
            free = [pair for pair in pairs if pair not in forbidden]
            if free:
                found.append(Bridge(*min(free, key=lambda pair: (load[pair[1]], pair))))
                break
    return tuple(found)


def weak_links(scores: Scores) -> tuple[tuple[str, ...], ...]:
    """Groups of panelists joined to the others by single applicants only; empty where there is but one group."""
    first, second = scores.pairs
    p = len(scores.panelists)
    shared = np.bincount(scores.panelist[first] * p + scores.panelist[second], minlength=p * p).reshape(p, p)
    one, other = np.nonzero(shared + shared.T > 1)
    labels = _spread(np.arange(p, dtype=np.intp), one, other)
    groups = [tuple(n for n, own in zip(scores.panelists, labels, strict=True) if own == g) for g in np.unique(labels)]
    return tuple(groups) if len(groups) > 1 else ()


def _labels(scores: Scores) -> Ints:
    """By score, the smallest number of a panelist in its part."""
    first, second = scores.pairs
    own = _spread(np.arange(len(scores.panelists), dtype=np.intp), scores.panelist[first], scores.panelist[second])
    return own[scores.panelist] if len(scores) else np.empty(0, np.intp)


def _spread(labels: Ints, one: Ints, other: Ints) -> Ints:
    """Let the smallest label of linked places win until nothing changes; chains are shortened on the way."""
    while True:
        before = labels.copy()
        np.minimum.at(labels, one, labels[other])
        np.minimum.at(labels, other, labels[one])
        labels = labels[labels]
        if np.array_equal(before, labels):
            return labels


def _first_label(labels: Ints, place: Ints, count: int) -> Ints:
    found = np.full(count, -1, dtype=np.intp)
    found[place] = labels
    return found
