"""Blocks: where calls to a vendor's hosts are answered, and which block a call belongs to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import iscoroutinefunction
from types import TracebackType
from typing import Any, Literal, Self, TypeAlias, TypeVar, cast
from urllib.parse import urlsplit

from emulator.calling import WsgiApp
from fauxdesk.interception.clients import swaps
from fauxdesk.interception.swap import Refused

Routes: TypeAlias = Callable[[str], WsgiApp | None]
"""The app that answers a host (lower case, without port), or None where none does."""

Others: TypeAlias = Literal["pass", "block"]

F = TypeVar("F", bound=Callable[..., Any])


class Block:
    """Inside it, calls to the hosts of ``routes`` are answered by their app.

    Other hosts are reached as always, or refused where a block guards them: every host where
    ``others`` is ``"block"``. A context
    manager, used once, and a decorator, whose every call is a block of its own. A call belongs
    to the blocks of its own thread or task, the innermost first; a thread without any belongs
    to whichever block was opened last.
    """

    def __init__(self, routes: Routes, others: Others = "pass") -> None:
        self.routes = routes
        self.others = others
        self.is_open = False

    def __enter__(self) -> Self:
        """Open the block; RuntimeError when it is open already."""
        if self.is_open:
            raise RuntimeError("this block is open already: make one for each use")
        _OPEN.enter(self)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close the block; the last one to close puts the clients back as they were."""
        _OPEN.leave(self)

    def app_at(self, place: str) -> WsgiApp | None:
        """The app that answers ``place``: a host, with its port if that is not the usual one."""
        return self.routes(_host_of(place))

    def guards(self, host: str) -> bool:  # noqa: ARG002 - subclasses look at it
        """Whether a call to ``host`` must not be let out, even where other hosts are."""
        return self.others == "block"

    def afresh(self) -> Self:
        """Another block of the same making, not open yet."""
        return type(self)(self.routes, self.others)

    def __call__(self, function: F) -> F:
        """The function, or coroutine function, run inside a block of its own at every call."""
        if iscoroutinefunction(function):

            @wraps(function)
            async def awaited(*args: Any, **kwargs: Any) -> Any:
                with self.afresh():
                    return await function(*args, **kwargs)

            return cast("F", awaited)

        @wraps(function)
        def called(*args: Any, **kwargs: Any) -> Any:
            with self.afresh():
                return function(*args, **kwargs)

        return cast("F", called)


class _OpenBlocks:
    """The open blocks of this process: what is swapped is a class, which all threads share."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all: tuple[Block, ...] = ()
        self._own: ContextVar[tuple[Block, ...]] = ContextVar("fauxdesk_blocks", default=())
        self._outside = ContextVar("fauxdesk_outside", default=False)

    def enter(self, block: Block) -> None:
        with self._lock:
            if not self._all:
                for swap in swaps():
                    swap.install(self.app_for)
            self._all += (block,)
            block.is_open = True
        self._own.set((*self._own.get(), block))

    def leave(self, block: Block) -> None:
        with self._lock:
            block.is_open = False
            self._all = tuple(b for b in self._all if b is not block)
            if not self._all:
                for swap in swaps():
                    swap.restore()
        self._own.set(tuple(b for b in self._own.get() if b.is_open))

    @contextmanager
    def left(self) -> Iterator[None]:
        token = self._outside.set(True)
        try:
            yield
        finally:
            self._outside.reset(token)

    def app_for(self, place: str) -> WsgiApp | None:
        """The app that answers a call to ``place`` from here; None: let it out."""
        if self._outside.get():
            return None
        own = tuple(block for block in self._own.get() if block.is_open)
        blocks = (own or self._all)[::-1]
        for block in blocks:
            app = block.app_at(place)
            if app is not None:
                return app
        host = _host_of(place)
        if any(block.guards(host) for block in blocks):
            raise Refused(
                f"fauxdesk lets no call to {host} out of this block, where nothing answers"
            )
        return None


_OPEN = _OpenBlocks()


def _host_of(place: str) -> str:
    return urlsplit(f"//{place}").hostname or ""


def outside() -> AbstractContextManager[None]:
    """Inside it, the calls of this thread or task are let out of every block.

    For what answers a block by asking the vendor itself.
    """
    return _OPEN.left()
