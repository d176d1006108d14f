"""The sender rules of Freshdesk about fields, keys and odd data: what their judges say."""

import pytest

from contracts.credentials import basic
from contracts.exchange import Exchange, Request
from contracts.judging import judges_of
from contracts.operation import operations_of
from freshdesk_streams import PETER, ROOT, cases, create, look, org, refused, said
from ruling import rulings_of

TRAITS = [
    pytest.param(rule, [make(**body)], expected, id=f"{rule}: {body} {expected}")
    for rule, make, body, expected in (
        ("identify.custom-field-no-cf", create, {"custom_fields": {"a": 1}}, "k"),
        ("identify.custom-field-no-cf", create, {"custom_fields": {"cf_a": 1}}, "b"),
        ("identify.custom-field-no-cf", create, {"cf_a": 1}, "b"),
        ("identify.custom-field-no-cf", create, {"custom_fields": {}}, "-"),
        ("identify.custom-field-no-cf", org, {"custom_fields": {"cf_a": 1}}, "-"),
        ("group.custom-field-no-cf", org, {"custom_fields": {"a": 1}}, "k"),
        ("group.custom-field-no-cf", org, {"custom_fields": {"cf_a": 1}}, "b"),
        ("identify.custom-field-example", create, {"custom_fields": {"department": "M"}}, "k"),
        ("identify.custom-field-example", create, {"custom_fields": {"cf_department": "M"}}, "b"),
        ("identify.custom-field-example", create, {"department": "M"}, "b"),
        ("identify.example-payload", create, {"custom_fields": {"plan": "M"}}, "k"),
        ("identify.example-payload", create, {"created_at": "2013-01-07"}, "b"),
        ("group.custom-field-example", org, {"custom_fields": {"plan": "M"}}, "k"),
        ("group.custom-field-example", org, {"plan": "M"}, "b"),
        ("group.example-payload", org, {"custom_fields": {"employees": 329}}, "k"),
        ("group.example-payload", org, {"total billed": 830}, "b"),
        ("group.example-payload", org, {"createdAt": "2014-12-01"}, "b"),
        ("identify.standard-traits", create, {"job_title": "M", "phone": None}, "k"),
        ("identify.standard-traits", create, {"title": "M"}, "b"),
        ("identify.standard-traits", create, {"address": {"city": "Austin"}}, "b"),
        ("identify.standard-traits", create, {"name": "M"}, "-"),
    )
]

REFUSALS = [
    pytest.param(
        rule,
        [create(status, answer=refused("x", code, words), custom_fields={"x": 1})],
        expected,
        id=f"{rule}: {status} {code}",
    )
    for rule, status, code, words, expected in (
        ("traits.unknown-dropped", 201, "", "", "k"),
        ("traits.unknown-dropped", 400, "invalid_field", "no", "b"),
        ("traits.unknown-dropped", 400, "missing_field", "no", "-"),
        ("traits.by-type", 201, "", "", "k"),
        ("traits.by-type", 400, "datatype_mismatch", "no", "b"),
        ("traits.choices", 201, "", "", "k"),
        ("traits.choices", 400, "invalid_value", "It should be one of these values: 'A'", "b"),
        ("traits.choices", 400, "invalid_value", "no", "-"),
    )
]

UNLISTED = refused("x", "invalid_value", "It should be one of these values: 'A'")
CHOICES = cases(
    "traits.choices",
    {
        key: ([said("POST /companies", body={key: "?"}, status=400, answer=UNLISTED)], "b")
        for key in ("industry", "health_score", "account_tier")
    },
)
ENTITIES = cases(
    "entities",
    {
        "a contact": ([create(email=PETER)], "k"),
        "a company": ([org(name="N")], "k"),
        "a ticket": ([said("POST /tickets", body={"email": PETER}, status=201)], "b"),
        "an agent": ([said("PUT /contacts/7/make_agent", status=200)], "b"),
        "an agent made anew": ([said("POST /agents", body={"email": PETER}, status=201)], "b"),
        "a look-up": ([look(PETER)], "-"),
    },
)


@pytest.mark.parametrize(("rule", "stream", "expected"), [*TRAITS, *REFUSALS, *CHOICES, *ENTITIES])
def test_a_sender_of_fields_keeps_or_breaks_a_rule(rule, stream, expected):
    assert rulings_of("freshdesk", rule, stream) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [({}, "-"), ({"authorization": basic("key", "X")}, "k"), ({"authorization": "key"}, "b")],
)
def test_the_key_is_the_user_name(header, expected):
    exchange = Exchange(
        request=Request("GET", f"{ROOT}/contacts", {}, header), answer=None, vendor="freshdesk"
    )
    assert rulings_of("freshdesk", "auth.key-as-user", [exchange]) == expected


@pytest.mark.parametrize("body", [None, "text", [], [1], {"errors": [1]}, {"custom_fields": 1}])
@pytest.mark.parametrize("status", [200, 400, 409])
def test_no_judge_minds_odd_data(body, status):
    lines = [
        f"{o.method} {o.path_of({'id': 1}).removeprefix(ROOT)}"
        for o in operations_of("freshdesk").values()
    ]
    stream = [said(line, {"email": ["a", "b"]}, body, status, body) for line in lines]
    for judge in judges_of("freshdesk").values():
        assert len(list(judge(stream))) == len(stream)
