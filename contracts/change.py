"""How two recordings differ in contract terms: endpoints, statuses, keys, types, header names.

Per operation everything that was seen is laid together, so neither the number of exchanges
nor their order counts. Inside a list that was empty, or an object that was null, nothing was
seen, so nothing there is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from contracts.call import Json
from contracts.exchange_shape import ExchangeShape
from contracts.mismatch import Part, pointed
from contracts.shape import variants

ITEM, DATA = "*", "{key}"
"""The steps of a place that lead to any item of a list, and to what a key that is data holds."""

Steps: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: at which operation, in what, and where; empty text where there is none."""

    vendor: str
    operation: str
    part: str
    where: str
    says: str
    old: str = ""
    new: str = ""

    def to_json(self) -> dict[str, Json]:
        """The change as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Seen:
    """Everything seen at one operation; answers by status."""

    count: int = 0
    sides: dict[str, Side] = field(default_factory=lambda: defaultdict(Side))

    @property
    def statuses(self) -> set[str]:
        """The statuses answered; 0 where no answer came."""
        return {side for side in self.sides if side != REQUEST}


@dataclass(slots=True)
class Side:
    """Requests, or answers of one status: the types at each place, and the header names."""

    kinds: dict[tuple[Part, Steps], set[str]] = field(default_factory=lambda: defaultdict(set))
    headers: set[str] = field(default_factory=set)

    def see(self, part: Part, shape: Json, steps: Steps = ()) -> None:
        """Note a shape and what is in it."""
        for each in variants(shape):
            form = f" ({each['format']})" if "format" in each else ""
            self.kinds[part, steps].add(each["type"] + form)
            for key, held in each.get("properties", {}).items():
                self.see(part, held, (*steps, key))
            self.see(part, each.get("items"), (*steps, ITEM))
            self.see(part, each.get("additionalProperties"), (*steps, DATA))


REQUEST = "request"
Key: TypeAlias = tuple[str, str]


def seen_in(shapes: Iterable[ExchangeShape]) -> dict[Key, Seen]:
    """What was seen, by vendor and operation; by method and path where it is none."""
    seen: dict[Key, Seen] = defaultdict(Seen)
    for shape in shapes:
        place = seen[shape.vendor, shape.place]
        place.count += 1
        asked = place.sides[REQUEST]
        asked.headers.update(shape.headers)
        asked.see(Part.QUERY, shape.query)
        asked.see(Part.BODY, shape.body)
        answered = place.sides[str(shape.status)]
        answered.headers.update(shape.answer_headers)
        answered.see(Part.BODY, shape.answer_body)
    return dict(seen)


def changes(old: Sequence[ExchangeShape], new: Sequence[ExchangeShape]) -> list[Change]:
    """How the new traffic differs from the old, operation by operation."""
    return list(_changes(seen_in(old), seen_in(new)))


def _changes(old: Mapping[Key, Seen], new: Mapping[Key, Seen]) -> Iterator[Change]:
    for vendor, operation in sorted({*old, *new}):
        before, now = old.get((vendor, operation)), new.get((vendor, operation))
        if before is None or now is None:
            says = "is new" if before is None else "is gone"
            yield Change(vendor, operation, "endpoint", "", says)
        else:
            for part, where, *told in _seen_differently(before, now):
                yield Change(vendor, operation, part, where, *told)


def _seen_differently(old: Seen, new: Seen) -> Iterator[tuple[str, ...]]:
    if old.statuses != new.statuses:
        yield "status", "", "changed", _listed(old.statuses), _listed(new.statuses)
    for name in sorted(old.sides.keys() & new.sides.keys()):
        side = name if name == REQUEST else f"answer {name}"
        before, now = old.sides[name], new.sides[name]
        for header in sorted(before.headers ^ now.headers):
            says = "is new" if header in now.headers else "is gone"
            yield f"{side} {Part.HEADER}", f"/{header}", says
        for part, where, *told in _places(before, now):
            yield f"{side} {part}", where, *told


def _places(old: Side, new: Side) -> Iterator[tuple[str, ...]]:
    for part, steps in sorted({*old.kinds, *new.kinds}):
        before, now = old.kinds.get((part, steps)), new.kinds.get((part, steps))
        where = "".join(f"/{pointed(step)}" for step in steps)
        if before and now:
            if before != now:
                yield part, where, "changed", _listed(before), _listed(now)
        elif _was_open(old, part, steps) and _was_open(new, part, steps):
            says = "is gone" if before else "is new"
            yield part, where, says, _listed(before or ()), _listed(now or ())


def _was_open(side: Side, part: Part, steps: Steps) -> bool:
    """Whether a key would have been seen there: what holds it was an object."""
    if not steps:
        return True
    if steps[-1] in (ITEM, DATA):
        return False
    return "object" in side.kinds.get((part, steps[:-1]), ())


def _listed(kinds: Iterable[str]) -> str:
    return ", ".join("no answer" if kind == "0" else kind for kind in sorted(kinds))
