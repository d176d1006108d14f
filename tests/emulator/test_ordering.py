"""Rows: records in an order of their own, as sorting them all would give it."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator.ordering import Order
from emulator.table import Record, Store, Table

BY_TITLE = {"listed": Order(lambda note: note["title"])}
"""A note without a title is left out."""

notes = st.builds(
    lambda note_id, title: {"id": note_id, "title": title},
    st.integers(1, 6),
    st.sampled_from(["a", "b", "c", None]),
)
steps = st.lists(st.one_of(notes, st.integers(1, 6)))


def do(table: Table, taken: list[Any]) -> None:
    for step in taken:
        table.remove(step) if isinstance(step, int) else table.put(step)


def shown(table: Table) -> list[Record]:
    row = table.row("listed")
    found = row.slice(0, len(row))
    assert len(found) == len(row)
    return found


def sorted_by_hand(table: Table) -> list[Record]:
    titled = [note for note in table if note["title"] is not None]
    return sorted(titled, key=lambda note: (note["title"], note["id"]))


@given(steps, steps)
def test_a_row_is_what_sorting_gives(first: list[Any], then: list[Any]) -> None:
    table = Table(BY_TITLE)
    for taken in (first, then):
        do(table, taken)
        assert shown(table) == sorted_by_hand(table)


@given(steps, steps)
def test_what_is_undone_leaves_the_row_as_it_was(before: list[Any], undone: list[Any]) -> None:
    store = Store({"notes": BY_TITLE})
    do(store["notes"], before)
    held = shown(store["notes"])
    with suppress(KeyboardInterrupt), store.transaction():
        do(store["notes"], undone)
        raise KeyboardInterrupt
    assert shown(store["notes"]) == held


@pytest.mark.parametrize("number", [5, 500])
def test_many_new_records_fall_in_like_few(number: int) -> None:
    table = Table(BY_TITLE)
    for note_id in range(1, number + 1):
        table.put({"id": note_id, "title": str(note_id % 7)})
    assert shown(table) == sorted_by_hand(table)
    start = table.row("listed").start("3")
    assert start == sum(note["title"] < "3" for note in table)


def test_a_record_that_has_no_place_changes_nothing() -> None:
    table = Table({"listed": Order(lambda note: note["title"].casefold())})
    assert len(table.row("listed")) == 0
    with pytest.raises(AttributeError):
        table.put({"id": 1, "title": 5})
    assert (len(table), len(table.row("listed"))) == (0, 0)
