"""What a pytest run exercised of the vendors' rules."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from contracts.call import Json
from contracts.catalogue import catalogue
from contracts.checking import labelled
from contracts.coverage import Coverage
from contracts.coverage import Evidence as Sign
from contracts.exchange import Exchange


class Evidence:
    """Collects over the tests of a run, and sums up at its end."""

    def __init__(self) -> None:
        self.coverage = Coverage()
        self._requests: Counter[str] = Counter()

    def add(self, vendor: str, exchanges: Sequence[Exchange], test: str) -> None:
        """Note what these exchanges show that the test exercised."""
        self._requests[vendor] += len(exchanges)
        self.coverage.see(vendor, labelled(vendor, exchanges), test)

    def cite(self, rules: Iterable[str], test: str) -> None:
        """Note the rules of a scenario that a test kept."""
        self.coverage.cite(rules, test)

    def to_json(self) -> dict[str, Json]:
        """All of it as plain data, for ``merge`` in another process."""
        signs = [[sign.rule, sign.by, sign.how] for sign in self.coverage.evidence]
        return {"requests": dict(self._requests), "signs": signs}

    def merge(self, data: dict[str, Json]) -> None:
        """Add what another process collected."""
        for vendor, requests in data["requests"].items():
            self._requests[vendor] += requests
        self.coverage.evidence |= {Sign(*sign) for sign in data["signs"]}

    def lines(self) -> Iterator[str]:
        """A line a vendor: requests, and rules exercised of rules counted."""
        for vendor, requests in sorted(self._requests.items()):
            yield f"{vendor}: {requests} requests, {self._share(vendor)} rules exercised"

    def lacking(self, least: float) -> list[str]:
        """A line for each vendor that was used of whose rules less than ``least`` % was seen.

        A run that used none lacks everything.
        """
        if not self._requests and least > 0:
            return ["no test used a fixture of fauxdesk, so no rule was exercised"]
        shares = {vendor: self.coverage.percent(vendor) for vendor in sorted(self._requests)}
        return [
            f"{vendor}: {share:.1f} % of the rules exercised, at least {least:g} % wanted"
            for vendor, share in shares.items()
            if share < least
        ]

    def report(self, suffix: str) -> str:
        """The coverage of the vendors that were used, as ``.json`` or ``.md``."""
        told = self.coverage.to_json()
        used = {v: {"requests": n, **told[v]} for v, n in sorted(self._requests.items())}
        if suffix == ".json":
            return json.dumps(used, indent=2, ensure_ascii=False) + "\n"
        return "\n".join(self._markdown(used)) + "\n"

    def _markdown(self, used: dict[str, Json]) -> Iterator[str]:
        yield from ("| vendor | requests | rules exercised | percent |", "|---|---|---|---|")
        for vendor, of in used.items():
            yield f"| {vendor} | {of['requests']} | {self._share(vendor)} | {of['percent']} |"
        for vendor, of in used.items():
            yield from (
                "",
                f"### {vendor}",
                "",
                "| rule | confidence | by tests |",
                "|---|---|---|",
            )
            for rule in of["rules"]:
                ways = Counter(sign["how"] for sign in rule["evidence"])
                seen = ", ".join(f"{how} {count}" for how, count in sorted(ways.items()))
                if catalogue()[rule["id"]].counted:
                    yield f"| `{rule['id']}` | {rule['confidence']} | {seen or '-'} |"

    def _share(self, vendor: str) -> str:
        counted = sum(rule.counted for rule in catalogue().of(vendor).values())
        return f"{len(self.coverage.exercised(vendor))} of {counted}"
