"""Replaying a recording's requests, in order, against a fake that is seeded from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cassettes.pseudonyms import Sort
from cassettes.sensitive import sort_of_key
from cassettes.vendor import vendor as traffic_of_vendor
from contracts.call import Json
from contracts.exchange import Answer, Exchange, Request
from contracts.mismatch import Mismatch
from emulator.account_file import check_account
from emulator.clock import Clock
from emulator.visit import Mark
from fauxdesk.traffic.fidelity.comparing import Comparison
from fauxdesk.traffic.fidelity.identities import Identities

if TYPE_CHECKING:
    from emulator.vendor import Vendor
    from fauxdesk.fakes import Fake

NOT_EMULATED = "endpoint not emulated (501)"


@dataclass(frozen=True, slots=True)
class Replayed:
    """One recorded exchange and what the fake made of it.

    ``why_not`` says why it was not compared, where it was not; ``index`` counts from 0.
    """

    index: int
    recorded: Exchange
    ours: Answer | None = None
    marks: tuple[Mark, ...] = ()
    compared: int = 0
    differences: tuple[Mismatch, ...] = ()
    why_not: str = ""

    @property
    def agrees(self) -> bool:
        """Whether it was compared and nothing differs."""
        return not self.why_not and not self.differences


@dataclass(frozen=True, slots=True)
class Setup:
    """What a recording is replayed against: an account file, and who is a stranger to it.

    ``whole`` are the tables of which the account has what its file says and nothing else;
    ``strangers`` are the credentials of those who are refused.
    """

    account: Mapping[str, Json]
    whole: frozenset[str] = frozenset()
    strangers: frozenset[str] = frozenset()


def credential_of(exchange: Exchange) -> str:
    """What the request says of who asks; empty where it says so elsewhere, or was left out."""
    return exchange.request.header("Authorization") or ""


def replay(
    vendor: Vendor, exchanges: Sequence[tuple[int, Exchange]], setup: Setup, enough: int = 0
) -> list[Replayed]:
    """What the fake answers to each recorded request, held beside the recorded answer.

    It ends early where more than ``enough`` (above 0) values differ.
    """
    player = _Player(vendor, setup, exchanges[0][1].at.timestamp())
    replayed: list[Replayed] = []
    differing = 0
    for index, exchange in exchanges:
        replayed.append(player.play(index, exchange))
        differing += len(replayed[-1].differences)
        if 0 < enough < differing:
            break
    return replayed


class _Player:
    def __init__(self, vendor: Vendor, setup: Setup, now: float) -> None:
        from fauxdesk.fakes import Fake

        kept = {k: v for k, v in vendor.template.items() if k not in setup.whole}
        account = check_account(vendor, setup.account)
        self._now = now
        self._strangers = setup.strangers
        self._fake = Fake(
            replace(vendor, template=kept), account, Clock(lambda: self._now), pinned=True
        )
        self._identities = Identities(_sorts(vendor.name), frozenset(_ids_in(account)))
        self._volatile = traffic_of_vendor(vendor.name).volatile

    def play(self, index: int, exchange: Exchange) -> Replayed:
        why_not = _why_not(exchange)
        if why_not or exchange.answer is None:
            return Replayed(index, exchange, why_not=why_not)
        self._now = max(self._now, exchange.at.timestamp())
        ours = self._answer(exchange, exchange.answer)
        if ours.status == 501:
            return Replayed(index, exchange, ours, why_not=NOT_EMULATED)
        comparison = Comparison(self._identities, self._volatile)
        comparison.answers(exchange.answer, ours)
        marks = self._fake.account.journal.entries[-1].marks
        found = tuple(replace(each, exchange=index) for each in comparison.differences)
        return Replayed(index, exchange, ours, marks, comparison.compared, found)

    def _answer(self, exchange: Exchange, recorded: Answer) -> Answer:
        request = self._identities.translated(exchange.request)
        credential = credential_of(exchange)
        if not credential and recorded.status != 401:
            request = _signed(self._fake, request)
        self._fake.account.open = credential not in self._strangers
        answer = self._fake.send(request).answer
        assert answer is not None
        return answer


def _signed(fake: Fake, request: Request) -> Request:
    """A request whose credentials were left out of the recording, signed by an administrator."""
    from forwarder.driver import credentials
    from forwarder.settings import settings_of
    from forwarder.vendor import vendors

    settings = settings_of(vendors()[fake.vendor.name], fake.settings())
    return replace(request, headers={**credentials(request, settings), **request.headers})


def _why_not(exchange: Exchange) -> str:
    if exchange.answer is None:
        return "never answered"
    if exchange.answer.status == 429:
        return "refused for its rate (429)"
    if exchange.answer.status >= 500:
        return f"failed at the vendor ({exchange.answer.status})"
    return ""


def _ids_in(account: Mapping[str, Json]) -> Iterator[str]:
    for records in account.values():
        for record in records if isinstance(records, list) else ():
            if "id" in record:
                yield str(record["id"])


def _sorts(vendor: str) -> Callable[[str], Sort | None]:
    own = traffic_of_vendor(vendor).fields
    return lambda key: own[key] if key in own else sort_of_key(key)
