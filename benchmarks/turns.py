"""Cases measured in turn, so that a busy moment of the machine strikes them all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import TypeAlias

from tabulate import tabulate

Figures: TypeAlias = Sequence[float]
Taken: TypeAlias = dict[str, list[Figures]]
"""By case, the figures of each round."""


def in_turn(cases: Mapping[str, Callable[[], Figures]], rounds: int) -> Taken:
    """The figures of every case in each of ``rounds``; one round before them warms up."""
    taken: Taken = {name: [] for name in cases}
    for turn in range(rounds + 1):
        for name, case in cases.items():
            figures = case()
            if turn:
                taken[name].append(figures)
    return taken


def medians(taken: Taken, case: str) -> list[float]:
    """The median of each figure of a case."""
    return [median(figures) for figures in zip(*taken[case], strict=True)]


def ratio(taken: Taken, case: str, reference: str, figure: int = 0) -> float:
    """The median, over the rounds, of a case's figure by that of ``reference`` in that round."""
    pairs = zip(taken[case], taken[reference], strict=True)
    return median(own[figure] / other[figure] for own, other in pairs)


def show(rows: Sequence[Sequence[object]], headers: Sequence[str], formats: Sequence[str]) -> None:
    """Print a table in Markdown."""
    print(tabulate(rows, headers, floatfmt=tuple(formats), tablefmt="github"))
