"""The journal: bounded, without secrets, judged when read."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from contracts.exchange import Answer, Exchange, Request
from emulator.account import Account
from emulator.journal import CAPACITY, Journal
from emulator.verdicts import read_journal, read_rules

Ask = Callable[..., Answer]


def exchange(**parts: object) -> Exchange:
    return Exchange(request=Request("GET", "/", **parts), answer=Answer(200), vendor="toy")  # type: ignore[arg-type]


def test_it_keeps_the_last_ten_thousand() -> None:
    journal = Journal()
    for _ in range(CAPACITY + 5):
        journal.add(exchange(), "acme")
    assert len(journal) == 10_000
    assert [journal.entries[0].id, journal.entries[-1].id] == [6, CAPACITY + 5]


def test_large_bodies_make_it_shorter_and_the_newest_is_there() -> None:
    journal = Journal(most_bytes=100)
    lengths = []
    for size in (40, 40, 40, 10, 500, 10, 50):
        journal.add(exchange(body="x" * size), "acme")
        lengths.append(len(journal))
    assert lengths == [1, 2, 2, 3, 1, 1, 2]
    journal.clear()
    journal.add(exchange(body={"a": "x" * 80}), "acme")
    assert journal.add(exchange(body=1, headers={"Content-Length": "10"}), "acme") == 9
    assert len(journal) == 2


def test_ids_go_on_after_it_is_cleared() -> None:
    journal = Journal()
    journal.add(exchange(), "acme")
    journal.clear()
    assert journal.add(exchange(), "acme") == 2


def test_no_secret_gets_out() -> None:
    journal = Journal(frozenset({"password"}))
    body = {"user": {"name": "a", "password": "s3cret"}}
    parts = {"headers": {"authorization": "Key s3cret"}, "query": {"password": "s3cret"}}
    journal.add(exchange(**parts, body=body), "acme")
    [entry] = journal.entries
    assert "s3cret" not in repr(entry)
    assert entry.exchange.request.body == {"user": {"name": "a", "password": "***"}}
    assert body["user"]["password"] == "s3cret"


def test_what_is_added_between_two_readings_is_masked_too() -> None:
    journal = Journal()
    for _ in range(2):
        journal.add(exchange(headers={"Authorization": "Key s3cret"}), "acme")
        assert "s3cret" not in repr(journal.entries)


def test_it_is_read_whole_while_threads_add() -> None:
    journal, asked = Journal(capacity=20), exchange(headers={"Authorization": "Key s3cret"})
    with ThreadPoolExecutor(4) as pool:
        adding = [pool.submit(journal.add, asked, "acme") for _ in range(400)]
        while not all(job.done() for job in adding):
            ids = [entry.id for entry in journal.entries]
            assert ids == sorted(set(ids))
    assert "s3cret" not in repr(journal.entries)


def test_a_body_that_stays_text_loses_what_looks_like_a_secret() -> None:
    body = 'user=ann&password=s3cret {"api_key": "s3cret s3cret", Authorization: Bearer s3cret'
    journal = Journal()
    journal.add(exchange(body=body), "acme")
    [entry] = journal.entries
    assert "s3cret" not in repr(entry)
    assert "user=ann&password=***" in entry.exchange.request.body


def test_an_entry_tells_what_was_asked_and_answered(ask: Ask, account: Account) -> None:
    ask("POST", "/api/notes", {"title": "a"}, X_Request_Id="msg-1")
    [entry] = read_journal(account)
    assert (entry["id"], entry["account"], entry["message_id"]) == (1, "acme", "msg-1")
    assert entry["time"] == "2023-11-14T22:13:20+00:00"
    assert entry["request"]["body"] == {"title": "a"}
    assert entry["request"]["headers"]["Authorization"] == "Key ***"
    assert entry["answer"]["headers"]["Content-Type"] == "application/json"
    assert 0 < entry["duration"] < 1


@pytest.mark.usefixtures("contracted")
def test_marks_and_verdicts_stand_beside_the_exchange(ask: Ask, account: Account) -> None:
    ask("POST", "/api/notes", {"title": "a"})
    ask("GET", "/api/notes/1")
    ask("POST", "/api/notes", {"title": "a"})
    ruled = [entry["rules"] for entry in read_journal(account)]
    assert ruled == [
        [{"id": "toy.look-first", "outcome": "broken"}],
        [],
        [
            {"id": "toy.title-unique", "outcome": "refused"},
            {"id": "toy.look-first", "outcome": "kept"},
        ],
    ]


@pytest.mark.usefixtures("contracted")
def test_exchanges_are_labelled_once_and_the_new_ones_too(ask: Ask, account: Account) -> None:
    operations = []
    for method in ("GET", "POST"):
        ask(method, "/api/notes", {"title": "a"})
        operations.append([entry["operation"] for entry in read_journal(account)])
    assert operations == [["note-show"], ["note-show", "note-create"]]


@pytest.mark.usefixtures("contracted")
def test_the_rules_are_counted_by_outcome(ask: Ask, account: Account) -> None:
    ask("POST", "/api/notes", {"title": "a"})
    [rule] = read_rules(account)
    assert (rule["id"], rule["seen"]) == ("toy.look-first", {"broken": 1})
