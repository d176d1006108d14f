"""Zendesk's operations are the endpoints of its fake, each of them and no other."""

import re

import pytest

from contracts.operation import operations_of

OPERATIONS = operations_of("zendesk")


def endpoint(method, path):
    """Method and path, with parameters of any name alike."""
    return method, re.sub(r"[<{][^>}]+[>}]", "*", path)


def test_every_route_is_an_operation_and_every_operation_a_route(desk_app):
    rules = [rule for rule in desk_app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    routes = [(m, rule.rule) for rule in rules for m in rule.methods - {"HEAD", "OPTIONS"}]
    stated = {endpoint(o.method, o.path) for o in OPERATIONS.values()}
    assert {endpoint(*route) for route in routes} == stated


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.id)
def test_an_operation_takes_what_it_asks_for_and_nothing_unknown(operation):
    for schema in filter(None, (operation.query, operation.body)):
        assert not schema.fits({"frob": "1"})
