"""Delivers calls to every vendor that has settings: once each, in each user's order."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Self

from contracts.call import Call
from contracts.conversation import Conversation, Kind
from contracts.problem import BadInput
from forwarder.discovery import Discovery
from forwarder.driver import Send, converse, discovered
from forwarder.ending import skipped
from forwarder.recent import Recent
from forwarder.report import Report
from forwarder.settings import Settings
from forwarder.transport import Transport
from forwarder.turns import Turns

REMEMBERED = 100_000
"""How many messages a forwarder remembers, by vendor, to drop those that come again."""
FIELDS_SECONDS = 900.0
"""How long an account's custom fields are taken for known."""

_DONE = (Kind.SENT, Kind.SKIPPED)


class Forwarder:
    """Forwards calls to the vendors of ``settings``; may be used from many threads.

    ``transport_for`` makes each vendor's transport, closed with the forwarder; ``send_for``
    stands in for it where requests do not leave the process. ``remembered`` bounds the memory
    for messages that come twice. The custom fields of an account are asked for when first
    needed and again after ``fields_seconds``, told by ``seconds``; calls to that vendor that need
    them then wait for the one answer. Else a vendor that keeps a call waiting holds up the later
    calls of that user alone.
    """

    def __init__(
        self,
        settings: Mapping[str, Settings],
        *,
        send_for: Callable[[Settings], Send] | None = None,
        transport_for: Callable[[Settings], Transport] = Transport,
        remembered: int = REMEMBERED,
        fields_seconds: float = FIELDS_SECONDS,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transports: list[Transport] = []
        self._transport_for = transport_for
        make = send_for or self._opened
        self._lines = {
            name: _Line(own, make(own), _Memory(remembered), fields_seconds, seconds)
            for name, own in settings.items()
        }
        self._turns = Turns()
        self._report, self._lock = Report(), threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        for transport in self._transports:
            transport.close()

    @property
    def report(self) -> Report:
        """What was done so far."""
        with self._lock:
            return self._report.copy()

    def forward(self, call: Call, to: Iterable[str] | None = None) -> list[Conversation]:
        """What the call said to each vendor (all, or those named in ``to``).

        BadInput for a vendor without settings. Calls of one user are delivered one after the
        other, in the order in which they were handed in.
        """
        names = list(self._lines if to is None else to)
        for name in names:
            if name not in self._lines:
                raise BadInput(f"no settings for vendor {name!r}")
        with self._turns.of(call.user_id or call.anonymous_id or call.message_id):
            return [self._told(self._lines[name], call) for name in names]

    def refresh(self) -> None:
        """Ask for the custom fields anew before they are next needed."""
        for line in self._lines.values():
            line.forget_fields()

    def _told(self, line: _Line, call: Call) -> Conversation:
        conversation = line.told(call)
        with self._lock:
            if conversation is None:
                self._report.add_duplicate(line.name)
            else:
                self._report.add(conversation)
        return conversation or line.dropped(call)

    def _opened(self, settings: Settings) -> Send:
        transport = self._transport_for(settings)
        self._transports.append(transport)
        return transport.send


class _Line:
    """The line to one vendor: its settings, its carrier, its known fields, messages and writes."""

    def __init__(
        self,
        settings: Settings,
        send: Send,
        memory: _Memory,
        fields_seconds: float,
        seconds: Callable[[], float],
    ) -> None:
        self.name = settings.vendor.name
        self._settings, self._send, self._memory = settings, send, memory
        self._recent = Recent()
        self._discovery = Discovery(
            lambda: discovered(settings.vendor, settings, send), fields_seconds, seconds
        )

    def told(self, call: Call) -> Conversation | None:
        """What the call said; None where its message was taken before.

        A call that was refused or failed may come again under the same message.
        """
        if not self._memory.take(call.message_id):
            return None
        done = False
        try:
            vendor, settings = self._settings.vendor, self._settings
            discover = self._discovery.fields
            told = converse(
                vendor, call, settings, self._send, discover=discover, recent=self._recent
            )
            done = told.outcome is not None and told.outcome.kind in _DONE
            return told
        finally:
            if not done:
                self._memory.release(call.message_id)

    def dropped(self, call: Call) -> Conversation:
        """The conversation of a call whose message was taken before."""
        outcome = skipped("a call with this messageId was taken before")
        return Conversation(vendor=self.name, call=call, outcome=outcome)

    def forget_fields(self) -> None:
        """Take the custom fields for unknown."""
        self._discovery.forget()


class _Memory:
    """The latest messages that were taken; the oldest are forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, message_id: str) -> bool:
        """Whether the message is new; from now on it is not."""
        with self._lock:
            if message_id in self._taken:
                return False
            self._taken[message_id] = None
            if len(self._taken) > self._most:
                self._taken.popitem(last=False)
            return True

    def release(self, message_id: str) -> None:
        """Let the message be taken again."""
        with self._lock:
            self._taken.pop(message_id, None)
