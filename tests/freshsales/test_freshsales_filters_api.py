"""Filtered searches."""

import pytest

EMAIL = "contact_email.email"


@pytest.fixture
def crm(crm_of):
    people = [
        {"id": n, "email": f"{n}@x.io", "city": city, "custom_field": {"cf_user_id": f"u{n}"}}
        for n, city in enumerate(("Rome", "Oslo", "Rome"), 1)
    ]
    return crm_of({"contacts": people})


def filtered(crm, *rules, kind="contact", **query):
    sent = [dict(zip(("attribute", "operator", "value"), rule, strict=True)) for rule in rules]
    return crm.post(f"/filtered_search/{kind}", {"filter_rule": sent}, **query)


@pytest.mark.parametrize(
    ("rules", "ids"),
    [
        ([(EMAIL, "is_in", ["1@X.io", "3@x.io"])], [1, 3]),
        ([("city", "is_in", "rome")], [1, 3]),
        ([("cf_user_id", "is_in", "u2")], [2]),
        ([("city", "is_in", "Rome"), (EMAIL, "is_in", "3@x.io")], [3]),
        ([("owner_id", "is_in", "1")], []),
    ],
)
def test_a_filter_finds_who_keeps_all_its_rules(crm, rules, ids):
    body = filtered(crm, *rules).body
    assert [contact["id"] for contact in body["contacts"]] == ids
    assert body["meta"]["total"] == len(ids)


def test_what_a_filter_finds_is_sorted_and_has_pages(crm):
    rule = ("city", "is_in", ["Rome", "Oslo"])
    body = filtered(crm, rule, sort="id", sort_type="desc", per_page="2", page="2").body
    assert ([c["id"] for c in body["contacts"]], body["meta"]["total"]) == ([1], 3)


@pytest.mark.parametrize("kind", ["lead", "sales_account", "deal"])
def test_every_kind_is_filtered(crm, kind):
    made = crm.made(f"{kind}s", name="N", city="Rome", tags=["x"])
    body = filtered(crm, ("id", "is_in", [made["id"]]), kind=kind).body
    assert [record["id"] for record in body[f"{kind}s"]] == [made["id"]]


@pytest.mark.parametrize(
    "rule", [("city", "contains", "Ro"), ("mood", "is_in", "x"), ("city", "is_in", None)]
)
def test_a_filter_of_which_nobody_knows_is_not_emulated(crm, rule):
    answer = filtered(crm, rule)
    assert (answer.status, answer.body["error"]) == (501, "not emulated")


@pytest.mark.parametrize("body", [{}, {"filter_rule": []}, {"filter_rule": "x"}, []])
def test_a_filter_has_a_rule(crm, body):
    answer = crm.post("/filtered_search/contact", body)
    assert (answer.status, answer.header("X-Fauxdesk-Rule")) == (400, "freshsales.filters.ruled")


def test_the_suite_filters_no_leads(crm):
    body = {"filter_rule": [{"attribute": "city", "operator": "is_in", "value": "x"}]}
    assert crm.post("/filtered_search/lead", body, base="/crm/sales/api").status == 404
