"""Checking the setting that many vendors ask for: the customer's own word in the address."""

from __future__ import annotations

import re
from collections.abc import Callable

from contracts.problem import BadSettings


def first_word_of(domain: str, *, rule: str | None = None) -> Callable[[str], None]:
    """A check that a setting is ``acme`` alone, of an address like ``acme.zone.example``.

    ``domain`` is what follows that word; BadSettings cites ``rule``, if it is not the setting's.
    """
    says = f"must be the first word of the address alone: acme for acme.{domain}"

    def check(subdomain: str) -> None:
        if re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?", subdomain) is None:
            raise BadSettings(says, rule=rule)

    return check
