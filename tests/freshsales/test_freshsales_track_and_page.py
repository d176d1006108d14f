"""Track and page calls to Freshsales, and what discovery asks."""

import pytest

from contracts.call import Call
from contracts.conversation import Dropped, Kind
from contracts.exchange import Answer, Exchange, Request
from driving import driven
from forwarder.driver import converse, discovered
from forwarder.ending import Ended
from forwarder.settings import settings_of
from forwarder.vendor import handlers, vendors

FRESHSALES = vendors()["freshsales"]
SETTINGS = {"subdomain": "acme", "api_token": "hush-hush"}
JOHN = "john.doe@example.com"


def told(kind, *answers, user_id=JOHN, settings=None, **rest):
    """The requests a call asks, given these answers in turn, and its outcome."""
    call = Call(type=kind, message_id="m", user_id=user_id, **rest)
    own = settings_of(FRESHSALES, SETTINGS | (settings or {}))
    return driven(handlers("freshsales")[kind](call, own, {}), answers)


@pytest.mark.parametrize("name", ["Email Bounced", "My Custom Thing"])
def test_call_14_15_an_event_is_sent_under_its_own_name_with_its_properties(name):
    """Rules 33 to 37; cases F14, F15."""
    properties = {"emailId": "110688", "price": 9.5, "ok": None}
    requests, outcome = told("track", Answer(200), event=name, properties=properties)
    assert (requests[0].method, requests[0].path) == ("POST", "/track/events")
    event = {"name": name, **properties}
    assert requests[0].body == {
        "identifier": JOHN,
        "event": event,
        "application_token": "hush-hush",
    }
    assert outcome.kind is Kind.SENT


def test_properties_that_have_no_place_are_dropped_with_the_reason():
    properties = {"name": "x", "items": [1], "address": {}}
    requests, outcome = told("track", Answer(200), event="E", properties=properties)
    assert requests[0].body["event"] == {"name": "E"}
    assert {e.trait for e in outcome.mapping if isinstance(e, Dropped)} == set(properties)


def test_call_16_a_page_view_is_sent_with_its_address_and_title():
    """Rules 38, 39; case F16."""
    properties = {"title": "Pricing", "url": "http://example.com/pricing"}
    requests, outcome = told("page", Answer(200), name="Page view", properties=properties)
    assert requests[0].path == "/track/page_views"
    assert requests[0].body["page_view"] == properties
    assert Dropped("name", "a page view has no place for a name") in outcome.mapping


@pytest.mark.parametrize("url", [None, "", 5])
def test_the_address_may_stand_in_the_context(url):
    context = {"page": {"url": "http://example.com"}}
    properties = {} if url is None else {"url": url}
    requests, _ = told("page", Answer(200), context=context, properties=properties)
    assert requests[0].body["page_view"] == {"url": "http://example.com"}


@pytest.mark.parametrize(
    ("kind", "rest", "rule"),
    [
        ("track", {"user_id": None, "event": "E"}, "track.identity"),
        ("track", {"event": " "}, "track.custom"),
        ("page", {"user_id": None}, "track.identity"),
        ("page", {}, "page.pageview"),
    ],
)
def test_a_call_that_lacks_something_asks_nothing(kind, rest, rule):
    """Rule 34."""
    requests, outcome = told(kind, **rest)
    assert requests == []
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, f"freshsales.{rule}")


def test_the_application_token_is_the_api_token_unless_it_is_set():
    for settings, token in (({}, "hush-hush"), ({"app_token": "app"}, "app")):
        requests, _ = told("track", Answer(200), event="E", settings=settings)
        assert requests[0].body["application_token"] == token


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, Kind.REFUSED), (400, Kind.REFUSED), (500, Kind.FAILED), (202, Kind.FAILED)],
)
def test_only_200_says_that_it_was_taken(status, kind):
    """The vendor's own libraries take nothing else for done."""
    assert told("track", Answer(status), event="E")[1].kind is kind


@pytest.mark.parametrize("kind", ["track", "page"])
def test_the_suite_is_told_below_its_own_path(kind):
    rest = {"event": "E", "properties": {"url": "http://example.com"}}
    requests, _ = told(kind, Answer(200), settings={"domain": "myfreshworks.com"}, **rest)
    assert requests[0].path.startswith("/crm/sales/track/")


def test_no_credentials_go_in_a_header_and_none_are_kept():
    asked = []

    def send(request: Request):
        asked.append(request)
        return Exchange(request=request, answer=Answer(200), vendor="freshsales")

    call = Call(type="track", message_id="m", user_id=JOHN, event="E")
    kept = converse(FRESHSALES, call, SETTINGS, send).exchanges[0].request
    assert asked[0].header("Authorization") is None
    assert kept.body["application_token"] == "***"


def listed(*fields):
    return Answer(
        200, {"fields": [{"name": n, "label": label, "type": t} for n, label, t in fields]}
    )


def test_the_custom_fields_of_each_kind_of_record_are_discovered():
    """Rule 25."""
    asked = []
    answer = listed(("first_name", "First name", "text"), ("cf_vip", "Very important", "radio"))
    answer.body["fields"][1]["choices"] = [{"id": 1, "value": "yes"}]

    def send(request: Request):
        asked.append(request.path)
        return Exchange(request=request, answer=answer, vendor="freshsales")

    fields = discovered(FRESHSALES, settings_of(FRESHSALES, SETTINGS), send)
    kinds = ("leads", "contacts", "sales_accounts", "deals")
    assert asked == [f"/api/settings/{kind}/fields" for kind in kinds]
    assert fields["lead"] == {"cf_vip": "radio"}
    assert fields["contact choices"] == {"cf_vip": ["yes"]}
    labels = {"first_name": "First name", "cf_vip": "Very important"}
    assert fields["deal labels"] == labels


def test_the_suite_is_asked_for_no_fields_of_leads():
    asked = []

    def send(request: Request):
        asked.append(request.path)
        return Exchange(request=request, answer=listed(), vendor="freshsales")

    suite = settings_of(FRESHSALES, SETTINGS | {"domain": "freshworks.com"})
    assert "lead" not in discovered(FRESHSALES, suite, send)
    kinds = ("contacts", "sales_accounts", "deals")
    assert asked == [f"/crm/sales/api/settings/{kind}/fields" for kind in kinds]


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (Answer(401, {"login": "failed"}), "freshsales.settings.api-token"),
        (Answer(404), "freshsales.settings.subdomain"),
        (Answer(200, []), None),
    ],
)
def test_fields_that_cannot_be_read_end_every_call(answer, rule):
    def send(request: Request):
        return Exchange(request=request, answer=answer, vendor="freshsales")

    with pytest.raises(Ended) as caught:
        discovered(FRESHSALES, settings_of(FRESHSALES, SETTINGS), send)
    assert caught.value.outcome.rule == rule
