"""The intake: Segment messages are accepted first and forwarded to the stack's fakes after."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from contracts.call import Call, Json
from contracts.conversation import Conversation, Dropped
from contracts.problem import BadInput, Problem
from fauxdesk.inside import LOCAL, transport_to
from forwarder.delivery import Forwarder
from forwarder.parsing import parse_call
from forwarder.settings import Settings, settings_of
from forwarder.transport import Transport
from forwarder.vendor import vendors

if TYPE_CHECKING:
    from fauxdesk.serving.stack import Stack

REMEMBERED = 1_000
"""How many calls are kept to be shown."""
WAITING = 10_000
"""How many messages may wait to be forwarded."""

log = logging.getLogger(__name__)


class Busy(Exception):
    """So many messages wait that no more are taken; come again."""


class Closed(Exception):
    """The intake takes nothing any more."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One message: the call it made and its conversations, or why it makes no call.

    ``number`` counts the messages in the order of their arrival, ``at`` is the virtual time of it.
    """

    number: int
    at: datetime
    call: Call | None = None
    bad: str | None = None
    conversations: tuple[Conversation, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """What ``/_fauxdesk/calls`` tells."""
        call = self.call
        return {
            "number": self.number,
            "time": self.at.isoformat(),
            "type": call and call.type,
            "user_id": call and call.user_id,
            "anonymous_id": call and call.anonymous_id,
            "group_id": call and call.group_id,
            "event": call and call.event,
            "message_id": call and call.message_id,
            "bad": self.bad,
            "warnings": list(call.warnings) if call else [],
            "vendors": [_ending_of(conversation) for conversation in self.conversations],
        }


class Intake:
    """Forwards messages one after the other on a thread of its own.

    ``forwarder`` opens what delivers them, when the first one is there (a Problem is told of each
    message until it is mended); ``now`` tells the time
    of arrival. The custom fields of the vendors' accounts are asked for anew with each request
    that brought messages, so a field defined a moment ago counts.
    """

    def __init__(self, forwarder: Callable[[], Forwarder], now: Callable[[], datetime]) -> None:
        self._open, self._now = forwarder, now
        self._taken: deque[Taken] = deque(maxlen=REMEMBERED)
        self._waiting: deque[list[tuple[Taken, Json]]] = deque()
        self._changed = threading.Condition()
        self._count = self._unsettled = 0
        self._closed = self._forgotten = False
        self._worker = threading.Thread(target=self._work, name="intake", daemon=True)
        self._worker.start()

    @property
    def calls(self) -> list[Taken]:
        """The last 1,000 messages that were forwarded or turned down, as they arrived."""
        with self._changed:
            return sorted(self._taken, key=lambda taken: taken.number)

    @property
    def waiting(self) -> int:
        """How many messages are accepted and not forwarded yet."""
        return self._unsettled

    def take(self, messages: Sequence[Json]) -> None:
        """Accept messages; raises Busy or Closed where none of them is."""
        with self._changed:
            if self._closed:
                raise Closed
            if self._unsettled + len(messages) > WAITING:
                raise Busy
            self._waiting.append([(self._numbered(), message) for message in messages])
            self._unsettled += len(messages)
            self._changed.notify_all()

    def turn_down(self, bad: BadInput) -> None:
        """Keep for showing why a request brought no message."""
        with self._changed:
            arrived = self._numbered()
            self._taken.append(Taken(arrived.number, arrived.at, bad=str(bad)))

    def settle(self) -> None:
        """Return when everything accepted so far has been forwarded."""
        with self._changed:
            self._changed.wait_for(lambda: not self._unsettled)

    def forget(self) -> None:
        """Forget what was forwarded: a message that comes again is then taken for new."""
        with self._changed:
            self._taken.clear()
            self._forgotten = True

    def close(self) -> None:
        """Take no more, forward what is waiting, then end."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._worker.join()

    def _numbered(self) -> Taken:
        self._count += 1
        return Taken(self._count, self._now())

    def _work(self) -> None:
        arrived = self._next()
        while arrived:
            try:
                with self._open() as forwarder:
                    arrived = self._forwarded(forwarder, arrived)
            except Problem as problem:
                for taken, _ in arrived:
                    self._keep(replace(taken, bad=str(problem)))
                arrived = self._next()

    def _forwarded(
        self, forwarder: Forwarder, arrived: list[tuple[Taken, Json]]
    ) -> list[tuple[Taken, Json]]:
        """What arrived once the forwarder was to be forgotten; nothing at the end of all."""
        self._forgotten = False
        while arrived and not self._forgotten:
            forwarder.refresh()
            for taken, message in arrived:
                self._keep(_delivered(forwarder, taken, message))
            arrived = self._next()
        return arrived

    def _next(self) -> list[tuple[Taken, Json]]:
        """The messages of the next request; none when the intake is closed and all is done."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            return self._waiting.popleft() if self._waiting else []

    def _keep(self, taken: Taken) -> None:
        with self._changed:
            self._taken.append(taken)
            self._unsettled -= 1
            self._changed.notify_all()


def forwarder_to(stack: Stack) -> Forwarder:
    """A forwarder that delivers to the default accounts of a stack, inside this process.

    Faults meet it as they meet any client; its back-off advances the stack's clock and costs no
    real time.
    """
    known = vendors()
    settings = {
        name: settings_of(known[name], fake.settings({"url": LOCAL}))
        for name, fake in stack.items()
        if name in known
    }

    def transport_for(own: Settings) -> Transport:
        fake = stack[own.vendor.name]
        return transport_to(fake, fake.clock, own)

    return Forwarder(settings, transport_for=transport_for)


def _delivered(forwarder: Forwarder, taken: Taken, message: Json) -> Taken:
    try:
        call = parse_call(message, received_at=taken.at)
        told = tuple(forwarder.forward(call))
    except BadInput as bad:
        return replace(taken, bad=str(bad))
    except Exception:
        log.exception("fauxdesk failed at message %d", taken.number)
        return replace(taken, bad="fauxdesk itself failed; the traceback is on its log")
    return replace(taken, call=call, conversations=told)


def _ending_of(conversation: Conversation) -> dict[str, Json]:
    outcome = conversation.outcome
    assert outcome is not None
    return {
        "vendor": conversation.vendor,
        "outcome": str(outcome.kind),
        "rule": outcome.rule,
        "says": outcome.says,
        "exchanges": len(conversation.exchanges),
        "dropped": [
            {"trait": part.trait, "why": part.why, "rule": part.rule}
            for part in outcome.mapping
            if isinstance(part, Dropped)
        ],
    }
