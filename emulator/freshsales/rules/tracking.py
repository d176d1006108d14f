"""What the tracking endpoints hold their requests to.

Nobody says what they answer to less than this; the vendor's own libraries never send it.
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.freshsales import errors
from emulator.visit import Refusal, Visit, keeps


@keeps("freshsales.track.identifier-required")
def identifier_in(visit: Visit) -> str:
    """A visitor, an event or a page view without an identifier is refused."""
    said = _body(visit).get("identifier")
    if isinstance(said, bool) or not isinstance(said, str | int) or not str(said).strip():
        raise passed_over(visit, errors.blank("identifier"))
    return str(said)


@keeps("freshsales.track.event-named")
def event_in(visit: Visit) -> dict[str, Json]:
    """An event without a name is refused; any name will do."""
    said = _body(visit).get("event")
    if not isinstance(said, dict) or not _is_text(said.get("name")):
        raise passed_over(visit, errors.blank("Event name"))
    return said


@keeps("freshsales.track.page-addressed")
def page_view_in(visit: Visit) -> dict[str, Json]:
    """A page view without a URL is refused."""
    said = _body(visit).get("page_view")
    if not isinstance(said, dict) or not _is_text(said.get("url")):
        raise passed_over(visit, errors.blank("url"))
    return said


@keeps("freshsales.track.visitor-described")
def visitor_in(visit: Visit) -> dict[str, Json]:
    """A visitor of whom no field is told is refused."""
    said = _body(visit).get("visitor")
    if not isinstance(said, dict) or not said:
        raise passed_over(visit, errors.blank("visitor"))
    return said


@keeps("freshsales.track.visitor-email")
def check_has_email(visit: Visit, email: Json) -> None:
    """A new visitor without an email, as identifier or among the fields, is refused."""
    if not email:
        raise passed_over(visit, errors.form_needs("Email"))


@keeps("freshsales.track.unmapped-ignored")
def drop_unmapped(_visit: Visit, unmapped: list[str]) -> bool:
    """What has no field of that label or name, or is of another type, is left out."""
    return bool(unmapped)


def passed_over(visit: Visit, refusal: Refusal) -> Refusal:
    """The refusal; in accounts that say so its answer is a success all the same."""
    ignores = visit.account.settings["wrong_tracking"] == "ignore"
    return Refusal(Answer(200, {})) if ignores else refusal


def _body(visit: Visit) -> dict[str, Json]:
    return visit.request.body if isinstance(visit.request.body, dict) else {}


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and bool(value.strip())
