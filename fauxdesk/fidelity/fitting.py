"""Finding the account that a recording was made with, as far as its answers tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from contracts.call import Json
from contracts.exchange import Exchange
from contracts.mismatch import Part
from emulator.alternatives import other_settings
from emulator.recollection import recollect
from fauxdesk.fidelity.replaying import Replayed, Setup, replay

if TYPE_CHECKING:
    from emulator.vendor import Vendor

ROUNDS = 3
"""How many switches are set at most, one after the other."""
REACH = 100
"""How many exchanges, from the first on, a switch is tried on."""


def fit(vendor: Vendor, exchanges: Sequence[tuple[int, Exchange]]) -> tuple[Setup, list[Replayed]]:
    """The account that answers most like the recording, and the replay against it.

    The records come from the answers. Where one of the first ``REACH`` exchanges differs, each
    switch of the account that answers cannot show, and each standing of a caller, is tried on
    them, and kept where less differs.
    """
    recorded = [exchange for _, exchange in exchanges]
    setup = _as_first_supposed(vendor, recorded)
    begun = exchanges[:REACH]
    best = replay(vendor, begun, setup)
    for _ in range(ROUNDS):
        if not any(each.differences for each in best):
            break
        tried = setup
        for other in _others(vendor, recorded, setup):
            found = replay(vendor, begun, other, enough=_distance(best)[2])
            if len(found) == len(best) and _distance(found) < _distance(best):
                best, tried = found, other
        if tried is setup:
            break
        setup = tried
    return setup, best if len(best) == len(exchanges) else replay(vendor, exchanges, setup)


def _as_first_supposed(vendor: Vendor, recorded: Sequence[Exchange]) -> Setup:
    recollection = recollect(vendor, recorded)
    account: Mapping[str, Json] = recollection.account
    for headers in _callers(recorded).values():
        account = _with(account, vendor.showing.callers(headers)[0])
    return Setup(account, recollection.whole)


def _others(vendor: Vendor, recorded: Sequence[Exchange], setup: Setup) -> Iterator[Setup]:
    for settings in other_settings(vendor, setup.account):
        supposed = {**setup.supposed, **settings}
        account = _with(setup.account, {"settings": settings})
        yield replace(setup, account=account, supposed=supposed)
    for other in vendor.showing.others(setup.account):
        yield replace(setup, account=other)
    for credential, headers in _callers(recorded).items():
        for part in vendor.showing.callers(headers)[1:]:
            supposed = {**setup.supposed, "caller": "somebody with fewer rights"}
            yield replace(setup, account=_with(setup.account, part), supposed=supposed)
        strangers = setup.strangers | {credential}
        yield replace(setup, strangers=strangers)


def _callers(recorded: Sequence[Exchange]) -> dict[str, Mapping[str, str]]:
    """The headers of those who were let in, by their credentials."""
    return {
        credential: exchange.request.headers
        for exchange in recorded
        if exchange.answer is not None and exchange.answer.status != 401
        if (credential := exchange.request.header("Authorization")) is not None
    }


def _with(account: Mapping[str, Json], part: Mapping[str, Json]) -> dict[str, Json]:
    """The account with a part of an account file more: settings replaced, lists lengthened."""
    made = dict(account)
    for key, value in part.items():
        if isinstance(value, Mapping):
            made[key] = {**made.get(key, {}), **value}
        else:
            made[key] = [*made.get(key, ()), *value]
    return made


def _distance(replayed: Sequence[Replayed]) -> tuple[int, int, int]:
    """How far the fake is from the recording: exchanges that differ, statuses, then values."""
    found = [difference for each in replayed for difference in each.differences]
    statuses = sum(difference.part is Part.STATUS for difference in found)
    return sum(bool(each.differences) for each in replayed), statuses, len(found)
