"""Pairs what was said with what a scenario expects, so that one slip is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from contracts.alignment import aligned
from contracts.exchange import Exchange, Request
from contracts.expected import Expected, Saved
from contracts.matching import Compared
from contracts.mismatch import ABSENT, Mismatch, Part
from contracts.operation import Operations
from contracts.problem import BadInput

UNTOLD, ANOTHER = 0.5, 1.5
"""How unlike two exchanges are when values are not saved yet, and when their operations differ."""


def compare_in_turn(
    expected: Sequence[Expected], exchanges: Sequence[Exchange], operations: Operations
) -> list[Mismatch]:
    """How what was said differs: each request and answer in turn, what is missing, what is extra.

    Order counts. An exchange left out or put in shifts the others and does not make them differ.
    """
    return compare_placed(dict(enumerate(expected)), dict(enumerate(exchanges)), operations)


def compare_placed(
    expected: Mapping[int, Expected], exchanges: Mapping[int, Exchange], operations: Operations
) -> list[Mismatch]:
    """The same for a part of what was expected and said, each under its place in the whole."""
    return list(_Comparison(expected, exchanges, operations).walk())


class _Comparison:
    def __init__(
        self,
        expected: Mapping[int, Expected],
        exchanges: Mapping[int, Exchange],
        operations: Operations,
    ) -> None:
        self._expected, self._exchanges, self._operations = expected, exchanges, operations
        self._saved: Saved = {}

    def walk(self) -> Iterator[Mismatch]:
        wanted, said = list(self._expected), list(self._exchanges)

        def cost(one: int, other: int) -> float:
            return self._cost(wanted[one], said[other])

        for one, other in aligned(len(wanted), len(said), cost):
            if other is None:
                assert one is not None
                yield self._missing(wanted[one])
            elif one is None:
                yield self._extra(said[other])
            else:
                found = self._differing(wanted[one], said[other])
                yield from (replace(m, exchange=said[other]) for m in found)

    def _cost(self, wanted: int, said: int) -> float:
        """How unlike two exchanges are: the same operation is always nearer than another."""
        expected, exchange = self._expected[wanted], self._exchanges[said]
        found = self._try(expected, exchange.request)
        if found is None:
            return UNTOLD
        if found and _elsewhere(found[0]):
            return ANOTHER
        return 1 - 1 / (1 + len(found))

    def _differing(self, wanted: int, said: int) -> Iterable[Mismatch]:
        expected, exchange = self._expected[wanted], self._exchanges[said]
        try:
            compared = self._compared(expected, exchange.request)
            found = compared.mismatches
            answered = Compared(saved=compared.saved)
            if exchange.answer is not None:
                answered = expected.compare_answer(exchange.answer, compared.saved)
        except BadInput as unsaved:
            return (Mismatch(Part.EXCHANGE, "", unsaved.what),)
        self._saved = answered.saved
        if found and _elsewhere(found[0]):
            return (replace(found[0], says=f"differs{self._nearest_expected(exchange)}"),)
        return found or answered.mismatches

    def _missing(self, wanted: int) -> Mismatch:
        expected = self._expected[wanted]
        says = f"did not come: {expected.operation.id}{self._nearest_said(expected)}"
        line = f"{expected.operation.method} {expected.operation.path}"
        return Mismatch(Part.EXCHANGE, "", says, line, exchange=wanted)

    def _extra(self, said: int) -> Mismatch:
        exchange = self._exchanges[said]
        says = f"is not expected{self._nearest_expected(exchange)}"
        return Mismatch(Part.EXCHANGE, "", says, ABSENT, _line(exchange.request), exchange=said)

    def _nearest_expected(self, exchange: Exchange) -> str:
        """The expected exchange most like this one, and the first difference."""
        return _nearest(
            (expected.operation.id, self._try(expected, exchange.request))
            for expected in self._expected.values()
        )

    def _nearest_said(self, expected: Expected) -> str:
        """What was said that is most like this expected exchange, and the first difference."""
        return _nearest(
            (f"exchange {place + 1}", self._try(expected, exchange.request))
            for place, exchange in self._exchanges.items()
        )

    def _try(self, expected: Expected, request: Request) -> Sequence[Mismatch] | None:
        try:
            return self._compared(expected, request).mismatches
        except BadInput:
            return None

    def _compared(self, expected: Expected, request: Request) -> Compared:
        return expected.compare_request(request, self._operations, self._saved)


def _nearest(candidates: Iterable[tuple[str, Sequence[Mismatch] | None]]) -> str:
    """Of the candidates that are the same operation, the one with the fewest differences."""
    like = [
        (name, found)
        for name, found in candidates
        if found is not None and not any(_elsewhere(mismatch) for mismatch in found)
    ]
    if not like:
        return ""
    name, found = min(like, key=lambda candidate: len(candidate[1]))
    return f" (nearest: {name}; {found[0] if found else 'it is the same, once more'})"


def _elsewhere(mismatch: Mismatch) -> bool:
    """Whether the request is another operation."""
    return mismatch.part in (Part.METHOD, Part.PATH) and not mismatch.where


def _line(request: Request) -> str:
    return f"{request.method} {request.path}"
