"""What a query asks for."""

from __future__ import annotations

from emulator.visit import Visit


def asked(visit: Visit) -> dict[str, str]:
    """Each parameter once: of several of one name the last counts, as in Django."""
    given = visit.request.query.items()
    return {name: said if isinstance(said, str) else said[-1] for name, said in given}
