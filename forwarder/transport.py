"""The forwarder's only socket: carries a request to the vendor and brings the answer back."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from contracts.credentials import masked
from contracts.exchange import Answer, Exchange, Request
from contracts.wire import body_of, bytes_of, target_of
from forwarder.budget import Budget
from forwarder.driver import AnswerLost, Unreachable
from forwarder.patience import Patience, is_unsure
from forwarder.session import Trouble, new_session, trouble_of, user_agent
from forwarder.settings import Settings

if TYPE_CHECKING:
    from requests.adapters import BaseAdapter

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try at a request: its exchange, without an answer where none came.

    ``number`` counts from 1, for a write that may have been done over the runs of its call;
    ``trouble`` says what went wrong on the way; ``wait`` is the
    seconds until the next try, None where there is none. Credentials are masked.
    """

    exchange: Exchange
    number: int
    trouble: str | None = None
    wait: float | None = None


def _unobserved(_attempt: Attempt) -> None:
    """Nobody looks on."""


class Transport:
    """Sends to one vendor over one pool of kept-alive connections; safe to use from threads.

    ``seconds`` (since the epoch), ``sleep`` and ``chance`` (0 to 1) are handed in, so that
    waiting may be virtual; ``timeouts`` are those of connecting and of each read, in seconds;
    ``observe`` is shown every attempt. An ``adapter`` of requests carries the bytes where no
    socket shall. Redirects are not followed.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        patience: Patience | None = None,
        timeouts: tuple[float, float] = (5.0, 30.0),
        seconds: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
        chance: Callable[[], float] = random.random,
        observe: Callable[[Attempt], object] = _unobserved,
        adapter: BaseAdapter | None = None,
    ) -> None:
        self._settings = settings
        self._base = settings.url
        self._host = urlsplit(self._base).netloc
        self._patience = patience or Patience()
        self._timeouts, self._seconds, self._sleep = timeouts, seconds, sleep
        self._chance, self._observe = chance, observe
        per_minute = settings["requests_per_minute"]
        self._budget = Budget(per_minute, seconds, sleep) if per_minute else None
        self._session = new_session(self._base, adapter)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def send(self, request: Request) -> Exchange:
        """The exchange of a signed request, tried again as patience has it.

        Unreachable where nothing got through. AnswerLost where a write went out and no answer
        came, or one of 5xx, so that it may or may not have been done: that one is not sent again,
        and its call not begun again before a look-up would show it.
        """
        headers = {"User-Agent": user_agent(), "Accept-Encoding": "gzip, deflate"}
        addressed = replace(request, host=self._host, headers={**headers, **request.headers})
        for number in count(1):
            if self._budget:
                self._budget.spend()
            exchange, trouble = self._try(addressed)
            if is_unsure(exchange) and (trouble is None or trouble.sent):
                settled = self._settings.vendor.settling.get(request.path, 0.0)
                pause = partial(self._pause, exchange, trouble, at_least=settled)
                raise AnswerLost(exchange, _why(exchange, trouble), pause)
            if not self._pause(exchange, trouble, number):
                break
        if trouble:
            raise Unreachable(trouble.says)
        return exchange

    def _try(self, request: Request) -> tuple[Exchange, Trouble | None]:
        at = datetime.fromtimestamp(self._seconds(), UTC)
        started = time.perf_counter()
        answer, trouble = self._answer_to(request)
        exchange = Exchange(
            request=request,
            answer=answer,
            vendor=self._settings.vendor.name,
            at=at,
            seconds=time.perf_counter() - started,
        )
        return exchange, trouble

    def _answer_to(self, request: Request) -> tuple[Answer | None, Trouble | None]:
        from requests import Request as Unsent
        from requests import RequestException

        url = self._base + target_of(request)
        try:
            unsent = Unsent(
                request.method, url, headers=dict(request.headers), data=bytes_of(request)
            )
            response = self._session.send(
                unsent.prepare(), timeout=self._timeouts, allow_redirects=False
            )
        except (RequestException, UnicodeError) as error:
            return None, trouble_of(error, self._host)
        headers = dict(response.headers)
        return Answer(response.status_code, body_of(headers, response.content), headers), None

    def _pause(
        self, exchange: Exchange, trouble: Trouble | None, tried: int, at_least: float = 0.0
    ) -> bool:
        """Wait before the next try, if there is one."""
        wait = self._wait(exchange, trouble, tried)
        wait = None if wait is None else max(wait, at_least)
        self._tell(exchange, trouble, tried, wait)
        if wait is not None:
            self._sleep(wait)
        return wait is not None

    def _wait(self, exchange: Exchange, trouble: Trouble | None, tried: int) -> float | None:
        chance = self._chance()
        if exchange.answer is not None:
            now = datetime.fromtimestamp(self._seconds(), UTC)
            return self._patience.wait_after(exchange.answer, tried, chance, now)
        return None if trouble and trouble.final else self._patience.wait(tried, chance)

    def _tell(
        self, exchange: Exchange, trouble: Trouble | None, number: int, wait: float | None
    ) -> None:
        request = replace(exchange.request, headers=masked(exchange.request.headers))
        says = trouble.says if trouble else None
        self._observe(
            Attempt(
                exchange=replace(exchange, request=request), number=number, trouble=says, wait=wait
            )
        )
        if wait is not None:
            _log.info("%s: %s; again in %.1f s", exchange.vendor, _why(exchange, trouble), wait)


def _why(exchange: Exchange, trouble: Trouble | None) -> str:
    if trouble:
        return trouble.says
    return f"status {exchange.answer.status if exchange.answer else 0}"
