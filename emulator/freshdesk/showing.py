"""Where Freshdesk's answers show the records of an account, and who signs a request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

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


def _company(contact: Record, _exchange: Exchange) -> Iterator[tuple[str, Record]]:
    if isinstance(contact.get("company_id"), int):
        yield "companies", {"id": contact["company_id"]}


def _holder(refusal: Record, exchange: Exchange) -> Record | None:
    """The contact that has what another one was refused for."""
    said, told = exchange.request.body, refusal.get("additional_info")
    if not isinstance(told, dict) or not isinstance(said, dict):
        return None
    field = str(refusal.get("field"))
    held: Record = {field: said[field]} if field in said else {}
    return {"id": told.get("user_id"), **held}


def _others(account: Mapping[str, Json]) -> Iterator[tuple[str, Json, Mapping[str, Json]]]:
    """A contact that only a refusal shows may be deleted or blocked, or an agent."""
    contacts = account.get("contacts", [])
    for place, contact in enumerate(contacts):
        if contact.keys() <= {"id", "name", "email"}:
            rest = [*contacts[:place], *contacts[place + 1 :]]
            name = f"contact {contact['id']}" if "id" in contact else "a contact"
            for flag in ("deleted", "blocked"):
                yield name, flag, {**account, "contacts": [*rest, {**contact, flag: True}]}
            if "email" in contact:
                agents = [*account.get("agents", []), {**contact, "role": "agent"}]
                yield name, "an agent", {**account, "contacts": rest, "agents": agents}


def _callers(headers: Mapping[str, str]) -> Sequence[Mapping[str, Json]]:
    """An administrator, or else an agent."""
    key = credential_in(headers)
    agent = {"name": "Agent", "email": "agent@example.com", "role": "agent", "api_key": key}
    return ({}, {"agents": [agent]}) if key else ({},)


def _places(table: str, field_table: str) -> Sequence[Shown]:
    root, values, defines = f"{_API}{table}", "custom_fields", _field(field_table)
    return (
        *(
            Shown(table, path, beside=_company, values=values, defines=defines)
            for path in (root, rf"{root}/(?P<id>\d+)(/.+)?")
        ),
        Shown(table, f"{root}/autocomplete", ("", table)),
        Shown(table, f"{_API}search/{table}", ("results",), values="custom_fields"),
        Shown(field_table, f"{_API}{field_table}", read=_custom_field, whole=True),
        Shown(field_table, f"{_API}{field_table}/.+", read=_custom_field),
    )


SHOWING = Showing(
    places=(
        *_places("contacts", "contact_fields"),
        *_places("companies", "company_fields"),
        Shown("contacts", f"{_API}contacts(/.+)?", ("errors",), read=_holder, refusal=True),
        Shown("agents", f"{_API}agents/me", read=_agent),
    ),
    callers=_callers,
    others=_others,
)
