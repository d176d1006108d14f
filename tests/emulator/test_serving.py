"""Serving over real loopback sockets."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from contracts.problem import BadInput
from emulator.account import Account
from emulator.accounts import Accounts
from emulator.app import VendorApp, make_app
from emulator.clock import Clock
from emulator.serving import Serving
from emulator.vendor import Vendor

SIGNED = {"Authorization": "Key k1"}


@pytest.fixture
def serving(app: VendorApp) -> Iterator[Serving]:
    with Serving([(0, app)]) as serving:
        yield serving


@pytest.fixture
def notes(serving: Serving) -> str:
    return f"{serving.urls[0]}/api/notes"


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.headers.update(SIGNED)
        yield session


def test_a_record_is_made_and_shown(notes: str, session: requests.Session) -> None:
    made = session.post(notes, json={"title": "a"})
    assert made.status_code == 201
    assert session.get(f"{notes}/{made.json()['id']}").json() == made.json()


def test_a_chunked_body_is_read(notes: str, session: requests.Session) -> None:
    chunks = iter([b'{"title":', b'"a"}'])
    made = session.post(notes, data=chunks, headers={"Content-Type": "application/json"})
    assert made.json()["title"] == "a"


def test_a_percent_coded_query_arrives_decoded(
    notes: str, session: requests.Session, account: Account
) -> None:
    session.get(f"{notes}/1", params={"q": "a+b@x.io", "many": ["1", "2"]})
    assert account.journal.entries[0].exchange.request.query == {
        "q": "a+b@x.io",
        "many": ["1", "2"],
    }


def test_a_cut_leaves_the_client_without_an_answer(
    notes: str, session: requests.Session, account: Account
) -> None:
    account.faults.order({"cut": True, "after": True, "times": 1})
    with pytest.raises(requests.ConnectionError):
        session.post(notes, json={"title": "a"})
    assert len(account.tables["notes"]) == 1
    assert session.post(notes, json={"title": "b"}).status_code == 201


def test_a_delay_holds_nobody_else(notes: str, account: Account) -> None:
    account.faults.order({"delay": "20s", "path": "*/7"})
    waiting = threading.Thread(target=_get_quietly, args=(f"{notes}/7",), daemon=True)
    waiting.start()
    while not account.faults.armed[0].struck:
        time.sleep(0.005)
    started = time.perf_counter()
    assert requests.get(f"{notes}/1", headers=SIGNED, timeout=5).status_code == 404
    assert time.perf_counter() - started < 2


def test_many_delays_leave_the_pool_small(notes: str, account: Account) -> None:
    account.faults.order({"delay": "10ms"})
    _status(f"{notes}/1")
    before = threading.active_count()
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda _: _status(f"{notes}/1"), range(60)))
    assert statuses == [404] * 60
    assert threading.active_count() <= before + 4


def test_an_idle_connection_holds_nobody(serving: Serving, notes: str) -> None:
    with socket.create_connection(("127.0.0.1", serving.ports[0])):
        assert requests.get(f"{notes}/1", headers=SIGNED, timeout=2).status_code == 404


def test_several_apps_have_a_port_each(toy: Vendor, clock: Clock) -> None:
    both = [Accounts(toy, clock), Accounts(toy, clock)]
    with Serving([(0, make_app(toy, accounts)) for accounts in both]) as serving:
        url = f"{serving.urls[1]}/api/notes"
        assert requests.post(url, json={"title": "a"}, headers=SIGNED, timeout=5).ok
        assert len(set(serving.ports)) == 2
    assert [len(accounts.default.tables["notes"]) for accounts in both] == [0, 1]


def test_a_taken_port_is_named_and_nothing_is_left_listening(
    serving: Serving, app: VendorApp
) -> None:
    taken = serving.ports[0]
    second = Serving([(0, app), (taken, app)])
    with pytest.raises(BadInput, match=f"port {taken} is taken"):
        second.start()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", second.ports[0]))


def test_stopping_is_quick_and_ends_every_thread(app: VendorApp, account: Account) -> None:
    before = threading.active_count()
    serving = Serving([(0, app)] * 3)
    serving.start()
    account.faults.order({"delay": "1h"})
    asking = threading.Thread(target=_get_quietly, args=(serving.urls[0],), daemon=True)
    asking.start()
    while not account.faults.armed[0].struck:
        time.sleep(0.005)
    started = time.perf_counter()
    serving.stop()
    asking.join()
    assert time.perf_counter() - started < 1
    assert threading.active_count() == before


def test_a_stopped_server_can_be_started_again(app: VendorApp, account: Account) -> None:
    serving = Serving([(0, app)])
    account.faults.order({"delay": "50ms"})
    for _ in range(2):
        with serving:
            url = f"{serving.urls[0]}/api/notes/1"
            started = time.perf_counter()
            assert requests.get(url, headers=SIGNED, timeout=5).status_code == 404
            assert time.perf_counter() - started >= 0.05


def _status(url: str) -> int:
    return requests.get(url, headers=SIGNED, timeout=5).status_code


def _get_quietly(url: str) -> None:
    try:
        requests.get(url, headers=SIGNED, timeout=30)
    except requests.RequestException:
        return
