"""Turns."""

import threading

import pytest

from forwarder.turns import Turns


def test_those_who_wait_go_in_the_order_they_came():
    turns, went, threads = Turns(), [], []

    def take(number):
        with turns.of("u"):
            went.append(number)

    with turns.of("u"):
        for number in range(5):
            threads.append(threading.Thread(target=take, args=(number,)))
            threads[-1].start()
            while len(turns._waiting["u"]) < number + 2:
                pass
    for thread in threads:
        thread.join()
    assert went == [0, 1, 2, 3, 4]


def test_a_key_that_nobody_waits_for_is_forgotten():
    turns = Turns()
    with turns.of("u"), turns.of("v"):
        pass
    assert turns._waiting == {}


def test_who_is_interrupted_while_waiting_leaves_the_queue(monkeypatch):
    turns = Turns()
    with turns.of("u"):
        with monkeypatch.context() as patched:
            patched.setattr(threading.Event, "wait", interrupt)
            with pytest.raises(KeyboardInterrupt), turns.of("u"):
                raise AssertionError
        assert len(turns._waiting["u"]) == 1
    assert turns._waiting == {}


def interrupt(_event):
    raise KeyboardInterrupt
