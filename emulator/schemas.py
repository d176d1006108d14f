"""Checking what a person wrote by JSON Schema: the first mistake, in one clear line."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
        raise BadInput(_says(mismatch), file=file, field=field or None)


def _says(mismatch: Mismatch) -> str:
    if mismatch.expected is ABSENT:
        return mismatch.says
    return f"{mismatch.says}: expected {json.dumps(mismatch.expected, ensure_ascii=False)}"
