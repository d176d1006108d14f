"""Faults: what a test orders to go wrong."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.exchange import Answer, Request
from contracts.problem import BadInput
from emulator.account import Account
from emulator.app import VendorApp
from emulator.clock import Clock
from emulator.faults import ConnectionCut
from emulator.vendor import Vendor

Ask = Callable[..., Answer]


def test_a_status_is_answered_as_often_as_ordered(ask: Ask, account: Account) -> None:
    account.faults.order({"status": 503, "times": 1, "headers": {"Retry-After": "2"}})
    answer = ask("POST", "/api/notes", {"title": "a"})
    assert (answer.status, answer.header("Retry-After"), answer.body) == (503, "2", None)
    assert len(account.tables["notes"]) == 0
    assert ask("POST", "/api/notes", {"title": "a"}).status == 201


def test_a_fault_strikes_only_the_requests_it_names(ask: Ask, account: Account) -> None:
    account.faults.order({"status": 500, "method": "post", "path": "/api/no*"})
    assert ask("GET", "/api/notes/1").status == 404
    assert ask("POST", "/api/other").status == 404
    assert ask("POST", "/api/notes", {"title": "a"}).status == 500


def test_an_account_file_orders_faults_anew_with_every_reset(toy: Vendor, clock: Clock) -> None:
    once = Account(toy, "acme", {"faults": [{"status": 503, "times": 1}]}, clock)
    assert once.faults.strike(Request("GET", "/api/notes/1"))
    assert not once.faults.armed
    once.reset()
    assert [fault.order for fault in once.faults.armed] == [{"status": 503, "times": 1}]


def test_a_connection_is_cut_before_the_write(ask: Ask, account: Account) -> None:
    account.faults.order({"cut": True})
    with pytest.raises(ConnectionCut):
        ask("POST", "/api/notes", {"title": "a"})
    assert len(account.tables["notes"]) == 0


def test_a_connection_is_cut_after_the_write(ask: Ask, account: Account) -> None:
    account.faults.order({"cut": True, "after": True})
    with pytest.raises(ConnectionCut):
        ask("POST", "/api/notes", {"title": "a"})
    assert len(account.tables["notes"]) == 1
    assert account.journal.entries[0].exchange.answer is None


def test_somebody_else_adds_records_just_before_and_the_vendor_answers_itself(
    ask: Ask, account: Account
) -> None:
    taken = {"notes": [{"title": "a"}]}
    account.faults.order({"method": "POST", "times": 1, "meanwhile": taken})
    assert ask("POST", "/api/notes", {"title": "a"}).status == 422
    assert [note["title"] for note in account.tables["notes"]] == ["a"]
    assert ask("POST", "/api/notes", {"title": "b"}).status == 201


@pytest.mark.parametrize(("after", "held"), [(False, 0), (True, 1)])
def test_a_delay_sleeps_outside_the_account(
    app: VendorApp, ask: Ask, account: Account, after: bool, held: int
) -> None:
    slept: list[Any] = []
    app.sleep = lambda seconds: slept.append((seconds, len(account.tables["notes"])))
    account.faults.order({"delay": "2s", "after": after})
    assert ask("POST", "/api/notes", {"title": "a"}).status == 201
    assert slept == [(2.0, held)]
    assert account.journal.entries[0].exchange.seconds > 2


def test_a_probability_strikes_alike_after_every_reset(ask: Ask, account: Account) -> None:
    def run() -> list[int]:
        account.reset()
        account.faults.order({"status": 500, "probability": 0.5})
        return [ask("GET", "/api/notes/1").status for _ in range(20)]

    first = run()
    assert set(first) == {404, 500}
    assert run() == first


def test_the_first_fault_that_meets_a_request_strikes(ask: Ask, account: Account) -> None:
    account.faults.order({"status": 500, "times": 1})
    account.faults.order({"status": 503, "body": "busy"})
    answers = [ask("GET", "/api/notes/1") for _ in range(2)]
    assert [answer.status for answer in answers] == [500, 503]
    assert answers[1].body == "busy"


@pytest.mark.parametrize(
    ("order", "says"),
    [
        ({"status": 99}, "status: is less than 200"),
        ({"status": 500, "times": 0}, "times: is less than 1"),
        ({"delay": "2d"}, "delay: must be a day at most"),
        (
            {"status": 500, "headers": {"X-A": "b\r\nX-C: d"}},
            "headers.X-A: is not of the right form",
        ),
        ({"status": 500, "headers": {"X A": "b"}}, "headers: 'X A' is no name of a header"),
        ({"status": 500, "headers": {"a\r\nb": ""}}, "headers: "),
        ({"status": 500, "headers": {"Content-Length": "3"}}, "headers.Content-Length: is set by"),
        ({"delay": 1, "body": "x"}, "body: needs a status"),
        ({"cut": False}, "must order a status"),
        ({"delay": "soon"}, "delay: 'soon' is no span of time"),
        ({"method": "GET"}, "must order a status, a cut, a delay or what happens meanwhile"),
        ({"meanwhile": {}}, "meanwhile: "),
        ({"status": 500, "frob": 1}, "frob: is not expected"),
    ],
)
def test_a_bad_order_is_told_and_not_armed(
    account: Account, order: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadInput) as caught:
        account.faults.order(order)
    assert str(caught.value).startswith(says)
    assert len(account.faults) == 0
