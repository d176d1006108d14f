"""Every key of a record, in the order in which answers have been recorded."""

import pytest

PEOPLE_LINKS = [
    *("conversations", "timeline_feeds", "document_associations", "notes", "tasks", "appointments"),
    *("reminders", "duplicates", "connections"),
]
COMPANY_LINKS = ["conversations", "document_associations", "notes", "tasks", "appointments"]
CONTACT = [
    *("id", "first_name", "last_name", "display_name", "avatar", "job_title", "city", "state"),
    *("zipcode", "country", "email", "emails", "time_zone", "work_number", "mobile_number"),
    *("address", "last_seen", "lead_score", "last_contacted", "open_deals_amount"),
    *("won_deals_amount", "links", "last_contacted_sales_activity_mode", "custom_field"),
    *("created_at", "updated_at", "keyword", "medium", "last_contacted_mode", "recent_note"),
    *("won_deals_count", "last_contacted_via_sales_activity", "completed_sales_sequences"),
    *("active_sales_sequences", "web_form_ids", "open_deals_count", "last_assigned_at", "tags"),
    *("facebook", "twitter", "linkedin", "is_deleted", "team_user_ids", "external_id"),
    *("work_email", "subscription_status", "subscription_types", "customer_fit", "record_type_id"),
    *("whatsapp_subscription_status", "sms_subscription_status", "last_seen_chat"),
    *("first_seen_chat", "locale", "total_sessions", "phone_numbers"),
]
LEAD = [
    *("id", "job_title", "department", "email", "emails", "work_number", "mobile_number"),
    *("address", "city", "state", "zipcode", "country", "time_zone", "do_not_disturb"),
    *("display_name", "avatar", "keyword", "medium", "last_seen", "last_contacted", "lead_score"),
    *("lead_quality", "stage_updated_time", "first_name", "last_name", "company", "deal", "links"),
    *("custom_field", "created_at", "updated_at", "last_contacted_sales_activity_mode"),
    *("has_authority", "email_status", "last_contacted_mode", "recent_note"),
    *("last_contacted_via_chat", "last_contacted_via_sales_activity", "completed_sales_sequences"),
    *("active_sales_sequences", "web_form_ids", "last_assigned_at", "tags", "facebook", "twitter"),
    *("linkedin", "is_deleted", "team_user_ids", "subscription_status", "phone_numbers"),
    *("owner_id", "lead_stage_id"),
]
SALES_ACCOUNT = [
    *("id", "name", "address", "city", "state", "zipcode", "country", "number_of_employees"),
    *("annual_revenue", "website", "owner_id", "phone", "open_deals_amount", "open_deals_count"),
    *("won_deals_amount", "won_deals_count", "last_contacted", "last_contacted_mode", "facebook"),
    *("twitter", "linkedin", "links", "custom_field", "created_at", "updated_at", "avatar"),
    *("parent_sales_account_id", "recent_note", "last_contacted_via_sales_activity"),
    *("last_contacted_sales_activity_mode", "completed_sales_sequences", "active_sales_sequences"),
    *("last_assigned_at", "tags", "is_deleted", "team_user_ids", "has_connections"),
    "record_type_id",
]
DEAL = [
    *("id", "name", "amount", "base_currency_amount", "expected_close", "closed_date"),
    *("stage_updated_time", "custom_field", "probability", "updated_at", "created_at"),
    *("deal_pipeline_id", "deal_stage_id", "age", "links", "recent_note"),
    *("completed_sales_sequences", "active_sales_sequences", "web_form_id"),
    *("upcoming_activities_time", "collaboration", "last_assigned_at", "tags"),
    *("last_contacted_sales_activity_mode", "last_contacted_via_sales_activity"),
    *("expected_deal_value", "is_deleted", "team_user_ids", "avatar", "rotten_days"),
    *("sales_account_id", "owner_id"),
]
KEYS = {
    "contacts": (CONTACT, PEOPLE_LINKS),
    "leads": (LEAD, [name for name in PEOPLE_LINKS if name != "reminders"]),
    "sales_accounts": (SALES_ACCOUNT, COMPANY_LINKS),
    "deals": (DEAL, COMPANY_LINKS),
}


@pytest.mark.parametrize("many", KEYS)
def test_a_record_shows_its_recorded_keys_in_their_order(crm, many):
    keys, links = KEYS[many]
    made = crm.made(many, name="A", email="a@x.io")
    assert [key for key in made if key in keys] == keys
    assert list(made["links"]) == links
    base = "" if many == "leads" else "/crm/sales"
    assert made["links"]["notes"] == f"{base}/{many}/{made['id']}/notes?include=creater"


def test_a_contact_starts_with_the_recorded_values(crm):
    made = crm.made("contacts", email="a@x.io")
    empty = {key for key, value in made.items() if value is None}
    known = {
        *("lead_score", "tags", "is_deleted", "subscription_status", "subscription_types"),
        *("customer_fit", "record_type_id", "whatsapp_subscription_status", "phone_numbers"),
        *("sms_subscription_status", "id", "display_name", "email", "emails", "links"),
        *("custom_field", "created_at", "updated_at"),
    }
    assert set(CONTACT) - empty == known
    assert (made["subscription_types"], made["whatsapp_subscription_status"]) == ("2;3;4;5;1", 2)
    assert made["emails"] == [
        {"id": made["emails"][0]["id"], "value": "a@x.io", "is_primary": True}
        | {"label": None, "_destroy": False}
    ]


def test_a_lead_shows_what_its_company_and_deal_choose(crm_of):
    currency = {"currency_code": "EUR", "exchange_rate": "1.1", "currency_type": 1}
    row = {"id": 7, "is_active": True, **currency, "schedule_info": None}
    crm = crm_of({"currencies": [{"id": 7, "is_active": True, **currency}]})
    industries = crm_of({"industry_types": [{"id": 5, "name": "Tools"}]})
    deal = crm.made("leads", email="a@x.io", deal={"name": "D", "currency_id": 7})["deal"]
    assert list(deal.items())[-1] == ("currency", {"partial": True, **row})
    company = {"name": "C", "industry_type_id": 5, "business_type_id": 9}
    made = industries.made("leads", email="a@x.io", company=company)["company"]
    assert made["industry_type"] == {"partial": True, "id": 5, "name": "Tools"}
    assert (made["business_type"], crm.made("leads", email="b@x.io")["company"]) == (None, None)


def test_a_lead_has_the_time_of_its_stage(crm):
    made = crm.made("leads", email="a@x.io")
    assert made["stage_updated_time"] == made["created_at"]
    crm.account.clock.advance(60)
    path = f"/leads/{made['id']}"
    same = crm.put(path, {"lead": {"lead_stage_id": made["lead_stage_id"]}}).body["lead"]
    assert same["stage_updated_time"] == made["created_at"]
    moved = crm.put(path, {"lead": {"lead_stage_id": 402000000202}}).body["lead"]
    assert moved["stage_updated_time"] == moved["updated_at"] != made["created_at"]


def test_an_account_of_a_contact_is_shown_in_part(crm):
    account = crm.made("sales_accounts", name="A", website="https://a.io")
    link = {"id": account["id"], "is_primary": True}
    made = crm.made("contacts", email="a@x.io", sales_accounts=[link])
    body = crm.get(f"/contacts/{made['id']}", include="sales_accounts").body
    shown = ("id", "name", "avatar", "website", "last_contacted", "record_type_id")
    part = {"partial": True, **{key: account[key] for key in shown}, "is_primary": True}
    assert [*map(list, map(dict.items, body["contact"]["sales_accounts"]))] == [[*part.items()]]
