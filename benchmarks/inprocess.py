"""What one call costs inside the process, and what a fresh fake for each test, beside the peers.

Run ``python -m benchmarks.inprocess``. Peers (``benchmarks/peers.txt``) take part where they are
installed. All cases run in turn, many short rounds; the tables show medians. Every peer gives
the very answer that our fake gives: same body, same headers.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack

import flask
import requests

import fauxdesk
from benchmarks.peers import (
    AUTH,
    PATH,
    URL,
    Canned,
    Case,
    asked_by_httpx,
    asked_by_requests,
    installed,
)
from benchmarks.turns import in_turn, medians, ratio, show
from fauxdesk.interception import Block

CALLS, ROUNDS = 40, 40


def our_answer() -> Canned:
    """What our fake says to the call."""
    with fauxdesk.mock("zendesk"):
        answer = requests.get(URL, auth=AUTH, timeout=9)
    headers = {k: v for k, v in answer.headers.items() if k != "Content-Length"}
    return Canned(headers, answer.text)


def small_flask_app(canned: Canned) -> flask.Flask:
    """The least that Flask can do: what our own machinery adds is above this."""
    app = flask.Flask("small")

    @app.get(PATH)
    def me() -> flask.Response:
        return flask.Response(canned.text, headers=canned.headers)

    return app


def by_requests(canned: Canned, once: ExitStack) -> list[Case]:
    ask, small = asked_by_requests(once), small_flask_app(canned)
    return [
        *(peer(canned, once) for peer in installed("requests")),
        Case("our block, a plain WSGI app", lambda: Block(lambda _host: canned.wsgi), ask),
        Case("our block, a small Flask app", lambda: Block(lambda _host: small), ask),
        Case('fauxdesk.mock("zendesk")', lambda: fauxdesk.mock("zendesk"), ask),
        Case("fauxdesk.mock(), every vendor", fauxdesk.mock, ask),
    ]


def by_httpx(canned: Canned, once: ExitStack) -> list[Case]:
    return [
        *(peer(canned, once) for peer in installed("httpx")),
        Case('fauxdesk.mock("zendesk")', lambda: fauxdesk.mock("zendesk"), asked_by_httpx(once)),
    ]


def measured(case: Case) -> tuple[float, float]:
    """Microseconds a call, milliseconds to set up and tear down."""
    begun = time.perf_counter()
    block = case.block()
    with block:
        set_up = time.perf_counter()
        for _ in range(CALLS):
            case.ask()
        called = time.perf_counter()
    ended = time.perf_counter()
    spent = (set_up - begun) + (ended - called)
    return (called - set_up) / CALLS * 1e6, spent * 1e3


def table(client: str, cases: list[Case]) -> None:
    """Measure and print; the first case is what the others are measured by."""
    runs: dict[str, Callable[[], tuple[float, float]]] = {
        case.name: lambda case=case: measured(case) for case in cases
    }
    taken = in_turn(runs, ROUNDS)
    first = cases[0].name
    rows = []
    for name in taken:
        call, set_up = medians(taken, name)
        rows.append((name, call, ratio(taken, name, first), set_up))
    headers = (f"through {client}", "us per call", f"x {first}", "set-up ms")
    show(rows, headers, ("", ".0f", ".2f", ".2f"))


def main() -> None:
    canned = our_answer()
    with ExitStack() as once:
        table("requests.Session", by_requests(canned, once))
        print()
        table("httpx.Client", by_httpx(canned, once))


if __name__ == "__main__":
    main()
