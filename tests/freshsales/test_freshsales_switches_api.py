"""What nobody states for sure, as the account file has it."""

import pytest

from contracts.catalogue import Confidence, Keeper, catalogue
from emulator.vendor import vendors

SWITCHES = {
    "auth.administrator": "member_api_tokens",
    "track.token": "wrong_tracking",
    "track.identifier-required": "wrong_tracking",
    "track.event-named": "wrong_tracking",
    "track.page-addressed": "wrong_tracking",
    "track.visitor-described": "wrong_tracking",
    "track.visitor-email": "wrong_tracking",
    "deals.links-known": "unknown_links",
    "contacts.accounts-known": "unknown_links",
    "activities.target-known": "unknown_links",
    "leads.email-unique": "unique_lead_email",
    "contacts.email-of-deleted": "deleted_holds_email",
    "writes.values-of-type": "wrong_value",
    "fields.values-of-type": "wrong_custom_value",
    "upsert.identifier-required": "upsert_without_identifier",
    "upsert.classic": "classic_upsert",
    "views.page-size": "most_per_page",
    "filters.ruled": "filter_without_rules",
    "bulk.listed": "bulk_without_list",
    "bulk.number": "most_in_bulk",
    "bulk.each-alone": "refused_in_bulk",
    "bulk.told-by-job": "job_words",
    "lists.named": "list_without_name",
    "lists.contacts-told": "list_without_ids",
}
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


def test_every_assumed_rule_of_the_server_has_a_switch():
    rules = catalogue().of("freshsales").kept_by(Keeper.SERVER)
    assumed = {i for i, rule in rules.items() if rule.confidence is Confidence.ASSUMED}
    assert assumed == {f"freshsales.{name}" for name in SWITCHES}
    settings = vendors()["freshsales"].schema["properties"]["settings"]["properties"]
    assert set(SWITCHES.values()) <= settings.keys()


@pytest.mark.parametrize(
    ("asked", "body", "setting", "status", "rule"),
    [
        (
            "POST /contacts/upsert",
            {"contact": {"email": "b@x.io"}},
            {"upsert_without_identifier": "create"},
            201,
            "upsert.identifier-required",
        ),
        ("POST /filtered_search/lead", {}, {"filter_without_rules": "all"}, 200, "filters.ruled"),
        ("POST /deals/bulk_upsert", {}, {"bulk_without_list": "accept"}, 200, "bulk.listed"),
        ("POST /deals/bulk_destroy", [], {"bulk_without_list": "accept"}, 200, "bulk.listed"),
        ("POST /lists", {}, {"list_without_name": "take"}, 200, "lists.named"),
        ("PUT /lists/7", {"name": ""}, {"list_without_name": "take"}, 200, "lists.named"),
        (
            "PUT /lists/7/add_contacts",
            {"ids": []},
            {"list_without_ids": "ignore"},
            200,
            "lists.contacts-told",
        ),
    ],
)
def test_less_than_is_asked_for_is_taken_where_the_file_says_so(
    crm_of, asked, body, setting, status, rule
):
    file = {"lists": [{"id": 7, "name": "L"}], "leads": [{"email": "a@x.io"}]}
    refused = crm_of(file).ask(*asked.split(), body)
    assert (refused.status, refused.header("X-Fauxdesk-Rule")) == (400, f"freshsales.{rule}")
    answer = crm_of({**file, "settings": setting}).ask(*asked.split(), body)
    assert answer.status == status
    assert f"freshsales.{rule}" not in (answer.header("X-Fauxdesk-Rule") or "")


@pytest.mark.parametrize("body", [{"ids": "x"}, {"ids": [{}]}])
def test_ids_of_another_type_are_refused_all_the_same(crm_of, body):
    crm = crm_of({"lists": [{"id": 7, "name": "L"}], "settings": {"list_without_ids": "ignore"}})
    assert crm.put("/lists/7/add_contacts", body).status == 400


def test_a_filter_without_rules_chooses_all(crm_of):
    crm = crm_of({"settings": {"filter_without_rules": "all"}})
    made = [crm.made("contacts", email=f"{n}@x.io")["id"] for n in range(2)]
    found = crm.post("/filtered_search/contact", {"filter_rule": []}).body
    assert ([c["id"] for c in found["contacts"]], found["meta"]) == (made, {"total": 2})


@pytest.mark.parametrize(("switch", "status"), [(False, 200), (True, 400)])
def test_the_email_of_a_deleted_contact(crm_of, switch, status):
    crm = crm_of({"settings": {"deleted_holds_email": switch}})
    crm.delete(f"/contacts/{crm.made('contacts', email='a@x.io')['id']}")
    answer = crm.post("/contacts", {"contact": {"email": "A@x.io"}})
    assert answer.status == status
    crm.made("leads", email="a@x.io")
    if switch:
        assert answer.header("X-Fauxdesk-Rule") == "freshsales.contacts.email-of-deleted"


@pytest.mark.parametrize("switch", [True, False])
def test_a_restored_contact_keeps_its_email(crm_of, switch):
    crm = crm_of({"settings": {"deleted_holds_email": switch}})
    path = f"/contacts/{crm.made('contacts', email='a@x.io')['id']}"
    crm.delete(path)
    assert crm.put(f"{path}/restore", {}).status == 200
    assert crm.put(path, {"contact": {"email": "a@x.io", "city": "Rome"}}).status == 200


@pytest.mark.parametrize(("switch", "status"), [(True, 302), (False, 401)])
def test_a_browser_below_the_suites_api(crm_of, switch, status):
    crm = crm_of({"settings": {"sign_in_page": switch}})
    headers = {"Accept": "text/html"}
    assert crm.get("/lookup", headers=headers, base="/crm/sales/api").status == status


def test_a_spent_account_may_not_say_when_to_come_again(crm_of):
    crm = crm_of({"settings": {"rate_limits": True, "plan": "forest", "retry_after": False}})
    answers = [crm.get("/selector/owners") for _ in range(401)]
    assert (answers[-1].status, answers[-1].header("Retry-After")) == (429, None)
