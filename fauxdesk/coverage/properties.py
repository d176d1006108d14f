"""Coverage as the properties of tests and of a test suite, as JUnit XML has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.catalogue import Keeper
from contracts.coverage import Coverage
from contracts.covered import CoveredVendor, Sign


def of_test(seen: Coverage) -> list[tuple[str, object]]:
    """What one test exercised; nothing where it spoke to no vendor."""
    if not seen.requests:
        return []
    told = {
        "requests": str(seen.requests.total()),
        "scenarios": _joined({sign.scenario for sign in seen.signs} - {""}),
        "rules": _rules(seen.signs, exercises=True),
        "broken": _rules(seen.signs, exercises=False),
    }
    return [(f"fauxdesk.{name}", value) for name, value in told.items() if value]


def of_run(vendors: Iterable[CoveredVendor]) -> Iterator[tuple[str, str]]:
    """What a whole run exercised of each vendor it used."""
    for vendor in vendors:
        share, senders = vendor.share(), vendor.share(Keeper.SENDER)
        told = {
            "requests": vendor.requests,
            "counted": share.counted,
            "exercised": share.exercised,
            "percent": f"{share.percent:.1f}",
            "sender.counted": senders.counted,
            "sender.exercised": senders.exercised,
            "sender.percent": f"{senders.percent:.1f}",
            "broken": len(vendor.broken),
        }
        yield from ((f"fauxdesk.{vendor.name}.{name}", str(told[name])) for name in told)


def _rules(signs: Iterable[Sign], *, exercises: bool) -> str:
    return _joined({sign.rule for sign in signs if sign.exercises is exercises})


def _joined(words: Iterable[str]) -> str:
    return " ".join(sorted(words))
