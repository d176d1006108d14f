"""When to try again."""

from datetime import UTC, datetime

import pytest

from contracts.exchange import Answer, Exchange, Request
from forwarder.patience import Patience, is_unsure

NOW = datetime(2030, 1, 1, tzinfo=UTC)
PATIENCE = Patience(tries=4, first=1.0, longest=3.0)


def wait_after(status: int, tried: int = 1, chance: float = 1.0, **headers: str) -> float | None:
    return PATIENCE.wait_after(Answer(status, None, headers), tried, chance, NOW)


def test_waits_double_up_to_the_longest_and_then_it_gives_up():
    assert [PATIENCE.wait(tried, 1.0) for tried in (1, 2, 3, 4)] == [1.0, 2.0, 3.0, None]


def test_chance_takes_up_to_half_of_a_wait_away():
    assert [PATIENCE.wait(2, chance) for chance in (0.0, 0.5, 1.0)] == [1.0, 1.5, 2.0]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_passing_answer_is_waited_after(status):
    """Cases 100, 101."""
    assert wait_after(status) == 1.0
    assert wait_after(status, tried=4) is None


@pytest.mark.parametrize("status", [200, 201, 301, 400, 401, 403, 404, 409, 422, 501])
def test_a_final_answer_is_final(status):
    """Cases 102, 103, 105."""
    assert wait_after(status) is None


@pytest.mark.parametrize(
    ("asked", "least"),
    [("2", 2.0), ("0", 0.0), ("3600", 3600.0), ("Tue, 01 Jan 2030 00:01:00 GMT", 60.0)],
)
def test_retry_after_is_obeyed_in_full(asked, least):
    """Case fwd-14: a number of seconds, or a date."""
    assert wait_after(429, chance=0.0, **{"retry-after": asked}) == least
    assert wait_after(429, **{"Retry-After": asked}) == least + 1.0


@pytest.mark.parametrize("asked", ["soon", "", "-5", "1.5", "Tue, 99 Jan 2030"])
def test_a_retry_after_that_cannot_be_read_leaves_our_own_wait(asked):
    assert wait_after(429, **{"Retry-After": asked}) == 1.0


@pytest.mark.parametrize(
    ("method", "status", "unsure"),
    [
        *[("POST", status, True) for status in (None, 500, 502, 503, 504, 520)],
        *[("PUT", status, False) for status in (200, 403, 408, 429, 501)],
        *[("GET", status, False) for status in (None, 500, 502)],
    ],
)
def test_a_write_may_have_been_done_where_the_vendor_does_not_say(method, status, unsure):
    answer = None if status is None else Answer(status)
    assert is_unsure(Exchange(request=Request(method, "/"), answer=answer, vendor="acme")) is unsure


def test_a_date_gone_by_asks_for_no_wait():
    assert wait_after(503, chance=0.0, **{"Retry-After": "Mon, 01 Jan 2029 00:00:00 GMT"}) == 0.0


def test_a_wait_beyond_all_patience_gives_up_at_once():
    assert wait_after(429, **{"Retry-After": "3601"}) is None
