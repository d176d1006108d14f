"""Form-encoded calls, as curl sends the documents' examples: ``traits[name]=Peter Gibbons``.

Neither Segment nor RudderStack takes them today; the rules are those of the library ``qs``,
which the examples were made for, but broken brackets are an error. Values stay text.
"""

from __future__ import annotations

import re
from typing import TypeAlias
from urllib.parse import unquote_plus

from contracts.call import Json
from contracts.problem import BadInput
from forwarder.parsing import MOST_BYTES

MOST_DEPTH = 5
"""The most brackets of a key, as in qs."""
MOST_INDEX = 20
"""The largest number in brackets that is a place in a list, as in qs."""

_KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")

Tree: TypeAlias = dict[str, Json]


def parse_form(text: str) -> Tree:
    """The message a form holds; BadInput, naming the field, for a key that is broken."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        raise BadInput(f"the form has more than {MOST_BYTES} bytes (bad_request)")
    tree: Tree = {}
    for pair in text.strip().split("&"):
        if pair:
            key, _, value = pair.partition("=")
            _put(tree, _steps(unquote_plus(key)), unquote_plus(value), unquote_plus(key))
    return {name: _listed(value) for name, value in tree.items()}


def _steps(key: str) -> list[str]:
    """``traits[total billed]`` is the steps ``traits`` and ``total billed``."""
    match = _KEY.fullmatch(key)
    if match is None:
        raise BadInput("the brackets of this key are broken (bad_request)", field=_shown(key))
    steps = re.findall(r"\[([^\[\]]*)\]", match[2])
    if len(steps) > MOST_DEPTH:
        raise BadInput(f"more than {MOST_DEPTH} brackets (bad_request)", field=_shown(key))
    return [match[1], *steps]


def _put(tree: Tree, steps: list[str], value: str, key: str) -> None:
    for step in steps[:-1]:
        tree = tree.setdefault(_place(tree, step), {})
        if not isinstance(tree, dict):
            raise BadInput("is both a value and an object (bad_request)", field=_shown(key))
    last = _place(tree, steps[-1])
    held = tree.get(last)
    if isinstance(held, dict):
        raise BadInput("is both a value and an object (bad_request)", field=_shown(key))
    if held is None:
        tree[last] = value
    else:
        tree[last] = [*(held if isinstance(held, list) else [held]), value]


def _shown(key: str) -> str:
    return key[:80].encode("unicode_escape").decode()


def _place(tree: Tree, step: str) -> str:
    """``[]`` is the place after the last."""
    return step or str(1 + max((int(key) for key in tree if _is_place(key)), default=-1))


def _is_place(key: str) -> bool:
    return re.fullmatch(r"[0-9]{1,2}", key) is not None and int(key) <= MOST_INDEX


def _listed(value: Json) -> Json:
    """Objects whose keys are all places in a list become lists."""
    if not isinstance(value, dict):
        return value
    held = {key: _listed(inner) for key, inner in value.items()}
    if held and all(map(_is_place, held)):
        return [held[key] for key in sorted(held, key=int)]
    return held
