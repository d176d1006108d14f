"""The control routes of a fake."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.exchange import Answer
from emulator.account import Account
from emulator.accounts import Accounts

Ask = Callable[..., Answer]


def test_the_index_tells_what_is_here(ask: Ask) -> None:
    ask("POST", "/api/notes", {"title": "a"})
    index = ask("GET", "/_fauxdesk/").body
    assert (index["vendor"], index["account"], index["accounts"]) == ("toy", "acme", ["acme"])
    assert (index["counts"], index["journal"]) == ({"notes": 1, "outbox": 0}, 1)
    assert index["now"] == "2023-11-14T22:13:20+00:00"
    assert index["credentials"] == {"key": "k1"}


def test_control_needs_no_credentials_and_is_not_journaled(ask: Ask, account: Account) -> None:
    assert ask("GET", "/_fauxdesk/", Authorization="").status == 200
    assert len(account.journal) == 0


def test_control_chooses_its_account_as_any_request_does(ask: Ask, accounts: Accounts) -> None:
    for account in ("north", "acme"):
        ask("POST", "/api/notes", {"title": "a"}, X_Fauxdesk_Account=account)
    ask("POST", "/_fauxdesk/reset", X_Fauxdesk_Account="north")
    assert [len(accounts[name].tables["notes"]) for name in ("north", "acme")] == [0, 1]


def test_reset_starts_anew_with_the_same_ids(ask: Ask, account: Account) -> None:
    first = ask("POST", "/api/notes", {"title": "a"}).body
    account.faults.order({"delay": 0})
    assert ask("POST", "/_fauxdesk/reset").status == 200
    assert (len(account.journal), len(account.faults)) == (0, 0)
    assert ask("POST", "/api/notes", {"title": "a"}).body == first


def test_state_goes_out_and_comes_back(ask: Ask) -> None:
    ask("POST", "/api/notes", {"title": "a"})
    saved = ask("GET", "/_fauxdesk/state").body
    ask("POST", "/_fauxdesk/reset")
    assert ask("PUT", "/_fauxdesk/state", saved).body == saved
    assert ask("GET", "/_fauxdesk/state").body == saved


def test_a_put_credential_finds_its_account_at_once(ask: Ask, accounts: Accounts) -> None:
    north = {"X_Fauxdesk_Account": "north"}
    settings = {**ask("GET", "/_fauxdesk/state", **north).body["settings"], "key": "k2"}
    ask("PUT", "/_fauxdesk/state", {"settings": settings}, **north)
    assert accounts.choose({"Authorization": "Key k2"}) is accounts["north"]


def test_the_journal_is_read_in_parts_and_forgotten(ask: Ask) -> None:
    for _ in range(4):
        ask("GET", "/api/notes/1")

    def ids(query: str) -> list[int]:
        return [entry["id"] for entry in ask("GET", f"/_fauxdesk/journal{query}").body]

    assert ids("") == [1, 2, 3, 4]
    assert ids("?limit=2") == [3, 4]
    assert ids("?since=1") == [2, 3, 4]
    assert ids("?since=1&limit=2") == [2, 3]
    assert ask("DELETE", "/_fauxdesk/journal").body == []
    assert ids("") == []


@pytest.mark.usefixtures("contracted")
def test_the_rules_are_told_with_what_was_seen(ask: Ask) -> None:
    ask("POST", "/api/notes", {"title": "a"})
    [rule] = ask("GET", "/_fauxdesk/rules").body
    assert rule == {
        "id": "toy.look-first",
        "says": "A title is looked at first.",
        "source": "toy manual",
        "confidence": "decided",
        "kept_by": "sender",
        "seen": {"broken": 1},
    }


def test_faults_are_ordered_listed_and_cleared(ask: Ask) -> None:
    made = ask("POST", "/_fauxdesk/faults", {"status": 503, "times": 2})
    assert (made.status, made.body["id"]) == (201, 1)
    assert ask("GET", "/api/notes/1").status == 503
    listed = {"id": 1, "status": 503, "times": 1, "struck": 1}
    assert ask("GET", "/_fauxdesk/faults").body == [listed]
    assert ask("DELETE", "/_fauxdesk/faults/7").status == 404
    assert ask("DELETE", "/_fauxdesk/faults/1").body == []
    assert ask("DELETE", "/_fauxdesk/faults").body == []


@pytest.mark.parametrize("span", ["90s", "1.5m", 90])
def test_the_clock_is_told_and_advanced(ask: Ask, span: Any) -> None:
    told = ask("POST", "/_fauxdesk/clock", {"advance": span}).body
    assert told == ask("GET", "/_fauxdesk/clock").body
    assert (told["now"], told["ahead"]) == ("2023-11-14T22:14:50+00:00", 90)


@pytest.mark.parametrize(
    ("method", "path", "body", "says"),
    [
        ("POST", "clock", {"advance": "-5s"}, "advance: '-5s' is no span of time"),
        ("POST", "clock", {"back": 1}, 'must be {"advance": "90s"}'),
        ("POST", "faults", {"status": "x"}, "status: is of the wrong type"),
        ("PUT", "state", {"frob": 1}, "frob: is not expected"),
        ("PUT", "state", "{", "the body is not JSON: "),
        ("PUT", "state", '{"ids": NaN}', "the body is not JSON: NaN is no number"),
        ("GET", "journal?since=x", None, "since: must be a whole number"),
    ],
)
def test_bad_input_is_one_clear_line(
    ask: Ask, method: str, path: str, body: Any, says: str
) -> None:
    answer = ask(method, f"/_fauxdesk/{path}", body)
    assert answer.status == 400
    assert answer.body["error"].startswith(says)
    assert "\n" not in answer.body["error"]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "frob", 404), ("PUT", "", 405)])
def test_an_unknown_control_path_is_told(ask: Ask, method: str, path: str, status: int) -> None:
    answer = ask(method, f"/_fauxdesk/{path}")
    assert answer.status == status
    assert "GET /_fauxdesk/journal" in answer.body["known"]
    assert ("does not take PUT" in answer.body["error"]) == (status == 405)
