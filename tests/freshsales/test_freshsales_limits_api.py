"""How often an account may be asked."""

import pytest

from emulator.freshsales.limits import PER_HOUR


def asked(crm, times):
    return [crm.get("/selector/owners") for _ in range(times)]


def test_fs_72_growth_has_a_thousand_requests_an_hour(crm_of, refusal):
    crm = crm_of({"settings": {"rate_limits": True, "plan": "growth"}})
    answers = asked(crm, 1001)
    assert [a.status for a in answers[-2:]] == [200, 429]
    assert "Too many requests" in refusal(answers[-1])[1]
    crm.account.clock.advance(int(answers[-1].header("Retry-After")))
    assert asked(crm, 1)[0].status == 200


def test_a_plan_has_its_requests_an_hour():
    classic = {"blossom": 1000, "garden": 1000, "estate": 2000, "forest": 5000}
    assert {"free": 1000, "growth": 1000, "pro": 2000, "enterprise": 5000, **classic} == PER_HOUR


@pytest.mark.parametrize("plan", ["blossom", "garden", "estate", "forest"])
def test_fs_73_a_classic_plan_has_400_requests_a_minute(crm_of, plan):
    crm = crm_of({"settings": {"rate_limits": True, "plan": plan}})
    assert [a.status for a in asked(crm, 401)[-2:]] == [200, 429]


def test_tracking_is_not_counted(crm_of):
    crm = crm_of({"settings": {"rate_limits": True, "plan": "growth"}})
    asked(crm, 1000)
    body = {"identifier": "u1", "event": {"name": "e"}, "application_token": "fs-local-token"}
    assert crm.post("/track/events", body, headers={}, base="").status == 200
