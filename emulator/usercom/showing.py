"""Where User.com's answers show the records of an account, and who signs a request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from contracts.call import Json
from contracts.exchange import Exchange
from emulator.showing import Showing, Shown
from emulator.table import Record
from emulator.usercom.auth import credential_in
from emulator.usercom.fields import COMPANY, USER, Field
from emulator.usercom.rules import attributes
from emulator.usercom.version import version_of

_API = "/api/public/"


def _reader(fields: Sequence[Field]) -> Callable[[Record, Exchange], Record]:
    def read(shown: Record, exchange: Exchange) -> Record:
        """A record with its custom attributes below ``attributes`` and its tags by name."""
        version = version_of(exchange.request)
        names = {field.named(version): field.name for field in fields if field.named(version)}
        record = {names[key]: value for key, value in shown.items() if key in names}
        custom = {key: value for key, value in shown.items() if key not in names}
        if isinstance(listed := record.get("attributes"), list):
            custom = {each["name_std"]: each["value"] for each in listed}
        if custom:
            record["attributes"] = custom
        if isinstance(tags := record.get("tags"), list):
            record["tags"] = [t["name"] if isinstance(t, dict) else t for t in tags]
        return record

    return read


def _upserted(read: Callable[[Record, Exchange], Record]) -> Callable[[Record, Exchange], Record]:
    def read_upserted(shown: Record, exchange: Exchange) -> Record:
        """The answer to an upsert tells no more of a user than the id."""
        return {"id": shown["id"]} if "created" in shown else read(shown, exchange)

    return read_upserted


def _members(record: Record, _exchange: Exchange) -> Iterator[tuple[str, Record]]:
    """The links of a company to its people, or of a user to the companies."""
    record_id = record.get("id")
    for user_id in record.get("employees") or ():
        yield "users", {"id": user_id}
        yield "company_members", {"company_id": record_id, "user_id": user_id}
    for company in record.get("companies") or ():
        yield "companies", {key: company[key] for key in ("id", "name") if key in company}
        yield "company_members", {"company_id": company.get("id"), "user_id": record_id}


def _attribute(content_type: str) -> Callable[[str, Json], tuple[str, Record]]:
    def defines(name: str, value: Json) -> tuple[str, Record]:
        kinds = {bool: "boolean", int: "integer", float: "float", list: "json", dict: "json"}
        value_type = kinds.get(type(value), "string")
        return "attributes", {
            "content_type": content_type,
            "name": name,
            "value_type": value_type,
        }

    return defines


def _definition(shown: Record, _exchange: Exchange) -> Record:
    """Version 1 calls the attributes of users those of ``user``."""
    of_users = shown.get("content_type") == "user"
    return {**shown, **({"content_type": attributes.USER} if of_users else {})}


def _created(exchange: Exchange) -> bool:
    answer = exchange.answer
    if answer is None:
        return False
    said = answer.body.get("created") if isinstance(answer.body, dict) else None
    return said is True or answer.status == 201


def _callers(headers: Mapping[str, str]) -> Sequence[Mapping[str, Json]]:
    """Somebody with a valid key, or else one with a key that was revoked."""
    key = credential_in(headers)
    return ({}, {"settings": {"revoked_keys": [key]}}) if key else ({},)


def _places(table: str, fields: Sequence[Field], content_type: str) -> Sequence[Shown]:
    read, defines = _reader(fields), _attribute(content_type)
    root, values = f"{_API}{table}", "attributes"
    paths = (f"{root}/(search/)?", rf"{root}/(?P<id>\d+)/([a-z_]+/)?", f"{root}-by-id/[^/]+/")
    return (
        *(
            Shown(table, path, ("", "results"), read, _members, values=values, defines=defines)
            for path in paths
        ),
        Shown(table, f"{root}/update_or_create/", read=_upserted(read), about=True),
    )


SHOWING = Showing(
    places=(
        *_places("users", USER, attributes.USER),
        *_places("companies", COMPANY, attributes.COMPANY),
        Shown("attributes", f"{_API}attributes/", ("", "results"), read=_definition, whole=True),
        Shown("attributes", rf"{_API}attributes/(?P<id>\d+)/", read=_definition),
    ),
    created=_created,
    callers=_callers,
)
