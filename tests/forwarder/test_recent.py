"""What a forwarder remembers of its own writes."""

from forwarder.recent import Recent


def test_a_record_is_remembered_under_each_of_its_keys():
    recent = Recent()
    recent.hold(7, [("lead", "email", "a@x.io"), ("lead", "cf_user_id", "u1")])
    assert recent.get(("lead", "email", "a@x.io")) == 7
    assert recent.get(("lead", "cf_user_id", "u1")) == 7
    assert recent.get(("contact", "email", "a@x.io")) is None


def test_the_last_record_written_under_a_key_counts():
    recent = Recent()
    recent.hold(7, [("a",)])
    recent.hold(8, [("a",)])
    assert recent.get(("a",)) == 8


def test_the_oldest_are_forgotten_first():
    recent = Recent(most=2)
    for number, key in enumerate(("a", "b", "a", "c")):
        recent.hold(number, [(key,)])
    assert [recent.get((key,)) for key in "abc"] == [2, None, 3]
