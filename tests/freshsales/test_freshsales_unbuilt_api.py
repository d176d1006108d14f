"""What Freshsales has and the fake has not."""

import pytest

ASKED = [
    *("POST /leads/1/convert", "GET /leads/1/convert", "POST /leads/1/clone"),
    *("DELETE /leads/1/forget", "POST /leads/bulk_upsert", "PUT /deals/1/restore"),
    *("POST /leads/upsert", "GET /settings/sales_activities/fields", "GET /cpq/products"),
    *("DELETE /phone_calls/1", "POST /tags", "POST /sales_activity_types"),
    *("POST /contacts/bulk_assign_owner", "POST /sales_accounts/1/manage_team_members"),
    *("GET /contacts/1/activities", "POST /settings/contacts/forms/1/fields"),
]


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_not_built_says_so(crm, asked):
    answer = crm.ask(*asked.split(), {})
    assert (answer.status, answer.body["error"]) == (501, "not emulated")


@pytest.mark.parametrize(
    "path", ["/leads", "/leads/view/1", "/leads/filters", "/selector/lead_stages"]
)
def test_the_suite_has_nothing_of_leads(crm, refusal, path):
    assert refusal(crm.get(path, base="/crm/sales/api"))[0] == 404


def test_a_view_of_unknown_conditions_says_so(crm):
    views = crm.get("/contacts/filters").body["filters"]
    view = next(v["id"] for v in views if v["name"] == "Active")
    assert crm.get(f"/contacts/view/{view}").status == 501
