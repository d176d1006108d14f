"""Judging what a sender did: predicates over a stream of exchanges.

A judge is a generator function marked with ``judges(rule_id)``. It is given labelled exchanges
in order of time and yields ``(exchange, KEPT)`` or ``(exchange, BROKEN)`` for those it concerns.
It ties a write to its look-up by data, never by position, and takes a last exchange whose
answer is still awaited: so it may be asked before a write is let through.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, update_wrapper
from typing import TypeAlias

from contracts.exchange import Exchange


class Ruling(StrEnum):
    """What a judge says of an exchange it concerns."""

    KEPT = "kept"
    BROKEN = "broken"


KEPT, BROKEN = Ruling.KEPT, Ruling.BROKEN

Judge: TypeAlias = Callable[[Iterable[Exchange]], Iterator[tuple[Exchange, Ruling]]]


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
        def judge_(exchanges: Iterable[Exchange]) -> Iterator[tuple[Exchange, Ruling]]:
            for exchange in exchanges:
                kept = keeps(exchange)
                if kept is not None:
                    yield exchange, ruled(kept)

        return judges(rule_id)(update_wrapper(judge_, keeps))

    return mark


def ruled(kept: bool) -> Ruling:
    """The ruling that a yes or no is."""
    return KEPT if kept else BROKEN


@cache
def judges_of(vendor: str) -> dict[str, Judge]:
    """The judges of a vendor by rule id: those marked in ``contracts/<vendor>/judges.py``."""
    name = f"contracts.{vendor}.judges"
    if importlib.util.find_spec(name) is None:
        return {}
    marked = [v for v in vars(importlib.import_module(name)).values() if hasattr(v, "judged_rule")]
    return {judge.judged_rule: judge for judge in marked}


def judge(vendor: str, exchanges: Sequence[Exchange]) -> list[Verdict]:
    """Every verdict of the vendor's judges on these exchanges, by place, then rule."""
    places = {id(exchange): place for place, exchange in enumerate(exchanges)}
    verdicts = [
        Verdict(rule, places[id(exchange)], ruling)
        for rule, judge_ in judges_of(vendor).items()
        for exchange, ruling in judge_(exchanges)
    ]
    return sorted(verdicts, key=lambda v: (v.index, v.rule))
