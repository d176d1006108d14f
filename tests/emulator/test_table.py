"""Tables: found by index, and changed all or nothing."""

import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator.table import Record, Store, Table

INDEXES: dict[str, Any] = {
    "title": lambda note: [note["title"]],
    "words": lambda note: note["title"].split(),
}


def inside(table: Table) -> tuple[list[Record], dict[str, dict[str, list[int]]]]:
    words = ("a", "b", "c", "a b", "b c", "")
    found = {n: {w: [r["id"] for r in table.find(n, w)] for w in words} for n in INDEXES}
    return list(table), found


notes = st.builds(
    lambda note_id, title: {"id": note_id, "title": title},
    st.integers(1, 6),
    st.sampled_from(["a", "b", "a b", "b c", ""]),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), notes),
        st.tuples(st.just("remove"), st.integers(1, 6)),
        st.tuples(st.just("clear")),
        st.tuples(st.just("count"), st.sampled_from(sorted(INDEXES)), st.just("a")),
    )
)


def do(table: Table, taken: list[Any]) -> None:
    for name, *arguments in taken:
        getattr(table, name)(*arguments)


@given(steps, steps)
def test_undo_restores_records_and_indexes(before: list[Any], undone: list[Any]) -> None:
    store = Store({"notes": INDEXES})
    do(store["notes"], before)
    held = inside(store["notes"])
    with suppress(KeyboardInterrupt), store.transaction():
        do(store["notes"], undone)
        raise KeyboardInterrupt
    assert inside(store["notes"]) == held


@given(steps)
def test_an_index_keeps_no_key_that_finds_nobody(taken: list[Any]) -> None:
    table = Table(INDEXES)
    do(table, [("count", name, "a") for name in INDEXES] + taken)
    table.clear()
    assert [list(filing) for filing in table._filings.values()] == [[], []]


def test_a_record_that_an_index_cannot_file_is_told_before_it_is_kept() -> None:
    table = Table(INDEXES)
    with pytest.raises(KeyError):
        table.check({"id": 1})
    assert len(table) == 0


@given(steps)
def test_an_index_finds_what_a_walk_finds(taken: list[Any]) -> None:
    table = Table(INDEXES)
    do(table, taken)
    for word in ("a", "b", "c"):
        walked = [note for note in table if word in note["title"].split()]
        assert table.find("words", word) == walked
        assert table.count("words", word) == len(walked)


def test_records_come_in_the_order_of_their_ids() -> None:
    table = Table({})
    for note_id in (3, 1, 2):
        table.put({"id": note_id})
    assert [note["id"] for note in table] == [1, 2, 3]
    assert [note["id"] for note in table.slice(1, 9)] == [2, 3]


def test_a_transaction_inside_another_belongs_to_the_outer() -> None:
    store = Store({"notes": {}})
    with suppress(KeyboardInterrupt), store.transaction():
        with store.transaction():
            store["notes"].put({"id": 1})
        raise KeyboardInterrupt
    assert len(store["notes"]) == 0


def test_a_look_up_costs_the_same_among_many() -> None:
    table = Table(INDEXES)
    for note_id in range(20_000):
        table.put({"id": note_id, "title": str(note_id)})
    started = time.perf_counter()
    for _ in range(1_000):
        assert table.find("title", "19999")
    assert time.perf_counter() - started < 0.5


def test_an_index_tells_the_keys_that_still_find_a_record() -> None:
    table = Table(INDEXES)
    do(table, [("put", {"id": 1, "title": "a b"}), ("put", {"id": 1, "title": "b c"})])
    assert sorted(table.keys("words")) == ["b", "c"]
    table.remove(1)
    assert table.keys("words") == []
