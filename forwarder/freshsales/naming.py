"""Which field a trait names: by internal name, or by that in camel case.

Source: seed 003, Traits and Custom Traits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial

from contracts.call import Json
from forwarder.freshsales.defined import Defined
from forwarder.freshsales.fields import EXCEPTIONS, STANDARD
from forwarder.mapping import Draft
from forwarder.values import Convert, Unfit

PEOPLE = ("lead", "contact")
UNMAPPED = "freshsales.traits.unmapped-ignored"
UNDEFINED = "freshsales.custom.not-auto-created"
UNFIT = "freshsales.custom.name-and-type"


def camel_case(name: str) -> str:
    """An internal name in camel case: ``cf_alternate_number`` is ``cfAlternateNumber``."""
    first, *rest = [part for part in re.split(r"[^A-Za-z0-9]+", name) if part] or [""]
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def field_named(key: str, names: Iterable[str]) -> str | None:
    """The field that a trait's key names; None where none does, or several do."""
    known = list(names)
    if key in known:
        return key
    fitting = [name for name in known if camel_case(name) == key]
    return fitting[0] if len(fitting) == 1 else None


class Namer:
    """The fields of one kind of record: ``kind`` of the standard, and the account's custom ones."""

    def __init__(self, kind: str, custom: Defined) -> None:
        self._standard, self._custom = STANDARD[kind], custom
        self._exceptions = EXCEPTIONS if kind in PEOPLE else {}

    def fill(self, draft: Draft, traits: Mapping[str, Json]) -> None:
        """Put what is left of the traits where they belong, those that name their field first."""
        for key in sorted(draft.left, key=lambda key: key in self._exceptions):
            field = field_named(key, [*self._standard, *self._custom])
            field = field or self._exceptions.get(key)
            if field is None:
                _ignore(draft, key)
            elif field in draft.body or field in draft.body.get("custom_field", {}):
                draft.drop(key, f"{field} has its value from elsewhere")
            elif field in self._custom:
                self._put_custom(draft, key, field, traits[key])
            else:
                _put(draft, key, field, traits[key], self._standard[field])

    def _put_custom(self, draft: Draft, key: str, field: str, value: Json) -> None:
        if value is None:
            draft.put(key, f"custom_field.{field}", None)
        else:
            fit = partial(self._custom.fitted, field)
            _put(draft, key, f"custom_field.{field}", value, fit, UNFIT)


def _ignore(draft: Draft, key: str) -> None:
    if re.match(r"cf([A-Z_]|$)", key):
        draft.drop(key, "the account defines no custom field of this name", UNDEFINED)
    else:
        draft.drop(key, "no field that can be written has this name", UNMAPPED)


def _put(
    draft: Draft, key: str, field: str, value: Json, convert: Convert, rule: str | None = None
) -> None:
    try:
        draft.put(key, field, convert(value))
    except Unfit as unfit:
        draft.drop(key, f"{field} cannot take it: {unfit}", rule)
