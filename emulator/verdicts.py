"""What the sender rules say of an account's journal; asked when it is read or a write is let in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cache

import contracts
from contracts.call import Json
from contracts.catalogue import catalogue
from contracts.exchange import Exchange
from contracts.judging import judge
from contracts.vendors import vendor_names
from contracts.wire import exchange_to_json
from emulator.account import Account
from emulator.journal import Entry


def broken_by(account: Account, pending: Exchange) -> list[str]:
    """The sender rules that a request would break, after all that the journal holds."""
    if not has_contracts(account.vendor.name):
        return []
    return account.hearing.broken_by(pending, label_of(account.vendor.name))


def read_journal(account: Account) -> list[dict[str, Json]]:
    """The entries as JSON, oldest first, with the marks of the server and the judges' verdicts."""
    return [
        {
            "id": entry.id,
            "account": entry.account,
            **exchange_to_json(entry.exchange),
            "rules": [{"id": rule, "outcome": outcome} for rule, outcome in ruled],
        }
        for entry, ruled in ruled_entries(account)
    ]


def read_rules(account: Account) -> list[dict[str, Json]]:
    """The vendor's catalogue, each rule with how often the journal saw which outcome."""
    seen: Mapping[str, Counter[str]] = defaultdict(Counter)
    for _, ruled in ruled_entries(account):
        for rule, outcome in ruled:
            seen[rule][outcome] += 1
    return [
        {
            "id": rule.id,
            "says": rule.says,
            "source": rule.source,
            "confidence": rule.confidence,
            "kept_by": rule.kept_by,
            "seen": dict(seen[rule.id]),
        }
        for rule in catalogue().of(account.vendor.name).values()
    ]


def ruled_entries(account: Account) -> list[tuple[Entry, list[tuple[str, str]]]]:
    """The entries, oldest first, each with (rule id, outcome) of every mark and verdict.

    The account is locked for labelling alone: judging a long journal takes a while.
    """
    name = account.vendor.name
    if not has_contracts(name):
        return [(e, [(m.rule, m.outcome) for m in e.marks]) for e in account.journal.entries]
    with account.lock:
        entries = account.journal.label(label_of(name))
    ruled = [[(mark.rule, mark.outcome) for mark in entry.marks] for entry in entries]
    for verdict in judge(name, [entry.exchange for entry in entries]):
        ruled[verdict.index].append((verdict.rule, str(verdict.ruling)))
    return list(zip(entries, ruled, strict=True))


@cache
def has_contracts(vendor: str) -> bool:
    """Whether there are contracts to judge a vendor's traffic by."""
    return vendor in vendor_names(contracts)


def label_of(vendor: str) -> Callable[[Exchange], Exchange]:
    """What labels an exchange of this vendor with its operation."""
    from contracts.operation import operations_of

    return operations_of(vendor).label
