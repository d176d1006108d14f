"""Searching users, organizations and tickets at once.

Source: developer.zendesk.com, Search; Zendesk's OpenAPI file; probes of 2026.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from contracts.call import Json
from contracts.exchange import Answer
from emulator.listing import Chosen
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk import organization_shapes, shapes, ticket_shapes
from emulator.zendesk.errors import search_limit, type_in_export, wrong_parameter
from emulator.zendesk.finding import found_by
from emulator.zendesk.kinds import KINDS
from emulator.zendesk.limits import spend_search
from emulator.zendesk.paging import (
    SIDES,
    by_cursor,
    cursor_made_at,
    numbered,
    page_number,
    page_size,
)
from emulator.zendesk.query import asked
from emulator.zendesk.sorting import ordered

MOST_RESULTS = 1_000
"""How many results can be paged through, and how many a page of an export has."""
CURSOR_LIVES = 3_600
"""How many seconds a cursor of an export leads on."""
SORTS = {"updated_at": "updated_at", "created_at": "created_at", "priority": "priority",
         "status": "status", "ticket_type": "type"}  # fmt: skip

_SHOW: Mapping[str, Callable[[Visit, Record], Json]] = {
    "user": shapes.user,
    "organization": organization_shapes.organization,
    "ticket": ticket_shapes.ticket,
}
_TYPE = re.compile(r"(?:^|\s)type:(\w+)")

routes = Routes("search", __name__)


@routes.get("/search")
def search(visit: Visit) -> Answer:
    """The records that the query finds, a thousand at most; the count tells of all."""
    spend_search(visit, "search-index")
    page = page_number(visit, "search/index")
    check_depth(visit, page, page_size(visit))
    found = _sorted(visit, _found(visit))
    count_beyond(visit, len(found))
    results = numbered(visit, "results", Chosen(found), _result, "search/index")
    answer = {"results": results.pop("results"), "facets": None, **results}
    return Answer(200, answer)


@routes.get("/search/count")
def count(visit: Visit) -> Answer:
    """How many records the query finds."""
    spend_search(visit, "search-index")
    return Answer(200, {"count": len(_found(visit))})


@routes.get("/search/export")
def export(visit: Visit) -> Answer:
    """All records of one kind that the query finds, by cursor."""
    spend_search(visit, "search-export")
    kind = asked(visit, "filter[type]")
    if kind not in KINDS:
        raise wrong_parameter("filter", "filter[type]", "a type of record", "search/export")
    query = asked(visit, "query")
    check_untyped(visit, query)
    check_cursor(visit)
    found = [{**r, "result_type": kind} for r in found_by(visit, KINDS[kind], query)]
    now = visit.account.clock.seconds()
    page = by_cursor(visit, "results", Chosen(found), _result, MOST_RESULTS, made_at=now)
    return Answer(200, {"results": page.pop("results"), "facets": None, **page})


@keeps("zendesk.search.thousand-results")
def check_depth(_visit: Visit, page: int, size: int) -> None:
    """A search shows a thousand results and refuses the pages behind them."""
    if page * size > MOST_RESULTS:
        raise search_limit()


@keeps("zendesk.search.count-beyond-pages")
def count_beyond(_visit: Visit, number: int) -> bool:
    """The count of a search tells of all results, also of those that no page shows."""
    return number > MOST_RESULTS


@keeps("zendesk.search.export-type-apart")
def check_untyped(_visit: Visit, query: str) -> None:
    """An export has its type beside the query; one inside it is an error."""
    if _TYPE.search(query):
        raise type_in_export()


@keeps("zendesk.search.export-cursor-expires")
def check_cursor(visit: Visit) -> None:
    """A cursor of an export leads on for an hour."""
    now = visit.account.clock.seconds()
    for name in (f"page[{side}]" for side in SIDES):
        made_at = cursor_made_at(asked(visit, name))
        if made_at is not None and now - made_at >= CURSOR_LIVES:
            raise wrong_parameter("page", name, "a cursor of the last hour", "search/export")


def _found(visit: Visit) -> list[Record]:
    query = asked(visit, "query").strip()
    wanted = _TYPE.findall(query)
    rest = _TYPE.sub(" ", query).strip()
    if not query:
        return []
    return [
        {**record, "result_type": name}
        for name, kind in KINDS.items()
        if not wanted or name in wanted
        for record in found_by(visit, kind, rest)
    ]


def _sorted(visit: Visit, found: list[Record]) -> list[Record]:
    name = SORTS.get(asked(visit, "sort_by"), "")
    descending = asked(visit, "sort_order") != "asc"
    rows = ordered(Chosen(found), name, descending=descending)
    return rows.slice(0, len(rows))


def _result(visit: Visit, record: Record) -> Json:
    kind = record["result_type"]
    return {**_SHOW[kind](visit, record), "result_type": kind}
