"""Aligns two sequences so that what is most alike stands side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

Pair: TypeAlias = tuple[int | None, int | None]
"""Places in the one and the other sequence; None where a thing has no partner."""

GAP = 1.0
"""What it costs to leave a thing without a partner."""


def aligned(one: int, other: int, cost: Callable[[int, int], float]) -> Iterator[Pair]:
    """The cheapest pairs of two sequences of these lengths, in order.

    ``cost`` says how unlike a thing of the one and a thing of the other are: 0 the same, and
    from 2 gaps on they are no pair.
    """
    costs = [[cost(i, j) for j in range(other)] for i in range(one)]
    rest = _rest(costs, one, other)
    i = j = 0
    while i < one or j < other:
        if i < one and j < other and rest[i][j] == costs[i][j] + rest[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif i < one and rest[i][j] == GAP + rest[i + 1][j]:
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1


def _rest(costs: list[list[float]], one: int, other: int) -> list[list[float]]:
    """The least cost of aligning all that stands from each pair of places on."""
    rest = [[GAP * (one - i + other - j) for j in range(other + 1)] for i in range(one + 1)]
    for i in reversed(range(one)):
        for j in reversed(range(other)):
            paired = costs[i][j] + rest[i + 1][j + 1]
            rest[i][j] = min(paired, GAP + rest[i + 1][j], GAP + rest[i][j + 1])
    return rest
