"""Deals as Freshsales' API answers them."""

import pytest


def deal(**values):
    return {"deal": {"name": "D", **values}}


def test_fs_57_an_amount_reads_as_a_decimal_string(crm):
    made = crm.made("deals", name="D", amount=1234.5)
    body = crm.get(f"/deals/{made['id']}", include="deal_stage").body
    assert (made["amount"], body["deal"]["amount"]) == ("1234.5", "1234.5")
    assert body["deal_stages"][0]["name"] == "New"


@pytest.mark.parametrize(("sent", "read"), [(20, "20.0"), (0, "0.0"), ("1234", "1234.0")])
def test_whole_amounts_read_with_one_decimal(crm, sent, read):
    assert crm.made("deals", name="D", amount=sent)["amount"] == read


@pytest.mark.parametrize("body", [{"deal": {"amount": 1}}, deal(name=""), deal(name="  ")])
def test_fs_58_a_deal_has_a_name(crm, refusal, body):
    assert refusal(crm.post("/deals", body)) == (400, "Deal name can't be empty")


@pytest.mark.parametrize("amount", ["abc", 99999999999999999, 9007199254740992])
def test_fs_59_an_amount_is_a_number_in_range(crm, refusal, amount):
    assert refusal(crm.post("/deals", deal(amount=amount)))[0] == 400
    assert crm.table("deals") == []
    assert crm.made("deals", name="D", amount=9007199254740991)["amount"] == "9007199254740991.0"


def test_fs_60_an_amount_may_be_negative(crm):
    assert crm.made("deals", name="D", amount=-5)["amount"] == "-5.0"


def test_fs_61_a_stage_is_the_accounts(crm, refusal):
    assert refusal(crm.post("/deals", deal(deal_stage_id=1))) == (400, "Deal stage doesn't exist")


@pytest.mark.parametrize("name", ["expected_close", "closed_date"])
@pytest.mark.parametrize(("sent", "read"), [("notadate", None), ("2026-01-31", "2026-01-31")])
def test_fs_62_a_date_that_is_none_reads_null(crm, name, sent, read):
    assert crm.made("deals", **{"name": "D", name: sent})[name] == read


def test_fs_63_qualification_makes_a_deal_three_in_ten(crm):
    made = crm.made("deals", name="D")
    stages = crm.get("/selector/deal_stages").body["deal_stages"]
    stage = next(s["id"] for s in stages if s["name"] == "Qualification")
    changed = crm.put(f"/deals/{made['id']}", {"deal": {"deal_stage_id": stage}}).body["deal"]
    assert changed["probability"] == 30
    own = {"deal_stage_id": made["deal_stage_id"], "probability": 7}
    assert crm.put(f"/deals/{made['id']}", {"deal": own}).body["deal"]["probability"] == 7


def test_a_new_deal_is_answered_with_users_before_it(crm):
    made = crm.post("/deals", deal()).body
    path = f"/deals/{made['deal']['id']}"
    later = [crm.get(path).body, crm.put(path, {"deal": {"amount": 1}}).body]
    assert (list(made), [list(body) for body in later]) == (["users", "deal"], [["deal"]] * 2)


def test_a_deal_starts_where_its_pipeline_does(crm_of):
    stages = [("B", 2), ("A", 1)]
    crm = crm_of(
        {
            "deal_pipelines": [{"id": 7, "name": "Other"}],
            "deal_stages": [
                {"name": name, "position": n, "probability": 5, "deal_pipeline_id": 7, "id": 3 - n}
                for name, n in stages
            ],
        }
    )
    sent = [{}, {"deal_pipeline_id": 7}, {"deal_stage_id": 1}]
    made = [crm.made("deals", name="D", **each) for each in sent]
    assert [(d["deal_pipeline_id"], d["deal_stage_id"]) for d in made] == [
        (402000000501, 402000000601),
        (7, 2),
        (7, 1),
    ]


def test_a_deal_is_linked_to_account_and_contacts(crm):
    account = crm.made("sales_accounts", name="A")["id"]
    person = crm.made("contacts", email="a@x.io")["id"]
    made = crm.made("deals", name="D", sales_account_id=account, contacts_added_list=[person])
    body = crm.get(f"/contacts/{person}", include="deals").body
    assert (made["sales_account_id"], body["deals"][0]["id"]) == (account, made["id"])
    shown = crm.get(f"/deals/{made['id']}", include="contacts,sales_account").body
    assert (shown["contacts"][0]["id"], shown["sales_accounts"][0]["id"]) == (person, account)
