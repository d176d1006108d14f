"""An inspection: one body of traffic, held against the vendors' documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.call import Json
from contracts.checking import Finding, check
from contracts.exchange import Exchange
from contracts.hosts import places


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in traffic from ``name``: findings by vendor, and what is no vendor's."""

    name: str
    exchanges: int
    findings: Mapping[str, Sequence[Finding]]
    strangers: int

    @property
    def holds(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken

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
            "holds": self.holds,
            "findings": {v: [f.to_json() for f in found] for v, found in self.findings.items()},
        }


def inspect(name: str, traffic: Sequence[Exchange]) -> Inspection:
    """Hold every vendor's share of the traffic against that vendor's documents.

    Findings count exchanges as the traffic has them, from 0. Exchanges with other hosts are
    counted and not judged.
    """
    findings: dict[str, list[Finding]] = {}
    for vendor in dict.fromkeys(e.vendor for e in traffic if e.vendor in places()):
        own = [(place, e) for place, e in enumerate(traffic) if e.vendor == vendor]
        found = check(vendor, [exchange for _, exchange in own])
        findings[vendor] = [_placed(finding, own[finding.index][0]) for finding in found]
    strangers = sum(exchange.vendor not in places() for exchange in traffic)
    return Inspection(name, len(traffic), findings, strangers)


def _placed(finding: Finding, place: int) -> Finding:
    return Finding(
        place, finding.subject, finding.holds, finding.says, finding.source, finding.mismatch
    )
