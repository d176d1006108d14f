"""Reading a list of Zendesk's, every page of it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from contracts.call import Json
from contracts.exchange import Answer, Request
from contracts.wire import query_of
from forwarder.ending import Ended, failed, refused
from forwarder.settings import Settings
from forwarder.zendesk.answers import demand, is_record

MOST_PAGES = 100
"""Zendesk pages no further than 10,000 records, 100 a page. Source: its page on pagination."""

Records = list[Mapping[str, Json]]


def every_page(
    request: Request, name: str, settings: Settings, forbidden: str | None = None
) -> Generator[Request, Answer, Records]:
    """The records under ``name`` on all pages; Ended where an answer is an error or unreadable.

    A link to the next page is followed by its path and query alone, so that credentials never
    go to another host.
    """
    doing = f"looking up {name.replace('_', ' ')}"
    records: Records = []
    asked = set()
    for _ in range(MOST_PAGES):
        answer = yield request
        if answer.status == 404:
            says = f"{doing}: Zendesk knows no such account; check the subdomain"
            raise Ended(refused(says, "zendesk.settings.subdomain"))
        demand(answer, doing, settings, forbidden)
        page = answer.body.get(name) if isinstance(answer.body, dict) else None
        if not isinstance(page, list) or not all(is_record(record) for record in page):
            raise Ended(failed(f"{doing}: Zendesk's answer cannot be read"))
        records += page
        following = answer.body.get("next_page")
        if following is None:
            return records
        if not isinstance(following, str) or following in asked:
            raise Ended(failed(f"{doing}: the link to the next page leads nowhere new"))
        asked.add(following)
        request = _linked(following, doing)
    raise Ended(failed(f"{doing}: more than {MOST_PAGES} pages"))


def _linked(link: str, doing: str) -> Request:
    try:
        parts = urlsplit(link)
    except ValueError:
        raise Ended(failed(f"{doing}: the link to the next page cannot be read")) from None
    if not parts.path.startswith("/"):
        raise Ended(failed(f"{doing}: the link to the next page cannot be read"))
    query = query_of(parse_qsl(parts.query, keep_blank_values=True))
    return Request("GET", unquote(parts.path), query)
