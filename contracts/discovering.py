"""A sender of somebody else's beside a scenario: which fields there are is for it to ask.

It may know them, or ask whenever it likes: asking changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from contracts.exchange import Exchange
from contracts.expected import Expected
from contracts.mismatch import Mismatch
from contracts.operation import Operations
from contracts.pairing import compare_placed


def compare_apart(
    expected: Sequence[Expected], exchanges: Sequence[Exchange], operations: Operations
) -> list[Mismatch]:
    """How what was said differs (``pairing``), with all that only asks for fields left out.

    A sender who is turned away when it asks for the fields need not be turned away again.
    """
    wanted = {i: each for i, each in enumerate(expected) if not each.operation.discovers}
    said = {i: each for i, each in enumerate(exchanges) if not _discovers(each, operations)}
    if exchanges and not said and _turned_away(list(wanted.values()), exchanges[-1]):
        return []
    return compare_placed(wanted, said, operations)


def _discovers(exchange: Exchange, operations: Operations) -> bool:
    found = operations.find(exchange.request)
    return found is not None and found[0].discovers


def _turned_away(wanted: Sequence[Expected], last: Exchange) -> bool:
    """Whether the scenario is one refusal, and ``last`` was answered with it."""
    if len(wanted) != 1 or last.answer is None or last.answer.ok:
        return False
    return bool(last.answer.status == wanted[0].answer["status"])
