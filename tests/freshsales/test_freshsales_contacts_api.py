"""Contacts as Freshsales' API answers them."""

import pytest

GONE = 999999999999
STARTS = {"include": "contact_status,lifecycle_stage"}


def contact(**values):
    return {"contact": {"email": "a@x.io", **values}}


def kept(crm, contact_id, **values):
    answer = crm.put(f"/contacts/{contact_id}", {"contact": values})
    assert answer.status == 200, answer.body
    return answer.body["contact"]


@pytest.mark.parametrize("base", ["/api", "/crm/sales/api"])
def test_fs_6_a_contact_has_an_id_and_its_email_first(crm, base):
    answer = crm.post("/contacts", contact(), base=base)
    made = answer.body["contact"]
    assert (answer.status, type(made["id"]), made["email"]) == (200, int, "a@x.io")
    assert made["emails"][0]["is_primary"] is True


def test_fs_7_a_contact_starts_as_a_new_lead(crm):
    made = crm.made("contacts", email="a@x.io")
    body = crm.get(f"/contacts/{made['id']}", **STARTS).body
    assert body["contact_status"][0]["name"] == "New"
    assert body["lifecycle_stages"][0]["name"] == "Lead"


@pytest.mark.parametrize("email", ["a@x.io", "A@X.IO"])
def test_fs_8_9_an_email_is_one_contacts_whatever_its_case(crm, refusal, email):
    crm.made("contacts", email="a@x.io")
    assert refusal(crm.post("/contacts", contact(email=email))) == (400, f"{email} already exists.")
    assert len(crm.table("contacts")) == 1


def test_fs_10_a_contact_has_an_email(crm, refusal):
    status, says = refusal(crm.post("/contacts", {"contact": {"first_name": "A"}}))
    assert (status, "Need to fill this Email" in says) == (400, True)


@pytest.mark.parametrize("body", [{"contact": {}}, {}, {"first_name": "A"}])
def test_fs_11_a_body_holds_a_contact(crm, refusal, body):
    assert refusal(crm.post("/contacts", body))[0] == 400


@pytest.mark.parametrize(
    "email", ["not-an-email", "a@", "@example.com", "two words@example.com", f"{'a' * 300}@x.io"]
)
def test_fs_12_an_email_is_well_formed(crm, refusal, email):
    status, says = refusal(crm.post("/contacts", contact(email=email)))
    assert (status, "invalid email address" in says) == (400, True)


def test_fs_13_a_name_has_its_length(crm, refusal):
    assert crm.post("/contacts", contact(first_name="a" * 100)).status == 200
    answer = crm.post("/contacts", contact(email="b@x.io", first_name="a" * 300))
    status, says = refusal(answer)
    assert (status, "not in required length" in says) == (400, True)


def test_fs_14_plain_text_is_no_contact(crm, refusal):
    headers = {"Authorization": "Token token=fs-local-token", "Content-Type": "text/plain"}
    answer = crm.post("/contacts", '{"contact":{"email":"a@x.io"}}', headers=headers)
    status, says = refusal(answer)
    assert (status, "Invalid or missing attributes" in says) == (400, True)


def test_fs_15_malformed_json_is_refused(crm, refusal):
    headers = {"Authorization": "Token token=fs-local-token", "Content-Type": "application/json"}
    status, says = refusal(crm.post("/contacts", "{", headers=headers))
    assert (status, "JSON payload" in says) == (400, True)


def test_fs_16_a_form_can_make_the_mobile_number_mandatory(crm_of, refusal):
    crm = crm_of({"settings": {"required_contact_fields": ["mobile_number"]}})
    says = "Need to fill this Mobile to submit the form."
    assert refusal(crm.post("/contacts", contact())) == (400, says)


def test_fs_17_a_blank_email_is_refused(crm, refusal):
    assert refusal(crm.post("/contacts", contact(email="")))[0] == 400


def test_fs_18_a_key_that_is_no_attribute_is_ignored(crm):
    made = crm.made("contacts", email="a@x.io", lead_source="web")
    assert "lead_source" not in made


def test_fs_22_23_null_clears_one_attribute_and_others_stay(crm):
    made = crm.made("contacts", email="a@x.io", job_title="CTO", city="Rome")
    assert kept(crm, made["id"], job_title=None)["job_title"] is None
    assert kept(crm, made["id"], city="Oslo") == {**made, "job_title": None, "city": "Oslo"}


def test_fs_24_an_update_takes_nobody_elses_email(crm, refusal):
    crm.made("contacts", email="a@x.io")
    other = crm.made("contacts", email="b@x.io")
    answer = crm.put(f"/contacts/{other['id']}", contact())
    assert refusal(answer) == (400, "a@x.io already exists.")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("contact_status_id", "Invalid contact status provided."),
        ("lifecycle_stage_id", "Invalid lifecycle stage provided."),
    ],
)
def test_fs_25_26_status_and_stage_are_the_accounts(crm, refusal, name, says):
    made = crm.made("contacts", email="a@x.io")
    assert refusal(crm.put(f"/contacts/{made['id']}", {"contact": {name: 1}})) == (400, says)


def test_fs_27_28_an_unknown_id_is_not_found(crm, refusal):
    answers = [crm.get(f"/contacts/{GONE}"), crm.put(f"/contacts/{GONE}", contact())]
    answers += [crm.delete(f"/contacts/{GONE}"), crm.get("/contacts/abc")]
    assert [refusal(answer)[0] for answer in answers] == [404] * 4
    assert "not in the CRM" in refusal(answers[0])[1]


def test_fs_29_a_deleted_contact_is_not_found(crm):
    path = f"/contacts/{crm.made('contacts', email='a@x.io')['id']}"
    deleted = crm.delete(path)
    assert (deleted.status, deleted.body) == (200, True)
    assert [crm.get(path).status, crm.delete(path).status] == [404, 404]


def test_fs_30_a_deleted_contact_is_restored(crm):
    path = f"/contacts/{crm.made('contacts', email='a@x.io')['id']}"
    crm.delete(path)
    assert crm.put(f"{path}/restore", {}).status == 200
    assert crm.get(path).body["contact"]["is_deleted"] is False
    assert crm.table("deleted_contacts") == []


def test_fs_31_contacts_are_deleted_by_their_ids(crm):
    made = crm.made("contacts", email="a@x.io")
    answer = crm.post("/contacts/bulk_destroy", {"selected_ids": [made["id"], GONE]})
    assert (answer.status, answer.body) == (200, {"message": "Contact deleted."})
    assert crm.table("contacts") == []


def test_times_are_in_the_accounts_zone(crm_of):
    crm = crm_of({"settings": {"utc_offset": "+05:30"}})
    assert crm.made("contacts", email="a@x.io")["created_at"] == "2023-11-15T03:43:20+05:30"


def test_emails_are_told_as_text_list_or_objects(crm):
    objects = [{"value": "d@x.io"}, {"value": "e@x.io", "is_primary": True}]
    sent = ["b@x.io", ["c@x.io", "f@x.io"], objects]
    made = [crm.made("contacts", emails=emails) for emails in sent]
    assert [m["email"] for m in made] == ["b@x.io", "c@x.io", "e@x.io"]
    shown = [[(e["value"], e["is_primary"]) for e in m["emails"]] for m in made]
    assert shown[1:] == [
        [("c@x.io", True), ("f@x.io", False)],
        [("e@x.io", True), ("d@x.io", False)],
    ]


def test_another_primary_email_leaves_the_rest(crm):
    made = crm.made("contacts", emails=["a@x.io", "b@x.io"])
    changed = kept(crm, made["id"], email="c@x.io")
    assert [e["value"] for e in changed["emails"]] == ["c@x.io", "b@x.io"]
    assert changed["emails"][1] == made["emails"][1]


def test_an_email_that_is_null_is_none_of_them(crm):
    assert crm.made("contacts", email=None, emails=["a@x.io"])["email"] == "a@x.io"


def test_accounts_that_are_sent_take_the_place_of_those_before(crm_of):
    both = [{"id": 1, "name": "One"}, {"id": 2, "name": "Two"}]
    crm = crm_of({"sales_accounts": both})
    made = crm.made("contacts", email="a@x.io", sales_accounts=[{"id": 1, "is_primary": True}])
    kept(crm, made["id"], sales_accounts=[{"id": 2}])
    shown = crm.get(f"/contacts/{made['id']}", include="sales_accounts").body["contact"]
    assert [(a["name"], a["is_primary"]) for a in shown["sales_accounts"]] == [("Two", False)]
    assert "sales_accounts" not in made
