"""What the judges of every vendor read from an exchange; nothing is ever raised for odd data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from contracts.call import Json
from contracts.exchange import Exchange

Record: TypeAlias = Mapping[str, Any]

_ID = re.compile(r"/(\d+)(?=[/.]|$)")


def folded(value: Json) -> str:
    """A value as vendors compare it, trimmed and ignoring case; empty for null."""
    return "" if value is None else str(value).strip().lower()


def mapping(value: Json) -> Record:
    """An object as it is, anything else as an empty one."""
    return value if isinstance(value, dict) else {}


def records_in(value: Json) -> list[Record]:
    """The objects in a list; none in anything else."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def id_of(record: Record) -> str:
    """The id of a record as text; empty without one."""
    return folded(record.get("id"))


def path_id(exchange: Exchange) -> str:
    """The first number that is a step of the path, as text; empty without one."""
    found = _ID.search(exchange.request.path)
    return found[1] if found else ""


def sent(exchange: Exchange) -> Record:
    """The object in the body of a request; empty where it is none."""
    return mapping(exchange.request.body)


def asked(exchange: Exchange, operation: str, key: str) -> str | None:
    """What an answered look-up asked for under ``key``, folded."""
    value = exchange.request.query.get(key)
    if exchange.operation != operation or not succeeded(exchange) or not isinstance(value, str):
        return None
    return folded(value)


def succeeded(exchange: Exchange) -> bool:
    """Whether the vendor did it; False while the answer is awaited."""
    return exchange.answer is not None and exchange.answer.ok


def status(exchange: Exchange) -> int | None:
    """The status of the answer, None while it is awaited."""
    return None if exchange.answer is None else exchange.answer.status


def answered(exchange: Exchange) -> Json:
    """The body of the answer where the vendor did it, else None."""
    return exchange.answer.body if exchange.answer is not None and exchange.answer.ok else None


def told_bare(exchange: Exchange, many: str = "results") -> list[Record]:
    """The records that an answer holds as they are: one, a list, or a list under ``many``."""
    body = answered(exchange)
    if isinstance(body, dict):
        several = body.get(many)
        body = several if isinstance(several, list) else [body]
    return records_in(body)
