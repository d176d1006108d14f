"""A relay passes everything on as it is, both ways, and hands over what it saw."""

import gzip
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import requests
import trustme

import posing
from cassettes.interaction import Interaction
from cassettes.relay import Relay
from contracts.problem import Problem
from emulator.serving import Serving


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Nothing is logged."""


class Recorder:
    """A running relay to a target; ``seen`` are the interactions it handed over."""

    def __init__(self, target: str, **options: Any) -> None:
        self.seen: list[Interaction] = []
        self.target = target
        self.serving = Serving([(0, Relay(target, lambda: self.keep, **options))], threads=4)
        self.session = requests.Session()

    def keep(self, taken: Interaction) -> None:
        self.seen.append(taken)

    def __enter__(self) -> "Recorder":
        self.serving.start()
        (self.url,) = self.serving.urls
        return self

    def __exit__(self, *_error: object) -> None:
        self.session.close()
        self.serving.stop()

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        options = {"timeout": 9, "allow_redirects": False, **options}
        return self.session.request(method, f"{self.url}{path}", **options)


@pytest.fixture(scope="module")
def target() -> Iterator[str]:
    with Serving([(0, posing.vendor)], threads=4) as serving:
        yield serving.urls[0]


@pytest.fixture
def trusting(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A target with a certificate of its own authority: its address, and who vouches for it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = make_server("127.0.0.1", 0, posing.vendor, handler_class=Quiet)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}", tmp_path / "ca.pem"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def recorder(target: str) -> Iterator[Recorder]:
    with Recorder(target) as running:
        yield running


def test_a_request_arrives_as_it_was_sent(recorder: Recorder) -> None:
    told = recorder.ask(
        "PUT",
        "/a%2Fb//c?q=a%20b&q=c+d&e",
        data=b'{"x": 1}',
        headers={"X-Mine": "1", "Cookie": "k=v"},
    ).json()
    assert (told["method"], told["body"]) == ("PUT", '{"x": 1}')
    assert told["url"] == f"{recorder.url}/a%2Fb//c?q=a%20b&q=c+d&e"
    assert (told["headers"]["X_MINE"], told["headers"]["COOKIE"]) == ("1", "k=v")
    (taken,) = recorder.seen
    assert taken.url == f"{recorder.target}/a%2Fb//c?q=a%20b&q=c+d&e"
    assert (taken.body, taken.headers["X-Mine"]) == (b'{"x": 1}', ["1"])


def test_headers_of_one_hop_stay_behind(recorder: Recorder) -> None:
    hop = {"Connection": "X-Hop, close", "X-Hop": "1", "TE": "trailers", "Proxy-Authorization": "s"}
    told = recorder.ask("GET", "/a", headers=hop).json()
    assert not {"X_HOP", "TE", "PROXY_AUTHORIZATION"} & told["headers"].keys()


def test_a_redirect_is_passed_on_and_leads_back_here(recorder: Recorder) -> None:
    answer = recorder.ask("GET", "/moved")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{recorder.url}/there?x=1")
    assert recorder.seen[0].answer_headers["Location"] == [f"{recorder.target}/there?x=1"]
    assert recorder.ask("GET", "/moved", allow_redirects=True).json()["method"] == "GET"
    assert [taken.status for taken in recorder.seen] == [302, 302, 200]


def test_pages_that_are_linked_are_recorded_too(recorder: Recorder) -> None:
    answer = recorder.ask("GET", "/linked")
    assert answer.links["next"]["url"] == f"{recorder.url}/page/2"
    assert answer.json()["url"] == f"{recorder.url}/linked"
    assert recorder.target in recorder.seen[0].answer_body.decode()


def test_a_packed_answer_stays_packed_for_the_recorder(recorder: Recorder) -> None:
    answer = recorder.ask("GET", "/packed")
    assert answer.json()["headers"]["ACCEPT_ENCODING"] == "gzip, deflate"
    assert json.loads(gzip.decompress(recorder.seen[0].answer_body))["method"] == "GET"


def test_codings_that_cannot_be_read_are_not_asked_for(recorder: Recorder) -> None:
    told = recorder.ask("GET", "/a", headers={"Accept-Encoding": "br, gzip;q=0.5, zstd"}).json()
    assert told["headers"]["ACCEPT_ENCODING"] == "gzip;q=0.5"


@pytest.mark.parametrize(("path", "status"), [("/empty", 204), ("/refused", 422), ("/a", 200)])
def test_a_connection_is_kept_whatever_was_answered(
    recorder: Recorder, path: str, status: int
) -> None:
    line = HTTPConnection(recorder.url.removeprefix("http://"), timeout=9)
    for method in ("HEAD", "GET", "DELETE"):
        line.request(method, path)
        answer = line.getresponse()
        assert answer.status == status
        assert bool(answer.read()) == (method != "HEAD" and status != 204)
    line.close()
    assert [taken.method for taken in recorder.seen] == ["HEAD", "GET", "DELETE"]


def test_an_answer_to_head_tells_the_length(recorder: Recorder) -> None:
    assert recorder.ask("HEAD", "/refused").headers["Content-Length"] == "26"


def test_cookies_are_passed_on_for_this_address(recorder: Recorder) -> None:
    given = ["a=1; Domain=acme.example; Path=/; Secure", "b=2; HttpOnly"]
    recorder.ask("GET", "/cookies", params={"c": given})
    assert recorder.seen[0].answer_headers["Set-Cookie"] == given
    assert recorder.ask("GET", "/a").json()["headers"]["COOKIE"] == "a=1; b=2"


def test_forms_with_files_pass_byte_for_byte(recorder: Recorder) -> None:
    files = {"file": ("p.png", bytes(range(256)), "image/png"), "note": (None, "hi")}
    told = recorder.ask("POST", "/files", files=files).json()
    assert bytes(range(256)) in told["body"].encode("latin-1")
    assert recorder.seen[0].body == told["body"].encode("latin-1")


def test_a_body_of_unknown_length_passes(recorder: Recorder) -> None:
    told = recorder.ask("POST", "/a", data=iter([b"one ", b"two"])).json()
    assert told["body"] == "one two"


def test_bytes_that_are_no_text_pass(recorder: Recorder) -> None:
    assert recorder.ask("GET", "/binary").content == bytes(range(256))


def test_large_bodies_pass_and_too_large_ones_are_refused(target: str) -> None:
    with Recorder(target, most=2_000_000) as recorder:
        assert len(recorder.ask("POST", "/a", data=b"x" * 1_500_000).json()["body"]) == 1_500_000
        refused = recorder.ask("POST", "/a", data=b"x" * 2_000_001)
    assert (refused.status_code, len(recorder.seen)) == (413, 1)
    assert "2000000 bytes" in refused.json()["error"]


def test_a_target_that_is_down_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    with Recorder(f"http://127.0.0.1:{port}") as recorder:
        answer = recorder.ask("GET", "/a?api_key=s3cret")
    assert (answer.status_code, answer.headers["Content-Type"]) == (502, "application/json")
    assert answer.json()["error"] == f"no answer from 127.0.0.1:{port}: Connection refused"
    assert recorder.seen == []


def test_a_target_that_keeps_silent_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with Recorder(f"http://127.0.0.1:{port}", within=(1, 0.05)) as recorder:
            answer = recorder.ask("GET", "/a")
    assert answer.status_code == 504
    assert answer.json()["error"] == f"127.0.0.1:{port} did not answer in time"


def test_what_cannot_be_kept_is_said_to_the_caller(target: str) -> None:
    recorder = Recorder(target)

    def keep(_taken: Interaction) -> None:
        raise Problem("a body packed as 'br'")

    recorder.keep = keep  # type: ignore[method-assign]
    with recorder:
        answer = recorder.ask("GET", "/coded")
    assert (answer.status_code, answer.json()["error"]) == (502, "a body packed as 'br'")


def test_a_target_that_nobody_vouches_for_gets_no_request(trusting: tuple[str, Path]) -> None:
    with Recorder(trusting[0]) as recorder:
        answer = recorder.ask("GET", "/a", headers={"Authorization": "Bearer s3cret"})
    where = trusting[0].removeprefix("https://")
    assert answer.status_code == 502
    assert answer.json()["error"].startswith(f"no trusted connection to {where}: ")
    assert recorder.seen == []


def test_an_authority_of_ones_own_can_be_trusted(
    trusting: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusting[1]))
    with Recorder(trusting[0]) as recorder:
        assert recorder.ask("GET", "/refused").status_code == 422
    assert recorder.seen[0].url == f"{trusting[0]}/refused"
