"""Accounts as Freshsales' API answers them."""

import pytest


def account(**values):
    return {"sales_account": {"name": "A", **values}}


@pytest.mark.parametrize("body", [{"sales_account": {"city": "Rome"}}, account(name="")])
def test_fs_51_an_account_has_a_name(crm, refusal, body):
    status, says = refusal(crm.post("/sales_accounts", body))
    assert (status, "can't be empty" in says) == (400, True)


def test_fs_52_an_account_has_its_name_alone(crm, refusal):
    crm.made("sales_accounts", name="A")
    other = crm.made("sales_accounts", name="B")
    answers = [crm.post("/sales_accounts", account())]
    answers.append(crm.put(f"/sales_accounts/{other['id']}", account()))
    assert [refusal(a) for a in answers] == [(400, "Name has already been taken")] * 2


def test_fs_53_a_name_has_at_most_255_characters(crm, refusal):
    assert crm.post("/sales_accounts", account(name="a" * 255)).status == 200
    answer = crm.post("/sales_accounts", account(name="a" * 256))
    status, says = refusal(answer)
    assert (status, "required length" in says) == (400, True)


def test_fs_54_a_website_is_an_address(crm, refusal):
    status, says = refusal(crm.post("/sales_accounts", account(website="not a url")))
    assert (status, says) == (400, "website is not in required format")
    assert crm.made("sales_accounts", name="A", website="https://x.io/a")["id"]


def test_fs_55_a_phone_that_is_none_reads_null(crm):
    assert crm.made("sales_accounts", name="A", phone="abc")["phone"] is None
    made = crm.made("sales_accounts", name="B", phone="+1 (415) 555")
    assert made["phone"] == "+1 (415) 555"
    answer = crm.put(f"/sales_accounts/{made['id']}", account(name="B", phone="abc"))
    assert answer.body["sales_account"]["phone"] is None


def test_fs_56_plain_text_fails(crm):
    headers = {"Authorization": "Token token=fs-local-token", "Content-Type": "text/plain"}
    answer = crm.post("/sales_accounts", "x", headers=headers)
    assert (answer.status, answer.body) == (500, {"error_code": 500})


def test_fs_28_an_id_that_is_none_is_not_found(crm, refusal):
    assert refusal(crm.get("/sales_accounts/abc"))[0] == 404
