"""Strict accounts refuse a write that breaks a sender rule."""

from __future__ import annotations

from contracts.catalogue import catalogue
from contracts.exchange import Exchange
from contracts.own_answers import strict_refusal
from emulator.verdicts import broken_by
from emulator.visit import Refusal, Visit


def refuse_broken_rules(visit: Visit) -> None:
    """In a strict account, a write that breaks a sender rule is refused 409, naming the rule."""
    account = visit.account
    if not account.settings["strict"] or not visit.request.writes:
        return
    pending = Exchange(
        request=visit.request, answer=None, vendor=account.vendor.name, at=account.clock.now()
    )
    broken = broken_by(account, pending)
    if not broken:
        return
    for rule_id in broken:
        visit.mark(rule_id, "refused")
    raise Refusal(strict_refusal(catalogue()[broken[0]]))
