"""What a judge remembers of look-ups and of created records."""

import pytest

from contracts.memory import Created, Lookups


@pytest.fixture
def lookups():
    """One look-up under key ``k`` that found 1 and 2, over two pages."""
    lookups = Lookups()
    lookups.hear("k", ["1"])
    lookups.hear("k", ["2"], anew=False)
    return lookups


def test_the_pages_of_a_look_up_add_up(lookups):
    assert lookups.found("k") == {"1", "2"}
    assert lookups.crowded("1")


def test_a_newer_look_up_replaces_the_earlier_one(lookups):
    assert lookups.hear("k", ["2"]) == 1
    assert not lookups.keys_of("1")
    assert not lookups.crowded("2")


def test_who_is_gone_is_found_no_more(lookups):
    lookups.forget("1")
    assert lookups.found("k") == {"2"}
    assert not lookups.keys_of("1")


def test_a_look_up_that_found_nobody_was_asked_all_the_same(lookups):
    lookups.hear("other", [])
    assert "other" in lookups
    assert "never" not in lookups


def test_a_created_record_gives_up_the_keys_it_had_before():
    created = Created()
    created.hold("1", ["a", "b"])
    created.hold("1", ["b", "c"])
    assert [key for key in "abc" if created.have(key)] == ["b", "c"]


def test_a_key_is_free_when_the_last_who_has_it_is_gone():
    created = Created()
    created.hold("1", ["a"])
    created.hold("2", ["a"])
    created.forget("2")
    assert created.have("a")
    created.forget("1")
    assert not created.have("a")


def test_two_records_without_an_id_are_two():
    created = Created()
    created.hold("", ["a"])
    created.hold("", ["b"])
    assert created.have("a")
    assert created.have("b")
