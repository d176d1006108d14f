"""Rate windows on the virtual clock."""

from collections.abc import Callable

from contracts.exchange import Answer
from emulator.account import Account
from emulator.clock import Clock
from emulator.limits import Spent, Windows, spend
from emulator.state import restore

Ask = Callable[..., Answer]


def test_a_window_empties_and_starts_anew(account: Account, clock: Clock) -> None:
    spent = [spend(account, "all", 2, 60) for _ in range(3)]
    assert spent == [Spent(1, 60, False), Spent(0, 60, False), Spent(0, 60, True)]
    clock.advance(45)
    assert spend(account, "all", 2, 60) == Spent(0, 15, True)
    clock.advance(15)
    assert spend(account, "all", 2, 60) == Spent(1, 60, False)


def test_each_key_has_its_window(account: Account) -> None:
    spend(account, "all", 1, 60)
    assert spend(account, ("user", 7), 1, 60) == Spent(0, 60, False)


def test_windows_that_ended_are_forgotten() -> None:
    windows = Windows()
    for second in range(5_000):
        windows.spend(("user", second), 5, 10, second)
    assert len(windows) <= 1_001


def test_a_clock_set_back_starts_anew() -> None:
    windows = Windows()
    windows.spend("all", 1, 60, 1_000)
    assert windows.spend("all", 1, 60, 900) == Spent(0, 60, False)


def test_limits_count_only_where_they_are_on(ask: Ask, account: Account, clock: Clock) -> None:
    assert [ask("GET", "/api/notes/1").status for _ in range(3)] == [404, 404, 404]
    restore(account, {"settings": {"key": "k1", "rate_limits": True, "strict": False, "seed": 1}})
    answers = [ask("GET", "/api/notes/1") for _ in range(3)]
    assert [answer.status for answer in answers] == [404, 404, 429]
    assert [answer.header("X-Left") for answer in answers] == ["1", "0", "0"]
    clock.advance(60)
    assert ask("GET", "/api/notes/1").status == 404


def test_restoring_a_state_starts_every_window_anew(account: Account) -> None:
    spend(account, "all", 1, 60)
    restore(account, {})
    assert spend(account, "all", 1, 60) == Spent(0, 60, False)
