"""All routes of the API in one blueprint, and what is answered where there is none."""

from __future__ import annotations

from werkzeug.exceptions import MethodNotAllowed

from contracts.exchange import Answer
from emulator.freshdesk import (
    agents,
    companies,
    contacts,
    conversations,
    downloads,
    helpdesk,
    merging,
    search,
    ticket_lists,
    tickets,
)
from emulator.freshdesk.auth import identify
from emulator.freshdesk.errors import not_found
from emulator.freshdesk.exports import export_routes
from emulator.freshdesk.fields import field_routes
from emulator.freshdesk.imports import import_routes
from emulator.freshdesk.rules.requests import refuse_method
from emulator.routes import Routes
from emulator.visit import Visit

RESOURCES = (
    contacts,
    companies,
    agents,
    merging,
    search,
    tickets,
    ticket_lists,
    conversations,
    helpdesk,
    downloads,
)
METHODS = ("GET", "POST", "PUT", "DELETE")


def all_routes() -> Routes:
    """A blueprint that holds the routes of every resource."""
    routes = Routes("freshdesk", __name__, url_prefix="/api/v2")
    for resource in RESOURCES:
        routes.register_blueprint(resource.routes)
    for table in ("contact_fields", "company_fields"):
        routes.register_blueprint(field_routes(table))
    for table in ("contacts", "companies"):
        routes.register_blueprint(export_routes(table))
        routes.register_blueprint(import_routes(table))
    return routes


def answer_unknown(visit: Visit, _status: int) -> Answer:
    """404 for a path that nothing has; 405 for a method that the path does not take."""
    import flask

    identify(visit)
    error = flask.request.routing_exception
    if isinstance(error, MethodNotAllowed):
        valid = set(error.valid_methods or ())
        refuse_method(visit, [method for method in METHODS if method in valid])
    raise not_found()
