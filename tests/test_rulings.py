"""Journals are judged when they have changed, long ones not each time they are looked at."""

import pytest

from contracts.exchange import Request
from emulator.account import Account
from emulator.vendor import vendors
from fauxdesk.fakes import Fake
from fauxdesk.page import rulings as rulings_module
from fauxdesk.page.rulings import PAUSE, Ruled, Rulings


class Judging:
    """Counts how often journals are judged; each time takes ``took`` seconds."""

    def __init__(self, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fake, self.now, self.took, self.times = fake, 0.0, 0.0, 0
        self._judge = rulings_module.ruled_entries
        monkeypatch.setattr(rulings_module, "ruled_entries", self)
        self._rulings = Rulings(lambda: self.now)

    def __call__(self, account: Account) -> object:
        self.times += 1
        self.now += self.took
        return self._judge(account)

    def look(self) -> list[Ruled]:
        return self._rulings.of(self.fake.account)

    def ask(self) -> None:
        self.fake.send(Request("GET", "/api/v2/users/me"))


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> Judging:
    return Judging(Fake(vendors()["zendesk"]), monkeypatch)


def test_a_journal_is_judged_again_when_it_has_changed_and_not_before(judging: Judging) -> None:
    assert judging.look() == []
    judging.ask()
    assert [len(judging.look()), len(judging.look()), judging.times] == [1, 1, 2]


def test_a_journal_that_was_cleared_is_empty(judging: Judging) -> None:
    judging.ask()
    assert len(judging.look()) == 1
    judging.fake.account.journal.clear()
    assert judging.look() == []


def test_what_takes_long_to_judge_is_judged_less_often(judging: Judging) -> None:
    judging.took = 1.0
    judging.look()
    judging.ask()
    assert judging.look() == []
    judging.now += PAUSE
    assert len(judging.look()) == 1


def test_an_exchange_tells_what_it_broke_first() -> None:
    ruled = Ruled(None, (("a", "kept"), ("b", "refused"), ("c", "broken")))  # type: ignore[arg-type]
    assert ruled.broken
    assert [rule for rule, _ in ruled.worst_first] == ["c", "b", "a"]
