"""What a request says of a record: known attributes, each as its type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from contracts.call import Json
from emulator.freshdesk.attributes import UNBUILT, Attribute
from emulator.freshdesk.errors import Faults, malformed, not_emulated
from emulator.freshdesk.forms import converted
from emulator.freshdesk.rules import custom_fields as custom
from emulator.freshdesk.rules import requests as rules
from emulator.freshdesk.values import WrongType
from emulator.table import Record
from emulator.visit import Refusal, Visit
from emulator.wsgi import Multipart


@dataclass(slots=True)
class Said:
    """What was sent, what of it could be read, and what was of a wrong type."""

    sent: dict[str, Json]
    values: dict[str, Json] = field(default_factory=dict)
    wrong: dict[str, tuple[Json, str]] = field(default_factory=dict)


def said(
    visit: Visit,
    attributes: Sequence[Attribute],
    fields: Sequence[Record] = (),
    unbuilt: Mapping[str, str] = UNBUILT,
) -> Said:
    """What the body sets; Refusal where it sets what nothing has.

    ``fields`` are the custom fields of the record.
    """
    sent = object_in(visit)
    for name, what in unbuilt.items():
        if sent.get(name):
            raise not_emulated(what)
    known = {attribute.name: attribute for attribute in attributes}
    faults = Faults()
    faults.ask(rules.check_known, visit, [n for n in sent if n not in known and n not in unbuilt])
    if "custom_fields" in known:
        faults.ask(custom.check_object, visit, sent.get("custom_fields"))
    if isinstance(sent.get("custom_fields"), dict):
        names = [f["name"] for f in fields]
        given = sent["custom_fields"] = dict(sent["custom_fields"])
        faults.ask(custom.check_prefix, visit, given, names)
        bare = {n: v for n, v in given.items() if not n.startswith(custom.PREFIX) or n in names}
        faults.ask(custom.check_known, visit, bare, names)
    faults.settle()
    if isinstance(visit.request.body, Multipart):
        _convert(sent, known, fields)
    return read_all(Said(sent), attributes)


def read_all(told: Said, attributes: Sequence[Attribute]) -> Said:
    """What was sent of these attributes, each read as its type."""
    known = {attribute.name: attribute for attribute in attributes}
    for name, value in told.sent.items():
        if name in known:
            _read(told, known[name], value)
    return told


def object_in(visit: Visit) -> dict[str, Json]:
    """The JSON object that is the body; Refusal for another value, an empty one for no body."""
    body = visit.request.body
    if body is None:
        return {}
    if isinstance(body, Multipart):
        return rules.read_form(visit, body)
    if not isinstance(body, dict):
        raise Refusal(malformed())
    return dict(body)


def check_custom_fields(visit: Visit, faults: Faults, told: Said, fields: Sequence[Record]) -> None:
    """Let the rules of custom fields look at the values that were sent."""
    values = told.values.get("custom_fields") or {}
    for held in fields:
        value = values.get(held["name"])
        if value is not None:
            faults.ask(custom.check_type, visit, held, value)
            faults.ask(custom.check_choice, visit, held, value)
            faults.ask(custom.check_date, visit, held, value)
            faults.ask(custom.check_url, visit, held, value)
            faults.ask(custom.check_length, visit, held, value)


def _convert(
    sent: dict[str, Json], known: Mapping[str, Attribute], fields: Sequence[Record]
) -> None:
    """Bring the texts of a form to the types of the attributes and custom fields."""
    for name in sent.keys() & known.keys():
        sent[name] = converted(sent[name], known[name].read)
    custom_values = sent.get("custom_fields")
    for held in fields:
        if isinstance(custom_values, dict) and held["name"] in custom_values:
            value = custom_values[held["name"]]
            custom_values[held["name"]] = converted(value, custom.TYPES[held["type"]])


def _read(told: Said, attribute: Attribute, value: Json) -> None:
    if value is None:
        told.values[attribute.name] = attribute.default
        return
    try:
        told.values[attribute.name] = attribute.read(value)
    except WrongType as wrong:
        told.wrong[attribute.name] = value, str(wrong)
