"""Reading calls from a file of JSON lines: one bad line does not stop the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from contracts.call import Call, Json
from contracts.problem import BadInput
from forwarder.parsing import new_message_id, parse_call


def read_calls(
    lines: Iterable[str | bytes],
    file: str | Path | None = None,
    *,
    new_id: Callable[[], str] = new_message_id,
) -> Iterator[tuple[int, Call | BadInput]]:
    """Each line's number (from 1) with its call, or with what is wrong with it.

    Blank lines are passed over; keys that begin with ``_`` are notes and no part of the call.
    Lines as bytes are read as UTF-8, each for itself.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield number, parse_call(_message(line), new_id=new_id)
        except BadInput as bad:
            yield number, BadInput(bad.what, file, number, bad.field)


def _message(line: str | bytes) -> Json:
    try:
        text = line.decode() if isinstance(line, bytes) else line
        text = text.removeprefix("\ufeff").rstrip()
        value = json.loads(text, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise BadInput("is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"is not JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError):
        raise BadInput("is not JSON that can be read") from None
    if isinstance(value, dict):
        return {key: held for key, held in value.items() if not key.startswith("_")}
    return value


def _no_number(name: str) -> Json:
    raise BadInput(f"is not JSON: {name} is no number")
