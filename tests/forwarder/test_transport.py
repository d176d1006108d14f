"""The socket: against a small server on this machine, with waiting that takes no time."""

import logging
import socket
import threading
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from contracts.exchange import Request
from forwarder.driver import AnswerLost, Unreachable
from forwarder.patience import Patience
from forwarder.settings import Settings, settings_of
from forwarder.transport import Transport
from forwarder.vendor import Setting, Vendor

VENDOR = Vendor(
    name="acme",
    title="Acme",
    catalog_names=("Acme",),
    address="https://acme.io",
    settings=(Setting(key="key", says="Key.", secret=True),),
    sign=lambda _settings: {},
    unsupported={},
    settling={"/lagging": 20.0},
)
GET = Request("GET", "/a b", {"q": "a+b@c.io"}, {"Authorization": "Basic aHVzaDpodXNo"})
POST = Request("POST", "/x", body={"n": "Žluťoučký"}, headers={"Content-Type": "application/json"})
LOST = "lost"
"""A script entry: the server takes the request and hangs up."""


class Server(ThreadingHTTPServer):
    """Answers with the next entry of a script: (status, headers, body), or hangs up."""

    daemon_threads = True

    def __init__(self, *script):
        self.script, self.got = list(script), []
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, *_):
        """A client that went away is no news."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.got.append((self.path, dict(self.headers), body.decode(), self.client_address))
        entry = self.server.script.pop(0)
        if entry == LOST:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        status, headers, text = entry
        self.send_response(status)
        for name, value in {"Content-Length": str(len(text)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    do_GET = do_POST = do_PUT = answer  # noqa: N815

    def log_message(self, *_):
        """Silence."""


OK = (200, {"Content-Type": "application/json"}, '{"ok": 1}')


class Clock:
    """A time that passes by sleeping alone."""

    def __init__(self):
        self.now, self.slept = 1_900_000_000.0, []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def settings(url: str, **over) -> Settings:
    return settings_of(VENDOR, {"url": url, **over})


@contextmanager
def serving(*script, seen=None, **over):
    """A server of this script, and a transport to it whose waits take no time."""
    server, clock = Server(*script), Clock()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/base"
    transport = Transport(
        settings(url, **over),
        patience=Patience(tries=3, first=1.0),
        seconds=lambda: clock.now,
        sleep=clock.sleep,
        chance=lambda: 1.0,
        observe=(seen if seen is not None else []).append,
    )
    try:
        with transport:
            yield server, clock, transport
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_request_goes_out_and_its_answer_comes_back():
    with serving(OK) as (server, _, transport):
        exchange = transport.send(GET)
    path, headers, _, _ = server.got[0]
    assert path == "/base/a%20b?q=a%2Bb%40c.io"
    assert headers["User-Agent"].startswith("fauxdesk")
    assert (exchange.answer.status, exchange.answer.body) == (200, {"ok": 1})
    assert exchange.request.host == f"127.0.0.1:{server.server_port}"
    assert exchange.at.timestamp() == 1_900_000_000
    assert 0 < exchange.seconds < 10


def test_a_body_goes_out_as_utf_8():
    """Case 68."""
    with serving(OK) as (server, _, transport):
        transport.send(POST)
    assert server.got[0][2] == '{"n":"Žluťoučký"}'


def test_the_connection_is_kept():
    with serving(OK, OK) as (server, _, transport):
        transport.send(GET)
        transport.send(POST)
    assert server.got[0][3] == server.got[1][3]


@pytest.mark.parametrize(
    ("status", "request_"),
    [*[(status, GET) for status in (408, 429, 500, 502, 503, 504)], (408, POST), (429, POST)],
)
def test_a_passing_answer_is_tried_again(status, request_):
    with serving((status, {}, ""), OK) as (_, clock, transport):
        assert transport.send(request_).answer.status == 200
    assert clock.slept == [1.0]


def test_retry_after_is_waited_for():
    """Case fwd-14."""
    with serving((429, {"Retry-After": "2"}, ""), OK) as (_, clock, transport):
        transport.send(POST)
    assert clock.slept == [3.0]


def test_after_so_many_tries_the_last_answer_stands():
    with serving(*[(503, {}, "")] * 3) as (_, clock, transport):
        assert transport.send(GET).answer.status == 503
    assert clock.slept == [1.0, 2.0]


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 404, 422, 501])
def test_a_final_answer_is_taken_and_no_redirect_followed(status):
    with serving((status, {"Location": "http://localhost:9/"}, "no")) as (server, clock, transport):
        assert transport.send(POST).answer.status == status
    assert (len(server.got), clock.slept) == (1, [])


def test_a_look_up_without_an_answer_is_tried_again():
    with serving(LOST, OK) as (server, _, transport):
        assert transport.send(GET).answer.status == 200
    assert len(server.got) == 2


@pytest.mark.parametrize("entry", [LOST, *[(status, {}, "") for status in (500, 502, 503, 504)]])
def test_a_write_that_may_have_been_done_is_not_sent_again(entry):
    with serving(entry) as (server, clock, transport), pytest.raises(AnswerLost) as caught:
        transport.send(POST)
    assert caught.value.exchange.request.path == "/x"
    assert (len(server.got), clock.slept) == (1, [])


def test_the_call_of_such_a_write_is_begun_again_as_patience_has_it():
    seen = []
    with serving((503, {"Retry-After": "7"}, ""), LOST, seen=seen) as (_, clock, transport):
        pauses = []
        for _ in range(2):
            with pytest.raises(AnswerLost) as caught:
                transport.send(POST)
            pauses.append(caught.value.pause)
    assert [pauses[0](1), pauses[1](2), pauses[1](3)] == [True, True, False]
    assert clock.slept == [8.0, 2.0]
    assert [(attempt.number, attempt.wait) for attempt in seen] == [(1, 8.0), (2, 2.0), (3, None)]


def test_it_is_not_begun_again_before_a_look_up_would_show_what_it_wrote():
    with serving(LOST) as (_, clock, transport):
        with pytest.raises(AnswerLost) as caught:
            transport.send(replace(POST, path="/lagging"))
        assert caught.value.pause(1)
    assert clock.slept == [20.0]


def test_a_vendor_that_is_slow_to_answer_a_write_may_have_done_it():
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    transport = Transport(settings(url), timeouts=(1, 0.05), sleep=lambda _: None)
    with listener, transport, pytest.raises(AnswerLost, match="no answer from"):
        transport.send(POST)


def test_a_vendor_that_refuses_connections_is_unreachable_after_all_tries():
    """Case 106."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    clock = Clock()
    transport = Transport(settings(f"http://127.0.0.1:{port}"), sleep=clock.sleep)
    with transport, pytest.raises(Unreachable, match=f"no connection to 127.0.0.1:{port}"):
        transport.send(POST)
    assert len(clock.slept) == Patience().tries - 1


def test_a_header_that_cannot_be_sent_ends_at_once_and_is_not_quoted():
    with serving() as (_, clock, transport), pytest.raises(Unreachable) as caught:
        transport.send(Request("GET", "/", headers={"X-Api-Key": "hush\nhush"}))
    assert "hush" not in str(caught.value)
    assert clock.slept == []


def test_every_attempt_can_be_watched_and_shows_no_secret(caplog):
    seen = []
    with caplog.at_level(logging.DEBUG), serving(LOST, (503, {}, ""), OK, seen=seen) as (_, _, to):
        to.send(GET)
    assert [(a.number, a.wait, a.exchange.answer and a.exchange.answer.status) for a in seen] == [
        (1, 1.0, None), (2, 2.0, 503), (3, None, 200)
    ]  # fmt: skip
    assert seen[0].trouble.startswith("no answer from")
    secret = GET.header("Authorization").partition(" ")[2]
    assert secret not in f"{seen} {caplog.text}"
    assert "c.io" not in "".join(
        r.getMessage() for r in caplog.records if r.name == "forwarder.transport"
    )


def test_the_budget_spaces_requests_out():
    with serving(*[OK] * 3, requests_per_minute=2) as (_, clock, transport):
        for _ in range(3):
            transport.send(GET)
    assert clock.slept == [60.0, 60.0]


def test_netrc_proxies_and_cookies_of_the_environment_do_not_reach_this_machine(
    monkeypatch, tmp_path
):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login evil password evil")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving((200, {"Set-Cookie": "a=b"}, ""), OK) as (server, _, transport):
        transport.send(GET)
        transport.send(GET)
    assert server.got[1][1]["Authorization"] == GET.headers["Authorization"]
    assert "Cookie" not in server.got[1][1]


def test_a_proxy_of_the_environment_is_used_for_the_vendor(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    clock = Clock()
    transport = Transport(settings("https://acme.invalid"), sleep=clock.sleep)
    with transport, pytest.raises(Unreachable) as caught:
        transport.send(GET)
    assert "no connection to acme.invalid" in str(caught.value)
    assert "NameResolution" not in str(caught.value)
