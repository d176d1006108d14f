"""Two recordings, compared: what changed at the endpoints, and what that breaks or mends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cassettes.error_texts import error_texts
from cassettes.reading import Recorded
from contracts.call import Json
from contracts.change import Change, Seen, changes, seen_in
from contracts.checking import Finding, check
from contracts.exchange_shape import ExchangeShape
from contracts.hosts import places
from contracts.shape_checking import check_shapes

Places: TypeAlias = Mapping[tuple[str, str], Seen]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes between two recordings, and how much there was to compare.

    ``values`` tells whether both hold values: without them, error texts and sender rules are
    not compared.
    """

    old: Recorded
    new: Recorded
    changes: Sequence[Change]

    @property
    def values(self) -> bool:
        """Whether both recordings hold values."""
        return self.old.exchanges is not None and self.new.exchanges is not None

    @property
    def counts(self) -> list[tuple[str, str, int, int]]:
        """Vendor, operation, and the exchanges of each recording."""
        old, new = seen_in(self.old.shapes), seen_in(self.new.shapes)
        return [(*key, _count(old, key), _count(new, key)) for key in sorted({*old, *new})]

    @property
    def compared(self) -> str:
        """How much was compared, in a line."""
        both = [row for row in self.counts if row[2] and row[3]]
        line = (
            f"{len(self.old.shapes)} and {len(self.new.shapes)} exchanges compared"
            f" at {len(both)} of {len(self.counts)} operations"
        )
        missing = "; without values: no error texts, no sender rules"
        return line if self.values else line + missing

    def to_json(self) -> dict[str, Json]:
        """The comparison as JSON."""
        names = ("vendor", "operation", "old", "new")
        return {
            "differs": bool(self.changes),
            "compared": self.compared,
            "values": self.values,
            "operations": [dict(zip(names, row, strict=True)) for row in self.counts],
            "changes": [change.to_json() for change in self.changes],
        }


def compared(old: Recorded, new: Recorded) -> Comparison:
    """The comparison of two recordings."""
    found = [*changes(old.shapes, new.shapes)]
    if old.exchanges is not None and new.exchanges is not None:
        found += _texts(old, new)
    broken, now = _broken(old, new), _broken(new, old)
    found += [_finding(now[key], "is broken now") for key in now if key not in broken]
    found += [_finding(broken[key], "is mended") for key in broken if key not in now]
    return Comparison(old, new, found)


def _texts(old: Recorded, new: Recorded) -> Iterator[Change]:
    before, now = error_texts(old.exchanges or ()), error_texts(new.exchanges or ())
    for vendor, operation, status in sorted(before.keys() & now.keys()):
        gone = before[vendor, operation, status] - now[vendor, operation, status]
        fresh = now[vendor, operation, status] - before[vendor, operation, status]
        if gone or fresh:
            part = f"answer {status} text"
            told = ("; ".join(sorted(gone)), "; ".join(sorted(fresh)))
            yield Change(vendor, operation, part, "", "changed", *told)


FindingKey: TypeAlias = tuple[str, ...]


def _broken(
    recorded: Recorded, other: Recorded
) -> dict[FindingKey, tuple[str, ExchangeShape, Finding]]:
    """What is broken in a recording, as far as the other can be asked the same, once each."""
    broken: dict[FindingKey, tuple[str, ExchangeShape, Finding]] = {}
    values = recorded.exchanges if other.exchanges is not None else None
    for vendor in dict.fromkeys(s.vendor for s in recorded.shapes if s.vendor in places()):
        shapes = [shape for shape in recorded.shapes if shape.vendor == vendor]
        own = None if values is None else [e for e in values if e.vendor == vendor]
        for finding in check_shapes(vendor, shapes) if own is None else check(vendor, own):
            shape = shapes[finding.index]
            if not finding.holds:
                key = (vendor, shape.place, _subject(shape, finding))
                broken.setdefault(key, (vendor, shape, finding))
    return broken


def _subject(shape: ExchangeShape, finding: Finding) -> str:
    """The rule or operation; an unknown operation without the values of its path."""
    return finding.subject if shape.operation else shape.place


def _finding(found: tuple[str, ExchangeShape, Finding], says: str) -> Change:
    vendor, shape, finding = found
    subject = _subject(shape, finding)
    told = ("", finding.says) if says == "is broken now" else (finding.says, "")
    return Change(vendor, shape.place, "finding", subject, says, *told)


def _count(seen: Places, key: tuple[str, str]) -> int:
    return seen[key].count if key in seen else 0
