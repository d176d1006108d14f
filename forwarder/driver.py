"""Drives one call to one vendor: the steps ask, ``send`` answers, all of it is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import count
from typing import TypeAlias, TypeVar
from urllib.parse import quote

from contracts.call import Call, Json
from contracts.conversation import Conversation, Outcome
from contracts.credentials import masked
from contracts.exchange import Answer, Exchange, Request
from contracts.problem import BadInput, BadSettings
from forwarder.ending import Ended, failed, refused, skipped
from forwarder.integrations import switch_of
from forwarder.recent import Recent
from forwarder.settings import Settings, settings_of
from forwarder.vendor import Fields, Steps, Vendor, handlers

_log = logging.getLogger(__name__)
T = TypeVar("T")

Send: TypeAlias = Callable[[Request], Exchange]
"""Carries a signed request to the vendor; raises Unreachable or AnswerLost."""

RUNS = 3
"""How often a call is begun where the sender of a lost write has no patience of its own."""


def _impatient(run: int) -> bool:
    return run < RUNS


class Unreachable(Exception):
    """No request got through to the vendor, so nothing was done."""


class AnswerLost(Exception):
    """A write went out and no answer came, or one of 5xx: it may or may not have been done.

    ``exchange`` is that write. ``pause``, given how often its call was begun, waits before the
    call is begun again; False where it shall not be.
    """

    def __init__(
        self,
        exchange: Exchange,
        why: str = "no answer came",
        pause: Callable[[int], bool] = _impatient,
    ) -> None:
        super().__init__(why)
        self.exchange, self.pause = exchange, pause


def converse(
    vendor: Vendor,
    call: Call,
    settings: Settings | Mapping[str, Json],
    send: Send,
    fields: Fields | None = None,
    *,
    discover: Callable[[], Fields] | None = None,
    recent: Recent | None = None,
) -> Conversation:
    """What ``call`` says to ``vendor``; every way it can end is an outcome.

    ``discover`` is asked for the account's custom fields (it may raise Ended) when the call is
    about to send something and ``fields`` are not given. ``recent`` is what earlier calls wrote.
    Credentials are masked in what is kept.
    """
    switch = switch_of(call, vendor.catalog_names)
    call = replace(call, warnings=(*call.warnings, *switch.warnings))
    exchanges: list[Exchange] = []
    try:
        checked = _ready(vendor, call, switch.on, settings)
    except Ended as ended:
        outcome = ended.outcome
    else:
        run = _Run(vendor, call, checked, send, exchanges, recent or Recent())
        outcome = run.repeated(fields, discover)
        outcome = replace(outcome, says=checked.hidden(outcome.says))
    told = (vendor.name, call.type, call.message_id, outcome.kind, outcome.rule or "no rule")
    _log.info("%s: %s %r: %s (%s)", *told)
    return Conversation(vendor=vendor.name, exchanges=tuple(exchanges), call=call, outcome=outcome)


def discovered(vendor: Vendor, settings: Settings, send: Send) -> Fields:
    """The custom fields of the account; Ended with the outcome of any call where it fails."""
    if vendor.discover is None:
        return {}
    try:
        return _driven(vendor.discover(settings), lambda request: _signed(request, settings), send)
    except (Unreachable, AnswerLost) as away:
        raise Ended(failed(f"the account's fields could not be read: {away}")) from None


def _ready(
    vendor: Vendor, call: Call, on: bool, settings: Settings | Mapping[str, Json]
) -> Settings:
    if not on:
        raise Ended(skipped("the call's integrations switch this vendor off"))
    if call.type not in handlers(vendor.name):
        says = f"{vendor.title} takes no {call.type} calls"
        raise Ended(skipped(says, vendor.unsupported.get(call.type)))
    try:
        return settings if isinstance(settings, Settings) else settings_of(vendor, settings)
    except BadSettings as bad:
        raise Ended(refused(str(bad), bad.rule)) from None
    except BadInput as bad:
        raise Ended(refused(str(bad))) from None


class _Run:
    """One call under way; its exchanges pile up in ``exchanges``, over repeats too."""

    def __init__(
        self,
        vendor: Vendor,
        call: Call,
        settings: Settings,
        send: Send,
        exchanges: list[Exchange],
        recent: Recent,
    ) -> None:
        self._vendor, self._call, self._settings = vendor, call, settings
        self._send, self._exchanges, self._recent = send, exchanges, recent

    def repeated(self, fields: Fields | None, discover: Callable[[], Fields] | None) -> Outcome:
        """The outcome of the call, begun again from its look-up when a write is unsure."""
        if fields is None and discover is not None:
            idle = self._outcome_of_idle()
            if idle:
                return idle
            try:
                fields = discover()
            except Ended as ended:
                return ended.outcome
        for run in count(1):
            try:
                return _driven(self._steps(fields or {}), self._sign, self._kept)
            except Unreachable as away:
                return failed(str(away))
            except AnswerLost as lost:
                self._keep(lost.exchange)
                if not lost.pause(run):
                    return failed(f"whether the vendor did it is unknown: {lost}")
        raise AssertionError("a call is begun until it ends")

    def _steps(self, fields: Fields) -> Steps:
        handler = handlers(self._vendor.name)[self._call.type]
        if self._call.type in self._vendor.lagging:
            return handler(self._call, self._settings, fields, self._recent)
        return handler(self._call, self._settings, fields)

    def _outcome_of_idle(self) -> Outcome | None:
        """The outcome of a call that asks nothing, so that nothing need be discovered for it."""
        steps = self._steps({})
        try:
            next(steps)
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome
        steps.close()
        return None

    def _sign(self, request: Request) -> Request:
        signed = _signed(request, self._settings)
        label = quote(self._call.message_id, safe="/:@!$&'()*+,;=~")
        return replace(signed, headers={"X-Request-Id": label, **signed.headers})

    def _kept(self, request: Request) -> Exchange:
        exchange = self._send(request)
        self._keep(exchange)
        return exchange

    def _keep(self, exchange: Exchange) -> None:
        request = exchange.request
        body = self._settings.masked(request.body)
        safe = replace(request, headers=masked(request.headers), body=body)
        self._exchanges.append(replace(exchange, request=safe, message_id=self._call.message_id))


def credentials(request: Request, settings: Settings) -> Mapping[str, str]:
    """The headers that sign a request; none where the vendor wants none."""
    if request.path.startswith(settings.vendor.unsigned):
        return {}
    return settings.vendor.sign(settings)


def _signed(request: Request, settings: Settings) -> Request:
    """The request with the vendor's credentials; what the steps said themselves stays."""
    headers = {"Accept": "application/json", **credentials(request, settings)}
    if request.body is not None:
        headers["Content-Type"] = "application/json"
    return replace(request, headers={**headers, **request.headers})


def _driven(
    steps: Generator[Request, Answer, T], sign: Callable[[Request], Request], send: Send
) -> T:
    with closing(steps):
        try:
            request = next(steps)
            while True:
                answer = send(sign(request)).answer
                if answer is None:
                    raise Unreachable("the vendor gave no answer")
                request = steps.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result
