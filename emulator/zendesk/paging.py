"""Pages of a list: by number or by cursor.

Source: developer.zendesk.com, Introduction, Pagination; probes of 2026.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Sequence
from urllib.parse import urlencode

from contracts.call import Json
from contracts.exchange import Answer
from emulator.listing import Chosen, Records, Show, in_a_row, place_of
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk.errors import pagination_depth, wrong_parameter
from emulator.zendesk.query import asked
from emulator.zendesk.shapes import stamp
from emulator.zendesk.sorting import TIMES, by_sort, by_sort_by

MAX_SIZE = 100
MAX_DEPTH = 10_000
SIDES = ("after", "before")
"""Where a page lies that a cursor points at."""


def page_of(
    visit: Visit,
    root: str,
    records: Records | list[Record],
    show: Show,
    *,
    cursors: bool = True,
    sorts: Sequence[str] = TIMES,
) -> Answer:
    """A page of the records; lists without ``cursors`` have numbered pages alone.

    ``sorts`` are the attributes that a request may sort by.
    """
    chosen = in_a_row(records)
    if cursors and "page[size]" in visit.request.query:
        return Answer(200, by_cursor(visit, root, by_sort(visit, chosen, sorts), show))
    return Answer(200, numbered(visit, root, by_sort_by(visit, chosen, sorts), show))


def count_of(visit: Visit, number: int) -> Answer:
    """How many records there are, and since when that is known."""
    return Answer(200, {"count": {"value": number, "refreshed_at": stamp(visit.account)}})


@keeps("zendesk.paging.page-is-integer")
def page_number(visit: Visit, endpoint: str) -> int:
    """Pages are numbered from 1; where only numbers do, a cursor is refused."""
    page = asked(visit, "page") if "page" in visit.request.query else "1"
    if any(key.startswith("page[") for key in visit.request.query) or not _is_integer(page):
        raise wrong_parameter("page", "page", "an integer", endpoint)
    return max(int(page), 1)


@keeps("zendesk.paging.depth")
def check_depth(_visit: Visit, page: int, size: int) -> None:
    """Numbered pages end with the 10,000th record."""
    if page * size > MAX_DEPTH:
        raise pagination_depth()


def page_size(visit: Visit, most: int = MAX_SIZE) -> int:
    """How many records a page has where ``per_page`` asks for a number: ``most`` at most."""
    return _size(visit, "per_page", most, usual=most)


def numbered(
    visit: Visit, root: str, records: Records, show: Show, endpoint: str = ""
) -> dict[str, Json]:
    """A page by its number, with the addresses of those beside it.

    ``endpoint``, spelled ``users/index``, is named where the page is no number.
    """
    last = visit.request.path.rpartition("/")[2]
    page = page_number(visit, endpoint or f"{root}/{'index' if last == root else last}")
    size = page_size(visit)
    check_depth(visit, page, size)
    start = (page - 1) * size
    more = start + size < len(records)
    return {
        root: [show(visit, record) for record in records.slice(start, start + size)],
        "next_page": link(visit, "page", page + 1) if more else None,
        "previous_page": link(visit, "page", page - 1) if page > 1 else None,
        "count": len(records),
    }


def by_cursor(
    visit: Visit,
    root: str,
    records: Records,
    show: Show,
    most: int = MAX_SIZE,
    made_at: float | None = None,
) -> dict[str, Json]:
    """The page after or before a cursor, of ``most`` records at most.

    ``made_at`` goes into the cursors of a page that they lead on from for a while only.
    """
    size = _size(visit, "page[size]", most)
    after, before = (_told_by(asked(visit, f"page[{side}]"), "v") for side in SIDES)
    if before is not None:
        stop = _place_of(records, before)
        start = max(stop - size, 0)
        more = start > 0
    else:
        start = 0 if after is None else _place_of(records, after, past=True)
        stop = start + size
        more = stop < len(records)
    page = records.slice(start, stop)
    first = _cursor(page[0], made_at) if page else None
    last = _cursor(page[-1], made_at) if page and stop < len(records) else None
    return {
        root: [show(visit, record) for record in page],
        "meta": {"has_more": more, "after_cursor": last, "before_cursor": first},
        "links": {
            "prev": link(visit, "page[before]", first) if first else None,
            "next": link(visit, "page[after]", last) if last else None,
        },
    }


_PLACES = ("page", "page[after]", "page[before]")


def _place_of(records: Records, record_id: int, *, past: bool = False) -> int:
    if isinstance(records, Chosen):
        ids = [record["id"] for record in records.records]
        if record_id in ids:
            return ids.index(record_id) + past
        return sum(present < record_id for present in ids)
    return place_of(records, record_id + past)


def _cursor(record: Record, made_at: float | None) -> str:
    told = {"o": "id", "v": record["id"]} | ({} if made_at is None else {"t": int(made_at)})
    text = json.dumps(told, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode()


def cursor_made_at(cursor: str) -> int | None:
    """When a cursor was made, in seconds since the epoch; None where it does not tell."""
    return _told_by(cursor, "t")


def _told_by(cursor: str, key: str) -> int | None:
    if not cursor:
        return None
    try:
        return int(json.loads(base64.urlsafe_b64decode(cursor))[key])
    except (binascii.Error, ValueError, KeyError, TypeError, OverflowError):
        return None


def link(visit: Visit, name: str, value: Json, places: Sequence[str] = _PLACES) -> str:
    """The address of another page: that of the request with ``name`` instead of ``places``."""
    query = {k: v for k, v in visit.request.query.items() if k not in places}
    text = urlencode({**query, name: str(value)}, doseq=True)
    return visit.address_of(f"{visit.request.path}.json?{text}")


def _size(visit: Visit, name: str, most: int = MAX_SIZE, usual: int = MAX_SIZE) -> int:
    value = asked(visit, name)
    size = int(value) if _is_integer(value) else usual
    cut_size(visit, size, most)
    return min(size, most) if size > 0 else usual


@keeps("zendesk.paging.at-most-hundred")
def cut_size(_visit: Visit, size: int, most: int) -> bool:
    """A page has a hundred records at most, an exported one a thousand."""
    return size > most


def _is_integer(value: str) -> bool:
    return re.fullmatch("[+-]?[0-9]{1,18}", value) is not None
