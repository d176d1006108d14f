"""Where Freshsales' answers show the records of an account, and who signs a request."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from contracts.call import Json
from contracts.exchange import Exchange
from emulator.freshsales.auth import token_in
from emulator.freshsales.kinds import KINDS, Kind
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


def _with_emails(record: Record, _exchange: Exchange) -> Record:
    """A lead or contact, its emails as texts."""
    emails = record.get("emails")
    if not isinstance(emails, list) or not all(isinstance(e, dict) for e in emails):
        return record
    return {**record, "emails": [email["value"] for email in emails if email.get("value")]}


def _created(exchange: Exchange) -> bool:
    """A create is answered 201 or 200, as the account has it; an upsert that creates, 201."""
    asked, answer = exchange.request, exchange.answer
    if answer is None or asked.method != "POST":
        return False
    return answer.status == 201 or (
        answer.ok and re.fullmatch(f"{_API}/({'|'.join(_MANY)})", asked.path) is not None
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
            read=_with_emails,
            values="custom_field",
            defines=_field(kind),
        ),
        Shown(kind.many, rf"{_API}/{kind.many}/(?P<id>\d+)", under, read=_with_emails),
        Shown(kind.fields, listed, ("fields",), read=_custom_field, whole=True),
    )


_MANY = tuple(kind.many for kind in KINDS.values())

SHOWING = Showing(
    places=(
        *(place for kind in KINDS.values() for place in _places(kind)),
        *(Shown(table, f"{_API}/.+", (table,)) for table in SELECTORS.values()),
        *(
            Shown(table, f"{_API}/selector/{name}", (), whole=True)
            for name, table in SELECTORS.items()
        ),
    ),
    created=_created,
    callers=_callers,
)
