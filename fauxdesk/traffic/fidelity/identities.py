"""Ids that the fake gave in place of recorded ones: learned from answers, used in requests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cassettes.pseudonyms import Sort
from contracts.call import Json
from contracts.exchange import Request

_ID_KEY = re.compile(r"(?:.*_)?ids?|.*\[(?:.*_)?ids?\]")
_DIGITS = re.compile(r"(?<![\w.])\d+(?![\w])")

LEAST_ID = 1_000_000
"""From here on a number that was seen as an id is taken for one under any key."""


@dataclass(slots=True)
class Identities:
    """Which id of the fake stands for which recorded one.

    ``sort_of`` tells by its key what a value holds; ``kept`` are the recorded ids that records of
    the fake have too.
    """

    sort_of: Callable[[str], Sort | None]
    kept: frozenset[str] = frozenset()
    given: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """The fake's ids that stand for a recorded one already."""
    secrets: dict[str, str] = field(default_factory=dict)
    """The fake's key of a record for the recorded one, which nobody sees in a recording."""

    def learn(self, recorded: Json, ours: Json) -> None:
        """Pair the ids of records that stand at the same place of two answers."""
        if isinstance(recorded, dict) and isinstance(ours, dict):
            self._pair(recorded.get("id"), ours.get("id"))
            for key in recorded.keys() & ours.keys():
                one, other = recorded[key], ours[key]
                if self.sort_of(key) is Sort.SECRET and isinstance(one, str) and one != other:
                    self.secrets[one] = other
                self.learn(one, other)
        elif isinstance(recorded, list) and isinstance(ours, list):
            for one, other in zip(recorded, ours, strict=False):
                self.learn(one, other)

    def _pair(self, recorded: Json, ours: Json) -> None:
        if any(not isinstance(i, int | str) or isinstance(i, bool) for i in (recorded, ours)):
            return
        if str(recorded) in self.kept or str(recorded) in self.given:
            return
        if str(ours) not in self.used:
            self.given[str(recorded)] = str(ours)
            self.used.add(str(ours))

    def translated(self, request: Request) -> Request:
        """The recorded request, with the fake's ids in path, query and body."""
        query = {key: self._under(key, value) for key, value in request.query.items()}
        body = self._under("", request.body)
        return replace(request, path=self.in_text(request.path), query=query, body=body)

    def of(self, recorded: Json) -> Json:
        """The fake's id for a recorded one, of the same kind; itself where none was learned."""
        ours = self.given.get(str(recorded))
        if ours is None or isinstance(recorded, bool):
            return recorded
        return int(ours) if isinstance(recorded, int) and ours.isdecimal() else ours

    def in_text(self, text: str) -> str:
        """The text with every number that is a recorded id replaced."""
        return _DIGITS.sub(lambda found: self.given.get(found[0], found[0]), text)

    def _under(self, key: str, value: Json) -> Json:
        if isinstance(value, dict):
            return {inner: self._under(inner, held) for inner, held in value.items()}
        if isinstance(value, list):
            return [self._under(key, held) for held in value]
        if isinstance(value, str) and value in self.secrets:
            return self.secrets[value]
        if isinstance(value, int) and (value >= LEAST_ID or _ID_KEY.fullmatch(key)):
            return self.of(value)
        if isinstance(value, str) and _ID_KEY.fullmatch(key):
            return self.in_text(value)
        return value
