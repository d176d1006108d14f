"""Whether ``contracts``, ``emulator``, ``forwarder`` and ``cassettes`` are our own folders.

Their names are plain words, so a project of the user's may hold a package of the same name.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

ROOMS = ("contracts", "emulator", "forwarder", "cassettes")


class Shadowed(ImportError):
    """A package of the user's stands where one of ours should; the text says what to do."""


def check_house() -> None:
    """Nothing when the four packages are ours; Shadowed naming the one that is not."""
    home = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        found = _place_of(room)
        if found is None:
            raise Shadowed(f"fauxdesk is not whole: its package {room!r} is missing; reinstall it")
        if found.resolve() != home / room:
            raise Shadowed(
                f"the package {room!r} at {found} hides fauxdesk's own: start from another folder, "
                "or run `fauxdesk up` in an environment of its own, which serves the same over HTTP"
            )


def _place_of(room: str) -> Path | None:
    module = sys.modules.get(room)
    spec = find_spec(room) if module is None else getattr(module, "__spec__", None)
    folders = list(getattr(spec, "submodule_search_locations", None) or ())
    if folders:
        return Path(folders[0])
    file = getattr(module, "__file__", None) or getattr(spec, "origin", None)
    return Path(file) if file else None
