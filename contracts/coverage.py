"""Coverage: which rules have been exercised, by what, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from contracts.call import Json
from contracts.catalogue import Catalogue, Confidence, Keeper, Rule, catalogue
from contracts.conversation import Outcome
from contracts.exchange import Exchange
from contracts.judging import Ruling, judge


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign that a rule was exercised: ``by`` is a scenario or a test.

    ``how`` is ``kept`` or ``broken`` (a judge's word), ``applied`` or ``refused`` (a server's
    mark), or ``cited`` (an outcome names the rule, or a scenario that holds does).
    """

    rule: str
    by: str
    how: str


@dataclass(slots=True)
class Coverage:
    """Evidence collected over scenarios and tests, and what it leaves uncovered."""

    evidence: set[Evidence] = field(default_factory=set)

    def cite(self, rules: Iterable[str], by: str) -> None:
        """Note rules that a scenario which held, or an outcome, names."""
        self._add(rules, by, "cited")

    def see(self, vendor: str, exchanges: list[Exchange], by: str) -> None:
        """Note what judges say of labelled exchanges, and the marks that answers carry."""
        for verdict in judge(vendor, exchanges):
            self._add([verdict.rule], by, str(verdict.ruling))
        for exchange in exchanges:
            how = "applied" if exchange.answer is not None and exchange.answer.ok else "refused"
            self._add(marks_of(exchange), by, how)

    def end(self, outcome: Outcome, by: str) -> None:
        """Note the rule an outcome cites."""
        self._add(filter(None, [outcome.rule]), by, "cited")

    def exercised(self, vendor: str) -> set[str]:
        """The counted rules of a vendor with evidence; a broken rule is none."""
        counted = {i for i, rule in catalogue().of(vendor).items() if rule.counted}
        return counted & {e.rule for e in self.evidence if e.how != Ruling.BROKEN}

    def missing(self, vendor: str) -> list[str]:
        """The counted rules of a vendor without evidence, in the catalogue's order."""
        seen = self.exercised(vendor)
        return [i for i, rule in catalogue().of(vendor).items() if rule.counted and i not in seen]

    def percent(self, vendor: str | None = None) -> float:
        """How much of what counts was exercised, of one vendor or of all; 100 of nothing."""
        rules = _counted(catalogue() if vendor is None else catalogue().of(vendor))
        seen = sum(len(self.exercised(v)) for v in {rule.partition(".")[0] for rule in rules})
        return 100 * seen / len(rules) if rules else 100.0

    def to_json(self) -> dict[str, Json]:
        """Per vendor: what is known, counted and exercised, by keeper, by confidence, by rule."""
        return {vendor: self._of(vendor) for vendor in _vendors(catalogue())}

    def _of(self, vendor: str) -> dict[str, Json]:
        rules = catalogue().of(vendor)
        by_rule: dict[str, list[dict[str, str]]] = {rule: [] for rule in rules}
        for sign in sorted(self.evidence, key=lambda e: (e.rule, e.by, e.how)):
            if sign.rule in by_rule:
                by_rule[sign.rule].append({"by": sign.by, "how": sign.how})
        return {
            "known": len(rules),
            "counted": len(_counted(rules)),
            "exercised": len(self.exercised(vendor)),
            "percent": round(self.percent(vendor), 1),
            "kept_by": self._shares(rules, lambda rule: rule.kept_by),
            "confidence": self._shares(rules, lambda rule: rule.confidence),
            "missing": self.missing(vendor),
            "rules": [
                {"id": r.id, "confidence": str(r.confidence), "evidence": by_rule[r.id]}
                for r in rules.values()
            ],
        }

    def _shares(
        self, rules: Catalogue, of: Callable[[Rule], Keeper | Confidence]
    ) -> dict[str, dict[str, int]]:
        """How many rules count and how many were exercised, by what each one is."""
        seen = {e.rule for e in self.evidence if e.how != Ruling.BROKEN}
        shares: dict[str, dict[str, int]] = {}
        for rule in filter(lambda rule: rule.counted, rules.values()):
            share = shares.setdefault(str(of(rule)), {"counted": 0, "exercised": 0})
            share["counted"] += 1
            share["exercised"] += rule.id in seen
        return shares

    def _add(self, rules: Iterable[str], by: str, how: str) -> None:
        self.evidence |= {Evidence(rule, by, how) for rule in rules}


def marks_of(exchange: Exchange) -> list[str]:
    """The server rules that a fake's answer says it applied or refused by."""
    named = exchange.answer.header("X-Fauxdesk-Rule") if exchange.answer else None
    return [rule.strip() for rule in named.split(",")] if named else []


def _counted(rules: Catalogue) -> list[str]:
    return [rule_id for rule_id, rule in rules.items() if rule.counted]


def _vendors(rules: Catalogue) -> list[str]:
    return list(dict.fromkeys(rule.vendor for rule in rules.values()))
