"""What Segment's calls leave behind at User.com: the forwarder and the fake together."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cassettes
from contracts.conversation import Kind
from emulator.clock import Clock
from emulator.vendor import vendors as fakes
from fauxdesk.fakes import Fake
from fauxdesk.inside import LOCAL, transport_to
from forwarder.driver import converse
from forwarder.parsing import parse_call
from forwarder.settings import settings_of
from forwarder.vendor import vendors

LATE, EARLY = "2013-01-07T10:00:00Z", "2013-01-07T09:00:00Z"
AUDIENCE = "order_completed_last_30days"
AMOUNT = {"content_type": "activity", "name": "amount", "value_type": "integer"}
CONTEXT = {
    "userAgent": "Mozilla/5.0 (X11; rv:121.0) Gecko/20100101 Firefox/121.0",
    "os": {"name": "iOS", "version": "8.1"},
    "device": {"name": "maguro", "type": "android"},
    "locale": "en-US",
    "screen": {"width": 320, "height": 568},
    "ip": "10.0.0.1",
    "timezone": "Europe/Warsaw",
    "page": {"url": "https://x.io/"},
}
TOLD_BY_CONTEXT = {
    *("user_agent", "os", "device_name", "device_type", "language", "resolution", "ip_address"),
    *("browser_family", "browser_version", "timezone", "current_url"),
}


class App:
    """An app of User.com to which calls are forwarded."""

    def __init__(self, file=None):
        self.fake = Fake(fakes()["usercom"], file, Clock(frozen_at=1_357_516_800))

    def told(self, kind, settings=None, **call):
        """The conversation of a call of the user u1."""
        message = {"type": kind, "userId": "u1", "messageId": "m", **call}
        call = parse_call({key: value for key, value in message.items() if value is not None})
        return converse(vendors()["usercom"], call, self.fake.settings(settings), self.fake.send)

    def held(self, table):
        return self.fake.account.own(table)

    def sent(self):
        """The body of the first request."""
        return self.fake.exchanges[0].request.body


@pytest.fixture
def app():
    return App()


def test_uc_72_the_user_id_comes_first(app):
    app.told("identify", anonymousId="a1")
    assert [user["custom_id"] for user in app.held("users")] == ["u1"]


def test_uc_73_an_anonymous_id_is_the_second_choice(app):
    app.told("identify", userId=None, anonymousId="a1")
    assert [user["custom_id"] for user in app.held("users")] == ["a1"]


def test_uc_75_without_a_key_nothing_is_asked(app):
    told = app.told("identify", settings={"api_key": None})
    assert (told.outcome.kind, told.exchanges) == (Kind.REFUSED, ())


def test_uc_78_a_whole_context_fills_eleven_fields(app):
    app.told("identify", context=CONTEXT)
    assert app.sent().keys() - {"custom_id"} == TOLD_BY_CONTEXT
    [user] = app.held("users")
    assert (user["os_type"], user["last_ip"], user["resolution"]) == (
        "iOS 8.1",
        "10.0.0.1",
        "320x568",
    )


def test_uc_79_an_empty_context_fills_none(app):
    app.told("identify", context={})
    assert app.sent() == {"custom_id": "u1"}


def test_uc_81_an_event_of_a_stranger_creates_all_that_is_missing(app):
    assert app.told("track", event="Bought", properties={"sku": 5}).outcome.kind is Kind.SENT
    assert [user["custom_id"] for user in app.held("users")] == ["u1"]
    assert [event["name"] for event in app.held("events")] == ["Bought"]
    assert [occurrence["data"] for occurrence in app.held("event_occurrences")] == [{"sku": "5"}]
    [definition] = app.held("attributes")
    assert (definition["content_type"], definition["value_type"]) == ("activity", "string")


def test_uc_82_the_same_event_twice_is_two_occurrences(app):
    for _ in range(2):
        app.told("track", event="Bought")
    assert (len(app.held("event_occurrences")), len(app.held("events"))) == (2, 1)


def test_uc_83_a_property_of_another_type_is_left_out():
    app = App({"attributes": [AMOUNT]})
    app.told("track", event="Bought", properties={"amount": "x"})
    assert [occurrence["data"] for occurrence in app.held("event_occurrences")] == [{}]


def test_uc_84_a_page_of_a_stranger_creates_the_user(app):
    app.told("page", properties={"url": "https://x.io/"})
    assert [(user["custom_id"], user["page_views"]) for user in app.held("users")] == [("u1", 1)]


def test_uc_85_an_older_page_counts_and_moves_nothing_back(app):
    for at in (LATE, EARLY):
        app.told("page", properties={"url": "https://x.io/"}, timestamp=at)
    [user] = app.held("users")
    assert (user["page_views"], user["last_seen"]) == (2, "2013-01-07T10:00:00.000000Z")


PAGES = st.lists(
    st.tuples(st.sampled_from("ab"), st.none() | st.integers(min_value=0, max_value=23)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(pages=PAGES)
def test_pages_in_any_order_count_each_and_never_move_back(pages):
    """A page without a time is dated as it comes in, at midnight by the clock of this app."""
    app, seen = App(), {"a": [], "b": []}
    for name, hour in pages:
        at = None if hour is None else f"2013-01-07T{hour:02}:00:00Z"
        app.told("page", userId=name, properties={"url": "https://x.io/"}, timestamp=at)
        seen[name].append(hour or 0)
        held = {u["custom_id"]: (u["page_views"], u["last_seen"][11:13]) for u in app.held("users")}
        expected = {n: (len(hours), f"{max(hours):02}") for n, hours in seen.items() if hours}
        assert held == expected
    assert len(app.held("site_views")) == len(pages)


def test_uc_86_a_group_of_strangers_creates_company_and_user(app):
    app.told("group", groupId="g1", traits={"name": "Acme"})
    [user], [company], [link] = map(app.held, ("users", "companies", "company_members"))
    assert (user["custom_id"], company["custom_id"]) == ("u1", "g1")
    assert (link["user_id"], link["company_id"]) == (user["id"], company["id"])


def test_uc_87_a_group_told_again_is_the_same_company(app):
    app.told("group", groupId="g1", traits={"name": "Acme"})
    app.told("group", groupId="g1", traits={"name": "Acme", "plan": "gold"})
    [company] = app.held("companies")
    assert company["attributes"] == {"plan": "gold"}
    assert len(app.held("company_members")) == 1


def test_uc_88_a_group_without_a_name_is_created(app):
    app.told("group", groupId="g1")
    assert [company["custom_id"] for company in app.held("companies")] == ["g1"]


def test_uc_89_employees_are_the_size_and_the_phone_a_list(app):
    app.told("group", groupId="g1", traits={"employees": 50, "phone": "+48225467887"})
    [company] = app.held("companies")
    assert (company["size"], company["phone_numbers"]) == (50, ["+48225467887"])
    bodies = [exchange.request.body or {} for exchange in app.fake.exchanges]
    assert not any("employees" in body for body in bodies)


def test_uc_90_an_undefined_trait_of_a_group_becomes_a_string(app):
    app.told("group", groupId="g1", traits={"floors": 7})
    [definition] = app.held("attributes")
    assert (definition["content_type"], definition["value_type"]) == ("company", "string")


def delivered(app, **settings):
    """The outcome of an event that is delivered with patience, as to the vendor itself."""
    sender = vendors()["usercom"]
    told = settings_of(sender, {**app.fake.settings(), "url": LOCAL, **settings})
    call = parse_call({"type": "track", "userId": "u1", "event": "Bought", "messageId": "m"})
    with transport_to(app.fake, app.fake.clock, told) as transport:
        return converse(sender, call, told, transport.send).outcome.kind


@pytest.mark.parametrize(("key", "status"), [("uc-revoked-key", 403), ("nobody", 401)])
def test_uc_91_who_may_not_ask_is_told_once_and_asks_no_more(app, key, status):
    assert delivered(app, api_key=key) is Kind.REFUSED
    assert [e.answer.status for e in app.fake.exchanges] == [status]
    assert app.held("users") == []


def test_uc_92_a_spent_window_is_waited_for_and_has_one_effect():
    """Django REST framework's answer, as User.com's clients read it."""
    limits = {"rate_limits": True, "requests_per_window": 1, "window_seconds": 1}
    app = App({"settings": limits})
    assert delivered(app) is Kind.SENT
    assert [e.answer.status for e in app.fake.exchanges] == [200, 429, 201]
    assert [e.answer.header("Retry-After") for e in app.fake.exchanges] == [None, "1", None]
    assert len(app.held("event_occurrences")) == 1
    assert app.fake.clock.seconds() >= 1_357_516_801


@pytest.mark.parametrize("member", [True, False])
def test_uc_93_an_audience_is_an_attribute_of_its_name(member):
    flag = {"content_type": "clientuser", "name": AUDIENCE, "value_type": "boolean"}
    app = App({"attributes": [flag]})
    app.told("identify", traits={AUDIENCE: member})
    assert app.sent()[AUDIENCE] is member
    assert [user["attributes"] for user in app.held("users")] == [{AUDIENCE: member}]


def test_uc_94_95_each_call_of_a_sync_is_one_write_of_one_user(app):
    for name in "abc":
        app.told("identify", userId=name, traits={AUDIENCE: True})
    for name, member in (("a", False), ("d", True)):
        app.told("identify", userId=name, traits={AUDIENCE: member})
    held = {user["custom_id"]: user["attributes"][AUDIENCE] for user in app.held("users")}
    assert held == {"a": "False", "b": "True", "c": "True", "d": "True"}
    assert len(app.fake.exchanges) == 5


@pytest.mark.parametrize("kind", ["alias", "screen"])
def test_uc_96_what_is_unsupported_asks_nothing(app, kind):
    assert app.told(kind, previousId="a1").outcome.kind is Kind.SKIPPED
    assert app.fake.exchanges == []


@pytest.mark.parametrize("name", ["User.com", "UserEngage"])
def test_uc_97_switched_off_it_is_asked_nothing(app, name):
    assert app.told("identify", integrations={name: False}).outcome.kind is Kind.SKIPPED
    assert app.fake.exchanges == []


def test_uc_98_an_odd_user_id_is_one_user_on_every_call(app):
    for kind, more in {
        "identify": {},
        "track": {"event": "Bought"},
        "page": {"properties": {"url": "https://x.io/"}},
        "group": {"groupId": "g1"},
    }.items():
        assert app.told(kind, userId="a/b@c d", **more).outcome.kind is Kind.SENT
    assert [user["custom_id"] for user in app.held("users")] == ["a/b@c d"]


def test_uc_99_no_recording_shows_a_key():
    keys = [
        key
        for listed in ("api_keys", "revoked_keys")
        for key in App().fake.account.settings[listed]
    ]
    files = list((Path(cassettes.__file__).parent / "usercom").glob("*.yaml"))
    assert files
    assert [f.name for f in files if any(key in f.read_text() for key in keys)] == []
