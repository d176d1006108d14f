"""A blueprint of routes that take a Visit and return an Answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from flask import Blueprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from contracts.exchange import Answer

    View = TypeVar("View", bound=Callable[..., Answer])

    class Adds(Protocol):
        """Adds a view at a path: ``@routes.get("/users/<user_id>")``."""

        def __call__(self, rule: str, **options: Any) -> Callable[[View], View]:
            """Adds the view at the path ``rule``."""


class Routes(Blueprint):
    """Flask's blueprint, typed for the views of a fake: ``view(visit, ...) -> Answer``."""

    if TYPE_CHECKING:
        get: Adds  # type: ignore[assignment]
        post: Adds  # type: ignore[assignment]
        put: Adds  # type: ignore[assignment]
        patch: Adds  # type: ignore[assignment]
        delete: Adds  # type: ignore[assignment]
        route: Adds  # type: ignore[assignment]
