"""What a vendor folder declares of its accounts in data files beside its ``__init__.py``."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from contracts.call import Json


def schema_beside(file: str) -> Mapping[str, Json]:
    """The JSON Schema of an account file: ``account.schema.json``."""
    schema: Mapping[str, Json] = json.loads(_text(file, "account.schema.json"))
    return schema


def template_beside(file: str) -> Mapping[str, Json]:
    """The account file below every account: ``template.toml``."""
    return tomllib.loads(_text(file, "template.toml"))


def _text(file: str, name: str) -> str:
    return Path(file).with_name(name).read_text(encoding="utf-8")
