"""What may be supposed of an account that a recording does not state, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contracts.call import Json
from contracts.exchange import Exchange
from emulator.alternatives import other_settings
from emulator.recollection import recollect
from fauxdesk.traffic.fidelity.replaying import Setup, credential_of

if TYPE_CHECKING:
    from emulator.vendor import Vendor

CALLER = "caller"
FEWER_RIGHTS, STRANGER = "somebody with fewer rights", "a stranger"


@dataclass(frozen=True, slots=True)
class Supposition:
    """One thing that no answer shows, and under which the fake answers more like the recording.

    It is a setting that the vendor's account files declare ``supposable``, the standing of a
    caller, or what a vendor's declaration says a record may be that only a refusal shows.
    ``serves`` are the exchanges, counted from 0, that differ less under it.
    """

    name: str
    value: Json
    serves: tuple[int, ...] = ()

    def __str__(self) -> str:
        numbers = ", ".join(str(index + 1) for index in self.serves)
        is_text = isinstance(self.value, str)
        value = self.value if is_text else json.dumps(self.value, ensure_ascii=False)
        return f"{self.name} = {value} (exchange{'s'[: len(self.serves) > 1]} {numbers})"

    def to_json(self) -> dict[str, Json]:
        """The supposition as JSON; exchanges count from 1."""
        exchanges = [index + 1 for index in self.serves]
        return {"name": self.name, "value": self.value, "exchanges": exchanges}


def shown(vendor: Vendor, recorded: Sequence[Exchange]) -> Setup:
    """The account as the answers show it, with nothing supposed.

    Whoever was let in may do everything; whoever was only ever refused is a stranger.
    """
    recollection = recollect(vendor, recorded)
    account: Mapping[str, Json] = recollection.account
    let_in = _let_in(recorded)
    for credential, headers in let_in.items():
        if credential:
            account = _with(account, vendor.showing.callers(headers)[0])
    strangers = frozenset(map(credential_of, recorded)) - let_in.keys()
    return Setup(account, recollection.whole, strangers)


def others(
    vendor: Vendor, recorded: Sequence[Exchange], setup: Setup
) -> Iterator[tuple[Supposition, Setup]]:
    """Each thing that may be supposed beside what the setup has already, and the setup then."""
    for settings in other_settings(vendor, setup.account):
        for name, value in settings.items():
            account = _with(setup.account, {"settings": settings})
            yield Supposition(name, value), replace(setup, account=account)
    for name, value, other in vendor.showing.others(setup.account):
        yield Supposition(name, value), replace(setup, account=other)
    for credential, headers in _let_in(recorded).items():
        if not credential:
            continue
        for part in vendor.showing.callers(headers)[1:]:
            account = _with(setup.account, part)
            yield Supposition(CALLER, FEWER_RIGHTS), replace(setup, account=account)
        if credential not in setup.strangers:
            strangers = setup.strangers | {credential}
            yield Supposition(CALLER, STRANGER), replace(setup, strangers=strangers)


def _let_in(recorded: Sequence[Exchange]) -> dict[str, Mapping[str, str]]:
    """The headers of those who were let in, by their credentials."""
    return {
        credential_of(exchange): exchange.request.headers
        for exchange in recorded
        if exchange.answer is not None and exchange.answer.status != 401
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
