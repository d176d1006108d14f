"""Where Zendesk's answers show the records of an account, and who signs a request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from contracts.call import Json
from contracts.credentials import basic_pair
from contracts.exchange import Exchange
from emulator.showing import Showing, Shown
from emulator.table import Record
from emulator.zendesk.auth import SUFFIX

_API = "/api/v2/.+"


def _field(table: str) -> Callable[[str, Json], tuple[str, Record]]:
    def defines(key: str, value: Json) -> tuple[str, Record]:
        kinds = {bool: "checkbox", int: "integer", float: "decimal", list: "multiselect"}
        return table, {"key": key, "type": kinds.get(type(value), "text")}

    return defines


def _callers(headers: Mapping[str, str]) -> Sequence[Mapping[str, Json]]:
    """The user who has the email, an administrator where nobody has; or else an agent."""
    user, secret = basic_pair(headers.get("Authorization")) or ("", "")
    email = user.removesuffix(SUFFIX)
    if not email or not secret:
        return ({},)
    login = [{"email": email, "password": secret}]
    settings = {"api_tokens": [secret]} if user.endswith(SUFFIX) else {"logins": login}
    agent = {"name": "Agent", "email": email, "role": "agent"}
    return {"settings": settings}, {"settings": settings, "users": [agent]}


def _pointed(record: Record, _exchange: Exchange) -> Iterator[tuple[str, Record]]:
    """The user and the organization that a user or a membership names."""
    for key, table in (("user_id", "users"), ("organization_id", "organizations")):
        if isinstance(record.get(key), int):
            yield table, {"id": record[key]}


def _holder(word: str) -> Callable[[Record, Exchange], Record | None]:
    def read(refusal: Record, exchange: Exchange) -> Record | None:
        """The record that has what another one was refused for."""
        said, details = exchange.request.body, refusal.get("details")
        sent = said.get(word) if isinstance(said, dict) else None
        if not isinstance(sent, dict) or not isinstance(details, dict):
            return None
        taken = (n for n, why in details.items() if why and why[0].get("error") == _TAKEN)
        return {name: sent[name] for name in taken if name in sent}

    return read


_TAKEN = "DuplicateValue"

SHOWING = Showing(
    places=(
        Shown(
            "users",
            _API,
            ("user", "users"),
            beside=_pointed,
            values="user_fields",
            defines=_field("user_fields"),
        ),
        Shown(
            "organizations",
            _API,
            ("organization", "organizations"),
            values="organization_fields",
            defines=_field("organization_fields"),
        ),
        Shown(
            "organization_memberships",
            _API,
            ("organization_membership", "organization_memberships"),
            beside=_pointed,
        ),
        Shown("users", "/api/v2/users(/.+)?", read=_holder("user"), refusal=True),
        Shown(
            "organizations",
            "/api/v2/organizations(/.+)?",
            read=_holder("organization"),
            refusal=True,
        ),
        *(
            Shown(table, f"/api/v2/{table}(/.+)?", (table.removesuffix("s"), table))
            for table in ("user_fields", "organization_fields")
        ),
        *(
            Shown(table, f"/api/v2/{table}", (), whole=True)
            for table in ("user_fields", "organization_fields")
        ),
    ),
    callers=_callers,
)
