"""Upserts by a unique identifier."""

import pytest

SUITE = "/crm/sales/api"


def upsert(crm, many, identifier, record, **options):
    body = {"unique_identifier": identifier, many.removesuffix("s"): record}
    return crm.post(f"/{many}/upsert", body, **options)


def test_fs_46_47_the_contact_of_an_email_is_made_once_then_changed(crm):
    first = upsert(crm, "contacts", {"emails": "a@x.io"}, {"city": "Rome"}, base=SUITE)
    again = upsert(crm, "contacts", {"emails": "A@x.io"}, {"city": "Oslo"}, base=SUITE)
    assert first.status in (200, 201)
    assert (again.status, again.body["contact"]["city"]) == (200, "Oslo")
    assert first.body["contact"]["id"] == again.body["contact"]["id"]
    assert [c["email"] for c in crm.table("contacts")] == ["a@x.io"]


def test_fs_48_accounts_are_shown_on_request(crm):
    options = {"base": SUITE, "include": "sales_accounts"}
    shown = upsert(crm, "contacts", {"emails": "a@x.io"}, {"city": "Rome"}, **options)
    assert shown.body["contact"]["sales_accounts"] == []


@pytest.mark.parametrize(
    "identifier", [None, {}, [], {"emails": ""}, {"emails": None}, {"mood": "x"}, {"city": "Rome"}]
)
def test_fs_49_an_upsert_says_by_what_the_record_is_found(crm, identifier):
    answer = upsert(crm, "contacts", identifier, {"email": "a@x.io"}, base=SUITE)
    assert (answer.status, crm.table("contacts")) == (400, [])
    assert answer.header("X-Fauxdesk-Rule") == "freshsales.upsert.identifier-required"


@pytest.mark.parametrize("base", ["/api", SUITE])
def test_fs_50_an_account_of_one_name_is_made_once(crm, base):
    record = {"name": "Example.com"}
    answers = [upsert(crm, "sales_accounts", record, record, base=base) for _ in range(2)]
    assert len({a.body["sales_account"]["id"] for a in answers}) == 1
    assert len(crm.table("sales_accounts")) == 1


def test_a_contact_is_found_by_a_custom_field(crm):
    record = {"email": "a@x.io"}
    made = upsert(crm, "contacts", {"cf_user_id": "u1"}, record).body["contact"]
    assert made["custom_field"]["cf_user_id"] == "u1"
    again = upsert(crm, "contacts", {"cf_user_id": "u1"}, record)
    assert again.body["contact"]["id"] == made["id"]


def test_what_is_said_of_the_record_goes_before_its_identifier(crm):
    said = {"email": "a@x.io", "custom_field": {"cf_user_id": "u2"}}
    made = upsert(crm, "contacts", {"cf_user_id": "u1"}, said).body["contact"]
    assert made["custom_field"]["cf_user_id"] == "u2"


def test_a_switch_takes_upserts_from_the_classic_api(crm_of):
    crm = crm_of({"settings": {"classic_upsert": False}})
    sent = {"emails": "a@x.io"}, {"city": "Rome"}
    statuses = [upsert(crm, "contacts", *sent, base=b).status for b in ("/api", SUITE)]
    assert statuses == [404, 201]


def test_a_failed_upsert_leaves_nothing(crm):
    record = {"city": "Rome", "contact_status_id": 1}
    assert upsert(crm, "contacts", {"emails": "a@x.io"}, record).status == 400
    assert crm.table("contacts") == []
