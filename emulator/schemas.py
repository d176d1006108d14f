"""Checking data by JSON Schema: the first mistake in one clear line, without its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contracts.call import Json
from contracts.problem import BadInput

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_SAYS: Mapping[str, Callable[[Any], str]] = {
    "type": lambda e: f"must be {_types(e.validator_value)}",
    "enum": lambda e: f"must be one of {', '.join(map(repr, e.validator_value))}",
    "required": lambda e: f"lacks {_first_missing(e)!r}",
    "additionalProperties": lambda e: f"unknown key {_first_unknown(e)!r}",
    "minimum": lambda e: f"must be at least {e.validator_value}",
    "exclusiveMinimum": lambda e: f"must be more than {e.validator_value}",
    "maximum": lambda e: f"must be at most {e.validator_value}",
    "minLength": lambda e: f"must have at least {e.validator_value} characters",
    "minItems": lambda e: f"must have at least {e.validator_value} items",
    "minProperties": lambda e: f"must have at least {e.validator_value} keys",
    "pattern": lambda e: f"must match {e.validator_value}",
    "format": lambda e: f"must be a {e.validator_value}",
    "const": lambda e: f"must be {e.validator_value!r}",
}
"""What is said of a failed keyword; the value at fault may be a secret and is never shown."""


def check(schema: Mapping[str, Json], value: Json, *, file: str | Path | None = None) -> None:
    """BadInput with the field where ``value`` does not follow the schema."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(schema).iter_errors(value))
    if error is not None:
        place = ".".join(str(part) for part in error.absolute_path)
        raise BadInput(_says(error), file=file, field=place or None)


def _says(error: ValidationError) -> str:
    says = _SAYS.get(str(error.validator))
    return says(error) if says else f"breaks the schema's {error.validator!r}"


def _types(value: Json) -> str:
    names = [value] if isinstance(value, str) else list(value)
    return " or ".join(f"{'an' if name[0] in 'aeiou' else 'a'} {name}" for name in names)


def _first_missing(error: Any) -> str:
    return str(next(name for name in error.validator_value if name not in error.instance))


def _first_unknown(error: Any) -> str:
    known = error.schema.get("properties", {})
    return str(next(name for name in error.instance if name not in known))
