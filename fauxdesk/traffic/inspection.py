"""An inspection: one body of traffic, held against the vendors' documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from contracts.call import Json
from contracts.checking import Finding, check
from contracts.exchange import Exchange
from contracts.exchange_shape import ExchangeShape
from contracts.hosts import places
from contracts.judging import judges_of
from contracts.shape_checking import check_shapes

Said = TypeVar("Said", Exchange, ExchangeShape)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in traffic from ``name``: findings by vendor, and what is no vendor's.

    ``unjudged`` is how many sender rules could not be judged, since there were no values;
    ``asked`` names the request of each exchange in which something is broken.
    """

    name: str
    exchanges: int
    findings: Mapping[str, Sequence[Finding]]
    strangers: int
    unjudged: int = 0
    asked: Mapping[int, str] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken

    @property
    def judged(self) -> int:
        """How many checks were made."""
        return sum(map(len, self.findings.values()))

    @property
    def broken(self) -> list[tuple[str, Finding]]:
        """The findings that do not hold, each with its vendor."""
        return [(v, f) for v, found in self.findings.items() for f in found if not f.holds]

    def to_json(self) -> dict[str, Json]:
        """The inspection as JSON."""
        return {
            "traffic": self.name,
            "exchanges": self.exchanges,
            "strangers": self.strangers,
            "unjudged": self.unjudged,
            "holds": self.holds,
            "findings": {v: [f.to_json() for f in found] for v, found in self.findings.items()},
        }


def inspect(name: str, traffic: Sequence[Exchange]) -> Inspection:
    """Hold every vendor's share of the traffic against that vendor's documents.

    Findings count exchanges as the traffic has them, from 0. Exchanges with other hosts are
    counted and not judged.
    """
    return _inspected(name, traffic, check)


def inspect_shapes(name: str, shapes: Sequence[ExchangeShape]) -> Inspection:
    """The same for traffic of which only shapes are known: operations are checked, not rules."""
    inspection = _inspected(name, shapes, check_shapes)
    unjudged = sum(len(judges_of(vendor)) for vendor in inspection.findings)
    return replace(inspection, unjudged=unjudged)


def _inspected(
    name: str,
    traffic: Sequence[Said],
    check_: Callable[[str, list[Said]], Sequence[Finding]],
) -> Inspection:
    findings: dict[str, list[Finding]] = {}
    for vendor in dict.fromkeys(e.vendor for e in traffic if e.vendor in places()):
        own = [(place, e) for place, e in enumerate(traffic) if e.vendor == vendor]
        found = check_(vendor, [said for _, said in own])
        findings[vendor] = [replace(f, index=own[f.index][0]) for f in found]
    strangers = sum(said.vendor not in places() for said in traffic)
    broken = {f.index for found in findings.values() for f in found if not f.holds}
    asked = {place: _asked(traffic[place]) for place in broken}
    return Inspection(name, len(traffic), findings, strangers, asked=asked)


def _asked(said: Exchange | ExchangeShape) -> str:
    request = said.request if isinstance(said, Exchange) else said
    return f"{request.method} {request.path}"
