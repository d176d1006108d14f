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
from contracts.shape import kind_of

if TYPE_CHECKING:
    from jsonschema import ValidationError

SHARED = "shapes.json"
"""How a schema refers to the document it shares: ``{"$ref": "shapes.json#/$defs/user"}``."""


FORMAL = frozenset(
    {
        "$ref",
        "$dynamicRef",
        "additionalProperties",
        "allOf",
        "anyOf",
        "dependentRequired",
        "items",
        "patternProperties",
        "prefixItems",
        "properties",
        "required",
        "type",
        "unevaluatedProperties",
    }
)
"""The words of JSON Schema that a value answers by its types and keys alone."""

_BOUNDS: Mapping[str, str] = {
    "minimum": "is less than {}",
    "exclusiveMinimum": "is not more than {}",
    "maximum": "is more than {}",
    "exclusiveMaximum": "is not less than {}",
    "minLength": "has fewer than {} characters",
    "maxLength": "has more than {} characters",
    "minItems": "has fewer than {} items",
    "maxItems": "has more than {} items",
    "minProperties": "has fewer than {} keys",
    "maxProperties": "has more than {} keys",
    "uniqueItems": "holds an item twice",
}
"""What a value is that oversteps a bound."""

_DEMANDS: Mapping[str, str] = {
    "const": "differs",
    "enum": "is none of the allowed values",
    "type": "is of the wrong type",
    "pattern": "differs",
    "format": "differs",
    "anyOf": "fits none of the alternatives",
}
"""What a value is that is not as demanded, where the demand is worth showing."""


class Schema:
    """One compiled schema; ``shared`` is the document that ``shapes.json`` refers to.

    An ``abbreviated`` value need not have what is required: examples leave out a lot. A
    ``formal`` one stands in for values that nobody told, and is held to types and keys alone.
    """

    def __init__(self, schema: Json, shared: Mapping[str, Json] | None = None) -> None:
        self.schema = schema
        self._shared = shared or {}
        self._validators: dict[tuple[bool, bool], Any] = {}

    def fits(self, value: Json) -> bool:
        """Whether the value is as the schema says."""
        return bool(self._validator(False, False).is_valid(value))

    def mismatches(
        self,
        value: Json,
        part: Part,
        where: str = "",
        *,
        abbreviated: bool = False,
        formal: bool = False,
    ) -> list[Mismatch]:
        """What is wrong with the value, one mismatch each, in the order of the data."""
        errors = self._validator(abbreviated, formal).iter_errors(value)
        found = [m for e in _sharpest(errors) for m in _told(e, part, where)]
        return list({str(m): m for m in sorted(found, key=lambda m: m.where)}.values())

    def _validator(self, abbreviated: bool, formal: bool) -> Any:
        if (abbreviated, formal) not in self._validators:
            made = _validator_class(abbreviated, formal)
            registry = _registry_of(self._shared)
            self._validators[abbreviated, formal] = made(self.schema, registry=registry)
        return self._validators[abbreviated, formal]


def compiled(schema: Json) -> Schema:
    """The schema, compiled once however often it is asked for."""
    return _compiled(json.dumps(schema, sort_keys=True))


@lru_cache(4096)
def _compiled(schema: str) -> Schema:
    return Schema(json.loads(schema))


@cache
def _validator_class(abbreviated: bool, formal: bool) -> Any:
    from jsonschema import Draft202012Validator, validators

    if not abbreviated and not formal:
        return Draft202012Validator
    extend: Any = validators.extend
    ignored = set(Draft202012Validator.VALIDATORS) - FORMAL if formal else set()
    if abbreviated:
        ignored.add("required")
    changed: dict[str, Any] = dict.fromkeys(ignored, lambda *_: None)
    if formal:
        one_of = Draft202012Validator.VALIDATORS["anyOf"]
        changed |= {"oneOf": one_of, "const": _kind_of_const, "enum": _kind_of_enum}
    return extend(Draft202012Validator, changed)


def _kind_of_const(_validator: Any, const: Json, instance: Json, _schema: Json) -> Iterator[Any]:
    return _kind_of_enum(_validator, [const], instance, _schema)


def _kind_of_enum(_validator: Any, allowed: Json, instance: Json, _schema: Json) -> Iterator[Any]:
    from jsonschema import ValidationError

    if kind_of(instance) not in map(kind_of, allowed):
        yield ValidationError("is of the wrong type")


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
        case str(word) if word in _BOUNDS:
            yield Mismatch(part, place, _BOUNDS[word].format(demand), got=value)
        case "not":
            yield Mismatch(part, place, "is not allowed here", got=value)
        case word:
            says = _DEMANDS.get(str(word), f"does not keep {word}")
            yield Mismatch(part, place, says, demand, value)


def _unknown(error: ValidationError, value: Json) -> list[str]:
    schema = error.schema if isinstance(error.schema, dict) else {}
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    return [k for k in value if k not in known and not any(re.search(p, k) for p in patterns)]
