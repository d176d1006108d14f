"""Page: one page view of a user who is created first if unknown.

Source: seed 004, Page; the request is that of rudder-transformer, destination user.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from contracts.call import Call, Json
from contracts.exchange import Answer, Request
from forwarder.ending import ends, sent, skipped
from forwarder.mapping import Draft
from forwarder.settings import Settings
from forwarder.usercom.answers import demand, held
from forwarder.usercom.context import Told, is_text
from forwarder.usercom.fields import identified
from forwarder.usercom.users import accounted, nobody, upserted
from forwarder.vendor import Fields, Steps

DOING = "recording the page view"
AROUND = "context.page."
"""Where a call tells of the page it was made on."""


def page(call: Call, _settings: Settings, _fields: Fields) -> Steps:
    """Record a view of the page that the call names."""
    user, view = identified(call), view_of(call)
    if "custom_id" not in user.body:
        return accounted(nobody(), user, view)
    if "page_domain" not in view.body:
        says = "the call has no URL, by which a page view names its page"
        return accounted(skipped(says, "usercom.page.url-required"), user, view)
    return accounted((yield from _record(user.body, view.body)), user, view)


class Place(NamedTuple):
    """Where a page is: host, with its port if it has one, and path; and where each was told."""

    domain: Told
    path: Told


def view_of(call: Call) -> Draft:
    """The page view that a page call describes; one without a time is dated by User.com."""
    draft = Draft(call.properties)
    _put_place(draft, call)
    for key in draft.left:
        draft.drop(key, "a page view holds the address and the time alone")
    if call.timestamp is not None:
        written = call.timestamp.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        draft.put_id("timestamp", "timestamp", written)
    return draft


def place_of(page: Json, within: str = "") -> Place | None:
    """Where the page of this ``url``, and perhaps ``path``, is; None for no web address.

    ``within`` is where the call holds the page, with a dot behind it.
    """
    told = page if isinstance(page, Mapping) else {}
    url, path = told.get("url"), told.get("path")
    try:
        parts = urlsplit(url.strip() if isinstance(url, str) else "")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host:
        return None
    domain = Told(f"{within}url", f"{host}:{port}" if port else host)
    if is_text(path):
        return Place(domain, Told(f"{within}path", path.strip()))
    return Place(domain, Told(f"{within}url", unquote(parts.path).strip() or "/"))


def _put_place(draft: Draft, call: Call) -> None:
    """The page of the call's own properties, else that of its context.

    A path that the properties tell is the page's in either case.
    """
    place = place_of(call.properties) or place_of(call.context.get("page"), AROUND)
    if place is None:
        return
    own = call.properties.get("path")
    path = Told("path", own.strip()) if is_text(own) else place.path
    for field, told in (("page_domain", place.domain), ("page_path", path)):
        put = draft.put_id if told.place.startswith(AROUND) else draft.put
        put(told.place, field, told.value)


@ends
def _record(user: dict[str, Json], view: dict[str, Json]) -> Steps:
    """A user who is gone again between the requests is created once more."""
    created = yield from _viewed(user, view)
    if created is None:
        created = yield from _viewed(user, view, last=True)
    return sent("user created, page view recorded" if created else "page view recorded")


def _viewed(
    user: dict[str, Json], view: dict[str, Json], *, last: bool = False
) -> Generator[Request, Answer, bool | None]:
    """Whether the user was created for the view; None where the user is gone again."""
    user_id, created = yield from upserted(user)
    shown = yield Request("GET", f"/api/public/users/{user_id}/")
    if shown.status == 404 and not last:
        return None
    key = held(demand(shown, DOING), "user_key", str, DOING)
    body = {"client_user": key, **view}
    answer = yield Request("POST", "/api/public/site-views/", body=body)
    if answer.status == 404 and not last:
        return None
    demand(answer, DOING)
    return created
