"""Where Freshsales' answers show the records of an account, and who signs a request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from contracts.call import Json
from contracts.exchange import Exchange
from emulator.freshsales.auth import token_in
from emulator.freshsales.kinds import ACTIVITIES, KINDS, LIST, PEOPLE, Kind
from emulator.freshsales.tables import SELECTORS
from emulator.showing import Showing, Shown
from emulator.table import Record

_API = "(/crm/sales)?/api"


def _field(kind: Kind) -> Callable[[str, Json], tuple[str, Record]]:
    def defines(name: str, value: Json) -> tuple[str, Record]:
        kinds = {bool: "checkbox", int: "number", float: "number"}
        return kind.fields, {"name": name, "type": kinds.get(type(value), "text")}

    return defines


def _custom_field(field: Record, _exchange: Exchange) -> Record | None:
    return field if field.get("default") is False else None


def _as_filed(record: Record, _exchange: Exchange) -> Record:
    """A record, its emails as texts and its accounts as links."""
    filed = dict(record)
    for key, read in (("emails", _email), ("sales_accounts", _link)):
        listed = record.get(key)
        if isinstance(listed, list) and all(isinstance(each, dict) for each in listed):
            filed[key] = [read(each) for each in listed]
    return filed


def _about(record: Record, _exchange: Exchange) -> Record:
    """A note or task, with what it is about as an account file has it."""
    targets = record.get("targetables")
    target = targets[0] if isinstance(targets, list) and targets else {}
    about = {"targetable_type": target.get("type"), "targetable_id": target.get("id")}
    return {**record, **about} if target else record


def _email(shown: Record) -> Json:
    return shown.get("value")


def _link(shown: Record) -> Json:
    return {"id": shown.get("id"), "is_primary": shown.get("is_primary") is True}


def _beside(record: Record, exchange: Exchange) -> Iterator[tuple[str, Record]]:
    """The accounts that a contact shows, and the deals that its answer shows beside it."""
    if isinstance(record.get("sales_accounts"), list):
        yield from (("sales_accounts", account) for account in record["sales_accounts"])
    body = exchange.answer.body if exchange.answer else None
    if isinstance(body, dict) and body.get("contact") is record:
        for deal in body.get("deals", ()):
            yield "deals", {**deal, "contact_ids": [record.get("id")]}


def _holder(refusal: Record, _exchange: Exchange) -> Record | None:
    """The lead or contact that has the email another one was refused for."""
    errors = refusal.get("errors")
    messages = errors.get("message") if isinstance(errors, dict) else None
    for message in messages if isinstance(messages, list) else ():
        found = re.fullmatch(r"(\S+@\S+) already exists\.", str(message))
        if found:
            return {"email": found[1]}
    return None


def _created(exchange: Exchange) -> bool:
    """A create is answered 201 or 200, as the account has it; an upsert that creates, 201."""
    asked, answer = exchange.request, exchange.answer
    if answer is None or asked.method != "POST":
        return False
    return answer.status == 201 or (
        answer.ok
        and re.fullmatch(rf"{_API}/({'|'.join(_MANY)})(/\d+/clone)?", asked.path) is not None
    )


def _callers(headers: Mapping[str, str]) -> Sequence[Mapping[str, Json]]:
    """An administrator, or else somebody who is none."""
    token = token_in(headers)
    return ({}, {"settings": {"member_api_tokens": [token]}}) if token else ({},)


def _places(kind: Kind) -> Sequence[Shown]:
    under = (kind.word, kind.many, f"{kind.many}/{kind.many}")
    listed = f"{_API}/settings/{kind.many}/fields"
    return (
        Shown(
            kind.many,
            f"{_API}/.+",
            under,
            read=_as_filed,
            beside=_beside,
            values="custom_field",
            defines=_field(kind),
        ),
        Shown(
            kind.many,
            rf"{_API}/{kind.many}/(?P<id>\d+)(/.+)?",
            under,
            read=_as_filed,
            beside=_beside,
        ),
        Shown(kind.fields, listed, ("fields",), read=_custom_field, whole=True),
    )


_MANY = tuple(kind.many for kind in (*KINDS.values(), *ACTIVITIES.values(), LIST))

SHOWING = Showing(
    places=(
        *(place for kind in KINDS.values() for place in _places(kind)),
        *(
            Shown(kind.many, f"{_API}/{kind.many}(/.+)?", read=_holder, refusal=True)
            for kind in PEOPLE
        ),
        *(
            Shown(kind.many, path, (kind.word, kind.many), read=_about)
            for kind in ACTIVITIES.values()
            for path in (f"{_API}/.+", rf"{_API}/{kind.many}/(?P<id>\d+)")
        ),
        Shown("lists", f"{_API}/lists(/.+)?", ("list", "lists")),
        Shown("lists", rf"{_API}/(contacts/)?lists/(?P<id>\d+)(/.+)?", ("list",)),
        *(Shown(table, f"{_API}/.+", (table,)) for table in SELECTORS.values()),
        *(
            Shown(table, f"{_API}/selector/{name}", (), whole=True)
            for name, table in SELECTORS.items()
        ),
    ),
    created=_created,
    callers=_callers,
)
