"""Coverage: which rules have been exercised, by what, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from contracts.catalogue import catalogue
from contracts.conversation import Outcome
from contracts.covered import CoveredRule, CoveredVendor, Recorded, Sign
from contracts.exchange import Exchange
from contracts.judging import judge

NOTHING_RECORDED: Mapping[str, Recorded] = MappingProxyType({})


@dataclass(slots=True)
class Coverage:
    """Signs and requests collected over scenarios and tests.

    ``by`` is the test or scenario at work, ``scenario`` the one that a test ran as.
    """

    signs: set[Sign] = field(default_factory=set)
    requests: Counter[str] = field(default_factory=Counter)
    """How many requests each vendor was sent."""

    def cite(self, rules: Iterable[str], by: str, scenario: str = "") -> None:
        """Note rules that a scenario which held, or an outcome, names."""
        self._add(rules, by, "cited", scenario)

    def see(self, vendor: str, exchanges: list[Exchange], by: str, scenario: str = "") -> None:
        """Note what judges say of labelled exchanges, and the marks that answers carry."""
        self.requests[vendor] += len(exchanges)
        for verdict in judge(vendor, exchanges):
            self._add([verdict.rule], by, str(verdict.ruling), scenario)
        for exchange in exchanges:
            how = "applied" if exchange.answer is not None and exchange.answer.ok else "refused"
            self._add(marks_of(exchange), by, how, scenario)

    def end(self, outcome: Outcome, by: str, scenario: str = "") -> None:
        """Note the rule an outcome cites."""
        self._add(filter(None, [outcome.rule]), by, "cited", scenario)

    def add(self, other: Coverage) -> None:
        """Take over what another has collected."""
        self.signs |= other.signs
        self.requests.update(other.requests)

    def exercised(self, vendor: str) -> set[str]:
        """The counted rules of a vendor with evidence; a broken rule is none."""
        return {covered.rule.id for covered in self.of(vendor).counted if covered.exercised}

    def of(self, vendor: str, recorded: Mapping[str, Recorded] = NOTHING_RECORDED) -> CoveredVendor:
        """The rules of a vendor with their signs; ``recorded`` is each rule's latest recording."""
        signs: dict[str, list[Sign]] = {}
        for sign in sorted(self.signs):
            signs.setdefault(sign.rule, []).append(sign)
        rules = [
            CoveredRule(rule, tuple(signs.get(rule.id, ())), recorded.get(rule.id))
            for rule in catalogue().of(vendor).values()
        ]
        return CoveredVendor(vendor, self.requests[vendor], tuple(rules))

    def _add(self, rules: Iterable[str], by: str, how: str, scenario: str) -> None:
        self.signs |= {Sign(rule, by, how, scenario) for rule in rules}


def marks_of(exchange: Exchange) -> list[str]:
    """The server rules that a fake's answer says it applied or refused by."""
    named = exchange.answer.header("X-Fauxdesk-Rule") if exchange.answer else None
    return [rule.strip() for rule in named.split(",")] if named else []
