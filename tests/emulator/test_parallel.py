"""Many threads and accounts at once."""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from contracts.exchange import Answer, Request
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.app import VendorApp
from emulator.calling import answer_to


@pytest.fixture(autouse=True)
def restless() -> Iterator[None]:
    """Threads take turns every few instructions, so that a missing lock shows."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def make(app: VendorApp, account: str, title: str) -> Answer:
    headers = {"Authorization": "Key k1", "X-Fauxdesk-Account": account}
    return answer_to(app, Request("POST", "/api/notes", {}, headers, {"title": title}))


def test_sixteen_threads_lose_and_repeat_nothing(app: VendorApp, accounts: Accounts) -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: make(app, "acme", str(n % 200)), range(400)))
    assert [answer.status for answer in answers].count(201) == 200
    ids = [answer.body["id"] for answer in answers if answer.ok]
    assert len(set(ids)) == len(accounts["acme"].tables["notes"]) == 200
    assert [entry.id for entry in accounts["acme"].journal.entries] == list(range(1, 401))


def test_marks_stay_with_their_account(app: VendorApp, accounts: Accounts) -> None:
    """Even accounts see each title once, odd ones only the same title."""
    names = [f"a{n}" for n in range(8)]

    def work(step: int) -> None:
        number = step % 8
        make(app, names[number], "same" if number % 2 else str(step))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(320)))
    for number, name in enumerate(names):
        marked = [entry for entry in accounts[name].journal.entries if entry.marks]
        assert len(marked) == (39 if number % 2 else 0)


def test_a_new_account_is_made_once(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(*parts: Any) -> Account:
        time.sleep(0.005)
        return Account(*parts)

    monkeypatch.setattr("emulator.accounts.Account", slowly)
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(lambda _: accounts.named("north"), range(64)))
    assert len({id(account) for account in made}) == 1
