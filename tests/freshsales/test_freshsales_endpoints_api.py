"""The operations of Freshsales are the endpoints of its classic API, whose paths they spell."""

import re

from contracts.operation import operations_of

REFUSED_FORMATS = {
    ("GET", f"/api/settings/{many}/fields.*")
    for many in ("leads", "contacts", "sales_accounts", "deals")
}
"""Endpoints that nothing is asked of: they refuse a format."""

NOT_BUILT = {("GET", "/api/contacts/*/activities")}
"""An operation of the vendor's of which the fake says that it has it not."""


def endpoint(method, path):
    """Method and path, with parameters of any name alike."""
    return method, re.sub(r"[<{][^>}]+[>}]", "*", path)


def test_every_route_is_an_operation_and_every_operation_a_route(crm_app):
    rules = [r for r in crm_app.url_map.iter_rules() if r.rule.startswith(("/api/", "/track/"))]
    routes = {endpoint(m, r.rule) for r in rules for m in r.methods - {"HEAD", "OPTIONS"}}
    stated = {endpoint(each.method, each.path) for each in operations_of("freshsales").values()}
    assert routes - stated == REFUSED_FORMATS
    assert stated - routes == NOT_BUILT


def test_the_suite_has_the_same_endpoints_but_for_leads(crm_app):
    paths = {r.rule for r in crm_app.url_map.iter_rules()}
    classic = {path for path in paths if path.startswith("/api/")}
    suite = {
        path.removeprefix("/crm/sales") for path in paths if path.startswith("/crm/sales/api/")
    }
    assert all("/lead" in path for path in classic - suite)
    assert suite < classic
