"""The rate budget."""

from bisect import bisect_left

import pytest

from forwarder.budget import Budget


class Time:
    """A time that passes by sleeping alone."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.mark.parametrize("per_minute", [1, 2, 10, 60, 200])
def test_no_minute_sees_more_than_the_budget(per_minute):
    time = Time()
    budget = Budget(per_minute, lambda: time.now, time.sleep)
    sent = []
    for _ in range(per_minute * 3 + 1):
        budget.spend()
        sent.append(time.now)
    most = max(bisect_left(sent, at + 59.999) - place for place, at in enumerate(sent))
    assert most <= per_minute
    assert time.now <= 60 * 3 * max(1.12, per_minute / max(1, per_minute - 1))


def test_a_tenth_goes_at_once_and_again_after_a_rest():
    time = Time()
    budget = Budget(100, lambda: time.now, time.sleep)
    for rest in (0.0, 1000.0):
        time.now += rest
        start = time.now
        for _ in range(10):
            budget.spend()
        assert time.now == start
