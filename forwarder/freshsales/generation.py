"""The two generations of the API: the classic one, and that of the Suite, which has no leads.

Source: developers.freshworks.com, CRM API; gomodules/freshsales-client-go, which moved from one
to the other by the address alone.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import TypeVar

from contracts.exchange import Answer, Request
from contracts.problem import BadSettings
from forwarder.settings import Settings

CLASSIC = "freshsales.io"
DOMAINS = (CLASSIC, "myfreshworks.com", "freshworks.com")
"""Below which domains an account may live; all but the first are the Suite's."""

PREFIX = "/crm/sales"
"""Below which path the Suite serves what the classic API serves at the root."""

T = TypeVar("T")


def check_domain(domain: str) -> None:
    """One of the domains of either generation."""
    if domain not in DOMAINS:
        raise BadSettings(f"must be {DOMAINS[0]}, {DOMAINS[1]} or {DOMAINS[2]}")


def is_suite(settings: Settings) -> bool:
    """Whether the account is one of the Suite."""
    return bool(settings["domain"] != CLASSIC)


def served(
    steps: Generator[Request, Answer, T], settings: Settings
) -> Generator[Request, Answer, T]:
    """The steps, each request where the account's generation of the API serves it."""
    prefix = PREFIX if is_suite(settings) else ""
    try:
        request = next(steps)
        while True:
            answer = yield replace(request, path=prefix + request.path)
            request = steps.send(answer)
    except StopIteration as end:
        result: T = end.value
        return result
