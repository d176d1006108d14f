"""The journal: what an account was asked, what it answered and by which rules."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from contracts.credentials import masked
from contracts.exchange import Answer, Exchange, Request
from emulator.secrets import veiled
from emulator.visit import Mark

CAPACITY = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One exchange with the account ``account``; ids count up and are never used again."""

    id: int
    exchange: Exchange
    account: str
    marks: tuple[Mark, ...] = ()


class Journal:
    """The last 10,000 exchanges, oldest first; no secret gets in.

    Headers that sign a request are masked, and so is what stands under a name in ``secrets``
    in a query or body that could be read.
    """

    def __init__(self, secrets: frozenset[str] = frozenset()) -> None:
        self._secrets = secrets
        self._entries: deque[Entry] = deque(maxlen=CAPACITY)
        self._last_id = 0
        self._labelled = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def entries(self) -> list[Entry]:
        """The entries, oldest first."""
        return list(self._entries)

    def add(self, exchange: Exchange, account: str, marks: Iterable[Mark] = ()) -> Entry:
        """Note an exchange, its secrets masked; the oldest entry makes room."""
        self._last_id += 1
        entry = Entry(self._last_id, self._masked(exchange), account, tuple(marks))
        self._entries.append(entry)
        return entry

    def label(self, label: Callable[[Exchange], Exchange]) -> list[Entry]:
        """The entries, each exchange labelled once with its operation."""
        for place in range(len(self._entries) - 1, -1, -1):
            entry = self._entries[place]
            if entry.id <= self._labelled:
                break
            self._entries[place] = replace(entry, exchange=label(entry.exchange))
        self._labelled = self._last_id
        return self.entries

    def clear(self) -> None:
        """Forget every entry."""
        self._entries.clear()

    def _masked(self, exchange: Exchange) -> Exchange:
        asked, got, secrets = exchange.request, exchange.answer, self._secrets
        return Exchange(
            request=Request(
                asked.method,
                asked.path,
                veiled(asked.query, secrets),
                masked(asked.headers),
                veiled(asked.body, secrets),
                asked.host,
            ),
            answer=got and Answer(got.status, veiled(got.body, secrets), masked(got.headers)),
            vendor=exchange.vendor,
            at=exchange.at,
            seconds=exchange.seconds,
            operation=exchange.operation,
            message_id=exchange.message_id,
        )
