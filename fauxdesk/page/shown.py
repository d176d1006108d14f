"""Everything the page shows at one moment, chosen by its filters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from contracts.call import Json
from contracts.catalogue import catalogue
from emulator.account import Account
from fauxdesk import __version__
from fauxdesk.page.holdings import counts_of, holdings_of
from fauxdesk.page.rulings import Ruled, Rulings
from fauxdesk.serving.intake import Intake, Taken

if TYPE_CHECKING:
    from fauxdesk.serving.stack import Stack

LATEST_EXCHANGES = 60
LATEST_CALLS = 30
LATEST_ACCOUNTS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters: one vendor, only what broke a rule, only what one call caused."""

    vendor: str = ""
    broken: bool = False
    call: str = ""

    def takes(self, ruled: Ruled) -> bool:
        """Whether an exchange passes the filters."""
        exchange = ruled.entry.exchange
        return (
            self.vendor in ("", exchange.vendor)
            and self.call in ("", exchange.message_id)
            and (ruled.broken or not self.broken)
        )

    def link(self, **other: str | bool) -> str:
        """The address of the page with these filters and ``other`` over them."""
        chosen = {"vendor": self.vendor, "broken": self.broken, "call": self.call, **other}
        query = {key: 1 if value is True else value for key, value in chosen.items() if value}
        return f"/?{urlencode(query)}#exchanges" if query else "/#exchanges"


class Sight:
    """A stack and its intake, looked at."""

    def __init__(self, stack: Stack, intake: Intake) -> None:
        self._stack, self._intake = stack, intake
        self._rulings = Rulings()

    def version(self) -> str:
        """Changes whenever what is shown may have changed."""
        accounts = [
            (a.name, self._rulings.stage(a), a.last_id, *counts_of(a).values())
            for a in self._accounts()
        ]
        calls = self._intake.calls
        latest = (len(calls), calls[-1].number if calls else 0, self._intake.waiting)
        return f"{hash((*accounts, latest, self._stack.clock.ahead)):x}"

    def shown(self, choice: Choice, host: str) -> dict[str, Json]:
        """What the template is given; ``host`` is the name this machine was called by."""
        calls = self._intake.calls
        exchanges = sorted(
            (r for a in self._accounts() for r in self._rulings.of(a)),
            key=lambda ruled: (ruled.entry.exchange.at, ruled.entry.id),
            reverse=True,
        )
        chosen = [ruled for ruled in exchanges if choice.takes(ruled)]
        return {
            "version": __version__,
            "ahead": spoken_span(self._stack.clock.ahead),
            "choice": choice,
            "vendors": [self._vendor(name, calls, exchanges, host) for name in self._stack],
            "calls": calls[: -LATEST_CALLS - 1 : -1],
            "waiting": self._intake.waiting,
            "calls_more": max(0, len(calls) - LATEST_CALLS),
            "exchanges": chosen[:LATEST_EXCHANGES],
            "exchanges_more": max(0, len(chosen) - LATEST_EXCHANGES),
            "broken": sum(ruled.broken for ruled in exchanges),
            "rules": catalogue(),
        }

    def _vendor(
        self, name: str, calls: Iterable[Taken], exchanges: Iterable[Ruled], host: str
    ) -> dict[str, Json]:
        fake = self._stack[name]
        rules = {i for i, rule in catalogue().of(name).items() if rule.counted}
        own = [ruled for ruled in exchanges if ruled.entry.exchange.vendor == name]
        accounts = list(fake.accounts.values())
        return {
            "name": name,
            "title": fake.vendor.title,
            "url": self._stack.url(name).replace("//0.0.0.0:", f"//{host}:"),
            "accounts": [(a.name, holdings_of(a)) for a in accounts[:LATEST_ACCOUNTS]],
            "accounts_more": max(0, len(accounts) - LATEST_ACCOUNTS),
            "requests": len(own),
            "broken": sum(ruled.broken for ruled in own),
            "rules": len(rules),
            "exercised": len(rules & {*_seen(own), *_cited(calls)}),
        }

    def _accounts(self) -> Iterator[Account]:
        return (account for fake in self._stack.values() for account in fake.accounts.values())


def overview(stack: Stack) -> dict[str, Json]:
    """The stack in short: version, clock, and each vendor's address, accounts and counts."""
    clock = stack.clock
    return {
        "version": __version__,
        "clock": {"now": clock.now().isoformat(), "ahead": clock.ahead},
        "vendors": {
            name: {
                "title": fake.vendor.title,
                "url": stack.url(name),
                "accounts": {
                    account.name: {"counts": counts_of(account), "journal": len(account.journal)}
                    for account in fake.accounts.values()
                },
            }
            for name, fake in stack.items()
        },
    }


def pretty(value: Json) -> str:
    """JSON as a person reads it."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def spoken_span(seconds: float) -> str:
    """A span of time in its two largest units: ``2 h 5 min``; empty for less than a second."""
    units: Mapping[str, int] = {"d": 86_400, "h": 3_600, "min": 60, "s": 1}
    left, parts = int(seconds), []
    for unit, length in units.items():
        count, left = divmod(left, length)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2])


def _seen(exchanges: Iterable[Ruled]) -> Iterator[str]:
    """The rules seen at work; one that was broken is not."""
    return (rule for r in exchanges for rule, outcome in r.rules if outcome != "broken")


def _cited(calls: Iterable[Taken]) -> Iterator[str]:
    """The rules by which calls ended as they did."""
    told = (said.outcome for taken in calls for said in taken.conversations)
    return (outcome.rule for outcome in told if outcome and outcome.rule)
