"""What nobody states for sure, as the account file has it."""

import pytest

TRACKED = {"application_token": "fs-local-token", "identifier": "u1"}


@pytest.mark.parametrize(
    ("switch", "status", "after"), [("refuse", 400, 4), ("clear", 200, None), ("ignore", 200, 4)]
)
def test_a_standard_attribute_of_another_type(crm_of, switch, status, after):
    crm = crm_of({"settings": {"wrong_value": switch}})
    made = crm.made("sales_accounts", name="A", annual_revenue=4)
    answer = crm.put(f"/sales_accounts/{made['id']}", {"sales_account": {"annual_revenue": [1]}})
    assert (answer.status, crm.table("sales_accounts")[0]["annual_revenue"]) == (status, after)
    assert answer.header("X-Fauxdesk-Rule") == "freshsales.writes.values-of-type"


@pytest.mark.parametrize(("switch", "status"), [("refuse", 400), ("keep", 200)])
def test_a_link_to_what_is_not_there(crm_of, switch, status):
    crm = crm_of({"settings": {"unknown_links": switch}})
    sent = {
        "/deals": {"deal": {"name": "D", "sales_account_id": 9, "contacts_added_list": [8]}},
        "/contacts": {"contact": {"email": "a@x.io", "sales_accounts": [{"id": 9}]}},
        "/notes": {"note": {"description": "N", "targetable_type": "Deal", "targetable_id": 9}},
    }
    answers = [crm.post(path, body, include="contacts,notes") for path, body in sent.items()]
    assert [answer.status for answer in answers] == [status] * 3


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("events", {"event": {"name": "e"}, "application_token": "other"}),
        ("events", {"event": {"name": ""}}),
        ("events", {"event": {"name": "e"}, "identifier": ""}),
        ("page_views", {"page_view": {}}),
        ("visitors", {"visitor": {}}),
        ("visitors", {"visitor": {"First name": "A"}}),
        ("visitors", {"visitor": {"Email": "no-email"}}),
    ],
)
@pytest.mark.parametrize(("switch", "status"), [("refuse", 4), ("ignore", 2)])
def test_tracking_that_lacks_something(crm_of, switch, status, path, body):
    crm = crm_of({"settings": {"wrong_tracking": switch}})
    before = crm.records()
    answer = crm.post(f"/track/{path}", {**TRACKED, **body}, headers={}, base="")
    assert (answer.status // 100, crm.records()) == (status, before)
    assert answer.header("X-Fauxdesk-Rule")


@pytest.mark.parametrize(("switch", "status"), [(False, 400), (True, 200)])
def test_a_body_without_its_kinds_name(crm_of, switch, status):
    crm = crm_of({"settings": {"unwrapped_bodies": switch}})
    assert crm.post("/contacts", {"email": "a@x.io"}).status == status
    assert len(crm.table("contacts")) == switch


def test_the_status_of_a_create(crm_of):
    crm = crm_of({"settings": {"created_status": 201}})
    assert crm.post("/deals", {"deal": {"name": "D"}}).status == 201
