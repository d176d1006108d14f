"""JSON Schema (2020-12), compiled once, with failures told as mismatches.

jsonschema is imported on first use: it costs more than the rest of a cold start.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from contracts.call import Json
from contracts.mismatch import Mismatch, Part, pointed

if TYPE_CHECKING:
    from jsonschema import ValidationError

SHARED = "shapes.json"
"""How a schema refers to the document it shares: ``{"$ref": "shapes.json#/$defs/user"}``."""


class Schema:
    """One compiled schema; ``shared`` is the document that ``shapes.json`` refers to.

    An ``abbreviated`` value need not have what is required: examples leave out a lot.
    """

    def __init__(self, schema: Json, shared: Mapping[str, Json] | None = None) -> None:
        self.schema = schema
        self._shared = shared or {}
        self._validators: dict[bool, Any] = {}

    def fits(self, value: Json) -> bool:
        """Whether the value is as the schema says."""
        return bool(self._validator(abbreviated=False).is_valid(value))

    def mismatches(
        self, value: Json, part: Part, where: str = "", *, abbreviated: bool = False
    ) -> list[Mismatch]:
        """What is wrong with the value, one mismatch each, in the order of the data."""
        errors = self._validator(abbreviated).iter_errors(value)
        found = [m for e in _sharpest(errors) for m in _told(e, part, where)]
        return list({str(m): m for m in sorted(found, key=lambda m: m.where)}.values())

    def _validator(self, abbreviated: bool) -> Any:
        if abbreviated not in self._validators:
            kind = _validator_class(abbreviated)
            self._validators[abbreviated] = kind(self.schema, registry=_registry_of(self._shared))
        return self._validators[abbreviated]


def compiled(schema: Json) -> Schema:
    """The schema, compiled once however often it is asked for."""
    return _compiled(json.dumps(schema, sort_keys=True))


@lru_cache(4096)
def _compiled(schema: str) -> Schema:
    return Schema(json.loads(schema))


@cache
def _validator_class(abbreviated: bool) -> Any:
    from jsonschema import Draft202012Validator, validators

    if not abbreviated:
        return Draft202012Validator
    extend: Any = validators.extend
    return extend(Draft202012Validator, {"required": lambda *_: None})


def _registry_of(shared: Mapping[str, Json]) -> Any:
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    registry: Registry[Any] = Registry()
    return registry.with_resource(SHARED, DRAFT202012.create_resource(dict(shared)))


def _sharpest(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """Each error, or, where one of several schemas had to fit, the error of the nearest."""
    from jsonschema.exceptions import best_match

    for error in errors:
        yield (best_match([error]) or error) if error.context else error


def _told(error: ValidationError, part: Part, where: str) -> Iterator[Mismatch]:
    place = where + "".join(f"/{pointed(step)}" for step in error.absolute_path)
    value: Json = error.instance
    demand: Json = error.validator_value
    match error.validator:
        case "required" if isinstance(value, dict) and isinstance(demand, list):
            for key in demand:
                if key not in value:
                    yield Mismatch(part, f"{place}/{pointed(key)}", "is missing")
        case "additionalProperties" | "unevaluatedProperties" if demand is False:
            for key in _unknown(error, value):
                yield Mismatch(part, f"{place}/{pointed(key)}", "is not expected", got=value[key])
        case "const" | "enum" | "type" | "pattern" | "format":
            says = {"enum": "is none of the allowed values", "type": "is of the wrong type"}
            yield Mismatch(part, place, says.get(str(error.validator), "differs"), demand, value)
        case "not":
            yield Mismatch(part, place, "is not allowed here", got=value)
        case _:
            yield Mismatch(part, place, f"does not keep {error.validator}", demand, value)


def _unknown(error: ValidationError, value: Json) -> list[str]:
    schema = error.schema if isinstance(error.schema, dict) else {}
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    return [k for k in value if k not in known and not any(re.search(p, k) for p in patterns)]
