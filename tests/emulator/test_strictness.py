"""Strict accounts refuse writes that break a sender rule."""

from collections.abc import Callable

import pytest

from contracts import judging
from contracts.exchange import Answer
from emulator.account import Account
from emulator.state import restore
from emulator.verdicts import read_journal

Ask = Callable[..., Answer]

pytestmark = pytest.mark.usefixtures("contracted")


@pytest.fixture
def strict(account: Account) -> Account:
    restore(account, {"settings": {**account.settings, "strict": True}})
    return account


def test_a_write_that_breaks_a_rule_is_refused(ask: Ask, strict: Account) -> None:
    answer = ask("POST", "/api/notes", {"title": "a"})
    assert answer.status == 409
    assert answer.body == {
        "error": "strict",
        "rule": "toy.look-first",
        "says": "A title is looked at first.",
        "source": "toy manual",
    }
    assert answer.header("X-Fauxdesk-Rule") == "toy.look-first"
    assert len(strict.tables["notes"]) == 0


def test_a_write_that_keeps_the_rules_is_let_through(ask: Ask, strict: Account) -> None:
    ask("GET", "/api/notes/1")
    assert ask("POST", "/api/notes", {"title": "a"}).status == 201
    assert len(strict.tables["notes"]) == 1


def test_what_was_broken_before_holds_nothing_up(ask: Ask, account: Account) -> None:
    ask("POST", "/api/notes", {"title": "a"})
    restore(account, {"settings": {**account.settings, "strict": True}})
    ask("GET", "/api/notes/1")
    assert ask("POST", "/api/notes", {"title": "b"}).status == 201


def test_the_journal_tells_of_the_refusal(ask: Ask, strict: Account) -> None:
    ask("POST", "/api/notes", {"title": "a"})
    [entry] = read_journal(strict)
    assert [rule["outcome"] for rule in entry["rules"]] == ["refused", "broken"]


def test_an_account_that_is_not_strict_only_notes_it(ask: Ask) -> None:
    assert ask("POST", "/api/notes", {"title": "a"}).status == 201


@pytest.mark.usefixtures("strict")
def test_a_write_is_judged_by_what_is_new_alone(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str | None] = []

    def listening(exchanges):  # type: ignore[no-untyped-def]
        for exchange in exchanges:
            heard.append(exchange.operation)
            yield None

    monkeypatch.setattr(judging, "judges_of", lambda _vendor: {"toy.look-first": listening})
    for title in "abc":
        ask("GET", "/api/notes/1")
        ask("POST", "/api/notes", {"title": title})
    look, pending, answered = "note-show", "note-create", "note-create"
    assert heard == [look, pending, answered, look, pending, answered, look, pending]


def test_what_was_cleared_counts_no_more(ask: Ask, strict: Account) -> None:
    ask("GET", "/api/notes/1")
    assert ask("POST", "/api/notes", {"title": "a"}).status == 201
    strict.journal.clear()
    assert ask("POST", "/api/notes", {"title": "b"}).status == 409
    ask("GET", "/api/notes/1")
    assert ask("POST", "/api/notes", {"title": "b"}).status == 201
