"""What a request to a fake is answered, step by step."""

from collections.abc import Callable

import pytest

from contracts.exchange import Answer
from emulator.account import Account
from emulator.app import VendorApp
from emulator.calling import call
from emulator.state import state_of

Ask = Callable[..., Answer]


def test_a_route_answers_compact_json_with_the_vendors_headers(app: VendorApp, ask: Ask) -> None:
    made = ask("POST", "/api/notes", {"title": "käse"})
    status, headers, body = call(
        app, "GET", f"http://x/api/notes/{made.body['id']}", [("Authorization", "Key k1")]
    )
    assert (status, dict(headers)["Content-Type"]) == (200, "application/json")
    assert dict(headers)["X-Toy"] == "1"
    assert body.decode() == f'{{"id":{made.body["id"]},"title":"käse"}}'


def test_a_refusal_undoes_what_was_written_and_the_ids_it_took(ask: Ask, account: Account) -> None:
    ask("POST", "/api/notes", {"title": "a"})
    before = state_of(account)
    refused = ask("POST", "/api/notes", {"title": "a"})
    assert (refused.status, refused.body) == (422, {"error": "title taken"})
    assert state_of(account) == before


def test_an_answer_that_is_an_error_undoes_it_too(ask: Ask, account: Account) -> None:
    assert ask("POST", "/api/notes", {"title": ""}).status == 422
    assert len(account.tables["notes"]) == 0


def test_the_rules_that_spoke_are_named(ask: Ask) -> None:
    ask("POST", "/api/notes", {"title": "a"})
    assert ask("POST", "/api/notes", {"title": "a"}).header("X-Fauxdesk-Rule") == "toy.title-unique"
    assert ask("POST", "/api/notes", {"title": "b"}).header("X-Fauxdesk-Rule") is None


def test_a_stranger_is_refused_before_the_route(ask: Ask, account: Account) -> None:
    assert ask("POST", "/api/notes", {"title": "a"}, Authorization="Key x").status == 401
    assert len(account.tables["notes"]) == 0


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/nothing", 404), ("PATCH", "/api/notes", 405), ("GET", "/api/notes/x", 404)],
)
def test_an_unknown_route_gets_the_vendors_answer(
    ask: Ask, method: str, path: str, status: int
) -> None:
    answer = ask(method, path)
    assert (answer.status, answer.body) == (status, {"error": "toy knows no such path"})


def test_options_has_no_route_and_is_journaled(ask: Ask, account: Account) -> None:
    answer = ask("OPTIONS", "/api/notes")
    assert (answer.status, answer.body) == (405, {"error": "toy knows no such path"})
    [entry] = account.journal.entries
    assert entry.exchange.request.method == "OPTIONS"


def test_head_is_a_get_without_a_body(app: VendorApp, ask: Ask, account: Account) -> None:
    made = ask("POST", "/api/notes", {"title": "a"})
    url, signed = f"http://x/api/notes/{made.body['id']}", [("Authorization", "Key k1")]
    heads = [call(app, method, url, signed) for method in ("GET", "HEAD")]
    lengths = [dict(headers)["Content-Length"] for _, headers, _ in heads]
    assert ([head[0] for head in heads], heads[1][2]) == ([200, 200], b"")
    assert lengths[0] == lengths[1] != "0"
    assert call(app, "HEAD", url, [])[0] == 401
    assert [e.exchange.request.method for e in account.journal.entries][1:] == [
        "GET",
        *["HEAD"] * 2,
    ]


def test_a_path_outside_the_vendors_api_is_ours(ask: Ask) -> None:
    answer = ask("GET", "/favicon.ico")
    assert answer.status == 404
    assert answer.body["what"] == "Toy is served below /api/"


def test_what_is_not_emulated_says_so(ask: Ask) -> None:
    answer = ask("GET", "/api/boards/1")
    assert answer.status == 501
    assert answer.body == {"error": "not emulated", "what": "boards", "see": "README"}


def test_a_path_is_brought_to_the_spelling_of_the_routes(ask: Ask) -> None:
    assert ask("POST", "/api/notes.json", {"title": "a"}).status == 201


@pytest.mark.parametrize("path", ["/api//notes", "/api/notes/"])
def test_a_path_that_resembles_a_route_is_not_redirected(ask: Ask, path: str) -> None:
    assert ask("POST", path, {"title": "a"}).status == 404


def test_a_body_that_is_not_json_gets_the_vendors_answer(ask: Ask) -> None:
    answer = ask("POST", "/api/notes", "{", Content_Type="application/json")
    assert (answer.status, answer.body) == (400, {"error": "toy wants JSON"})


def test_a_mistake_of_ours_says_so_and_changes_nothing(
    ask: Ask, account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    answer = ask("POST", "/api/notes", {"no title": 1})
    assert answer.status == 500
    assert answer.body["error"].startswith("fauxdesk itself failed")
    assert "KeyError" in caplog.text
    assert len(account.tables["notes"]) == 0


def test_head_has_the_headers_and_no_body(app: VendorApp, ask: Ask) -> None:
    note_id = ask("POST", "/api/notes", {"title": "a"}).body["id"]
    signed = [("Authorization", "Key k1")]
    status, headers, body = call(app, "HEAD", f"http://x/api/notes/{note_id}", signed)
    assert (status, body) == (200, b"")
    assert int(dict(headers)["Content-Length"]) > 0
