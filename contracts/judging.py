"""Judging what a sender did: predicates over a stream of exchanges.

A judge is a generator function marked with ``judges(rule_id)``. It is given labelled exchanges
in order of time and says one thing of each, in step: KEPT, BROKEN, None where it is not
concerned, or an ``Open`` ruling that later exchanges settle. It ties a write to its look-up by
data, never by position. It takes an exchange whose answer is awaited, and remembers nothing of
it: so it may be asked before a write is let through, and hear the same write answered after.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, update_wrapper
from typing import TypeAlias

from contracts.exchange import Exchange


class Ruling(StrEnum):
    """What a judge says of an exchange it concerns."""

    KEPT = "kept"
    BROKEN = "broken"


KEPT, BROKEN = Ruling.KEPT, Ruling.BROKEN


@dataclass(slots=True)
class Open:
    """A ruling that stands until a later exchange settles it otherwise."""

    ruling: Ruling | None


Said: TypeAlias = Ruling | Open | None
Judge: TypeAlias = Callable[[Iterable[Exchange]], Iterator[Said]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judge's word on one exchange; ``index`` is its place in the stream."""

    rule: str
    index: int
    ruling: Ruling


def judges(rule_id: str) -> Callable[[Judge], Judge]:
    """Mark a function as the judge of the sender rule ``rule_id``."""

    def mark(judge: Judge) -> Judge:
        judge.judged_rule = rule_id  # type: ignore[attr-defined]
        return judge

    return mark


def judges_each(rule_id: str) -> Callable[[Callable[[Exchange], bool | None]], Judge]:
    """Mark a function that judges an exchange by itself: kept, broken, or None: not concerned."""

    def mark(keeps: Callable[[Exchange], bool | None]) -> Judge:
        def judge_(exchanges: Iterable[Exchange]) -> Iterator[Said]:
            return (ruled(keeps(exchange)) for exchange in exchanges)

        return judges(rule_id)(update_wrapper(judge_, keeps))

    return mark


def ruled(kept: bool | None) -> Ruling | None:
    """The ruling that a yes or no is; None: not concerned."""
    if kept is None:
        return None
    return KEPT if kept else BROKEN


@cache
def judges_of(vendor: str) -> dict[str, Judge]:
    """The judges of a vendor by rule id: those marked in ``contracts/<vendor>/judges.py``."""
    name = f"contracts.{vendor}.judges"
    if importlib.util.find_spec(name) is None:
        return {}
    marked = [v for v in vars(importlib.import_module(name)).values() if hasattr(v, "judged_rule")]
    return {judge.judged_rule: judge for judge in marked}


def judge(vendor: str, exchanges: Iterable[Exchange]) -> list[Verdict]:
    """Every verdict of the vendor's judges on these exchanges, by place, then rule."""
    bench = Bench(vendor)
    said = [bench.hear(exchange) for exchange in exchanges]
    return [
        Verdict(rule, place, ruling)
        for place, sayings in enumerate(said)
        for rule, each in sorted(sayings.items())
        if (ruling := each.ruling if isinstance(each, Open) else each) is not None
    ]


class Bench:
    """The judges of a vendor in session: they hear one exchange after the other.

    Hearing one costs the same however many were heard before.
    """

    def __init__(self, vendor: str) -> None:
        self._next = _Next()
        self._judges = {rule: judge_(self._next) for rule, judge_ in judges_of(vendor).items()}
        self.heard = 0

    def hear(self, exchange: Exchange) -> dict[str, Ruling | Open]:
        """What the judges who are concerned say of the exchange, by rule."""
        self._next.exchange = exchange
        self.heard += 1
        said = {rule: next(judge_) for rule, judge_ in self._judges.items()}
        return {rule: ruling for rule, ruling in said.items() if ruling is not None}


@dataclass(slots=True)
class _Next:
    """The exchange that each judge in session takes next; there is always one."""

    exchange: Exchange = field(init=False)

    def __iter__(self) -> Iterator[Exchange]:
        return self

    def __next__(self) -> Exchange:
        return self.exchange
