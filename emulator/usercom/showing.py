"""Where User.com's answers show the records of an account, and who signs a request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from contracts.call import Json
from contracts.exchange import Exchange
from emulator.showing import Showing, Shown
from emulator.table import Record
from emulator.usercom.auth import credential_in
from emulator.usercom.deal_fields import DEAL
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
        if isinstance(lists := record.get("lists"), list):
            record["lists"] = [each["id"] for each in lists]
        return record

    return read


def _upserted(read: Callable[[Record, Exchange], Record]) -> Callable[[Record, Exchange], Record]:
    def read_upserted(shown: Record, exchange: Exchange) -> Record:
        """The answer to an upsert tells no more of a user than the id."""
        return {"id": shown["id"]} if "created" in shown else read(shown, exchange)

    return read_upserted


def _beside(record: Record, exchange: Exchange) -> Iterator[tuple[str, Record]]:
    """The tags and lists of a user or company, and whom or what it is linked to."""
    for table in ("tags", "lists"):
        for each in record.get(table) or ():
            if isinstance(each, dict):
                yield table, each
    yield from _members(record, exchange)


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


def _owners(record: Record, _exchange: Exchange) -> Iterator[tuple[str, Record]]:
    """The user and the company of a deal."""
    for table, field in (("users", "user_id"), ("companies", "company_id")):
        if record.get(field) is not None:
            yield table, {"id": record[field]}


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
            Shown(table, path, ("", "results"), read, _beside, values=values, defines=defines)
            for path in paths
        ),
        Shown(table, f"{root}/update_or_create/", read=_upserted(read), about=True),
    )


SHOWING = Showing(
    places=(
        *_places("users", USER, attributes.USER),
        *_places("companies", COMPANY, attributes.COMPANY),
        Shown("tags", f"{_API}tags/", ("", "results"), whole=True),
        Shown("tags", rf"{_API}tags/(?P<id>\d+)/([a-z]+/)?"),
        Shown("tags", f"{_API}(users|companies)(-by-id)?/[^/]+/add_tag/", ("tag",)),
        Shown("lists", f"{_API}lists/", ("", "results"), whole=True),
        Shown("lists", rf"{_API}lists/(?P<id>\d+)/"),
        *(
            Shown(
                *("deals", f"{_API}{path}", ("",), _reader(DEAL), _owners),
                values="attributes",
                defines=_attribute(attributes.DEAL),
            )
            for path in ("deals/(update_or_create/)?", "deals-by-id/[^/]+/")
        ),
        Shown("attributes", f"{_API}attributes/", ("", "results"), read=_definition, whole=True),
        Shown("attributes", rf"{_API}attributes/(?P<id>\d+)/", read=_definition),
    ),
    created=_created,
    callers=_callers,
)
