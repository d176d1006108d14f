"""Strict accounts refuse a write that breaks a sender rule."""

from __future__ import annotations

from emulator.visit import Visit


def refuse_broken_rules(visit: Visit) -> None:
    """In a strict account, a write that breaks a sender rule is refused 409, naming the rule."""
    if not visit.account.settings.get("strict") or not visit.request.writes:
        return
