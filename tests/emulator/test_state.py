"""An account's state: saved, restored, and never with a secret."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from contracts.exchange import Answer
from contracts.problem import BadInput
from emulator.account import Account
from emulator.secrets import secret_names, unveiled, veiled
from emulator.state import restore, state_of

Ask = Callable[..., Answer]


def test_what_was_saved_is_restored_exactly(ask: Ask, account: Account) -> None:
    ask("POST", "/api/notes", {"title": "a"})
    account.clock.advance(90)
    saved = json.loads(json.dumps(state_of(account)))
    following = ask("POST", "/api/notes", {"title": "b"}).body
    account.clock.advance(90)
    restore(account, saved)
    assert state_of(account) == saved
    assert ask("POST", "/api/notes", {"title": "b"}).body == following


def test_restored_records_are_found_by_their_indexes(account: Account) -> None:
    restore(account, {"tables": {"notes": [{"id": 1, "title": "a"}]}})
    assert account.tables["notes"].count("title", "a") == 1


def test_ids_go_on_after_those_that_were_put(ask: Ask, account: Account) -> None:
    restore(account, {"tables": {"notes": [{"id": 5_000, "title": "a"}]}})
    assert ask("POST", "/api/notes", {"title": "b"}).body["id"] > 5_000


def test_secrets_are_masked_and_stay_what_they_are(account: Account) -> None:
    saved = state_of(account)
    assert saved["settings"]["key"] == "***"
    restore(account, saved)
    assert account.settings["key"] == "k1"


def test_a_new_secret_is_taken(account: Account) -> None:
    restore(account, {"settings": {**state_of(account)["settings"], "key": "k2"}})
    assert account.settings["key"] == "k2"


def test_a_setting_that_is_left_out_stays(ask: Ask, account: Account) -> None:
    restore(account, {"settings": {"strict": True}})
    assert (account.settings["strict"], account.settings["key"]) == (True, "k1")
    assert ask("GET", "/api/notes/1").status == 404


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ([], "is of the wrong type"),
        ({"frob": 1}, "frob: is not expected"),
        ({"vendor": "other"}, "vendor: must be 'toy'"),
        ({"tables": {"boards": []}}, "tables.boards: no such table; known: notes, outbox"),
        ({"tables": {"notes": [7]}}, "tables.notes.0: is of the wrong type"),
        ({"tables": {"notes": [{"id": 1}]}}, "tables.notes.0: not a record of notes"),
        (
            {"tables": {"notes": [{"id": 1, "title": "a"}] * 2}},
            "tables.notes.1: the id 1 is there twice",
        ),
        (
            {"tables": {"notes": [{"id": 1, "title": "a"}, {"id": "x", "title": "a"}]}},
            "tables.notes.1: not a record of notes",
        ),
        ({"tables": {"notes": []}, "settings": {"strict": 1}}, "settings.strict: is of"),
        ({"tables": {"notes": []}, "clock": {}}, "clock.ahead: is missing"),
    ],
)
def test_a_bad_state_is_refused_and_changes_nothing(
    ask: Ask, account: Account, state: Any, says: str
) -> None:
    ask("POST", "/api/notes", {"title": "held"})
    before = state_of(account)
    with pytest.raises(BadInput) as caught:
        restore(account, state)
    assert str(caught.value).startswith(says)
    assert state_of(account) == before
    assert account.tables["notes"].count("title", "held") == 1


def test_secrets_are_what_a_schema_calls_write_only() -> None:
    entry = {"properties": {"password": {"writeOnly": True}, "name": {}}}
    schema = {"properties": {"logins": {"items": entry}, "keys": {"writeOnly": True}}}
    assert secret_names(schema) == {"password", "keys"}


def test_masks_are_lifted_by_id_and_left_out_where_nothing_is_behind() -> None:
    present = [{"id": 1, "password": "one"}, {"id": 2, "password": "two"}]
    shown = veiled(present, frozenset({"password"}))
    shown = [shown[1], {"id": 3, "password": "***"}]
    assert unveiled(shown, present) == [{"id": 2, "password": "two"}, {"id": 3}]
