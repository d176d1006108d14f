"""Leads of the classic API."""

LEAD = {"email": "a@x.io", "company": {"name": "Example.com"}, "deal": {"name": "D", "amount": 9}}


def test_fs_74_a_lead_carries_its_company_and_deal(crm):
    made = crm.made("leads", **LEAD)
    shown = crm.get(f"/leads/{made['id']}").body["lead"]
    assert (shown["company"]["name"], shown["deal"]["name"]) == ("Example.com", "D")
    assert shown["deal"]["amount"] == "9.0"
    assert (crm.table("sales_accounts"), crm.table("deals")) == ([], [])


def test_fs_75_an_updated_lead_is_found(crm):
    made = crm.made("leads", email="a@x.io", first_name="Ada")
    crm.put(f"/leads/{made['id']}", {"lead": {"first_name": "Grace"}})
    hits = crm.get("/search", q="grace", include="lead").body
    assert [(hit["id"], hit["type"]) for hit in hits] == [(str(made["id"]), "lead")]


def test_a_lead_needs_no_email(crm):
    made = crm.made("leads", last_name="Byron", mobile_number="1", company={"name": "C"})
    assert (made["email"], made["display_name"]) == (None, "Byron")


def test_what_is_said_of_a_company_is_laid_over_what_was(crm):
    made = crm.made("leads", **LEAD)
    said = {"lead": {"company": {"city": "Rome"}}}
    company = crm.put(f"/leads/{made['id']}", said).body["lead"]["company"]
    assert company == {**made["company"], "city": "Rome"}


def test_fs_76_the_suite_has_no_leads(crm):
    answer = crm.post("/leads", {"lead": LEAD}, base="/crm/sales/api")
    assert (answer.status, crm.table("leads")) == (404, [])
    fields = crm.get("/settings/leads/fields", base="/crm/sales/api")
    assert fields.status == 404


def test_a_switch_makes_emails_of_leads_unique(crm_of, refusal):
    crm = crm_of({"settings": {"unique_lead_email": True}})
    crm.made("leads", email="a@x.io")
    assert refusal(crm.post("/leads", {"lead": LEAD})) == (400, "a@x.io already exists.")


def test_deleted_leads_are_not_found(crm):
    made = crm.made("leads", email="a@x.io")
    assert crm.delete(f"/leads/{made['id']}").body is True
    found = crm.get("/lookup", q="a@x.io", f="email", entities="lead").body
    assert found == {"leads": {"leads": []}}
