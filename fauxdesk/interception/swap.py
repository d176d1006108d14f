"""Swapping one method of a client's class while blocks are open."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, TypeAlias

from emulator.calling import WsgiApp
from fauxdesk.interception.arrival import when_imported

AppFor: TypeAlias = Callable[[str], WsgiApp | None]
"""The app that answers a place (``reply.place_of``); None lets the call out. Raises Refused."""

PassOn: TypeAlias = Callable[..., Any]
"""The client's own method."""


class Refused(Exception):
    """A call to a host that no block answers, from a block that lets nothing else out."""


class Swap:
    """The method ``owner.method`` of ``module``, answered by ``intercept`` while installed.

    ``intercept(app_for, pass_on, *args, **kwargs)`` gets the arguments of the method and calls
    ``pass_on`` with them to let the call out; where it is a coroutine function, the method is
    one, and ``pass_on`` is awaited. A client that is imported later is swapped then.
    The method is put back only where it is still ours: whoever swapped it after us goes on
    undisturbed, and ours, with no block open, lets everything through.
    """

    def __init__(self, module: str, owner: str, method: str, intercept: Callable[..., Any]) -> None:
        self.module, self.owner, self.method = module, owner, method
        self._intercept = intercept
        self._app_for: AppFor | None = None
        self._original: Callable[..., Any] | None = None
        self._first: Callable[..., Any] | None = None
        self._ours: Callable[..., Any] | None = None
        self._passing = ContextVar(f"fauxdesk_passing_{module}", default=False)

    def install(self, app_for: AppFor) -> None:
        """Swap the method, now or as soon as its module is imported."""
        self._app_for = app_for
        if self.module in sys.modules:
            self._swap()
        else:
            when_imported(self.module, self._swap)

    def restore(self) -> None:
        """Put the method back, unless somebody else has swapped it since."""
        self._app_for = None
        if self.module in sys.modules:
            owner = self._owner()
            if self._ours is not None and vars(owner).get(self.method) is self._ours:
                setattr(owner, self.method, self._original)

    def _owner(self) -> type:
        # Waits for an import of the module that another thread has begun.
        owner: type = getattr(importlib.import_module(self.module), self.owner)
        return owner

    def _swap(self) -> None:
        if self._app_for is None:
            return
        owner = self._owner()
        current = vars(owner)[self.method]
        if self._ours is None:
            self._first = current
            self._ours = self._made(current)
        if current is not self._ours:
            self._original = current
            setattr(owner, self.method, self._ours)

    def _made(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(original)
        def intercepted(*args: Any, **kwargs: Any) -> Any:
            app_for = self._app_for
            if app_for is None:
                return self._pass_on(*args, **kwargs)
            return self._intercept(app_for, self._pass_on, *args, **kwargs)

        @wraps(original)
        async def awaited(*args: Any, **kwargs: Any) -> Any:
            app_for = self._app_for
            if app_for is None:
                return await self._pass_on_awaited(*args, **kwargs)
            return await self._intercept(app_for, self._pass_on_awaited, *args, **kwargs)

        return awaited if iscoroutinefunction(self._intercept) else intercepted

    def _pass_on(self, *args: Any, **kwargs: Any) -> Any:
        """Call the method we found; if that leads back to us, the one found first of all."""
        if self._passing.get():
            assert self._first is not None
            return self._first(*args, **kwargs)
        token = self._passing.set(True)
        try:
            assert self._original is not None
            return self._original(*args, **kwargs)
        finally:
            self._passing.reset(token)

    async def _pass_on_awaited(self, *args: Any, **kwargs: Any) -> Any:
        if self._passing.get():
            assert self._first is not None
            return await self._first(*args, **kwargs)
        token = self._passing.set(True)
        try:
            assert self._original is not None
            return await self._original(*args, **kwargs)
        finally:
            self._passing.reset(token)
