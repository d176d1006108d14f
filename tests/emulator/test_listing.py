"""Rows of records that pages are cut from."""

import pytest

from emulator.listing import in_a_row, place_of
from emulator.table import Table

RECORDS = [{"id": 2}, {"id": 4}, {"id": 6}]


@pytest.fixture(params=["picked", "table"])
def row(request):
    """The same records, picked and as a table."""
    table = Table({})
    for record in RECORDS:
        table.put(record)
    return in_a_row(RECORDS if request.param == "picked" else table)


def test_a_row_is_counted_and_cut(row):
    assert len(row) == 3
    assert row.slice(1, 2) == RECORDS[1:2]
    assert row.slice(2, 9) == RECORDS[2:]


@pytest.mark.parametrize(("record_id", "place"), [(1, 0), (4, 1), (5, 2), (7, 3)])
def test_an_id_has_its_place_there_or_not(row, record_id, place):
    assert place_of(row, record_id) == place
