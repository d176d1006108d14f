"""What Freshsales holds every write of a record to."""

from __future__ import annotations

from contracts.call import Json
from emulator.freshsales import errors
from emulator.freshsales.field_values import value_of
from emulator.freshsales.fields import Attribute
from emulator.freshsales.kinds import Kind
from emulator.freshsales.matching import has_index
from emulator.freshsales.values import WrongType, anything
from emulator.table import Record
from emulator.visit import Refusal, Visit, keeps

LONGEST = 255
"""Characters of a name or another short text."""

_SHORT = ("first_name", "last_name", "name", "job_title", "city", "state", "country")


@keeps("freshsales.writes.json-bodies")
def check_is_json(visit: Visit, kind: Kind) -> None:
    """A body is JSON; as plain text it is no contact, and fails where accounts and deals are."""
    sent_as = visit.request.header("Content-Type") or ""
    if not sent_as.lower().startswith("text/"):
        return
    if kind.word in ("sales_account", "deal"):
        raise errors.failed()
    raise errors.wrong_body()


@keeps("freshsales.writes.wrapped")
def check_wrapped(visit: Visit, kind: Kind) -> dict[str, Json]:
    """A body holds the record under its kind's name; a create without one is refused."""
    body = visit.request.body
    said = body.get(kind.word) if isinstance(body, dict) else None
    if said is None and visit.account.settings["unwrapped_bodies"]:
        said = body
    if not isinstance(said, dict) or (not said and visit.request.method == "POST"):
        raise errors.wrong_body()
    return said


def said_beside(visit: Visit, kind: Kind) -> dict[str, Json]:
    """What a body says of a record that is described elsewhere; it may say nothing."""
    check_is_json(visit, kind)
    body = visit.request.body if visit.request.body is not None else {}
    said = body.get(kind.word, {}) if isinstance(body, dict) else None
    if not isinstance(said, dict):
        raise errors.wrong_body()
    return said


@keeps("freshsales.writes.made-201")
def tell_made(_visit: Visit, status: int) -> bool:
    """A contact, account, deal or note is made with 200, a task, appointment or call with 201."""
    return status == 201


@keeps("freshsales.writes.unknown-keys-ignored")
def drop_unknown(_visit: Visit, unknown: list[str]) -> bool:
    """Keys that are no attributes of the record are ignored, and the rest is kept."""
    return bool(unknown)


@keeps("freshsales.writes.values-of-type")
def take_wrong_type(visit: Visit, name: str) -> bool:
    """A value of another type than the attribute's is refused, or cleared, or ignored."""
    if visit.account.settings["wrong_value"] == "refuse":
        raise errors.malformed_value(name)
    return True


@keeps("freshsales.writes.length")
def check_length(_visit: Visit, name: str, value: Json) -> None:
    """Names and other short texts have at most 255 characters."""
    if name in _SHORT and isinstance(value, str) and len(value) > LONGEST:
        raise errors.too_long(name.replace("_", " ").capitalize())


@keeps("freshsales.fields.unknown-refused")
def skip_unknown_field(visit: Visit, name: str) -> bool:
    """A custom field that the account does not define fails the whole write."""
    if visit.account.settings["unknown_custom_field"] == "refuse":
        raise errors.invalid(f"{name} is not a field of this account")
    return True


@keeps("freshsales.fields.values-of-type")
def take_wrong_value(visit: Visit, name: str) -> bool:
    """A value of another type than the custom field's is refused, or cleared, or ignored."""
    if visit.account.settings["wrong_custom_value"] == "refuse":
        raise errors.malformed_value(name)
    return True


def read_into(values: dict[str, Json], visit: Visit, attribute: Attribute, value: Json) -> None:
    """Add a value, read as its attribute; one of another type as the account has it."""
    name, read = attribute.name, attribute.read or anything
    try:
        values[name] = read(value)
    except WrongType:
        take_wrong_type(visit, name)
        if visit.account.settings["wrong_value"] == "ignore":
            return
        values[name] = read(None)
    check_length(visit, name, values[name])


def merged(visit: Visit, kind: Kind, said: Record, present: Record) -> dict[str, Json]:
    """The custom values after a write: those sent laid over those there; null clears one."""
    values, defined = dict(present), visit.account.tables[kind.fields]
    for name, value in said.items():
        field = next(iter(defined.find("name", name)), None)
        if field is None:
            skip_unknown_field(visit, name)
            continue
        try:
            values[name] = value_of(field, value)
        except WrongType:
            take_wrong_value(visit, name)
            if visit.account.settings["wrong_custom_value"] == "clear":
                values[name] = None
    return {name: value for name, value in values.items() if value is not None}


@keeps("freshsales.upsert.identifier-required")
def check_identifier(visit: Visit, kind: Kind) -> tuple[str, Json] | None:
    """An upsert without a unique_identifier is refused, or creates where the settings say so."""
    body = visit.request.body
    said = body.get("unique_identifier") if isinstance(body, dict) else None
    if isinstance(said, dict):
        for name, value in said.items():
            if has_index(kind, name) and type(value) in (str, int) and str(value).strip():
                return name, value
    if visit.account.settings["upsert_without_identifier"] == "create":
        return None
    raise errors.invalid("unique_identifier is missing")


@keeps("freshsales.upsert.untold")
def tell_nothing_new(_visit: Visit, *, new: bool) -> bool:
    """The answer to an upsert does not say whether the record was there or is new."""
    return new


@keeps("freshsales.upsert.classic")
def check_upsert_served(visit: Visit) -> None:
    """The classic API has upserts as the Suite has, unless the settings say otherwise."""
    classic = visit.request.path.startswith("/api/")
    if classic and not visit.account.settings["classic_upsert"]:
        raise Refusal(errors.no_route())
