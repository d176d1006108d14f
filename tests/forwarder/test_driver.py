"""One call driven to one vendor, whatever happens on the way."""

import logging
import sys
from dataclasses import replace

import pytest

from contracts.call import Call
from contracts.conversation import Kind
from contracts.credentials import basic
from contracts.exchange import Answer, Exchange, Request
from forwarder.driver import RUNS, AnswerLost, Unreachable, converse, discovered
from forwarder.ending import Ended, failed, sent, skipped
from forwarder.settings import settings_of
from forwarder.vendor import Setting, Vendor


def discover(_settings):
    answer = yield Request("GET", "/fields")
    return {"user": answer.body}


VENDOR = Vendor(
    name="acme",
    title="Acme",
    catalog_names=("Acme",),
    address="https://acme.io",
    settings=(Setting(key="key", says="Key.", required=True, secret=True, rule="acme.key"),),
    sign=lambda settings: {"Authorization": basic("a@b.io", settings["key"])},
    unsupported={"track": "acme.track.unsupported"},
    discover=discover,
)
SETTINGS = {"key": "hush-hush"}
CALL = Call(type="identify", message_id="m 1", user_id="u", traits={"email": "ann@b.io"})


@pytest.fixture(autouse=True)
def handlers(monkeypatch):
    """A vendor whose identify looks up, then writes, and says what it was told."""

    def identify(call, _settings, fields):
        if not call.traits:
            return skipped("no traits")
        found = yield Request("GET", "/users", headers={"Accept": "text/csv"})
        answer = yield Request("PUT", "/users/1", body={"was": found.body, "fields": fields})
        return sent(f"vendor said {answer.body}")

    monkeypatch.setattr("forwarder.driver.handlers", lambda _name: {"identify": identify})


class Wire:
    """Answers each request with the next of what it was given, or raises it."""

    def __init__(self, *gives):
        self.gives, self.asked = list(gives), []

    def __call__(self, request: Request) -> Exchange:
        self.asked.append(request)
        given = self.gives.pop(0)
        if isinstance(given, Exception):
            raise given
        if given is AnswerLost:
            raise AnswerLost(Exchange(request=request, answer=None, vendor="acme"))
        return Exchange(request=request, answer=given, vendor="acme")


OK = Answer(200, "fine")


def test_a_call_is_driven_to_its_outcome():
    conversation = converse(VENDOR, CALL, SETTINGS, Wire(OK, OK))
    assert [e.request.path for e in conversation.exchanges] == ["/users", "/users/1"]
    assert conversation.outcome == sent("vendor said fine")
    assert (conversation.vendor, conversation.call) == ("acme", CALL)


def test_every_request_is_signed_and_labelled_before_it_is_sent():
    wire = Wire(OK, OK)
    converse(VENDOR, CALL, SETTINGS, wire)
    assert {r.header("Authorization") for r in wire.asked} == {basic("a@b.io", "hush-hush")}
    assert {r.header("X-Request-Id") for r in wire.asked} == {"m%201"}
    assert [r.header("Content-Type") for r in wire.asked] == [None, "application/json"]


def test_paths_that_want_no_credentials_are_not_signed():
    wire = Wire(OK, OK)
    converse(replace(VENDOR, unsigned=("/users/",)), CALL, SETTINGS, wire)
    assert [bool(r.header("Authorization")) for r in wire.asked] == [True, False]


def test_a_secret_in_a_body_is_sent_and_not_kept():
    wire = Wire(Answer(200, ["hush-hush", {"a": 1}]), OK)
    kept = converse(VENDOR, CALL, SETTINGS, wire).exchanges[1].request
    assert wire.asked[1].body["was"] == ["hush-hush", {"a": 1}]
    assert kept.body["was"] == ["***", {"a": 1}]


def test_what_the_steps_say_of_a_request_stays():
    wire = Wire(OK, OK)
    converse(VENDOR, CALL, SETTINGS, wire)
    assert [r.header("Accept") for r in wire.asked] == ["text/csv", "application/json"]


def test_what_is_kept_knows_its_message_and_hides_the_secret():
    conversation = converse(VENDOR, CALL, SETTINGS, Wire(OK, Answer(200, "key hush-hush")))
    assert {e.message_id for e in conversation.exchanges} == {"m 1"}
    signed = {e.request.header("Authorization") for e in conversation.exchanges}
    assert signed == {basic("a@b.io", "***")}
    assert conversation.outcome.says == "vendor said key ***"


@pytest.mark.parametrize(
    ("call", "settings", "kind", "rule"),
    [
        (Call(type="track", message_id="m"), SETTINGS, Kind.SKIPPED, "acme.track.unsupported"),
        (CALL, {}, Kind.REFUSED, "acme.key"),
        (CALL, {**SETTINGS, "kye": 1}, Kind.REFUSED, None),
        (
            Call(type="identify", message_id="m", integrations={"All": False}),
            {},
            Kind.SKIPPED,
            None,
        ),
    ],
)
def test_a_call_that_cannot_go_asks_nothing(call, settings, kind, rule):
    conversation = converse(VENDOR, call, settings, Wire())
    assert (conversation.outcome.kind, conversation.outcome.rule) == (kind, rule)
    assert conversation.exchanges == ()


def test_options_in_integrations_override_no_setting():
    """Rule zendesk.settings.ui-only."""
    call = Call(
        type="identify", message_id="m", traits={"a": 1}, integrations={"Acme": {"key": "x"}}
    )
    wire = Wire(OK, OK)
    converse(VENDOR, call, SETTINGS, wire)
    assert wire.asked[0].header("Authorization") == basic("a@b.io", "hush-hush")


def test_a_doubtful_switch_is_warned_of_on_the_call():
    call = Call(type="identify", message_id="m", integrations={"acme": False})
    assert "write" in converse(VENDOR, call, SETTINGS, Wire()).call.warnings[0]


def test_a_lost_answer_begins_the_call_again_from_its_look_up():
    conversation = converse(VENDOR, CALL, SETTINGS, Wire(OK, AnswerLost, OK, OK))
    asked = [(e.request.method, e.answer) for e in conversation.exchanges]
    assert asked == [("GET", OK), ("PUT", None), ("GET", OK), ("PUT", OK)]
    assert conversation.outcome.kind is Kind.SENT


def test_the_steps_before_are_over_while_a_lost_answer_is_waited_for(monkeypatch):
    over, seen = [], []

    def identify(_call, _settings, _fields):
        try:
            yield Request("PUT", "/users/1")
        finally:
            over.append(True)
        return sent("done")

    def pause(_run):
        seen.append(list(over))
        return False

    monkeypatch.setattr("forwarder.driver.handlers", lambda _name: {"identify": identify})
    lost = Exchange(request=Request("PUT", "/users/1"), answer=None, vendor="acme")
    converse(VENDOR, CALL, SETTINGS, Wire(AnswerLost(lost, pause=pause)), fields={})
    assert seen == [[True]]


def test_a_call_is_begun_so_often_and_no_more():
    conversation = converse(VENDOR, CALL, SETTINGS, Wire(*[OK, AnswerLost] * RUNS))
    assert conversation.outcome.kind is Kind.FAILED
    assert len(conversation.exchanges) == 2 * RUNS


def test_an_unreachable_vendor_is_a_failure_that_keeps_what_went_before():
    conversation = converse(VENDOR, CALL, SETTINGS, Wire(OK, Unreachable("no route")))
    assert conversation.outcome == failed("no route")
    assert len(conversation.exchanges) == 1


def test_fields_are_discovered_when_a_call_has_something_to_send():
    conversation = converse(VENDOR, CALL, SETTINGS, Wire(OK, OK), discover=lambda: {"user": {}})
    assert conversation.exchanges[1].request.body["fields"] == {"user": {}}


def test_nothing_is_discovered_for_a_call_that_asks_nothing():
    call = Call(type="identify", message_id="m")
    conversation = converse(VENDOR, call, SETTINGS, Wire(), discover=sys.exit)
    assert conversation.outcome == skipped("no traits")


def test_a_call_ends_as_its_discovery_ended():
    def discover():
        raise Ended(failed("busy"))

    assert converse(VENDOR, CALL, SETTINGS, Wire(), discover=discover).outcome == failed("busy")


def test_discovery_is_signed_and_driven_like_a_call():
    wire = Wire(Answer(200, {"plan": "text"}))
    assert discovered(VENDOR, settings_of(VENDOR, SETTINGS), wire) == {"user": {"plan": "text"}}
    assert wire.asked[0].header("Authorization")


def test_a_vendor_away_during_discovery_ends_the_call():
    with pytest.raises(Ended) as caught:
        discovered(VENDOR, settings_of(VENDOR, SETTINGS), Wire(Unreachable("no route")))
    assert caught.value.outcome.kind is Kind.FAILED


def test_the_log_holds_neither_secrets_nor_traits(caplog):
    with caplog.at_level(logging.INFO):
        converse(VENDOR, CALL, SETTINGS, Wire(OK, Answer(200, "ann@b.io hush-hush")))
    assert "acme: identify 'm 1': sent" in caplog.text
    assert "ann@b.io" not in caplog.text
    assert "hush-hush" not in caplog.text
