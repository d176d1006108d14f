"""All routes of the API in one blueprint."""

from __future__ import annotations

from emulator.routes import Routes
from emulator.zendesk import (
    bulk,
    deleted_users,
    exports,
    identities,
    job_statuses,
    memberships,
    merging,
    organization_merges,
    organizations,
    search,
    tickets,
    user_lists,
    users,
)
from emulator.zendesk.custom_fields import field_routes

RESOURCES = (
    users,
    user_lists,
    deleted_users,
    merging,
    identities,
    organizations,
    memberships,
    bulk,
    job_statuses,
    tickets,
    search,
    exports,
    organization_merges,
)


def all_routes() -> Routes:
    """A blueprint that holds the routes of every resource."""
    routes = Routes("zendesk", __name__, url_prefix="/api/v2")
    for resource in RESOURCES:
        routes.register_blueprint(resource.routes)
    for table in ("user_fields", "organization_fields"):
        routes.register_blueprint(field_routes(table))
    return routes
