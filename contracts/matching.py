"""Compares data with what a contract expects of it.

An expectation is JSON. Its values are literal but for two directives, each an object:

- ``{"$is": SCHEMA, "$eg": VALUE, "$save": NAME}`` matches what fits the schema; VALUE is sent
  where an example is needed; with ``$save`` the value found is kept under NAME;
- ``{"$saved": NAME}`` is the value kept under NAME.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from contracts.call import Json
from contracts.mismatch import ABSENT, Mismatch, Part, pointed
from contracts.problem import BadInput
from contracts.schema import compiled


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found: the mismatches, and every value saved so far."""

    mismatches: tuple[Mismatch, ...] = ()
    saved: Mapping[str, Json] = field(default_factory=dict)

    @property
    def matches(self) -> bool:
        """Whether nothing differs."""
        return not self.mismatches


def compare(
    expected: Json,
    actual: Json,
    saved: Mapping[str, Json] | None = None,
    *,
    part: Part = Part.BODY,
    partial: bool = False,
    text: bool = False,
) -> Compared:
    """How ``actual`` differs from ``expected``, and what it gave to save.

    Lists are compared by length, and objects by their keys too unless ``partial``: then the
    actual ones may hold more. With ``text`` the actual values are words of a path, query or
    header, so that 616 expects "616".
    """
    comparison = _Comparison(part, partial, text, dict(saved or {}))
    mismatches = tuple(comparison.walk(expected, actual, ""))
    return Compared(mismatches, comparison.saved)


def example(expectation: Json, saved: Mapping[str, Json] | None = None) -> Json:
    """The value that an expectation gives as its example; BadInput when nothing was saved."""
    if isinstance(expectation, list):
        return [example(item, saved) for item in expectation]
    if not isinstance(expectation, dict):
        return expectation
    if "$saved" in expectation:
        return _recalled(expectation["$saved"], saved or {})
    if "$is" in expectation:
        return expectation["$eg"]
    return {key: example(value, saved) for key, value in expectation.items()}


def as_text(value: Json) -> str:
    """A scalar as it stands in a path, query or header: 616 is "616", true is "true"."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def same(one: Json, other: Json) -> bool:
    """Whether two scalars are the same JSON value: 1 is 1.0, and true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


@dataclass(slots=True)
class _Comparison:
    part: Part
    partial: bool
    text: bool
    saved: dict[str, Json]

    def walk(self, expected: Json, actual: Json, where: str) -> Iterator[Mismatch]:
        if isinstance(expected, dict) and "$is" in expected:
            yield from self._by_schema(expected, actual, where)
            return
        if isinstance(expected, dict) and "$saved" in expected:
            expected = _recalled(expected["$saved"], self.saved)
        if isinstance(expected, dict) and isinstance(actual, dict):
            yield from self._objects(expected, actual, where)
        elif isinstance(expected, list) and isinstance(actual, list):
            yield from self._lists(expected, actual, where)
        elif not self._same(expected, actual):
            yield self._mismatch(where, "differs", expected, actual)

    def _objects(
        self, expected: Mapping[str, Json], actual: Mapping[str, Json], where: str
    ) -> Iterator[Mismatch]:
        for key, value in expected.items():
            place = f"{where}/{pointed(key)}"
            if key in actual:
                yield from self.walk(value, actual[key], place)
            else:
                yield self._mismatch(place, "is missing", expected=_plain(value, self.saved))
        if not self.partial:
            for key in (key for key in actual if key not in expected):
                place = f"{where}/{pointed(key)}"
                yield self._mismatch(place, "is not expected", got=actual[key])

    def _lists(self, expected: list[Json], actual: list[Json], where: str) -> Iterator[Mismatch]:
        if len(expected) != len(actual):
            says = f"holds {len(actual)} items, not {len(expected)}"
            yield self._mismatch(where, says, _plain(expected, self.saved), actual)
            return
        for place, (one, other) in enumerate(zip(expected, actual, strict=True)):
            yield from self.walk(one, other, f"{where}/{place}")

    def _by_schema(
        self, expected: Mapping[str, Json], actual: Json, where: str
    ) -> Iterator[Mismatch]:
        readings = [actual]
        if self.text and isinstance(actual, str) and actual.isascii() and actual.isdigit():
            readings.append(int(actual))
        schema = compiled(expected["$is"])
        fitting = next((r for r in readings if schema.fits(r)), ABSENT)
        if fitting is ABSENT:
            yield from schema.mismatches(actual, self.part, where)
        elif "$save" in expected:
            self.saved[expected["$save"]] = fitting

    def _same(self, expected: Json, actual: Json) -> bool:
        if self.text and not isinstance(expected, dict | list):
            return bool(as_text(expected) == actual)
        if isinstance(expected, dict | list) or isinstance(actual, dict | list):
            return False
        return same(expected, actual)

    def _mismatch(
        self, where: str, says: str, expected: Json = ABSENT, got: Json = ABSENT
    ) -> Mismatch:
        return Mismatch(self.part, where, says, expected, got)


def _plain(expectation: Json, saved: Mapping[str, Json]) -> Json:
    try:
        return example(expectation, saved)
    except BadInput:
        return expectation


def _recalled(name: str, saved: Mapping[str, Json]) -> Json:
    try:
        return saved[name]
    except KeyError:
        raise BadInput(f"nothing was saved as {name!r}") from None
