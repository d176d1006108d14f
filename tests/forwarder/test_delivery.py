"""Delivering calls: once each, in order, from any thread."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from contracts.call import Call
from contracts.conversation import Kind
from contracts.exchange import Answer, Exchange, Request
from contracts.problem import BadInput
from forwarder.delivery import Forwarder
from forwarder.driver import AnswerLost, Unreachable
from forwarder.ending import failed, refused, sent
from forwarder.settings import settings_of
from forwarder.transport import Transport
from forwarder.vendor import Vendor

ENDINGS = {200: sent("done"), 403: refused("no right"), 503: failed("busy")}


def discover(_settings):
    answer = yield Request("GET", "/fields")
    return {"user": answer.body}


def vendor(name: str) -> Vendor:
    return Vendor(
        name=name, title=name.title(), catalog_names=(name,), address="https://acme.io",
        settings=(), sign=lambda _settings: {}, unsupported={}, discover=discover,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def handlers(monkeypatch):
    """Vendors whose identify is one write."""

    def identify(call, _settings, fields):
        answer = yield Request("POST", f"/{call.message_id}", body={"fields": fields})
        return ENDINGS[answer.status]

    monkeypatch.setattr("forwarder.driver.handlers", lambda _name: {"identify": identify})


class Wire:
    """Answers look-ups with {}, and writes with the next of the statuses given (else 200)."""

    def __init__(self, *statuses):
        self.statuses, self.written, self.looked = list(statuses), [], []

    def __call__(self, request: Request) -> Exchange:
        if not request.writes:
            self.looked.append(request.path)
            return Exchange(request=request, answer=Answer(200, {}), vendor="acme")
        self.written.append(request.path)
        status = self.statuses.pop(0) if self.statuses else 200
        if status == "lost":
            raise AnswerLost(Exchange(request=request, answer=None, vendor="acme"))
        if status == "away":
            raise Unreachable("away")
        exchange = Exchange(request=request, answer=Answer(status), vendor="acme")
        if status == 500:
            raise AnswerLost(exchange)
        return exchange


def forwarder(wire, *names, **options) -> Forwarder:
    settings = {name: settings_of(vendor(name), {}) for name in names or ("acme",)}
    return Forwarder(settings, send_for=lambda _settings: wire, **options)


def call(message_id: str, user_id: str | None = "u") -> Call:
    return Call(type="identify", message_id=message_id, user_id=user_id)


def kinds(conversations) -> list[Kind]:
    return [conversation.outcome.kind for conversation in conversations]


def test_a_call_goes_to_every_vendor_or_to_those_named():
    with forwarder(Wire(), "acme", "ajax") as both:
        assert [c.vendor for c in both.forward(call("m1"))] == ["acme", "ajax"]
        assert [c.vendor for c in both.forward(call("m2"), to=["ajax"])] == ["ajax"]


def test_transports_are_closed_with_the_forwarder():
    closed = []

    class Watched(Transport):
        def close(self):
            closed.append(self)

    with Forwarder({"acme": settings_of(vendor("acme"), {})}, transport_for=Watched):
        assert closed == []
    assert len(closed) == 1


def test_a_vendor_without_settings_is_bad_input():
    with pytest.raises(BadInput, match="no settings for vendor 'ajax'"):
        forwarder(Wire()).forward(call("m"), to=["ajax"])


def test_a_message_that_comes_again_is_dropped():
    """Cases 96 to 98."""
    wire = Wire()
    both = forwarder(wire)
    assert kinds(both.forward(call("m")) + both.forward(call("m"))) == [Kind.SENT, Kind.SKIPPED]
    assert wire.written == ["/m"]
    assert both.report.duplicates == {"acme": 1}


@pytest.mark.parametrize("status", [403, 503, "away"])
def test_a_call_that_was_not_delivered_may_come_again(status):
    wire = Wire(status)
    again = forwarder(wire)
    again.forward(call("m"))
    assert kinds(again.forward(call("m"))) == [Kind.SENT]


def test_the_memory_for_messages_is_bounded():
    wire = Wire()
    short = forwarder(wire, remembered=1)
    for message in ("m1", "m2", "m1"):
        short.forward(call(message))
    assert wire.written == ["/m1", "/m2", "/m1"]


def test_fields_are_asked_for_once_until_they_are_old_or_refreshed():
    now, wire = [0.0], Wire()
    asking = forwarder(wire, fields_seconds=10, seconds=lambda: now[0])
    for at, looked in ((0.0, 1), (9.0, 1), (10.0, 2), (11.0, 2)):
        now[0] = at
        asking.forward(call(f"m{at}"))
        assert len(wire.looked) == looked
    asking.refresh()
    asking.forward(call("m"))
    assert len(wire.looked) == 3


def test_the_report_counts_outcomes_requests_and_repeats():
    counting = forwarder(Wire("lost", 500, 200, 403))
    counting.forward(call("m1"))
    counting.forward(call("m2"))
    report = counting.report
    assert report.outcomes == {("acme", Kind.SENT): 1, ("acme", Kind.REFUSED): 1}
    assert (report.requests["acme"], report.repeats["acme"]) == (4, 2)


def test_a_users_calls_keep_their_order_and_others_do_not_wait():
    wire, release, started = Wire(), threading.Event(), threading.Event()

    def slow(request: Request) -> Exchange:
        exchange = wire(request)
        if request.path == "/m0":
            started.set()
            assert release.wait(10)
        return exchange

    ordered = forwarder(slow)
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(ordered.forward, call("m0"))
        assert started.wait(10)
        other = pool.submit(ordered.forward, call("other", "v"))
        assert kinds(other.result(10)) == [Kind.SENT]
        later = pool.submit(ordered.forward, call("m1"))
        assert not later.done()
        release.set()
        assert kinds(first.result(10) + later.result(10)) == [Kind.SENT, Kind.SENT]
    assert wire.written == ["/m0", "/other", "/m1"]


def test_many_threads_deliver_each_message_once():
    wire = Wire()
    busy = forwarder(wire)
    calls = [call(f"m{n % 50}", f"u{n % 5}") for n in range(400)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(busy.forward, calls))
    assert sorted(wire.written) == sorted({f"/m{n}" for n in range(50)})
    assert busy.report.duplicates["acme"] == 350
