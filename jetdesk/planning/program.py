"""A linear program of whole numbers, built row by row and given to HiGHS."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import highspy
import numpy as np

Told = Callable[[float], None]
"""Told how much of the time is used, from 0 to 1; it may raise to end the search."""
Terms = Iterable[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Solved:
    """Values by variable; empty if there is no solution. `gap` is a fraction of the objective, at least of 1."""

    values: tuple[float, ...]
    objective: float
    gap: float

    def whole(self, variable: int) -> int:
        return round(self.values[variable])

    @property
    def is_feasible(self) -> bool:
        return bool(self.values)


@dataclass(slots=True)
class Program:
    """Minimises the sum of costs. Variables are numbers given out by `variable`, rows are sums between two bounds."""

    _costs: list[float] = field(default_factory=list)
    _upper: list[float] = field(default_factory=list)
    _lower: list[float] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])
    _columns: list[int] = field(default_factory=list)
    _weights: list[float] = field(default_factory=list)
    _least: list[float] = field(default_factory=list)
    _most: list[float] = field(default_factory=list)
    constant: float = 0
    """Added to every objective, so that a saving counts as a cost that is not paid."""

    @property
    def variables(self) -> int:
        return len(self._costs)

    @property
    def rows(self) -> int:
        return len(self._least)

    def variable(self, most: float = 1, cost: float = 0, least: float = 0) -> int:
        """A whole number between `least` and `most`."""
        self._costs.append(cost)
        self._lower.append(least)
        self._upper.append(most)
        return len(self._costs) - 1

    def row(self, terms: Terms, least: float = -highspy.kHighsInf, most: float = highspy.kHighsInf) -> None:
        """The weighted sum of variables lies between the bounds."""
        for column, weight in terms:
            self._columns.append(column)
            self._weights.append(weight)
        self._starts.append(len(self._columns))
        self._least.append(least)
        self._most.append(most)

    def solve(self, seconds: float, told: Told) -> Solved:
        """The best found within the time, and how far from the best possible it may be."""
        with _quiet():
            highs = highspy.Highs()  # type: ignore[no-untyped-call]
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("log_to_console", False)
        highs.setOptionValue("time_limit", max(0.1, seconds))
        highs.setOptionValue("random_seed", 0)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.passModel(self._model())
        stopped = _Stop(highs, seconds, told)
        highs.run()
        stopped.raise_again()
        return _solved(highs)

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_, model.offset_ = self.variables, self.rows, self.constant
        model.col_cost_ = np.array(self._costs, float)
        model.col_lower_, model.col_upper_ = np.array(self._lower, float), np.array(self._upper, float)
        model.row_lower_, model.row_upper_ = np.array(self._least, float), np.array(self._most, float)
        model.integrality_ = [highspy.HighsVarType.kInteger] * self.variables
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.array(self._starts, np.int32)
        matrix.index_ = np.array(self._columns, np.int32)
        matrix.value_ = np.array(self._weights, float)
        return model


@contextmanager
def _quiet() -> Iterator[None]:
    """HiGHS greets on the standard output, before it can be told not to; commands print a result there."""
    try:
        kept = os.dup(1)
    except OSError:  # a window without a console has none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


class _Stop:
    """Carries what `told` raises out of the solver, which cannot be left by an exception."""

    def __init__(self, highs: highspy.Highs, seconds: float, told: Told) -> None:
        self._highs, self._seconds, self._told = highs, seconds, told
        self._raised: BaseException | None = None
        highs.cbMipInterrupt += self._look
        highs.cbSimplexInterrupt += self._look

    def _look(self, event: highspy.HighsCallbackEvent) -> None:
        try:
            self._told(min(1.0, self._highs.getRunTime() / self._seconds))
        except BaseException as raised:  # handed on below, also a keyboard interrupt
            self._raised = raised
            event.interrupt()

    def raise_again(self) -> None:
        if self._raised is not None:
            raise self._raised


def _solved(highs: highspy.Highs) -> Solved:
    info = highs.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Solved((), float("inf"), float("inf"))
    best = info.objective_function_value
    gap = max(0.0, best - info.mip_dual_bound) / max(1.0, abs(best))
    return Solved(tuple(highs.getSolution().col_value), best, gap if gap > 1e-9 else 0.0)
