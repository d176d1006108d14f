"""All routes of the API in one blueprint."""

from __future__ import annotations

from emulator.routes import Routes
from emulator.usercom import attributes, companies, events, site_views, users
from emulator.usercom.setting import setting_routes


def all_routes() -> Routes:
    """A blueprint that holds the routes of every resource."""
    routes = Routes("usercom", __name__, url_prefix="/api/public")
    for resource in (users, events, site_views, companies, attributes):
        routes.register_blueprint(resource.routes)
    routes.register_blueprint(setting_routes())
    return routes
