"""The journal: what an account was asked, what it answered and by which rules."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from contracts.call import Json
from contracts.credentials import masked, masked_text
from contracts.exchange import Answer, Exchange, Request
from emulator.secrets import veiled
from emulator.visit import Mark
from emulator.wsgi import bytes_in

CAPACITY = 10_000
"""How many exchanges an account's journal holds."""
MOST_BYTES = 64_000_000
"""How large their bodies may be together, as they went over the wire."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One exchange with the account ``account``; ids count up and are never used again."""

    id: int
    exchange: Exchange
    account: str
    marks: tuple[Mark, ...] = ()


class Journal:
    """The last ``capacity`` exchanges, oldest first; no secret gets out.

    There are fewer where their bodies come to more than ``most_bytes``; the newest is always there.

    Headers that sign a request are masked, and so is what stands under a name in ``secrets``
    in a query or body that could be read; a body that stays text loses what looks like a secret.
    That is done when an entry is first read: most never are. Any thread may read and add.
    ``last_id`` is the id given last, ``cleared_at`` the one that was when the journal was last
    cleared.
    """

    def __init__(
        self,
        secrets: frozenset[str] = frozenset(),
        *,
        capacity: int = CAPACITY,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self.capacity, self.most_bytes = capacity, most_bytes
        self._secrets = secrets
        self._entries: deque[Entry] = deque()
        self._sizes: deque[int] = deque()
        self._bytes = 0
        self._lock = threading.Lock()
        self._masked_to = self._labelled_to = 0
        self.last_id = 0
        self.cleared_at = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def entries(self) -> list[Entry]:
        """The entries, oldest first."""
        with self._lock:
            self._mask()
            return list(self._entries)

    def add(self, exchange: Exchange, account: str, marks: Iterable[Mark] = ()) -> int:
        """Note an exchange and tell its id; the oldest entries make room."""
        size = _size_of(exchange.request) + _size_of(exchange.answer)
        with self._lock:
            self.last_id += 1
            self._entries.append(Entry(self.last_id, exchange, account, tuple(marks)))
            self._sizes.append(size)
            self._bytes += size
            while len(self) > self.capacity or (self._bytes > self.most_bytes and len(self) > 1):
                self._entries.popleft()
                self._bytes -= self._sizes.popleft()
            return self.last_id

    def label(self, label: Callable[[Exchange], Exchange], *, after: int = 0) -> list[Entry]:
        """The entries with an id beyond ``after``, each labelled once with its operation."""
        with self._lock:
            self._mask()
            self._change(label, after=self._labelled_to)
            self._labelled_to = self.last_id
            newest = list(takewhile(lambda entry: entry.id > after, reversed(self._entries)))
        return newest[::-1]

    def clear(self) -> None:
        """Forget every entry."""
        with self._lock:
            self._entries.clear()
            self._sizes.clear()
            self._bytes = 0
            self.cleared_at = self.last_id

    def _mask(self) -> None:
        self._change(self._masked, after=self._masked_to)
        self._masked_to = self.last_id

    def _change(self, change: Callable[[Exchange], Exchange], *, after: int) -> None:
        for place in range(len(self._entries) - 1, -1, -1):
            entry = self._entries[place]
            if entry.id <= after:
                break
            self._entries[place] = replace(entry, exchange=change(entry.exchange))

    def _masked(self, exchange: Exchange) -> Exchange:
        asked, got, secrets = exchange.request, exchange.answer, self._secrets
        return Exchange(
            request=Request(
                asked.method,
                asked.path,
                veiled(asked.query, secrets),
                masked(asked.headers),
                _veiled_body(asked.body, secrets),
                asked.host,
            ),
            answer=got and Answer(got.status, _veiled_body(got.body, secrets), masked(got.headers)),
            vendor=exchange.vendor,
            at=exchange.at,
            seconds=exchange.seconds,
            operation=exchange.operation,
            message_id=exchange.message_id,
        )


def _size_of(message: Request | Answer | None) -> int:
    """The bytes of a body, by its header where it says so: counting costs more than noting."""
    if message is None or message.body is None:
        return 0
    told = message.header("Content-Length") or ""
    return int(told) if told.isdecimal() and len(told) < 16 else len(bytes_in(message.body))


def _veiled_body(body: Json, secrets: frozenset[str]) -> Json:
    return masked_text(body) if isinstance(body, str) else veiled(body, secrets)
