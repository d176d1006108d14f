"""Track and page: what an event or page view must say. Source: seed 003, Track and Page."""

from __future__ import annotations

import re

from contracts.exchange import Exchange
from contracts.freshsales.judging.reading import tracked, visitor_of
from contracts.judging import Judge, judges_each
from contracts.reading import Record, folded, mapping

OWN_KEYS = frozenset({"fs_contact", "fs_update"})
"""What the tracker says of a visitor beside its fields."""
_INTERNAL = re.compile(r"^cf_|^[a-z0-9]+(_[a-z0-9]+)+$|[a-z][A-Z]")


def _told(exchange: Exchange, operation: str, key: str) -> Record | None:
    body = tracked(exchange)
    return mapping(body.get(key)) if body is not None and exchange.operation == operation else None


@judges_each("freshsales.track.send-event")
def send_event(exchange: Exchange) -> bool | None:
    """An event has a name."""
    event = _told(exchange, "track-events", "event")
    return None if event is None else bool(folded(event.get("name")))


@judges_each("freshsales.page.pageview")
def pageview(exchange: Exchange) -> bool | None:
    """A page view has an address."""
    view = _told(exchange, "track-page-views", "page_view")
    return None if view is None else bool(folded(view.get("url")))


@judges_each("freshsales.track.identity")
def identity(exchange: Exchange) -> bool | None:
    """Events and page views have an identifier."""
    body = tracked(exchange)
    if body is None or exchange.operation not in ("track-events", "track-page-views"):
        return None
    return bool(folded(body.get("identifier")))


@judges_each("freshsales.track.labels")
def labels(exchange: Exchange) -> bool | None:
    """No key of a visitor, nor of its company or deal, is an internal name."""
    visitor = visitor_of(exchange)
    if not visitor:
        return None
    inner = [key for part in ("company", "deal") for key in mapping(visitor.get(part))]
    return not any(_INTERNAL.search(str(key)) for key in (*(visitor.keys() - OWN_KEYS), *inner))


def _beside(rule_id: str, operation: str, key: str) -> Judge:
    @judges_each(rule_id)
    def beside(exchange: Exchange) -> bool | None:
        """Properties are single values, each under its own key."""
        told = _told(exchange, operation, key)
        if told is None or len(told) < 2:
            return None
        return not any(isinstance(value, dict | list) for value in told.values())

    return beside


event_properties = _beside("freshsales.track.properties", "track-events", "event")
page_properties = _beside("freshsales.page.properties", "track-page-views", "page_view")
