"""All routes: the classic API, the Suite's, and the tracking endpoints of both."""

from __future__ import annotations

from emulator.freshsales import lookups, tracking
from emulator.freshsales.auth import SUITE
from emulator.freshsales.kinds import KINDS, LEAD
from emulator.freshsales.records import record_routes
from emulator.freshsales.settings import setting_routes
from emulator.routes import Routes


def all_routes() -> Routes:
    """A blueprint that holds both generations: the Suite has no leads."""
    routes = Routes("freshsales", __name__)
    routes.register_blueprint(_rest("classic", "/api", leads=True))
    routes.register_blueprint(_rest("suite", f"{SUITE}/api", leads=False))
    routes.register_blueprint(tracking.routes, name="classic_tracking")
    routes.register_blueprint(tracking.routes, name="suite_tracking", url_prefix=SUITE)
    return routes


def _rest(name: str, prefix: str, *, leads: bool) -> Routes:
    routes = Routes(name, __name__, url_prefix=prefix)
    routes.register_blueprint(lookups.routes)
    routes.register_blueprint(setting_routes(leads=leads))
    for kind in KINDS.values():
        if leads or kind is not LEAD:
            routes.register_blueprint(record_routes(kind))
    return routes
