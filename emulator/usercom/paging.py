"""Pages of a list: by number in version 1, by cursor in version 2.

Source: apidocs.user.com, Basic API usage; answers recorded in 2018 (user_engage-ruby).
"""

from __future__ import annotations

import base64
import binascii
from urllib.parse import parse_qs, urlencode

from contracts.exchange import Answer
from emulator.listing import Records, Show, in_a_row, place_of
from emulator.table import Record
from emulator.usercom.errors import invalid_cursor, invalid_page
from emulator.usercom.query import asked
from emulator.usercom.version import version_of
from emulator.visit import Visit, keeps


def page_of(visit: Visit, records: Records | list[Record], show: Show) -> Answer:
    """A page of the records, with the addresses of its neighbours."""
    chosen = in_a_row(records)
    numbered = version_of(visit.request) == 1
    start, following, previous = (_numbered if numbered else _by_cursor)(visit, chosen)
    size = visit.account.settings["page_size"]
    page = {
        "count": len(chosen),
        "next": _link(visit, following),
        "previous": _link(visit, previous),
        "results": [show(visit, record) for record in chosen.slice(start, start + size)],
    }
    return Answer(200, page)


Neighbour = tuple[str, str] | None
"""The parameter that leads to another page: its name and value."""
Place = tuple[int, Neighbour, Neighbour]
"""Where a page starts, and what leads to the next and the previous one."""


@keeps("usercom.paging.page-known")
def page_number(visit: Visit, last: int) -> int:
    """Pages are numbered from 1 to the last; any other is answered 404."""
    said = asked(visit).get("page", "1")
    if said == "last":
        return last
    if not said.isdecimal() or len(said) > 9:
        raise invalid_page()
    number = int(said)
    if not 1 <= number <= last:
        raise invalid_page()
    return number


@keeps("usercom.paging.cursor-known")
def cursor_in(visit: Visit) -> tuple[int, bool] | None:
    """The id that a cursor starts at and whether it goes back; any other text is answered 404."""
    said = asked(visit).get("cursor")
    if said is None:
        return None
    try:
        fields = parse_qs(base64.b64decode(said.encode(), validate=True).decode())
        return int(fields["p"][0]), fields.get("r") == ["1"]
    except (binascii.Error, ValueError, KeyError) as error:
        raise invalid_cursor() from error


@keeps("usercom.paging.next-past-end")
def lead_past_end(visit: Visit, full: bool) -> bool:
    """Where so switched, a full last page leads on to one that is answered 404."""
    return full and bool(visit.account.settings["next_past_end"])


def _numbered(visit: Visit, records: Records) -> Place:
    size = visit.account.settings["page_size"]
    last = max(-(-len(records) // size), 1)
    number = page_number(visit, last)
    more = number < last or lead_past_end(visit, len(records) == last * size)
    following = ("page", str(number + 1)) if more else None
    previous = ("page", str(number - 1)) if number > 1 else None
    return (number - 1) * size, following, previous


def _by_cursor(visit: Visit, records: Records) -> Place:
    size, cursor = visit.account.settings["page_size"], cursor_in(visit)
    start = 0
    if cursor is not None:
        record_id, back = cursor
        start = max(place_of(records, record_id) - size, 0) if back else _after(records, record_id)
    page = records.slice(start, start + size)
    more = start + size < len(records)
    following = ("cursor", _cursor(f"p={page[-1]['id']}")) if page and more else None
    previous = ("cursor", _cursor(f"r=1&p={page[0]['id']}")) if page and start else None
    return start, following, previous


def _after(records: Records, record_id: int) -> int:
    return place_of(records, record_id + 1)


def _cursor(fields: str) -> str:
    return base64.b64encode(fields.encode()).decode()


def _link(visit: Visit, neighbour: Neighbour) -> str | None:
    if neighbour is None:
        return None
    name, value = neighbour
    search = urlencode({**visit.request.query, name: value}, doseq=True)
    return visit.address_of(f"{visit.request.path}?{search}")
