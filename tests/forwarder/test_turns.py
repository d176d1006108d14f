"""Turns."""

import threading

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
