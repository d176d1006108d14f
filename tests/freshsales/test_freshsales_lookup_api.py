"""Finding records."""

import pytest

EMPTY = {"contacts": {"contacts": []}}


def lookup(crm, q, f="email", entities="contact", **options):
    return crm.get("/lookup", q=q, f=f, entities=entities, **options).body


@pytest.mark.parametrize("base", ["/api", "/crm/sales/api"])
def test_fs_40_a_contact_is_found_by_its_email(crm, base):
    made = crm.made("contacts", email="a@x.io")
    assert lookup(crm, "a@x.io", base=base)["contacts"]["contacts"][0]["id"] == made["id"]
    assert lookup(crm, "b@x.io", base=base) == EMPTY


def test_fs_41_a_lookup_may_lag_behind(crm_of):
    crm = crm_of({"settings": {"index_lag_seconds": 20}})
    made = crm.made("contacts", email="a@x.io")
    assert lookup(crm, "a@x.io") == EMPTY
    assert crm.get(f"/contacts/{made['id']}").status == 200
    crm.account.clock.advance(20)
    assert lookup(crm, "a@x.io") != EMPTY


def test_a_changed_email_is_found_as_late_as_a_new_one(crm_of):
    crm = crm_of({"settings": {"index_lag_seconds": 20}})
    path = f"/contacts/{crm.made('contacts', email='a@x.io')['id']}"
    crm.account.clock.advance(20)
    crm.put(path, {"contact": {"email": "b@x.io"}})
    assert (lookup(crm, "b@x.io"), crm.get(path).body["contact"]["email"]) == (EMPTY, "b@x.io")
    stale = lookup(crm, "a@x.io")["contacts"]["contacts"]
    assert [contact["email"] for contact in stale] == ["b@x.io"]
    crm.account.clock.advance(20)
    assert (lookup(crm, "a@x.io"), len(lookup(crm, "b@x.io")["contacts"]["contacts"])) == (EMPTY, 1)


def test_what_is_deleted_is_found_no_more(crm_of):
    crm = crm_of({"settings": {"index_lag_seconds": 20}})
    path = f"/contacts/{crm.made('contacts', email='a@x.io')['id']}"
    crm.account.clock.advance(20)
    crm.put(path, {"contact": {"email": "b@x.io"}})
    crm.delete(path)
    assert lookup(crm, "a@x.io") == EMPTY


def test_fs_42_a_contact_is_found_by_a_custom_field(crm):
    made = crm.made("contacts", email="a@x.io", custom_field={"cf_user_id": "u1"})
    found = lookup(crm, "u1", f="cf_user_id")
    assert [c["id"] for c in found["contacts"]["contacts"]] == [made["id"]]
    assert lookup(crm, "u", f="cf_user_id") == EMPTY


def test_accounts_are_found_by_name_and_several_kinds_at_once(crm):
    crm.made("sales_accounts", name="Example.com")
    found = lookup(crm, "Example.com", f="name", entities="sales_account,lead")
    assert list(found) == ["leads", "sales_accounts"]
    assert len(found["sales_accounts"]["sales_accounts"]) == 1


def test_fs_43_44_a_search_answers_a_bare_list_with_ids_as_text(crm):
    none = crm.get("/search", q="none", include="contact")
    assert (none.status, none.body) == (200, [])
    made = crm.made("contacts", email="a@x.io", first_name="Ada")
    hit = {"id": str(made["id"]), "type": "contact", "name": "Ada", "email": "a@x.io"}
    assert crm.get("/search", q="a@x.io", include="contact").body == [{**hit, "avatar": None}]


def test_fs_45_a_filter_finds_contacts_by_email(crm):
    made = crm.made("contacts", email="a@x.io")
    rule = {"attribute": "contact_email.email", "operator": "is_in", "value": "a@x.io"}
    body = crm.post("/filtered_search/contact", {"filter_rule": [rule]}).body
    assert ([c["id"] for c in body["contacts"]], body["meta"]["total"]) == ([made["id"]], 1)


def test_a_lookup_ignores_case_and_blanks(crm):
    crm.made("contacts", email="Ada@x.io")
    assert len(lookup(crm, " ada@X.io")["contacts"]["contacts"]) == 1


def test_a_search_finds_users_where_they_are_named(crm):
    crm.made("contacts", email="ada@x.io")
    hit = {"id": "402000000101", "type": "user", "name": "Ada Admin", "email": "admin@acme.example"}
    assert crm.get("/search", q="ada ADMIN", include="user").body == [{**hit, "avatar": None}]
    found = [crm.get("/search", q="ada", include=i).body for i in ("user,contact", "contact", "")]
    assert [[each["type"] for each in hits] for hits in found] == [
        ["contact", "user"],
        ["contact"],
        ["contact"],
    ]


def test_a_search_has_pages(crm):
    for n in range(3):
        crm.made("contacts", email=f"{n}@x.io", first_name="Ada")
    hits = crm.get("/search", q="ada", include="contact", per_page="2", page="2").body
    assert [hit["email"] for hit in hits] == ["2@x.io"]
