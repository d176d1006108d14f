"""Which bodies a fake reads."""

from collections.abc import Callable

import pytest

from contracts.call import Json
from contracts.exchange import Answer
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.app import VendorApp
from emulator.calling import call
from emulator.wsgi import MOST_DEPTH

Ask = Callable[..., Answer]
HEADERS = [("Authorization", "Key k1"), ("Content-Type", "application/json")]


def posted(app: VendorApp, body: str) -> int:
    return call(app, "POST", "http://x/api/notes", HEADERS, body.encode())[0]


@pytest.mark.parametrize(
    "title",
    ["NaN", "-Infinity", "1e999", "1" * 5_000, "[" * MOST_DEPTH + "]" * MOST_DEPTH, "[" * 99_999],
    ids=["nan", "infinity", "endless", "long", "deep", "bottomless"],
)
def test_what_no_parser_takes_is_malformed(app: VendorApp, account: Account, title: str) -> None:
    assert posted(app, f'{{"title": {title}}}') == 400
    assert len(account.tables["notes"]) == 0


@pytest.mark.parametrize(
    ("written", "read"),
    [('"\\ud83d\\ude00"', "\U0001f600"), ('"a\\ud800"', "a?"), ('"x[[{"', "x[[{")],
)
def test_text_is_unicode(app: VendorApp, account: Account, written: str, read: Json) -> None:
    assert posted(app, f'{{"title": {written}}}') == 201
    assert [note["title"] for note in account.tables["notes"]] == [read]


def test_a_mistake_of_ours_outside_a_route_is_no_answer_of_the_vendors(
    ask: Ask, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(accounts, "choose", fail)
    for path in ("/api/notes", "/api/nothing", "/_fauxdesk/"):
        answer = ask("GET", path)
        assert (answer.status, "fauxdesk itself failed" in str(answer.body)) == (500, True)
