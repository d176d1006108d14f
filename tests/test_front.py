"""The first port: Segment's tracking API, control, and the page."""

import base64
import gzip
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest

from emulator.calling import call
from fauxdesk.serving.front import make_front
from fauxdesk.serving.front_control import known_controls
from fauxdesk.serving.intake import Busy, Intake, forwarder_to
from fauxdesk.serving.stack import Stack

PERSON = {"userId": "12345", "traits": {"name": "Kobe Bryant", "email": "kobe@lakers.com"}}
SIGNED = {"Authorization": "Basic YWRtaW5AYWNtZS5leGFtcGxlL3Rva2VuOnpkLWxvY2FsLXRva2Vu"}
"""The administrator's API token, which may appear nowhere."""


@dataclass
class Told:
    """An answer of the first port."""

    status: int
    headers: dict[str, str]
    text: str


class Desk:
    """A started stack with its first port, asked without sockets."""

    def __init__(self, stack: Stack, intake: Intake) -> None:
        self.stack, self.intake, self.front = stack, intake, make_front(stack, intake)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Told:
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"http://127.0.0.1:7100{path}"
        status, fields, content = call(self.front, method, url, named.items(), data)
        return Told(status, dict(fields), content.decode())

    def post(self, route: str, body: Any, **headers: str) -> Told:
        told = self.ask("POST", f"/v1/{route}", body, **headers)
        self.intake.settle()
        return told

    def vendor(self, method: str, path: str, body: Any = None) -> None:
        """Ask the fake as its administrator would."""
        data = None if body is None else json.dumps(body).encode()
        headers = {**SIGNED, "Content-Type": "application/json"}
        call(self.stack["zendesk"], method, f"http://127.0.0.1{path}", headers.items(), data)

    def page(self, query: str = "") -> str:
        return self.ask("GET", f"/{query}").text

    def exchanges(self, query: str = "") -> list[str]:
        """The requests that the page lists."""
        return re.findall(r"<code><b>(\w+ ?</b> [^<]*)</code>", self.page(query))


@pytest.fixture
def desk() -> Iterator[Desk]:
    stack = Stack(("zendesk",))
    intake = Intake(lambda: forwarder_to(stack), stack.clock.now)
    with stack, closing(intake):
        yield Desk(stack, intake)


def users(desk: Desk) -> list[str]:
    return [user["name"] for user in desk.stack["zendesk"].account.own("users")]


def test_a_call_that_is_posted_ends_at_the_fake_vendor(desk: Desk) -> None:
    told = desk.post("identify", PERSON)
    assert (told.status, told.text) == (200, '{"success":true}')
    assert told.headers["Content-Type"] == "application/json"
    assert users(desk) == ["Kobe Bryant"]


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/v1/identify"), ("POST", "/V1/IDENTIFY/"), ("POST", "/v1/i")]
)
def test_a_route_is_found_in_any_case_with_a_slash_and_by_put(
    desk: Desk, method: str, path: str
) -> None:
    assert desk.ask(method, path, PERSON).status == 200
    desk.intake.settle()
    assert users(desk) == ["Kobe Bryant"]


def test_pythons_library_is_understood(desk: Desk) -> None:
    """The bytes of segment-analytics-python 2.4.0: absent ids are null."""
    item = {**PERSON, "type": "identify", "anonymousId": None, "integrations": {}}
    item |= {"timestamp": "2026-11-22T00:22:20.163+00:00", "messageId": "16b34be5"}
    body = {"batch": [item], "sentAt": "2026-11-22T00:22:21.000001+00:00", "writeKey": "wk"}
    packed = gzip.compress(json.dumps(body).encode())
    told = desk.post("batch", packed, Authorization="Basic d2s6", Content_Encoding="gzip")
    assert (told.status, users(desk)) == (200, ["Kobe Bryant"])


def test_any_write_key_is_taken_and_none_is_shown(desk: Desk) -> None:
    desk.post("identify", {**PERSON, "writeKey": "s3cret-key"}, Authorization="Basic czNjcmV0Og==")
    desk.post("identify", {**PERSON, "messageId": "again"})
    told = desk.ask("GET", "/_fauxdesk/calls").text + desk.page()
    assert [taken.bad for taken in desk.intake.calls] == [None, None]
    assert "s3cret" not in told
    assert "czNjcmV0" not in told


@pytest.mark.parametrize(
    ("body", "packing", "answer"),
    [
        (b'{"userId"', "", "Bad Request\n"),
        (b"[]", "", "Bad Request\n"),
        (b" " * 9_000_000, "", "Bad Request\n"),
        (b"{}", "gzip", '{"success":false,"message":"Malformed gzip content"}'),
    ],
)
def test_a_malformed_body_is_answered_in_segments_words(
    desk: Desk, body: bytes, packing: str, answer: str
) -> None:
    """As tracking-api-chaos does."""
    told = desk.post("identify", body, Content_Encoding=packing)
    assert (told.status, told.text) == (400, answer)
    assert desk.intake.calls[0].bad


def test_a_browser_is_told_of_nothing(desk: Desk) -> None:
    assert desk.post("t", b'{"event"').status == 200
    assert "is not JSON" in desk.page()


def encoded(message: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(message).encode()).decode()


def test_a_browser_may_call_by_address(desk: Desk) -> None:
    told = desk.ask("GET", f"/v1/i?data={encoded(PERSON)}&callback=done")
    desk.intake.settle()
    assert (told.status, told.text) == (200, 'done({"success":true});')
    assert users(desk) == ["Kobe Bryant"]


@pytest.mark.parametrize("callback", ["alert(1)//", "<b>", ""])
def test_what_is_no_name_of_a_function_is_not_echoed(desk: Desk, callback: str) -> None:
    told = desk.ask("GET", f"/v1/i?data={encoded(PERSON)}&callback={quote(callback)}")
    assert told.text == '{"success":true}'


@pytest.mark.parametrize(
    "query", [f"data={encoded(PERSON)}", "userId=1&traits.name=Ann", "", "data=?"]
)
def test_a_pixel_is_a_picture_whatever_it_brings(desk: Desk, query: str) -> None:
    url = f"http://127.0.0.1:7100/v1/pixel/identify?{query}"
    status, fields, content = call(desk.front, "GET", url, (), None)
    assert (status, dict(fields)["Content-Type"], content[:3]) == (200, "image/gif", b"GIF")
    desk.intake.settle()
    assert len(desk.intake.calls) == 1


def test_a_browser_of_any_origin_may_send_what_it_asks_to_send(desk: Desk) -> None:
    told = desk.ask("OPTIONS", "/v1/track", Access_Control_Request_Headers="authorization")
    assert told.status == 200
    assert told.headers["Access-Control-Allow-Origin"] == "*"
    assert told.headers["Access-Control-Allow-Headers"] == "authorization"
    assert told.headers["Access-Control-Max-Age"] == "604800"
    assert "Access-Control-Allow-Origin" not in desk.ask("GET", "/_fauxdesk/calls").headers


def test_more_than_can_wait_is_to_come_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_messages: object) -> None:
        raise Busy

    monkeypatch.setattr(desk.intake, "take", full)
    told = desk.post("identify", PERSON)
    assert (told.status, told.headers["Retry-After"]) == (429, "1")


def test_a_stack_that_ends_takes_no_more(desk: Desk) -> None:
    desk.intake.close()
    assert desk.post("identify", PERSON).status == 503


def test_control_tells_versions_addresses_accounts_and_counts(desk: Desk) -> None:
    told = json.loads(desk.ask("GET", "/_fauxdesk/").text)
    vendor = told["vendors"]["zendesk"]
    assert (told["clock"]["ahead"], told["calls"], told["waiting"]) == (0, 0, 0)
    assert vendor["url"] == desk.stack.url("zendesk")
    assert vendor["accounts"]["acme"]["counts"]["users"] == 2


def test_calls_are_told_and_forgotten_so_that_they_may_come_again(desk: Desk) -> None:
    message = {**PERSON, "messageId": "same"}
    for _ in range(2):
        desk.post("identify", message)
    told = json.loads(desk.ask("GET", "/_fauxdesk/calls").text)
    assert [one["vendors"][0]["outcome"] for one in told] == ["sent", "skipped"]
    assert desk.ask("DELETE", "/_fauxdesk/calls").text == "[]\n"
    desk.post("identify", message)
    assert [one.to_json()["vendors"][0]["outcome"] for one in desk.intake.calls] == ["sent"]


def test_every_vendor_is_steered_at_once(desk: Desk) -> None:
    desk.post("identify", PERSON)
    state = json.loads(desk.ask("GET", "/_fauxdesk/state").text)
    assert [user["name"] for user in state["zendesk"]["tables"]["users"]][-1] == "Kobe Bryant"
    assert json.loads(desk.ask("GET", "/_fauxdesk/journal?limit=1").text)["zendesk"][0]["id"] > 1
    assert json.loads(desk.ask("POST", "/_fauxdesk/reset").text)["zendesk"]["reset"] is True
    assert users(desk) == []


def test_the_clock_of_the_stack_is_advanced_once(desk: Desk) -> None:
    told = desk.ask("POST", "/_fauxdesk/clock", {"advance": "90s"})
    assert (told.status, desk.stack.clock.ahead) == (200, 90)
    assert desk.ask("POST", "/_fauxdesk/clock", {"advance": "x"}).status == 400
    assert json.loads(desk.ask("GET", "/_fauxdesk/clock").text)["ahead"] == 90


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nowhere", 404), ("GET", "/v1/identify", 405)]
)
def test_what_is_not_there_says_where_things_are(
    desk: Desk, method: str, path: str, status: int
) -> None:
    told = desk.ask(method, path)
    assert (told.status, "the page is at /" in told.text) == (status, True)


def test_an_unknown_control_route_is_answered_with_those_there_are(desk: Desk) -> None:
    for method, path in (("GET", "/_fauxdesk/nope"), ("PUT", "/_fauxdesk/state")):
        assert json.loads(desk.ask(method, path).text)["known"] == known_controls()
    for known in known_controls():
        assert desk.ask(*known.split()).status not in (404, 405)


def test_the_page_shows_what_was_called_asked_and_kept(desk: Desk) -> None:
    desk.post("identify", PERSON)
    page = desk.page()
    for shown in ("Zendesk", desk.stack.url("zendesk"), "kobe@lakers.com", "user created"):
        assert shown in page
    assert "POST</b> /api/v2/users/create_or_update" in desk.exchanges()
    assert re.search(r"<span>users</span> <b>3</b>", page)
    assert re.search(r"<span>outbox</span> <b>1</b>", page)
    assert re.search(r"\d+ of \d+ rules seen at work", page)


def test_tables_that_are_as_the_account_began_are_put_together(desk: Desk) -> None:
    began = desk.page().index("as the account began")
    assert desk.page().index("<span>users</span>") > began
    desk.post("identify", PERSON)
    assert "<span>users</span> <b>3</b>" in desk.page()
    assert "as the account began" not in desk.page()


def test_the_page_of_an_idle_stack_says_what_to_do(desk: Desk) -> None:
    page = desk.page()
    assert "curl http://127.0.0.1:7100/v1/identify" in page
    assert "No exchanges yet" in page


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_text_from_outside_is_never_markup(desk: Desk, evil: str) -> None:
    ids = {"userId": evil, "messageId": evil}
    desk.post("identify", {**ids, "traits": {"name": evil, "email": "a@b.io", evil: evil}})
    desk.post("batch", {"batch": [{"type": evil}]})
    desk.vendor("GET", f"/api/v2/{evil}?query={evil}".replace(" ", "%20"))
    page = desk.page(f"?vendor={evil.replace(' ', '%20')}") + desk.page()
    assert evil not in page
    assert "&lt;" in page


def test_no_secret_is_on_the_page(desk: Desk) -> None:
    desk.post("identify", PERSON)
    desk.vendor("GET", "/api/v2/users/me")
    shown = desk.page() + desk.ask("GET", "/_fauxdesk/").text
    secrets = ("zd-local-token", "zd-local-password", "zd-agent-password", SIGNED["Authorization"])
    assert [secret for secret in secrets if secret in shown] == []


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(desk: Desk) -> None:
    desk.post("identify", PERSON)
    told = desk.ask("GET", "/")
    loaded = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]*)"', told.text)
    assert [url for url in loaded if not url.startswith(("/static/", "data:"))] == []
    assert not re.search(r"<style|<script>|\son\w+=|style=", told.text)
    assert "default-src 'none'" in told.headers["Content-Security-Policy"]
    assert [desk.ask("GET", url).status for url in loaded if url[0] == "/"] == [200, 200]


def test_a_broken_rule_is_shown_with_its_sentence_and_source(desk: Desk) -> None:
    desk.post("identify", PERSON)
    desk.vendor("POST", "/api/v2/users", {"user": {"name": "B", "email": "b@b.io"}})
    page = desk.page("?broken=1")
    assert desk.exchanges("?broken=1") == ["POST</b> /api/v2/users"]
    assert "broken identify.match-email" in page
    assert "Users are matched by email" in page
    assert "seed 001, Identify" in page


def test_the_exchanges_are_narrowed_by_vendor_and_by_call(desk: Desk) -> None:
    desk.post("identify", {**PERSON, "messageId": "mine"})
    desk.vendor("GET", "/api/v2/users/me")
    assert len(desk.exchanges("?call=mine")) == 3
    assert len(desk.exchanges("?vendor=zendesk")) == len(desk.exchanges()) == 6
    assert desk.exchanges("?vendor=other") == []


def test_the_page_is_sent_again_only_when_there_is_something_new(desk: Desk) -> None:
    version = desk.ask("GET", "/").headers["ETag"]
    assert desk.ask("GET", "/", If_None_Match=version).status == 304
    desk.post("identify", PERSON)
    assert desk.ask("GET", "/", If_None_Match=version).status == 200
    again = desk.ask("GET", "/").headers["ETag"]
    desk.stack.clock.advance(7_500)
    told = desk.ask("GET", "/", If_None_Match=again)
    assert (told.status, "2 h 5 min ahead" in told.text) == (200, True)
