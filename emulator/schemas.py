"""Checking what a person wrote by JSON Schema: the first mistake, in one clear line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from contracts.call import Json
from contracts.mismatch import ABSENT, Mismatch, Part
from contracts.problem import BadInput
from contracts.schema import compiled


def check(schema: Mapping[str, Json], value: Json, *, file: str | Path | None = None) -> None:
    """BadInput with the field where ``value`` does not follow the schema.

    The value at fault may be a secret and is never shown.
    """
    for mismatch in compiled(schema).mismatches(value, Part.BODY):
        field = mismatch.where.strip("/").replace("/", ".")
        raise BadInput(_says(mismatch) + _hint(schema, mismatch), file=file, field=field or None)


def _says(mismatch: Mismatch) -> str:
    if mismatch.expected is ABSENT:
        return mismatch.says
    is_pattern = mismatch.says == "differs" and str(mismatch.expected).startswith("^")
    says = "is not of the right form" if is_pattern else mismatch.says
    return f"{says}: expected {json.dumps(mismatch.expected, ensure_ascii=False)}"


def _hint(schema: Mapping[str, Json], mismatch: Mismatch) -> str:
    """The key that was meant by one that is not known, if any is like it."""
    if mismatch.says != "is not expected":
        return ""
    *steps, key = mismatch.where.strip("/").split("/")
    near = get_close_matches(key, _known(schema, steps), 1)
    return f"; did you mean {near[0]}?" if near else ""


def _known(document: Mapping[str, Json], steps: list[str]) -> list[str]:
    """The keys that may stand at a place: down through properties, items and references."""
    here = document
    for step in [*steps, None]:
        name = here.get("$ref", "").rpartition("/")[2]
        here = document.get("$defs", {}).get(name, {}) if name else here
        if step is not None:
            here = here.get("properties", {}).get(step) or here.get("items") or {}
    return list(here.get("properties", {}))
