"""Calling an app inside the process, as a client would over a socket."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.exchange import Answer, Request
from emulator.account import Account
from emulator.app import VendorApp
from emulator.calling import answer_to, call
from emulator.wsgi import NotJson, environ_of, request_in

Ask = Callable[..., Answer]


def asked(method: str, url: str, body: bytes | None = None, **headers: str) -> Request:
    fields = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return request_in(environ_of(method, url, fields, body))


def test_path_query_host_and_headers_arrive_decoded() -> None:
    request = asked(
        "GET", "https://acme.toy.example/a%20b/%C3%A9?q=x%2By&q=2&e=", x_request_id="m1"
    )
    assert (request.host, request.path) == ("acme.toy.example", "/a b/é")
    assert request.query == {"q": ["x+y", "2"], "e": ""}
    assert request.headers == {"Host": "acme.toy.example", "X-Request-Id": "m1"}


@pytest.mark.parametrize(
    ("kind", "sent", "body"),
    [
        ("application/json", b'{"a": 1}', {"a": 1}),
        ("application/vnd.api+json", b"[1]", [1]),
        ("application/x-www-form-urlencoded", b"a=1&b=2&b=3", {"a": "1", "b": ["2", "3"]}),
        ("text/plain", b'{"a": 1}', {"a": 1}),
        ("text/plain", b"hello", "hello"),
        ("application/json", b"", None),
    ],
)
def test_a_body_is_what_its_content_type_says(kind: str, sent: bytes, body: Any) -> None:
    assert asked("POST", "http://x/", sent, content_type=kind).body == body


def test_only_a_body_called_json_can_fail_to_be_it() -> None:
    assert isinstance(
        asked("POST", "http://x/", b"{", content_type="application/json").body, NotJson
    )
    assert not isinstance(asked("POST", "http://x/", b"{", content_type="text/plain").body, NotJson)


def test_a_request_without_a_host_goes_to_the_base(app: VendorApp, account: Account) -> None:
    answer_to(app, Request("GET", "/api/notes/1"), base="http://127.0.0.1:7109")
    assert account.journal.entries[0].exchange.request.host == "127.0.0.1:7109"


def test_the_raw_answer_is_what_goes_over_the_wire(app: VendorApp) -> None:
    status, headers, body = call(app, "GET", "http://x/api/nothing")
    assert (status, body) == (404, b'{"error":"toy knows no such path"}')
    assert ("Content-Length", str(len(body))) in headers
