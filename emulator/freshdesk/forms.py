"""Forms with files, read as the object that JSON would say.

Source: developers.freshdesk.com/api, Create a Ticket with Attachments; a form says
``custom_fields[plan]`` and ``tags[]``, and every value in it is a text.
"""

from __future__ import annotations

import re
from typing import Any

from contracts.call import Json
from emulator.freshdesk.values import Read, WrongType
from emulator.multipart import parts_of
from emulator.wsgi import Multipart

_NAME = re.compile(r"(?P<name>\w+)(?P<key>\[\w+\])?(?P<many>\[\])?")
_FLAGS = {"true": True, "false": False}


class BadlyNested(ValueError):
    """Names of a form that nest in no way that Freshdesk reads."""


def object_of(body: Multipart) -> dict[str, Json]:
    """The object that a form says; BadlyNested, or ValueError for a body that is no form."""
    said: dict[str, Any] = {}
    for spelled, value in parts_of(body):
        found = _NAME.fullmatch(spelled)
        if found is None:
            raise BadlyNested(spelled)
        place, name = said, found["name"]
        if found["key"]:
            place, name = said.setdefault(name, {}), found["key"][1:-1]
        if not isinstance(place, dict):
            raise BadlyNested(spelled)
        if not found["many"]:
            place[name] = value
        elif isinstance(place.setdefault(name, []), list):
            place[name].append(value)
        else:
            raise BadlyNested(spelled)
    if not isinstance(said.get("custom_fields", {}), dict):
        raise BadlyNested("custom_fields")
    return said


def converted(value: Json, read: Read) -> Json:
    """What a text of a form says to an attribute; the text itself where it does not fit."""
    if isinstance(value, list):
        numbers = [int(v) if _is_number(v) else v for v in value]
        return value if _reads(read, value) else numbers
    if not isinstance(value, str) or _reads(read, value):
        return value
    if value == "":
        return None
    for reading in (_FLAGS.get(value), int(value) if _is_number(value) else None):
        if reading is not None and _reads(read, reading):
            return reading
    return value


def _is_number(value: Json) -> bool:
    return isinstance(value, str) and re.fullmatch("-?[0-9]{1,19}", value) is not None


def _reads(read: Read, value: Json) -> bool:
    try:
        read(value)
    except WrongType:
        return False
    return True
