"""The libraries that answer a test's calls inside its process, each giving one same answer.

A peer is a function here, named in ``PEERS`` beside the module it needs: it takes part where that
is installed.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import requests

HOST = "acme.zendesk.com"
PATH = "/api/v2/users/me"
URL = f"https://{HOST}{PATH}"
AUTH = ("admin@acme.example/token", "zd-local-token")


@dataclass(frozen=True, slots=True)
class Canned:
    """An answer, to be given byte for byte: the status is 200."""

    headers: Mapping[str, str]
    text: str

    def wsgi(self, _environ: object, start_response: Callable[..., object]) -> Iterable[bytes]:
        """The plainest WSGI app that gives the answer."""
        start_response("200 OK", list(self.headers.items()))
        return [self.text.encode()]


@dataclass(frozen=True, slots=True)
class Case:
    """What is set up for a test, and one call inside it."""

    name: str
    block: Callable[[], AbstractContextManager[object]]
    ask: Callable[[], object]


Peer: TypeAlias = Callable[[Canned, ExitStack], Case]
"""Makes a case; what it needs only once a run is left to the stack."""


def asked_by_requests(once: ExitStack, url: str = URL) -> Callable[[], object]:
    """One call through a ``requests.Session``, which is kept from call to call."""
    session = once.enter_context(requests.Session())

    def ask() -> None:
        assert session.get(url, auth=AUTH).status_code == 200

    return ask


def asked_by_httpx(once: ExitStack) -> Callable[[], object]:
    """One call through an ``httpx.Client``, which is kept from call to call."""
    client = once.enter_context(httpx.Client(auth=AUTH))

    def ask() -> None:
        assert client.get(URL).status_code == 200

    return ask


def responses(canned: Canned, once: ExitStack) -> Case:
    import responses

    @contextmanager
    def block() -> Iterator[None]:
        kind, headers = _parted(canned)
        with responses.RequestsMock() as mock:
            mock.get(URL, body=canned.text, content_type=kind, headers=headers)
            yield

    return Case("responses", block, asked_by_requests(once))


def requests_mock(canned: Canned, once: ExitStack) -> Case:
    import requests_mock

    @contextmanager
    def block() -> Iterator[None]:
        with requests_mock.Mocker() as mock:
            mock.get(URL, text=canned.text, headers=dict(canned.headers))
            yield

    return Case("requests-mock", block, asked_by_requests(once))


def wsgi_intercept(canned: Canned, once: ExitStack) -> Case:
    """Over plain HTTP: its HTTPS does not work with urllib3 2."""
    from wsgi_intercept.interceptor import RequestsInterceptor

    def block() -> Any:
        return RequestsInterceptor(lambda: canned.wsgi, host=HOST, port=80)

    ask = asked_by_requests(once, f"http://{HOST}{PATH}")
    return Case("wsgi-intercept, a plain WSGI app", block, ask)


def pytest_httpserver(canned: Canned, once: ExitStack) -> Case:
    """As its fixture does, the server is started once and cleared after each test."""
    from pytest_httpserver import HTTPServer

    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = once.enter_context(HTTPServer(port=0))

    @contextmanager
    def block() -> Iterator[None]:
        kind, headers = _parted(canned)
        server.expect_request(PATH).respond_with_data(canned.text, 200, headers, content_type=kind)
        yield
        server.clear()

    return Case("pytest-httpserver (socket)", block, asked_by_requests(once, server.url_for(PATH)))


def vcr(canned: Canned, once: ExitStack) -> Case:
    """vcrpy replays a cassette of this one exchange."""
    import vcr

    from cassettes.cassette import Metadata, write
    from cassettes.interaction import Interaction

    path = Path(once.enter_context(tempfile.TemporaryDirectory())) / "one.yaml"
    answered = Interaction(
        method="GET",
        url=URL,
        headers={},
        body=b"",
        status=200,
        reason="OK",
        answer_headers={name: [value] for name, value in canned.headers.items()},
        answer_body=canned.text.encode(),
    )
    write(path, [answered], Metadata())

    def block() -> Any:
        tape = vcr.VCR(record_mode="none")
        return tape.use_cassette(str(path), allow_playback_repeats=True)

    return Case("vcrpy, a cassette of one", block, asked_by_requests(once))


def moto(_canned: Canned, once: ExitStack) -> Case:
    """The peer that holds state: a table of one record in DynamoDB, which is read."""
    import boto3
    from moto import mock_aws

    with mock_aws():
        client = boto3.client("dynamodb", region_name="us-east-1")
    key = {"id": {"S": "1"}}

    @contextmanager
    def block() -> Iterator[None]:
        with mock_aws():
            client.create_table(
                TableName="users",
                KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )
            client.put_item(TableName="users", Item={**key, "name": {"S": "Ada Admin"}})
            yield

    once.callback(client.close)
    return Case(
        "moto (boto3, DynamoDB)", block, lambda: client.get_item(TableName="users", Key=key)
    )


def respx(canned: Canned, once: ExitStack) -> Case:
    import respx

    @contextmanager
    def block() -> Iterator[None]:
        with respx.mock() as mock:
            mock.get(URL).respond(200, headers=canned.headers, text=canned.text)
            yield

    return Case("respx", block, asked_by_httpx(once))


def _parted(canned: Canned) -> tuple[str, dict[str, str]]:
    """The content type, and the other headers."""
    headers = dict(canned.headers)
    return headers.pop("Content-Type"), headers


PEERS: Mapping[str, tuple[Peer, ...]] = {
    "requests": (responses, requests_mock, wsgi_intercept, pytest_httpserver, vcr, moto),
    "httpx": (respx,),
}
"""The peers of each client; the first is what the others are measured by."""


def installed(client: str) -> list[Peer]:
    """The peers of a client that are installed; each is named as the module it needs."""
    return [peer for peer in PEERS[client] if find_spec(peer.__name__)]
