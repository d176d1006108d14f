"""The operations of a vendor are the endpoints of its fake, each of them and no other."""

import re

import pytest

from asking import app_of
from contracts.operation import operations_of

ONE_SPELLING = ("freshdesk", "usercom", "zendesk")
"""Vendors that serve an endpoint under one path; Freshsales has several, which operations spell
as one."""


def endpoint(method, path):
    """Method and path, with parameters of any name alike."""
    return method, re.sub(r"[<{][^>}]+[>}]", "*", path)


@pytest.mark.parametrize("vendor", ONE_SPELLING)
def test_every_route_is_an_operation_and_every_operation_a_route(vendor):
    rules = [r for r in app_of(vendor).url_map.iter_rules() if "_fauxdesk" not in r.rule]
    routes = {endpoint(m, r.rule) for r in rules for m in r.methods - {"HEAD", "OPTIONS"}}
    stated = {endpoint(each.method, each.path) for each in operations_of(vendor).values()}
    assert routes - stated == set()
    assert stated - routes == set()
