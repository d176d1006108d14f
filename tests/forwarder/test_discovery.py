"""Fields are asked for once, whoever needs them; a refusal is remembered for a while."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from forwarder.discovery import REFUSED_SECONDS, Discovery
from forwarder.ending import Ended, failed, refused


class Vendor:
    """Tells the next of what it was given, or raises it."""

    def __init__(self, *gives):
        self.gives, self.asked, self.now = list(gives), 0, 0.0
        self.discovery = Discovery(self.tell, 900.0, lambda: self.now)

    def tell(self):
        self.asked += 1
        given = self.gives.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    def asked_after(self, now):
        """How often it was asked, once a call has needed the fields at this time."""
        self.now = now
        with suppress(Ended, RuntimeError):
            self.discovery.fields()
        return self.asked


def test_a_refusal_is_remembered_for_a_while():
    vendor = Vendor(Ended(refused("no right")), {})
    asked = [vendor.asked_after(now) for now in (0, REFUSED_SECONDS - 1, REFUSED_SECONDS, 900)]
    assert asked == [1, 1, 2, 2]


@pytest.mark.parametrize("trouble", [Ended(failed("busy")), RuntimeError("ours")])
def test_after_a_failure_the_next_call_asks_again(trouble):
    vendor = Vendor(trouble, {})
    assert [vendor.asked_after(0), vendor.asked_after(0), vendor.asked_after(0)] == [1, 2, 2]


def test_a_remembered_refusal_is_forgotten_on_request():
    vendor = Vendor(Ended(refused("no right")), {"user": {}})
    with pytest.raises(Ended, match="no right"):
        vendor.discovery.fields()
    vendor.discovery.forget()
    assert vendor.discovery.fields() == {"user": {}}


class Slow:
    """Tells when it is asked, and answers when it is let."""

    def __init__(self):
        self.asked, self.release, self.times = threading.Event(), threading.Event(), 0
        self.discovery = Discovery(self.tell, 900.0, lambda: 0.0)

    def tell(self):
        self.times += 1
        self.asked.set()
        assert self.release.wait(10)
        return {"user": {}}


def test_who_comes_while_it_is_asked_waits_for_that_answer():
    slow = Slow()
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(slow.discovery.fields) for _ in range(3)]
        assert slow.asked.wait(10)
        slow.release.set()
        assert [each.result(10) for each in waiting] == [{"user": {}}] * 3
    assert slow.times == 1


def test_no_lock_is_held_while_it_is_asked():
    slow = Slow()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(slow.discovery.fields)
        assert slow.asked.wait(10)
        assert pool.submit(slow.discovery.forget).result(10) is None
        assert not first.done()
        slow.release.set()
