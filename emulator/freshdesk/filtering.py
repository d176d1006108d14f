"""The filter language of the searches: ``"(plan:'gold' OR seats:>5) AND active:true"``, read.

Source: developers.freshdesk.com/api, Filter Contacts, Filter Companies and Filter Tickets.

    either  = both { "OR" both }
    both    = test { "AND" test }
    test    = "(" either ")" | name sign value
    sign    = ":" | ":>" | ":<"
    value   = 'text' | integer | true | false | null
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from contracts.call import Json

LONGEST = 512
"""How many characters a filter has at most, its quotes not counted."""
MOST_NESTED = 50

_TOKEN = re.compile(
    r"\s*(?:(?P<sign>:[<>]?)|(?P<paren>[()])|(?P<text>'[^']*')|(?P<word>[^\s:()'\"<>]+))\s*"
)
_WORDS: dict[str, Json] = {"true": True, "false": False, "null": None}


class NotAFilter(ValueError):
    """A text that the language does not have; it says why."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field against a value; ``sign`` is ``:`` for equal, ``:>`` at least, ``:<`` at most."""

    name: str
    sign: str
    value: Json


@dataclass(frozen=True, slots=True)
class Both:
    """Two filters that must both let a record through."""

    left: Filter
    right: Filter


@dataclass(frozen=True, slots=True)
class Either:
    """Two filters of which one must let a record through."""

    left: Filter
    right: Filter


Filter: TypeAlias = Comparison | Both | Either


def filter_in(query: str) -> Filter:
    """The filter that a query spells between double quotes; NotAFilter where it spells none."""
    if len(query) < 2 or not (query.startswith('"') and query.endswith('"')):
        raise NotAFilter("It should be enclosed in double quotes")
    inner = query[1:-1]
    if len(inner) > LONGEST:
        raise NotAFilter(f"It can have a maximum of {LONGEST} characters")
    return _Reader(list(_tokens(inner))).whole()


def comparisons_in(wanted: Filter) -> Iterator[Comparison]:
    """The comparisons of a filter, from left to right."""
    if isinstance(wanted, Comparison):
        yield wanted
    else:
        yield from comparisons_in(wanted.left)
        yield from comparisons_in(wanted.right)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise NotAFilter(f"It cannot be read at: {text[place:][:20]}")
        assert found.lastgroup is not None
        yield found.lastgroup, found[found.lastgroup]
        place = found.end()


class _Reader:
    """Reads tokens from left to right, as far as the language goes."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._place = self._depth = 0

    def whole(self) -> Filter:
        found = self._either()
        if self._place < len(self._tokens):
            raise NotAFilter(f"AND or OR is missing before: {self._next()[1]}")
        return found

    def _either(self) -> Filter:
        found = self._both()
        while self._took("word", "OR"):
            found = Either(found, self._both())
        return found

    def _both(self) -> Filter:
        found = self._test()
        while self._took("word", "AND"):
            found = Both(found, self._test())
        return found

    def _test(self) -> Filter:
        if self._took("paren", "("):
            self._depth += 1
            if self._depth > MOST_NESTED:
                raise NotAFilter("It has too many parentheses")
            found = self._either()
            if not self._took("paren", ")"):
                raise NotAFilter("A parenthesis is not closed")
            self._depth -= 1
            return found
        return Comparison(self._one("word", "a field"), self._one("sign", "a colon"), self._value())

    def _value(self) -> Json:
        kind, text = self._next()
        if kind == "text":
            return text[1:-1]
        if kind == "word" and text in _WORDS:
            return _WORDS[text]
        if kind == "word" and re.fullmatch("-?[0-9]{1,19}", text):
            return int(text)
        raise NotAFilter(f"It should have a value instead of: {text}")

    def _one(self, kind: str, what: str) -> str:
        found, text = self._next()
        if found != kind:
            raise NotAFilter(f"It should have {what} instead of: {text}")
        return text

    def _next(self) -> tuple[str, str]:
        if self._place == len(self._tokens):
            raise NotAFilter("It ends too early")
        self._place += 1
        return self._tokens[self._place - 1]

    def _took(self, kind: str, text: str) -> bool:
        found = self._tokens[self._place : self._place + 1] == [(kind, text)]
        self._place += found
        return found
