"""The client libraries that a block intercepts, one file each, which declares its ``SWAPS``.

Such a file imports its library only inside functions: a library that nobody uses stays out.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fauxdesk.interception.swap import Swap


@cache
def swaps() -> tuple[Swap, ...]:
    """The swaps of every client library we know."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    files = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(swap for file in files for swap in file.SWAPS)
