"""Where Freshsales is asked."""

from __future__ import annotations

from emulator.visit import Visit, keeps


@keeps("freshsales.paths.without-api")
def serve_without_api(_visit: Visit) -> bool:
    """Records and views are read without /api in the path too, as the first clients ask."""
    return True
