"""How true the fake is to a recording: verdicts by endpoint, and how much was compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.call import Json
from contracts.exchange import Exchange
from contracts.problem import BadInput
from fauxdesk.traffic.fidelity.replaying import Replayed
from fauxdesk.traffic.fidelity.supposing import Supposition

AGREES, DIFFERS, NOT_COMPARED = "agrees", "differs", "not compared"
AS_SUPPOSED = "agrees as supposed"
"""Agrees, but one exchange at least only under a supposition."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What was found at one endpoint: the operation's id, or its method and path.

    ``supposed`` are the exchanges of the recording that agree only under a supposition.
    """

    name: str
    replayed: Sequence[Replayed]
    supposed: frozenset[int] = frozenset()

    @property
    def verdict(self) -> str:
        """Differs where one exchange does; not compared where none could be."""
        if any(each.differences for each in self.replayed):
            return DIFFERS
        agreeing = {each.index for each in self.replayed if each.agrees}
        if agreeing & self.supposed:
            return AS_SUPPOSED
        return AGREES if agreeing else NOT_COMPARED

    def to_json(self) -> dict[str, Json]:
        """The endpoint as JSON."""
        return {
            "endpoint": self.name,
            "verdict": self.verdict,
            "exchanges": len(self.replayed),
            "values": sum(each.compared for each in self.replayed),
            "differences": [d.to_json() for each in self.replayed for d in each.differences],
            "not_compared": dict(_reasons(self.replayed)),
        }


@dataclass(frozen=True, slots=True)
class Fidelity:
    """One vendor's exchanges of one recording, replayed against its fake.

    ``supposed`` is what the recording does not state and under which the fake answers most like
    it; ``plain`` is the replay without it.
    """

    name: str
    vendor: str
    replayed: Sequence[Replayed]
    plain: Sequence[Replayed]
    supposed: Sequence[Supposition] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not any(each.differences for each in self.replayed)

    @property
    def only_as_supposed(self) -> frozenset[int]:
        """The exchanges, counted from 0, that agree only under a supposition."""
        pairs = zip(self.plain, self.replayed, strict=True)
        return frozenset(b.index for a, b in pairs if b.agrees and not a.agrees)

    @property
    def endpoints(self) -> list[Endpoint]:
        """The endpoints in the order in which they were asked."""
        found: dict[str, list[Replayed]] = {}
        for each in self.replayed:
            found.setdefault(_endpoint(self.vendor, each.recorded), []).append(each)
        supposed = self.only_as_supposed
        return [Endpoint(name, replayed, supposed) for name, replayed in found.items()]

    @property
    def headline(self) -> str:
        """How much was compared and agrees, how much only as supposed, and what was not and why."""
        compared = [each for each in self.replayed if not each.why_not]
        values = sum(each.compared for each in compared)
        agree = values - sum(len(each.differences) for each in compared)
        says = (
            f"{len(compared)} of {len(self.replayed)} exchanges compared, "
            f"{agree} of {values} values agree"
        )
        if supposed := len(self.only_as_supposed):
            says += f"; {supposed} exchange{'s'[: supposed > 1]} only under a supposition"
        reasons = _reasons(self.replayed)
        if not reasons:
            return says
        told = ", ".join(f"{why} {count}" for why, count in reasons.items())
        return f"{says}; {reasons.total()} not compared: {told}"

    def to_json(self) -> dict[str, Json]:
        """The fidelity as JSON."""
        return {
            "recording": self.name,
            "vendor": self.vendor,
            "holds": self.holds,
            "headline": self.headline,
            "only_as_supposed": len(self.only_as_supposed),
            "supposed": [each.to_json() for each in self.supposed],
            "endpoints": [endpoint.to_json() for endpoint in self.endpoints],
        }


def fidelities_of(path: str | Path) -> list[Fidelity]:
    """How true the fakes are to a cassette, HAR file or journal: one value a vendor.

    BadInput where the file is none of these, or holds no exchange with a vendor.
    """
    from cassettes.reading import traffic_of

    traffic = traffic_of(path)
    found = fidelities(str(path), traffic)
    if traffic and not found:
        raise BadInput("holds no exchange with a vendor that is emulated", file=path)
    return found


def fidelities(name: str, traffic: Sequence[Exchange]) -> list[Fidelity]:
    """How true the fakes are to traffic from ``name``: one value a vendor."""
    from emulator.vendor import vendors
    from fauxdesk.traffic.fidelity.fitting import fit

    found = []
    for vendor in dict.fromkeys(each.vendor for each in traffic if each.vendor in vendors()):
        own = [(index, each) for index, each in enumerate(traffic) if each.vendor == vendor]
        fitting = fit(vendors()[vendor], own)
        found.append(Fidelity(name, vendor, fitting.best, fitting.plain, fitting.supposed))
    return found


def _endpoint(vendor: str, exchange: Exchange) -> str:
    from emulator.verdicts import has_contracts, label_of

    labelled = label_of(vendor)(exchange) if has_contracts(vendor) else exchange
    request = exchange.request
    path = re.sub(r"(?<=/)\d+", "{id}", request.path)
    return labelled.operation or f"{request.method} {path}"


def _reasons(replayed: Sequence[Replayed]) -> Counter[str]:
    return Counter(each.why_not for each in replayed if each.why_not)
