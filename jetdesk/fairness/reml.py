"""Finding the ratios of variances: the most likely ones, and the others with their weights."""

import math
from collections.abc import Iterator

from jetdesk.fairness.crossed import Crossed, Solution

LEAST, MOST = math.log(1e-6), math.log(1e6)
"""Of the logarithm of a ratio; at the lower end a variance is nothing."""
_COARSE = (-7.0, -3.0, -1.0, 1.0, 3.0)
_STEPS = 3
_CLOSE, _HAIR, _H = 1e-4, 1e-9, 0.02
Point = tuple[float, float]


def most_likely(crossed: Crossed) -> Solution:
    """The solution at the REML estimates: Newton steps from the best of a coarse grid, kept within the bounds.

    Where a step does not improve (at a bound, or far off), the best place around is taken, ever nearer.
    """
    best = min(((x, y) for x in _COARSE for y in _COARSE), key=lambda at: _fit(crossed, at))
    least, step = _fit(crossed, best), 0.5
    while step > _CLOSE:
        better = _newton(crossed, best, least) or min(_around(best, step), key=lambda at: _fit(crossed, at))
        found = _fit(crossed, better)
        if found < least - _HAIR:
            best, least = better, found
        else:
            step /= 5
    return crossed.solve(math.exp(best[0]), math.exp(best[1]))


def weighted(crossed: Crossed, best: Solution) -> tuple[tuple[float, Solution], ...]:
    """Solutions around the best with weights that sum to one: what the scores leave open about the variances.

    Flat in the standard deviations (Gelman 2006), so that a variance of nothing is allowed and none is forced; the
    residual variance is integrated out in `Solution.fit`.
    """
    centre = (math.log(best.ratios[0]), math.log(best.ratios[1]))
    spans = [_span(crossed, best, centre, axis) for axis in (0, 1)]
    points = [(x, y) for x in spans[0] for y in spans[1]]
    found = [crossed.solve(math.exp(x), math.exp(y)) for x, y in points]
    logs = [-0.5 * (s.fit - best.fit) + 0.5 * (x + y) for s, (x, y) in zip(found, points, strict=True)]
    top = max(logs)
    weights = [math.exp(each - top) for each in logs]
    return tuple((weight / sum(weights), solution) for weight, solution in zip(weights, found, strict=True))


def _span(crossed: Crossed, best: Solution, centre: Point, axis: int) -> list[float]:
    """Places along one axis, to where the likelihood has fallen to a hundredth on either side, if it falls."""
    edges = []
    for way in (-1, 1):
        at = centre[axis]
        while LEAST < at < MOST and _fit(crossed, _moved(centre, axis, at)) - best.fit < 9:
            at += way * 0.7
            if abs(at - centre[axis]) > 7:
                break
        edges.append(at)
    low, high = edges
    return [low + (high - low) * n / (2 * _STEPS) for n in range(2 * _STEPS + 1)]


def _moved(at: Point, axis: int, to: float) -> Point:
    return (to, at[1]) if axis == 0 else (at[0], to)


def _fit(crossed: Crossed, at: Point) -> float:
    return crossed.fit(math.exp(at[0]), math.exp(at[1]))


def _around(at: Point, step: float) -> Iterator[Point]:
    for x, y in ((step, 0), (-step, 0), (0, step), (0, -step), (step, step), (-step, -step)):
        yield _within((at[0] + x, at[1] + y))


def _within(at: Point) -> Point:
    return min(max(at[0], LEAST), MOST), min(max(at[1], LEAST), MOST)


def _newton(crossed: Crossed, at: Point, least: float) -> Point | None:
    """One step by second differences; None where the surface does not curve upwards, or the step leads nowhere."""
    f = {(i, j): _fit(crossed, (at[0] + i * _H, at[1] + j * _H)) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j}
    gx, gy = (f[1, 0] - f[-1, 0]) / (2 * _H), (f[0, 1] - f[0, -1]) / (2 * _H)
    xx, yy = (f[1, 0] - 2 * least + f[-1, 0]) / _H**2, (f[0, 1] - 2 * least + f[0, -1]) / _H**2
    xy = (f[1, 1] - f[1, -1] - f[-1, 1] + f[-1, -1]) / (4 * _H**2)
    determinant = xx * yy - xy**2
    if xx <= 0 or determinant <= 0:
        return None
    to = _within((at[0] - (yy * gx - xy * gy) / determinant, at[1] - (xx * gy - xy * gx) / determinant))
    return to if _fit(crossed, to) < least else None
