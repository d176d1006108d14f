"""What can be chosen, and what stands beside a record."""

import pytest

SELECTED = [
    *("territories", "deal_stages", "deal_pipelines", "currencies", "deal_reasons", "deal_types"),
    *("deal_payment_statuses", "deal_products", "lead_sources", "industry_types", "campaigns"),
    *("business_types", "contact_statuses", "lifecycle_stages", "sales_activity_types"),
    *("sales_activity_outcomes", "sales_activity_entity_types"),
]


@pytest.mark.parametrize("base", ["/api", "/crm/sales/api"])
@pytest.mark.parametrize("name", SELECTED)
def test_a_selector_lists_under_its_name(crm, base, name):
    answer = crm.get(f"/selector/{name}", base=base)
    assert (answer.status, list(answer.body)) == (200, [name])
    assert all(row["partial"] and row["id"] for row in answer.body[name])


def test_stages_and_outcomes_are_listed_by_what_they_belong_to(crm_of):
    outcome = {"id": 5, "name": "Answered", "sales_activity_type_id": 402000000902}
    crm = crm_of({"sales_activity_outcomes": [outcome]})
    stages = crm.get("/selector/deal_pipelines/402000000501/deal_stages").body["deal_stages"]
    assert [stage["name"] for stage in stages][:2] == ["New", "Qualification"]
    path = "/selector/sales_activity_types/40200000090{}/sales_activity_outcomes"
    found = [crm.get(path.format(n)).body["sales_activity_outcomes"] for n in (1, 2)]
    assert found == [[], [{"partial": True, **outcome}]]


def test_an_account_starts_with_the_stages_that_every_one_has(crm):
    stages = crm.get("/selector/lifecycle_stages").body["lifecycle_stages"]
    names = {stage["name"] for stage in stages}
    assert names == {"Lead", "Sales Qualified Lead", "Customer"}
    assert all(stage["contact_status_ids"] for stage in stages)


def test_choices_show_every_key_that_is_known(crm):
    keys = {
        "owners": ["display_name", "email", "is_active", "work_number", "mobile_number"],
        "lifecycle_stages": [
            *("name", "position", "disabled", "default", "type", "contact_status_ids")
        ],
        "currencies": [
            *("is_active", "currency_code", "exchange_rate", "currency_type", "schedule_info")
        ],
        "sales_activity_types": [
            *("name", "internal_name", "show_in_conversation", "position", "is_default"),
            "is_checkedin",
        ],
    }
    for name, told in keys.items():
        (rows,) = crm.get(f"/selector/{name}").body.values()
        assert list(rows[0]) == ["partial", "id", *told]


def test_a_pipeline_is_listed_with_its_stages(crm_of):
    other = {"deal_pipelines": [{"id": 7, "name": "Other"}]}
    rows = crm_of(other).get("/selector/deal_pipelines").body["deal_pipelines"]
    assert [[s["name"] for s in row["deal_stages"]][:2] for row in rows] == [
        [],
        ["New", "Qualification"],
    ]


def test_unknown_selectors_are_not_found(crm, refusal):
    assert refusal(crm.get("/selector/moods"))[0] == 404


def test_what_is_chosen_is_shown_beside_a_contact(crm_of):
    crm = crm_of({"lead_sources": [{"id": 5, "name": "Web"}]})
    made = crm.made("contacts", email="a@x.io", lead_source_id=5, owner_id=402000000101)
    body = crm.get(f"/contacts/{made['id']}", include="owner,source").body
    assert (body["users"][0]["display_name"], body["lead_sources"][0]["name"]) == (
        "Ada Admin",
        "Web",
    )


def test_an_account_lists_its_contacts_bare(crm):
    account = crm.made("sales_accounts", name="A")["id"]
    made = crm.made("contacts", email="a@x.io", sales_account_id=account)
    crm.made("contacts", email="b@x.io")
    listed = crm.get(f"/sales_accounts/{account}/contacts").body
    assert [contact["id"] for contact in listed] == [made["id"]]
