"""Where Freshdesk's answers show the records of an account, and who signs a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from contracts.call import Json
from contracts.exchange import Exchange
from emulator.freshdesk.auth import credential_in
from emulator.showing import Showing, Shown
from emulator.table import Record

_API = "/api/v2/"


def _field(table: str) -> Callable[[str, Json], tuple[str, Record]]:
    def defines(name: str, value: Json) -> tuple[str, Record]:
        kinds = {bool: "custom_checkbox", int: "custom_number"}
        return table, {"name": name, "type": kinds.get(type(value), "custom_text")}

    return defines


def _custom_field(field: Record, _exchange: Exchange) -> Record | None:
    """A field that the account defines; a field alone shows its choices as objects."""
    if field.get("default") is not False:
        return None
    choices = [c["value"] if isinstance(c, dict) else c for c in field.get("choices") or ()]
    return {**field, **({"choices": choices} if choices else {})}


def _agent(agent: Record, exchange: Exchange) -> Record | None:
    contact = agent.get("contact")
    if not isinstance(contact, dict):
        return None
    key = credential_in(exchange.request.headers)
    return {**agent, "name": contact.get("name"), "email": contact.get("email"), "api_key": key}


def _callers(headers: Mapping[str, str]) -> Sequence[Mapping[str, Json]]:
    """An administrator, or else an agent."""
    key = credential_in(headers)
    agent = {"name": "Agent", "email": "agent@example.com", "role": "agent", "api_key": key}
    return ({}, {"agents": [agent]}) if key else ({},)


def _places(table: str, field_table: str) -> Sequence[Shown]:
    root, defines = f"{_API}{table}", _field(field_table)
    return (
        Shown(table, root, values="custom_fields", defines=defines),
        Shown(table, rf"{root}/(?P<id>\d+)(/.+)?", values="custom_fields", defines=defines),
        Shown(table, f"{root}/autocomplete", ("", table)),
        Shown(table, f"{_API}search/{table}", ("results",), values="custom_fields"),
        Shown(field_table, f"{_API}{field_table}", read=_custom_field, whole=True),
        Shown(field_table, f"{_API}{field_table}/.+", read=_custom_field),
    )


SHOWING = Showing(
    places=(
        *_places("contacts", "contact_fields"),
        *_places("companies", "company_fields"),
        Shown("agents", f"{_API}agents/me", read=_agent),
    ),
    callers=_callers,
)
