"""What a forwarder remembers of its own writes."""

import threading

from forwarder.recent import Recent


def test_a_record_is_remembered_under_each_of_its_keys():
    recent = Recent()
    recent.hold(7, [("lead", "email", "a@x.io"), ("lead", "cf_user_id", "u1")])
    assert recent.get(("lead", "email", "a@x.io")) == (7,)
    assert recent.get(("lead", "cf_user_id", "u1")) == (7,)
    assert recent.get(("contact", "email", "a@x.io")) == ()


def test_several_records_of_one_key_come_the_last_one_first():
    recent = Recent(each=2)
    for number in (6, 7, 8, 7):
        recent.hold(number, [("a",)])
    assert recent.get(("a",)) == (7, 8)


def test_the_oldest_are_forgotten_first():
    recent = Recent(most=2)
    for number, key in enumerate(("a", "b", "a", "c")):
        recent.hold(number, [(key,)])
    assert [recent.get((key,)) for key in "abc"] == [(2, 0), (), (3,)]


def test_whoever_shares_a_key_waits_until_the_turn_is_over():
    recent, went = Recent(), []

    def second():
        with recent.turn([("b",), ("c",)]):
            went.append("second")

    with recent.turn([("b",), ("a",), ("b",)]):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.05)
        went.append("first")
    thread.join(5)
    assert went == ["first", "second"]
