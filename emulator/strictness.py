"""Strict accounts refuse a write that breaks a sender rule."""

from __future__ import annotations

from contracts.catalogue import catalogue
from contracts.exchange import Answer, Exchange
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
    rule = catalogue()[broken[0]]
    body = {"error": "strict", "rule": rule.id, "says": rule.says, "source": rule.source}
    raise Refusal(Answer(409, body))
