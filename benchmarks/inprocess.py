"""What one call through ``requests.Session`` costs inside the process, beside the peers.

Run ``python benchmarks/inprocess.py``. Peers (``responses``, ``requests-mock``) take part where
they are installed. All cases run in turn, several rounds; the table shows medians.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from statistics import median

import flask
import requests
from tabulate import tabulate

import fauxdesk
from emulator.vendor import vendors
from fauxdesk.interception import Block

URL = "https://acme.zendesk.com/api/v2/users/me"
AUTH = ("admin@acme.example/token", "zd-local-token")
BODY = '{"user": {"id": 1, "name": "Ann", "email": "ann@acme.example", "active": true}}'
CALLS, ROUNDS = 200, 7

Case = Callable[[], AbstractContextManager[object]]


@contextmanager
def responses_case() -> Iterator[None]:
    import responses

    with responses.RequestsMock() as mock:
        mock.add("GET", URL, BODY, content_type="application/json")
        yield


@contextmanager
def requests_mock_case() -> Iterator[None]:
    import requests_mock

    with requests_mock.Mocker() as mock:
        mock.get(URL, text=BODY, headers={"Content-Type": "application/json"})
        yield


def small_flask_app() -> flask.Flask:
    app = flask.Flask("small")

    @app.get("/api/v2/users/me")
    def me() -> flask.Response:
        return flask.Response(BODY, content_type="application/json")

    return app


def cases() -> dict[str, Case]:
    app = small_flask_app()
    found: dict[str, Case] = {}
    if find_spec("responses"):
        found["responses"] = responses_case
    if find_spec("requests_mock"):
        found["requests-mock"] = requests_mock_case
    found["our block, a small Flask app"] = lambda: Block(lambda _host: app)
    if "zendesk" in vendors():
        found["fauxdesk.mock(), Zendesk"] = lambda: fauxdesk.mock("zendesk")
    return found


def measured(case: Case) -> tuple[float, float]:
    """Microseconds a call, milliseconds to set up and tear down."""
    with requests.Session() as session:
        started = time.perf_counter()
        block = case()
        block.__enter__()
        set_up = time.perf_counter() - started
        try:
            called = time.perf_counter()
            for _ in range(CALLS):
                assert session.get(URL, auth=AUTH).ok
            called = (time.perf_counter() - called) / CALLS
        finally:
            started = time.perf_counter()
            block.__exit__(None, None, None)
            set_up += time.perf_counter() - started
    return called * 1e6, set_up * 1e3


def main() -> None:
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in cases()}
    for turn in range(ROUNDS + 1):
        for name, case in cases().items():
            figure = measured(case)
            if turn:  # the first turn imports and compiles
                figures[name].append(figure)
    calls = {name: median(call for call, _ in taken) for name, taken in figures.items()}
    peer = calls.get("responses")
    rows = [
        (name, calls[name], peer and calls[name] / peer, median(s for _, s in taken))
        for name, taken in figures.items()
    ]
    headers = ("case", "us per call", "x responses", "set-up ms")
    print(tabulate(rows, headers, floatfmt=("", ".0f", ".2f", ".2f"), tablefmt="github"))


if __name__ == "__main__":
    main()
