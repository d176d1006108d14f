"""Asking again where the forwarder's transport would, in time that only a clock passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from contracts.exchange import Answer, Exchange, Request
from emulator.clock import Clock
from forwarder.driver import AnswerLost, Send
from forwarder.patience import Patience, is_unsure


class Patient:
    """Sends through ``send`` with the forwarder's patience; a wait advances ``clock``.

    AnswerLost where a write may have been done, as the transport has it.
    """

    def __init__(self, send: Send, clock: Clock) -> None:
        self._send, self._clock = send, clock
        self._patience = Patience()
        self._put_off: list[list[Answer]] = []

    def send(self, request: Request) -> Exchange:
        """The exchange of a request, asked until its answer is one to go on with."""
        put_off: list[Answer] = []
        self._put_off.append(put_off)
        for tried in count(1):
            exchange = self._send(request)
            if is_unsure(exchange):
                raise AnswerLost(exchange)
            assert exchange.answer is not None
            wait = self._patience.wait_after(exchange.answer, tried, 0.0, self._clock.now())
            if wait is None:
                return exchange
            put_off.append(exchange.answer)
            self._clock.advance(wait)
        raise AssertionError("patience ends")

    def all_of(self, exchanges: Sequence[Exchange]) -> tuple[Exchange, ...]:
        """The exchanges a conversation kept, each after those that put it off."""
        said: list[Exchange] = []
        for place, exchange in enumerate(exchanges):
            earlier = self._put_off[place] if place < len(self._put_off) else []
            said += [replace(exchange, answer=answer) for answer in earlier]
            said.append(exchange)
        return tuple(said)
