"""Page: one page view, with the address of the page. Source: seed 003, Page."""

from __future__ import annotations

from contracts.call import Call
from forwarder.ending import skipped
from forwarder.freshsales.generation import served
from forwarder.freshsales.tracker import flat, told
from forwarder.mapping import Draft
from forwarder.settings import Settings
from forwarder.vendor import Fields, Steps


def page(call: Call, settings: Settings, _fields: Fields) -> Steps:
    """Send the page view with its properties beside its address."""
    draft = Draft(call.properties)
    user_id, url = (call.user_id or "").strip(), _url_of(call)
    if not user_id:
        says = "the call has no userId, and a page view must say whose it is"
        return draft.account(skipped(says, "freshsales.track.identity"))
    if not url:
        says = "the call does not say the page's url"
        return draft.account(skipped(says, "freshsales.page.pageview"))
    if "url" not in call.properties:
        draft.put_id("context.page.url", "url", url)
    if call.name is not None and "name" not in call.properties:
        draft.drop("name", "a page view has no place for a name")
    body = {"page_view": {**flat(draft, call.properties), "url": url}}
    steps = told("page_views", user_id, body, settings)
    return draft.account((yield from served(steps, settings)))


def _url_of(call: Call) -> str:
    page = call.context.get("page")
    seen = page.get("url") if isinstance(page, dict) else None
    for url in (call.properties.get("url"), seen):
        if isinstance(url, str) and url.strip():
            return url.strip()
    return ""
