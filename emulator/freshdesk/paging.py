"""Pages of a list, by number; a header links to the next one.

Source: developers.freshdesk.com/api, Pagination.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from contracts.exchange import Answer
from emulator.freshdesk import errors
from emulator.listing import Records, Show, in_a_row
from emulator.table import Record
from emulator.visit import Visit, keeps

SIZE = 30
MAX_SIZE = 100
PARAMETERS = ("page", "per_page")

MOST_DIGITS = 18
"""Digits of a number in a parameter: what fits 64 bits whatever they are."""


def page_of(visit: Visit, records: Records | list[Record], show: Show) -> Answer:
    """The page of the records that is asked for."""
    row = in_a_row(records)
    page, size = page_and_size(visit)
    start = (page - 1) * size
    shown = [show(visit, record) for record in row.slice(start, start + size)]
    headers = {}
    if start + size < len(row):
        query = urlencode({**visit.request.query, "page": str(page + 1)}, doseq=True)
        headers["Link"] = f'<{visit.address_of(visit.request.path)}?{query}>; rel="next"'
    return Answer(200, shown, headers)


@keeps("freshdesk.paging.numbers")
def page_and_size(visit: Visit) -> tuple[int, int]:
    """Pages count from 1 and hold 30 records, or as many as are asked for, up to 100."""
    page, size = (asked(visit, name) for name in PARAMETERS)
    faults = []
    if page is not None and not is_positive(page):
        faults.append(errors.fault("page", errors.POSITIVE, "datatype_mismatch"))
    if size is not None and (not is_positive(size) or int(size) > MAX_SIZE):
        says = f"It should be a Positive Integer less than or equal to {MAX_SIZE}"
        faults.append(errors.fault("per_page", says, "invalid_value"))
    if faults:
        raise errors.Invalid(*faults)
    return int(page or 1), int(size or SIZE)


def asked(visit: Visit, name: str) -> str | None:
    """A query parameter; the last one of several of that name."""
    value = visit.request.query.get(name)
    if not isinstance(value, list):
        return value
    let_last_count(visit, value)
    return value[-1]


@keeps("freshdesk.paging.last-counts")
def let_last_count(_visit: Visit, values: Sequence[str]) -> bool:
    """Of a parameter that is there several times the last one counts."""
    return len(values) > 1


def is_positive(text: str) -> bool:
    """Whether a parameter is a number from 1."""
    return text.isdecimal() and len(text) <= MOST_DIGITS and int(text) > 0
