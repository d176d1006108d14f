"""What Zendesk reads a JSON value as, attribute by attribute."""

from __future__ import annotations

import re
from collections.abc import Callable

from contracts.call import Json


class WrongType(ValueError):
    """A value that an attribute cannot be."""


def anything(value: Json) -> Json:
    """The value itself."""
    return value


def text(value: Json) -> Json:
    """A string or null; numbers and booleans are spelled out."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    raise WrongType("must be a string")


def flag(value: Json) -> Json:
    """A boolean, also one spelled out; null is false."""
    if value is None or isinstance(value, bool):
        return bool(value)
    if value in ("true", "false"):
        return value == "true"
    raise WrongType("must be a boolean")


def whole(value: Json) -> Json:
    """An integer or null; digits are read as one."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,19}", value):
        return int(value)
    raise WrongType("must be an integer")


def words(value: Json) -> Json:
    """A list of words, each once; strings are split at their blanks, null is empty."""
    if isinstance(value, str):
        value = [value]
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return list(dict.fromkeys(word for item in value for word in item.split()))
    raise WrongType("must be an array of strings")


def numbers(value: Json) -> Json:
    """A list of integers, each once; null is empty."""
    if value is None:
        return []
    if isinstance(value, list) and all(type(item) is int for item in value):
        return list(dict.fromkeys(value))
    raise WrongType("must be an array of integers")


def mapping(value: Json) -> Json:
    """An object; null is empty."""
    if value is None or isinstance(value, dict):
        return value or {}
    raise WrongType("must be a hash")


def objects(value: Json) -> Json:
    """A list of objects; null is empty."""
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return value
    raise WrongType("must be an array of hashes")


def of_fields(value: Json) -> Json:
    """Values of ticket fields, each beside the id of its field; null is empty."""
    read = [{**item, "id": whole(item.get("id"))} for item in objects(value)]
    if any(item["id"] is None for item in read):
        raise WrongType("must be an array of hashes with an id")
    return read


def one_of(choices: tuple[str, ...]) -> Callable[[Json], Json]:
    """A reader that takes one of the choices and nothing else."""

    def choice(value: Json) -> Json:
        if value not in choices:
            raise WrongType(f"must be one of {', '.join(choices)}")
        return value

    return choice
