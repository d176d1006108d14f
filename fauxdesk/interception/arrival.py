"""Waiting for a module that is imported later."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


def when_imported(module: str, then: Callable[[], None]) -> None:
    """Call ``then`` each time ``module`` has been imported, once however often this is said.

    The hook stays for good: taking one out again can disturb an import that is under way.
    """
    hook = next((finder for finder in sys.meta_path if isinstance(finder, _Hook)), None)
    if hook is None:
        hook = _Hook()
        sys.meta_path.insert(0, hook)
    hook.awaited.setdefault(module, {})[then] = None


class _Hook(MetaPathFinder):
    """Finds nothing itself; it watches the loading of the modules that are awaited."""

    def __init__(self) -> None:
        self.awaited: dict[str, dict[Callable[[], None], None]] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self.awaited:
            return None
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = _Watched(spec.loader, tuple(self.awaited[name]))
                return spec
        return None


class _Watched(Loader):
    """A module's own loader, which tells when it is done."""

    def __init__(self, loader: Any, then: Iterable[Callable[[], None]]) -> None:
        self._loader = loader
        self._then = then

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        made: ModuleType | None = self._loader.create_module(spec)
        return made

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        module.__loader__ = self._loader
        self._loader.exec_module(module)
        for then in self._then:
            then()
