"""Which vendors a package knows: its sub-packages, found by walking, never by a list."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def vendor_names(package: ModuleType) -> tuple[str, ...]:
    """The names of the vendor folders in ``package``, sorted."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(package.__path__) if m.ispkg))


def vendor_package(package: ModuleType, name: str) -> ModuleType:
    """The vendor folder ``name`` of ``package``, imported; KeyError when there is none."""
    if name not in vendor_names(package):
        raise KeyError(name)
    return importlib.import_module(f"{package.__name__}.{name}")
