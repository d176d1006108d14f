"""The scenarios of spent limits: what they order to be answered is what the fake itself answers."""

import pytest

from contracts.scenario import scenario_named

ACCOUNT = {
    "settings": {"rate_limits": True},
    "users": [{"id": 101, "name": "Kobe"}],
    "organizations": [{"id": 301, "name": "LA Lakers"}],
}
NOTES = {"notes": "n"}
SPENDING = {
    "identify-account-rate-limited": ("essential", 10, "GET", "/users/101", None),
    "identify-user-rate-limited": ("essential", 5, "PUT", "/users/101", {"user": NOTES}),
    "group-organization-rate-limited": (
        *("essential", 5, "PUT", "/organizations/301"),
        {"organization": NOTES},
    ),
}
"""A plan, how often it is asked in vain for a limit, and what for."""


@pytest.mark.parametrize("name", SPENDING)
def test_a_spent_limit_is_told_in_the_scenario_as_by_the_fake(desk_of, name):
    """Cases limit-01, limit-03 and user-44."""
    plan, most, method, path, body = SPENDING[name]
    desk = desk_of({**ACCOUNT, "settings": {"rate_limits": True, "plan": plan}})
    asked = [desk.ask(method, path, body) for _ in range(most + 1)]
    (order,) = scenario_named(f"zendesk/{name}").account["faults"]
    assert [answer.status for answer in asked] == [200] * most + [order["status"]]
    assert asked[-1].body == order["body"]
    assert order["headers"].keys() <= asked[-1].headers.keys()
    assert order["headers"]["Content-Type"] == asked[-1].header("Content-Type")
