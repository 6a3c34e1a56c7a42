"""Scores as arrays: who gave whom how many points."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(frozen=True)
class Scores:
    """N scores in points of the scale: `value[i]` was given to applicant number `applicant[i]` by `panelist[i]`.

    Points may be unevenly spaced; they are taken as they are. Missing scores are left out. Sorted by applicant.
    """

    applicants: tuple[str, ...]
    panelists: tuple[str, ...]
    applicant: Ints
    panelist: Ints
    value: Floats

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, float]]) -> "Scores":
        """From (applicant, panelist, points). Raises ValueError where a panelist scored an applicant twice."""
        listed = sorted(rows)
        applicants = tuple(sorted({row[0] for row in listed}))
        panelists = tuple(sorted({row[1] for row in listed}))
        places = {name: at for at, name in enumerate(applicants)}, {name: at for at, name in enumerate(panelists)}
        if len({row[:2] for row in listed}) < len(listed):
            raise ValueError("a panelist scored an applicant twice")
        return cls(
            applicants,
            panelists,
            np.array([places[0][row[0]] for row in listed], dtype=np.intp),
            np.array([places[1][row[1]] for row in listed], dtype=np.intp),
            np.array([row[2] for row in listed], dtype=np.float64),
        )

    def __len__(self) -> int:
        return len(self.value)

    @cached_property
    def per_applicant(self) -> Ints:
        """How many scores each applicant has, shape (applicants,)."""
        return np.bincount(self.applicant, minlength=len(self.applicants))

    @cached_property
    def per_panelist(self) -> Ints:
        """How many scores each panelist gave, shape (panelists,)."""
        return np.bincount(self.panelist, minlength=len(self.panelists))

    @cached_property
    def raw(self) -> Floats:
        """Mean score of each applicant, shape (applicants,)."""
        return np.bincount(self.applicant, self.value, len(self.applicants)) / self.per_applicant

    @cached_property
    def pairs(self) -> tuple[Ints, Ints]:
        """Places i < j of every two scores of one applicant; as many as there are such pairs."""
        first, second = [], []
        starts = np.concatenate(([0], np.cumsum(self.per_applicant)))
        for size in np.unique(self.per_applicant):
            begins = starts[:-1][self.per_applicant == size]
            i, j = np.triu_indices(int(size), 1)
            first.append((begins[:, None] + i).ravel())
            second.append((begins[:, None] + j).ravel())
        return np.concatenate(first or [np.empty(0, np.intp)]), np.concatenate(second or [np.empty(0, np.intp)])
