"""Comparing the fake's answer with the recorded one, value by value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cassettes.sensitive import (
    COOKIE_HEADERS,
    VOLATILE_HEADERS,
    says_faults,
    sort_of_fault,
)
from contracts.call import Json
from contracts.exchange import Answer
from contracts.matching import same
from contracts.mismatch import ABSENT, Mismatch, Part, pointed
from fauxdesk.traffic.fidelity.forms import form_of, kind_of, time_form
from fauxdesk.traffic.fidelity.identities import Identities

UNCOMPARED_HEADERS = VOLATILE_HEADERS | COOKIE_HEADERS | {"content-length", "content-encoding"}
"""Headers that say nothing of the vendor's rules, or that only our side has."""


@dataclass(slots=True)
class Comparison:
    """How two answers differ, and how many of their values were held beside each other.

    Of people's data a scrubbed recording holds pseudonyms: kind and form are compared, of times
    the form. ``volatile`` are headers, in lower case, that are not compared.
    """

    identities: Identities
    volatile: frozenset[str] = frozenset()
    compared: int = 0
    differences: list[Mismatch] = field(default_factory=list)

    def answers(self, recorded: Answer, ours: Answer) -> None:
        """Compare status, headers and body; an answer of another status has another body."""
        self.compared += 1
        if recorded.status != ours.status:
            self._differs(Part.STATUS, "", "differs", recorded.status, ours.status)
            return
        if recorded.headers:
            self._headers(recorded.headers, ours.headers)
        self.identities.learn(recorded.body, ours.body)
        self._values(recorded.body, ours.body, "", "")

    def _headers(self, recorded: Mapping[str, str], ours: Mapping[str, str]) -> None:
        theirs, own = self._stable(recorded), self._stable(ours)
        for name, value in theirs.items():
            self.compared += 1
            if name not in own:
                self._differs(Part.HEADER, f"/{name}", "is missing", value)
            elif _header_form(self.identities.in_text(value)) != _header_form(own[name]):
                self._differs(Part.HEADER, f"/{name}", "differs", value, own[name])
        for name in sorted(own.keys() - theirs.keys()):
            self.compared += 1
            self._differs(Part.HEADER, f"/{name}", "is not recorded", got=own[name])

    def _stable(self, headers: Mapping[str, str]) -> dict[str, str]:
        found = {name.lower(): value for name, value in headers.items()}
        left_out = UNCOMPARED_HEADERS | self.volatile
        return {n: v for n, v in found.items() if n not in left_out and "fauxdesk" not in n}

    def _values(self, recorded: Json, ours: Json, where: str, key: str) -> None:
        if isinstance(recorded, dict) and isinstance(ours, dict):
            self._objects(recorded, ours, where, faults=says_faults(key))
        elif isinstance(recorded, list) and isinstance(ours, list):
            self._lists(recorded, ours, where, key)
        else:
            self.compared += 1
            for says, one, other in self._difference(recorded, ours, key):
                self._differs(Part.BODY, where, says, one, other)

    def _objects(
        self, recorded: dict[str, Json], ours: dict[str, Json], where: str, *, faults: bool
    ) -> None:
        """Compare two objects; ``faults`` say by field what is wrong, which is nobody's data."""
        for key, value in recorded.items():
            place = f"{where}/{pointed(key)}"
            if key in ours:
                sort = self.identities.sort_of(key)
                told = faults and sort is not None and sort_of_fault(sort) is None
                self._values(value, ours[key], place, "" if told else key)
            else:
                self.compared += 1
                self._differs(Part.BODY, place, "is missing", kind_of(value))
        for key in (key for key in ours if key not in recorded):
            self.compared += 1
            place = f"{where}/{pointed(key)}"
            self._differs(Part.BODY, place, "is not recorded", got=kind_of(ours[key]))

    def _lists(self, recorded: list[Json], ours: list[Json], where: str, key: str) -> None:
        self.compared += 1
        theirs, own = self._ids(recorded), _ids(ours)
        if None not in theirs and theirs != own and set(theirs) == set(own):
            self._differs(Part.BODY, where, "is in another order", theirs, own)
            ours = [ours[own.index(each)] for each in theirs]
        elif len(recorded) != len(ours):
            self._differs(Part.BODY, where, "has another length", len(recorded), len(ours))
        for place, (one, other) in enumerate(zip(recorded, ours, strict=False)):
            self._values(one, other, f"{where}/{place}", key)

    def _ids(self, records: list[Json]) -> list[str | None]:
        return [None if each is None else str(self.identities.of(each)) for each in _ids(records)]

    def _difference(self, recorded: Json, ours: Json, key: str) -> Iterator[tuple[str, Json, Json]]:
        if kind_of(recorded) != kind_of(ours):
            yield "is of another kind", kind_of(recorded), kind_of(ours)
        elif times := (time_form(recorded) or time_form(ours)):
            one, other = time_form(recorded) or "text", time_form(ours) or "text"
            if times and one != other:
                yield "is written otherwise", one, other
        elif self.identities.sort_of(key) is not None:
            if form_of(recorded) != form_of(ours):
                yield "has another form", form_of(recorded), form_of(ours)
        elif not self._same(recorded, ours):
            yield "differs", recorded, ours

    def _same(self, recorded: Json, ours: Json) -> bool:
        if same(recorded, ours) or same(self.identities.of(recorded), ours):
            return True
        return isinstance(recorded, str) and self.identities.in_text(recorded) == ours

    def _differs(
        self, part: Part, where: str, says: str, expected: Json = ABSENT, got: Json = ABSENT
    ) -> None:
        self.differences.append(Mismatch(part, where, says, expected, got))


def _header_form(value: str) -> str:
    """A header's value for comparison: numbers count anything, and blanks nothing."""
    return re.sub(r"\d+", "0", re.sub(r"\s+", "", value)).lower()


def _ids(records: list[Json]) -> list[str | None]:
    return [str(r["id"]) if isinstance(r, dict) and "id" in r else None for r in records]
