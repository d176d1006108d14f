"""What holds whatever is asked: all or nothing, once, and at flat cost."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.exchange import Request
from emulator.freshsales.fields import CONTACT, DEAL, LEAD, SALES_ACCOUNT
from emulator.table import Table

TOKEN = {"Authorization": "Token token=fs-local-token"}
ACCOUNT = {
    "leads": [{"id": 1, "email": "a@x.io"}],
    "contacts": [{"id": 1, "email": "a@x.io"}, {"id": 2, "email": "b@x.io"}],
    "sales_accounts": [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}],
    "deals": [{"id": 1, "name": "D", "contact_ids": [1]}],
    "notes": [{"id": 1, "description": "N"}],
    "tasks": [{"id": 1, "title": "T", "due_date": "2023-11-15"}],
}
NAMES = sorted(
    {a.name for kind in (LEAD, CONTACT, SALES_ACCOUNT, DEAL) for a in kind if a.read}
    | {"description", "title", "due_date", "targetable_id", "targetable_type", "status"}
    | {"emails", "id", "data", "name", "url", "First name", "Email", "fs_contact"}
)
ROOTS = (
    *("lead", "contact", "sales_account", "deal", "note", "task", "appointment", "sales_activity"),
    *("contacts", "deals", "selected_ids", "unique_identifier", "visitor", "event", "page_view"),
)
SCALARS = st.sampled_from([
    *(None, True, 0, 1, 2, -5, 10**20, "", "x", "a@x.io", "B@X.io", "c@x.io", "no-email"),
    *("A", "y" * 300, "2023-11-15", [1], [{"id": 1}], {"cf_user_id": "u"}, {"cf_nope": 1}),
])  # fmt: skip
SAID = st.dictionaries(st.sampled_from(NAMES), SCALARS, max_size=4)
BODIES = st.dictionaries(
    st.sampled_from(ROOTS),
    SAID | st.lists(st.fixed_dictionaries({"emails": SCALARS, "data": SAID}) | SCALARS, max_size=3),
    max_size=3,
)

VISITORS = st.fixed_dictionaries(
    {"company": st.just({"Name": "C"}), "fs_contact": st.just(True)},
    optional={"Email": SCALARS, "Lifecycle stage": SCALARS, "deal": st.just({"Name": "E"})},
)
SOME = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def writes_of(app):
    """Every write the fake serves, as ``(method, path)``."""
    return sorted(
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods & {"POST", "PUT", "DELETE"}
        if not rule.rule.startswith("/_fauxdesk")
    )


@given(data=st.data())
@SOME
def test_a_refused_write_changes_nothing(crm_of, crm_app, data):
    crm = crm_of(ACCOUNT)
    method, path = data.draw(st.sampled_from(writes_of(crm_app)))
    path = re.sub("<.*?>", data.draw(st.sampled_from(["1", "2", "9", "x"])), path)
    body = data.draw(BODIES) | {root: data.draw(SAID) for root in ROOTS if f"/{root}s" in path}
    if "/track/" in path:
        body |= {"application_token": "fs-local-token", "identifier": data.draw(SCALARS)}
    before = crm.records()
    answer = crm.ask(method, path, body, base="")
    assert answer.status < 500
    assert answer.status < 400 or crm.records() == before


@given(visitor=VISITORS)
@SOME
def test_a_refused_visitor_leaves_no_account(crm_of, visitor):
    crm = crm_of(ACCOUNT)
    before = crm.records()
    body = {"application_token": "fs-local-token", "identifier": "u1", "visitor": visitor}
    answer = crm.post("/track/visitors", body, headers={}, base="")
    assert answer.status == 200 or crm.records() == before


def test_every_write_is_among_those(crm_app):
    written = {path for _, path in writes_of(crm_app)}
    assert {"/api/leads", "/crm/sales/api/deals/bulk_upsert", "/track/events"} <= written
    assert len(written) > 60


@pytest.mark.parametrize(
    ("path", "body", "many"),
    [
        ("/contacts", {"contact": {"email": "a@x.io"}}, "contacts"),
        ("/sales_accounts", {"sales_account": {"name": "A"}}, "sales_accounts"),
        (
            "/contacts/upsert",
            {"unique_identifier": {"emails": "a@x.io"}, "contact": {"city": "Rome"}},
            "contacts",
        ),
        (
            "/sales_accounts/upsert",
            {"unique_identifier": {"name": "A"}, "sales_account": {"city": "Rome"}},
            "sales_accounts",
        ),
        ("/contacts/bulk_upsert", {"contacts": [{"emails": "a@x.io", "data": {}}]}, "contacts"),
    ],
)
def test_sixteen_at_once_make_one_record(crm, path, body, many):
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: crm.post(path, body), range(16)))
    crm.account.clock.advance(1)
    crm.get("/selector/owners")
    assert len(crm.table(many)) == 1
    assert {answer.status for answer in answers} <= {200, 201, 400}


ASKED = {
    "by email": Request("GET", "/api/lookup", {"q": "5@x.io", "f": "email"}, TOKEN),
    "by a custom field": Request("GET", "/api/lookup", {"q": "u5", "f": "cf_user_id"}, TOKEN),
    "by name": Request("GET", "/api/lookup", {"q": "P 5", "f": "name"}, TOKEN),
    "by words": Request("GET", "/api/search", {"q": "5@x.io", "include": "contact"}, TOKEN),
    "by id": Request("GET", "/api/contacts/5", {}, TOKEN),
    "a page": Request("GET", "/api/contacts/view/402000000705", {"per_page": "5"}, TOKEN),
    "by a filter": Request(
        "POST",
        "/api/filtered_search/contact",
        {},
        TOKEN,
        {
            "filter_rule": [
                {"attribute": "contact_email.email", "operator": "is_in", "value": "5@x.io"}
            ]
        },
    ),
    "by an upsert": Request(
        "POST",
        "/api/contacts/upsert",
        {},
        TOKEN,
        {"unique_identifier": {"emails": "5@x.io"}, "contact": {"city": "Rome"}},
    ),
    "by a create": Request("POST", "/api/contacts", {}, TOKEN, {"contact": {"email": "n@x.io"}}),
    "by a visitor": Request(
        "POST",
        "/track/visitors",
        {},
        {},
        {
            "application_token": "fs-local-token",
            "identifier": "5@x.io",
            "visitor": {"First name": "P", "fs_contact": True},
        },
    ),
}


@pytest.fixture
def touched(monkeypatch):
    """Counts the records that tables hand out."""
    seen = []

    def count(name):
        own = getattr(Table, name)

        def counting(self, *args):
            found = own(self, *args)
            found = list(found) if name == "__iter__" else found
            seen.extend(found if isinstance(found, list) else [found])
            return iter(found) if name == "__iter__" else found

        monkeypatch.setattr(Table, name, counting)

    for name in ("get", "find", "slice", "__iter__"):
        count(name)
    return seen


@pytest.mark.parametrize("how", ASKED)
def test_finding_somebody_costs_the_same_among_many(crm_of, touched, how):
    costs = []
    for number in (10, 500):
        people = [
            {
                "id": n,
                "email": f"{n}@x.io",
                "first_name": f"P {n}",
                "custom_field": {"cf_user_id": f"u{n}"},
            }
            for n in range(1, number)
        ]
        crm, asked = crm_of({"contacts": people}), ASKED[how]
        touched.clear()
        answer = crm.send(asked.method, asked.path, asked.body, asked.headers, asked.query)
        assert answer.status < 300, answer.body
        costs.append(len(touched))
    assert costs[0] == costs[1] > 0
