"""All routes of the API in one blueprint."""

from __future__ import annotations

from emulator.routes import Routes
from emulator.usercom import (
    attributes,
    companies,
    deals,
    events,
    lists,
    mass_update,
    merging,
    segments,
    setting,
    site_views,
    tags,
    users,
)

_RESOURCES = (
    *(users, merging, mass_update, events, site_views, companies),
    *(attributes, setting, tags, lists, segments, deals),
)


def all_routes() -> Routes:
    """A blueprint that holds the routes of every resource."""
    routes = Routes("usercom", __name__, url_prefix="/api/public")
    for resource in _RESOURCES:
        routes.register_blueprint(resource.routes)
    return routes
