"""Users as they changed, for whoever keeps a copy: incremental exports by time and by cursor.

Source: developer.zendesk.com, Incremental Exports; Zendesk's OpenAPI file; zenpy.
"""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime
from typing import NamedTuple, TypeAlias

from contracts.call import Json
from contracts.exchange import Answer
from emulator.routes import Routes
from emulator.table import Record
from emulator.visit import Visit, keeps
from emulator.zendesk import shapes
from emulator.zendesk.auth import check_admin
from emulator.zendesk.errors import wrong_parameter
from emulator.zendesk.limits import spend_export
from emulator.zendesk.paging import link, page_size
from emulator.zendesk.query import asked
from emulator.zendesk.tables import CHANGED, changed

MOST_EXPORTED = 1_000
"""How many users a page of an export has where nothing smaller is asked for."""
TABLES = ("users", "deleted_users")
AFTER, BEFORE = "after", "before"
BEGINS = ("start_time", "cursor")
"""What of a query says where a page begins."""

_STAMP = "%Y-%m-%dT%H:%M:%SZ"
_CURSOR = re.compile(
    r"(after|before)\|([0-9]{4}(?:-[0-9]{2}){2}T(?:[0-9]{2}:?){3}Z)\|([0-9]{1,19})"
)
_BEYOND = float("inf")
"""An id above every other."""

Place: TypeAlias = tuple[str, float]
"""Where something stands in an export: when it was changed, and its id."""

_END: Place = ("~", 0)
"""A place behind every user."""

routes = Routes("exports", __name__)


class Cursor(NamedTuple):
    """A place in an export, and on which side of it the page lies."""

    side: str
    stamp: str
    id: int

    def __str__(self) -> str:
        return base64.urlsafe_b64encode("|".join(map(str, self[:])).encode()).decode()


@routes.get("/incremental/users")
def by_time(visit: Visit) -> Answer:
    """Users changed since a time: the next page begins with the time that this one ends with."""
    check_admin(visit)
    spend_export(visit)
    since = _stamp(start_time(visit, "incremental/users"))
    stop, last = _stop(visit), since
    found = _first(visit, (since, 0), stop, page_size(visit, MOST_EXPORTED))
    if found:
        last = _last_second(visit, since, found[-1]["updated_at"], stop)
        whole = _first(visit, (since, 0), min((last, _BEYOND), stop), None)
        fill_second(visit, found, whole)
        found = whole
    end = int(datetime.strptime(last, _STAMP).replace(tzinfo=UTC).timestamp()) if found else None
    page: Json = {
        "users": _shown(visit, found),
        "next_page": None if end is None else link(visit, "start_time", end, BEGINS),
        "count": len(found),
        "end_of_stream": not _first(visit, (last, _BEYOND), stop, 1),
        "end_time": end,
    }
    return Answer(200, page)


@routes.get("/incremental/users/cursor")
def by_cursor(visit: Visit) -> Answer:
    """Users changed since a time, and on from there by cursor."""
    check_admin(visit)
    spend_export(visit)
    begin, stop = _begin(visit), _stop(visit)
    size = page_size(visit, MOST_EXPORTED)
    if begin.side == BEFORE:
        found = _last(visit, (begin.stamp, begin.id), size)
    else:
        found = _first(visit, (begin.stamp, begin.id + 1), stop, size)
    edge = begin.stamp, begin.id - (begin.side == BEFORE)
    first, last = (changed(found[0]), changed(found[-1])) if found else (edge, edge)
    after = Cursor(AFTER, *last)
    before = Cursor(BEFORE, *first) if _last(visit, first, 1) else None
    page: Json = {
        "users": _shown(visit, found),
        "after_cursor": str(after),
        "after_url": link(visit, "cursor", str(after), BEGINS),
        "before_cursor": before and str(before),
        "before_url": before and link(visit, "cursor", str(before), BEGINS),
        "end_of_stream": not _first(visit, (last[0], last[1] + 1), stop, 1),
    }
    return Answer(200, page)


@keeps("zendesk.exports.start-time")
def start_time(visit: Visit, endpoint: str) -> int:
    """An export begins at a time in whole seconds since the epoch."""
    text = asked(visit, "start_time")
    if not re.fullmatch("[0-9]{1,18}", text):
        raise wrong_parameter("start_time", "start_time", "an integer", endpoint)
    check_past(visit, int(text), endpoint)
    return int(text)


@keeps("zendesk.exports.start-time-past")
def check_past(visit: Visit, start: int, endpoint: str) -> None:
    """An export does not begin later than what it shows."""
    if start > visit.account.clock.seconds() - _lag(visit):
        raise wrong_parameter("start_time", "start_time", "in the past", endpoint)


@keeps("zendesk.exports.cursor-known")
def cursor_in(_visit: Visit, text: str, endpoint: str) -> Cursor:
    """A cursor is one that an export has given."""
    try:
        told = _CURSOR.fullmatch(base64.urlsafe_b64decode(text).decode())
    except ValueError:
        told = None
    if told is None:
        raise wrong_parameter("cursor", "cursor", "a cursor of an export", endpoint)
    return Cursor(told[1], told[2], int(told[3]))


@keeps("zendesk.exports.lag")
def hide_recent(visit: Visit) -> bool:
    """An export leaves out the changes of the last seconds, where the account says so."""
    return _lag(visit) > 0


@keeps("zendesk.exports.deleted-users")
def show_deleted(_visit: Visit, users: list[Record]) -> bool:
    """An export has deleted users too, who are not active."""
    return any(not user["active"] for user in users)


@keeps("zendesk.exports.whole-seconds")
def fill_second(_visit: Visit, found: list[Record], whole: list[Record]) -> bool:
    """A page by time has all users of its last second: the next one can begin with it."""
    return len(whole) > len(found)


def _begin(visit: Visit) -> Cursor:
    endpoint = "incremental/users/cursor"
    cursor = asked(visit, "cursor")
    if cursor:
        return cursor_in(visit, cursor, endpoint)
    return Cursor(AFTER, _stamp(start_time(visit, endpoint)), 0)


def _stop(visit: Visit) -> Place:
    """The place up to which an export shows users."""
    if not hide_recent(visit):
        return _END
    return _stamp(int(visit.account.clock.seconds() - _lag(visit))), _BEYOND


def _lag(visit: Visit) -> float:
    return float(visit.account.settings.get("export_lag_seconds", 0))


def _stamp(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime(_STAMP)


def _shown(visit: Visit, users: list[Record]) -> list[Json]:
    show_deleted(visit, users)
    return [shapes.user(visit, user) for user in users]


def _last_second(visit: Visit, since: str, last: str, stop: Place) -> str:
    """The second with which a page ends: never the one it begins with while others follow."""
    following = _first(visit, (since, _BEYOND), stop, 1) if last == since else []
    return str(following[0]["updated_at"]) if following else last


def _first(visit: Visit, start: Place, stop: Place, most: int | None) -> list[Record]:
    """The first users from one place up to another, all of them where ``most`` is None."""
    found = list[Record]()
    for row in (visit.account.tables[name].row(CHANGED) for name in TABLES):
        begin, end = row.start(start), row.start(stop)
        found += row.slice(begin, end if most is None else min(begin + most, end))
    return sorted(found, key=changed)[:most]


def _last(visit: Visit, stop: Place, most: int) -> list[Record]:
    """The last users before a place."""
    found = list[Record]()
    for row in (visit.account.tables[name].row(CHANGED) for name in TABLES):
        end = row.start(stop)
        found += row.slice(max(end - most, 0), end)
    return sorted(found, key=changed)[-most:]
