"""All routes of the API in one blueprint."""

from __future__ import annotations

from emulator.routes import Routes
from emulator.zendesk import identities, users


def all_routes() -> Routes:
    """A blueprint that holds the routes of every resource."""
    routes = Routes("zendesk", __name__, url_prefix="/api/v2")
    for resource in (users, identities):
        routes.register_blueprint(resource.routes)
    return routes
