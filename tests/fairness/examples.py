"""Published examples, as scores."""

from jetdesk.fairness.scores import Scores

SHROUT_FLEISS = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
"""Shrout & Fleiss (1979), table 2: six targets, four judges."""

KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Krippendorff (2011), section C: four observers, twelve units, with missing values."""

BALANCED = (
    (3.53, 3.26, 3.41, 3.38),
    (3.27, 3.57, 3.99, 2.91),
    (4.45, 3.61, 2.85, 3.01),
    (2.05, 1.66, 2.24, 1.46),
    (4.45, 3.48, 3.76, 3.0),
    (3.72, 3.31, 3.71, 2.61),
    (2.75, 2.96, 2.91, 2.15),
    (4.13, 3.9, 3.11, 2.99),
    (3.74, 2.9, 3.8, 2.99),
    (3.79, 3.42, 3.37, 2.04),
    (3.4, 3.24, 3.61, 2.99),
    (3.96, 2.91, 3.63, 3.2),
)
"""Drawn from the crossed model; for comparison with statsmodels, see test_severity."""

UNBALANCED = (
    (3.33, 2.47, 4.28, 2.4, None, None),
    (3.06, 2.39, None, 2.87, 2.86, 2.88),
    (2.29, 2.78, 3.5, None, None, 1.68),
    (1.58, None, 2.3, 0.87, None, None),
    (None, 3.44, None, 3.95, 3.91, 4.05),
    (3.96, 3.83, 3.72, None, 4.5, None),
    (None, 2.82, None, None, None, 2.39),
    (3.33, None, None, None, None, 3.22),
    (None, None, None, None, 3.57, 3.17),
    (None, None, 2.68, None, None, 1.75),
    (3.04, 3.45, 4.76, None, None, 3.34),
    (None, 2.8, 2.84, None, 2.96, 2.61),
    (2.46, 2.29, None, None, 2.81, None),
    (None, 2.23, None, 1.94, None, 2.38),
    (3.59, 2.9, 3.54, 3.6, None, None),
)
"""The same with scores missing."""


def table(rows: tuple[tuple[float | None, ...], ...]) -> Scores:
    """One row an applicant, one column a panelist."""
    return Scores.of(
        (f"a{i:03}", f"p{j:03}", value)
        for i, row in enumerate(rows)
        for j, value in enumerate(row)
        if value is not None
    )


def across(rows: tuple[tuple[float | None, ...], ...]) -> Scores:
    """One row a panelist."""
    return table(tuple(zip(*rows, strict=True)))
