"""Finding companies of Freshdesk by their exact name."""

from __future__ import annotations

from collections.abc import Generator
from itertools import count

from contracts.exchange import Answer, Request
from forwarder.ending import Ended, failed
from forwarder.freshdesk.answers import Record, rows_of, with_ids

COMPANIES = "/api/v2/companies"
PER_PAGE = 100
MOST_PAGES = 500
"""Freshdesk discourages going deeper. Source: API v2, Pagination."""


def company_suggested(name: str) -> Generator[Request, Answer, int | None]:
    """The id of the company of this name, by the index: near matches too, behind by minutes."""
    doing = "looking up the company"
    answer = yield Request("GET", f"{COMPANIES}/autocomplete", {"name": name})
    return _of_name(with_ids(rows_of(answer, doing, "companies"), doing), name)


def company_listed(name: str) -> Generator[Request, Answer, int | None]:
    """The id of the company of this name, by going through the list, which never lags.

    Pages are asked by number while a link says there is one more; no link is followed.
    """
    doing = "going through the companies"
    rows: list[Record] = []
    for page in count(1):
        query = {"per_page": str(PER_PAGE), **({"page": str(page)} if page > 1 else {})}
        answer = yield Request("GET", COMPANIES, query)
        found = with_ids(rows_of(answer, doing), doing)
        rows += found
        exact = any(row.get("name") == name for row in found)
        if exact or 'rel="next"' not in (answer.header("Link") or ""):
            return _of_name(rows, name)
        if page == MOST_PAGES:
            break
    raise Ended(failed(f"{doing}: more than {MOST_PAGES} pages"))


def _of_name(rows: list[Record], name: str) -> int | None:
    """The one of exactly this name, else the only one that differs in case alone."""
    exact = [row["id"] for row in rows if row.get("name") == name]
    folded = [row["id"] for row in rows if str(row.get("name")).strip().lower() == name.lower()]
    found = exact or folded
    return found[0] if len(found) == 1 else None
