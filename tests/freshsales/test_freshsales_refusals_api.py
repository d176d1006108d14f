"""What nobody states exactly: refused as the account says, by the rule that is named."""

import pytest

CONTACT = {"contact": {"email": "b@x.io"}}
OF_NO_ACCOUNT = {"contact": {"email": "a@x.io", "sales_account_id": 9}}


def refused_by(crm, method, path, body):
    before = [crm.table(name) for name in crm.account.tables]
    answer = crm.ask(method, path, body)
    assert answer.status in (400, 404)
    assert [crm.table(name) for name in crm.account.tables] == before
    return answer.header("X-Fauxdesk-Rule").removeprefix("freshsales.")


@pytest.mark.parametrize(
    ("path", "body", "rule"),
    [
        ("/deals", {"deal": {"name": "D", "sales_account_id": 9}}, "deals.links-known"),
        ("/deals", {"deal": {"name": "D", "contacts_added_list": [9]}}, "deals.links-known"),
        ("/contacts", OF_NO_ACCOUNT, "contacts.accounts-known"),
        ("/leads", {"lead": {"last_name": {"x": 1}}}, "writes.values-of-type"),
        ("/leads", {"lead": {"email": ""}}, "people.email-not-blank"),
        ("/contacts/upsert", CONTACT, "upsert.identifier-required"),
    ],
)
def test_a_write_is_refused(crm, path, body, rule):
    assert refused_by(crm, "POST", path, body) == rule


def test_a_switch_makes_mobile_numbers_unique(crm_of, refusal):
    crm = crm_of({"settings": {"unique_mobile_number": True}})
    first = {"mobile_number": "+1555"}
    crm.made("contacts", email="a@x.io", **first)
    body = {"contact": {**CONTACT["contact"], **first}}
    assert refused_by(crm, "POST", "/contacts", body) == "contacts.mobile-unique"
    assert refusal(crm.post("/contacts", body)) == (400, "Contact is not unique")


def test_only_what_is_in_the_recycle_bin_is_restored(crm):
    made = crm.made("contacts", email="a@x.io")
    path = f"/contacts/{made['id']}"
    assert refused_by(crm, "PUT", f"{path}/restore", {}) == "records.restored"
    crm.delete(path)
    crm.delete(f"{path}/forget")
    assert crm.put(f"{path}/restore", {}).status == 404


def test_a_restored_contact_takes_nobodys_email(crm):
    made = crm.made("contacts", email="a@x.io")
    crm.delete(f"/contacts/{made['id']}")
    crm.made("contacts", email="a@x.io")
    assert crm.put(f"/contacts/{made['id']}/restore", {}).status == 400


def test_a_visitor_is_described(crm):
    crm.made("leads", email="a@x.io")
    body = {"identifier": "a@x.io", "visitor": {}, "application_token": "fs-local-token"}
    answer = crm.post("/track/visitors", body, headers={}, base="")
    assert answer.header("X-Fauxdesk-Rule") == "freshsales.track.visitor-described"
