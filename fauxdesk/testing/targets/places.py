"""Where the cassettes of a test lie."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from fauxdesk.testing.marking import said_of
from fauxdesk.testing.targets import without_target

LONGEST = 120
"""Characters of a test's name that stand in the name of its file."""


class Places:
    """The cassettes of one test, one each time it opens a vendor.

    ``cassettes/<vendor>/<module>/<test>.yaml`` beside the test, or the file that its mark
    names; a second opening that would have the same file has ``<test>.2.yaml``, and so on.
    """

    def __init__(self, node: pytest.Item, target: str) -> None:
        self._folder, self._module = node.path.parent, node.path.stem
        self._test = _file_name(bare_name(node, target))
        self._marked = next((s["cassette"] for s in said_of(node) if "cassette" in s), None)
        self._given: dict[Path, int] = {}

    def next(self, vendor: str) -> Path:
        """The place of the next opening of this vendor. Files need not be there."""
        own = Path("cassettes", vendor, self._module, f"{self._test}.yaml")
        file = self._folder / (self._marked or own)
        self._given[file] = number = self._given.get(file, 0) + 1
        return file if number == 1 else file.with_suffix(f".{number}{file.suffix}")


def bare_name(node: pytest.Item, target: str) -> str:
    """The test's name with its classes and parameters, and without the target it runs at."""
    name = without_target(node.name, target) if "fauxdesk_target" in _params(node) else node.name
    classes = [n.name for n in node.listchain() if isinstance(n, pytest.Class)]
    return ".".join([*classes, name])


def _params(node: pytest.Item) -> dict[str, object]:
    callspec = getattr(node, "callspec", None)
    return callspec.params if callspec else {}


def _file_name(name: str) -> str:
    """The name with nothing in it that a file may not have; names that differ stay different."""
    safe = re.sub(r"[^\w.\-\[\]]", "_", name)[:LONGEST]
    if safe == name:
        return name
    return f"{safe}-{hashlib.blake2b(name.encode(), digest_size=4).hexdigest()}"
