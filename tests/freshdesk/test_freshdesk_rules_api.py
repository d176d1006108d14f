"""Which rules Freshdesk's fake says it applied or refused by."""

from urllib.parse import parse_qs

import pytest

RULE = "X-Fauxdesk-Rule"
ADA = {"name": "Ada", "email": "ada@x.org"}


def rules(answer):
    return set((answer.header(RULE) or "").replace("freshdesk.", "").split(", ")) - {""}


def test_a_plain_write_or_read_leaves_no_mark(desk):
    contact = desk.post("/contacts", ADA)
    assert rules(contact) == set()
    assert rules(desk.put(f"/contacts/{contact.body['id']}", {"job_title": "x"})) == set()
    assert rules(desk.get("/contacts", email="ada@x.org")) == set()
    assert rules(desk.post("/companies", {"name": "C", "renewal_date": None})) == set()


@pytest.mark.parametrize(
    ("path", "said", "rule"),
    [
        ("/contacts", {"name": "A", "email": "ADA@x.org"}, "contacts.email-case"),
        ("/contacts", {"name": "A", "email": "a@c.org"}, "contacts.company-by-domain"),
        ("/contacts", {"name": "A", "phone": "1", "company_id": 7}, "contacts.ticket-view"),
        ("/companies", {"name": "D", "renewal_date": "2020-02-02"}, "companies.renewal-midnight"),
    ],
)
def test_a_rule_that_changed_something_is_named(desk_of, path, said, rule):
    desk = desk_of({"companies": [{"id": 7, "name": "C", "domains": ["c.org"]}]})
    answer = desk.post(path, said)
    assert answer.status == 201
    assert rule in rules(answer)


def test_every_rule_that_found_a_fault_is_named(desk):
    answer = desk.post("/contacts", {"email": "nope", "tags": 1, "custom_fields": {"seats": "5"}})
    assert rules(answer) == {
        "requests.types",
        "contacts.name-required",
        "contacts.email-well-formed",
        "custom-fields.types",
    }


@pytest.mark.parametrize(
    ("method", "path", "said", "rule"),
    [
        ("GET", "/contacts/9", None, "requests.nothing-found"),
        ("DELETE", "/contacts/1", None, "requests.nothing-told"),
        ("GET", "/contacts", None, "contacts.listed-less"),
        ("GET", "/contacts?page=2&page=1", None, "paging.last-counts"),
        ("GET", "/contacts/autocomplete?term=a", None, "contacts.autocomplete-bare"),
        ("GET", "/contacts?foo=1", None, "requests.known-parameters"),
        ("GET", "/search/contacts?query=a", None, "search.filter"),
        ("GET", '/search/contacts?query="x:1"', None, "search.known-fields"),
        ("GET", '/search/contacts?query="tag:null"&page=11', None, "search.pages"),
        ("PUT", "/contacts/1", {"name": "Ada"}, "requests.unchanged-undated"),
        ("PUT", "/contacts/1", {"email": "b@x.org"}, "contacts.email-freed"),
        ("PUT", "/contacts/1", {"tags": []}, "contacts.tags-replaced"),
        ("PUT", "/contacts/1", {"custom_fields": []}, "custom-fields.object"),
        ("PUT", "/contacts/2", {"name": "B"}, "contacts.agent-is-none"),
        ("POST", "/contacts", {"name": "A", "email": "g@x.org"}, "contacts.email-unique"),
        ("PUT", "/contacts/1/make_agent", {}, "agents.other-emails-dropped"),
        ("POST", "/tickets", {"email": "new@x.org"}, "tickets.newcomer-contact"),
    ],
)
def test_a_quirk_that_showed_is_named(desk_of, method, path, said, rule):
    contact = {"id": 1, **ADA, "tags": ["a"], "other_emails": ["ada@y.org"]}
    desk = desk_of({"contacts": [contact], "agents": [{"id": 2, "name": "G", "email": "g@x.org"}]})
    path, _, query = path.partition("?")
    assert rule in rules(desk.ask(method, path, said, **parse_qs(query)))


def test_what_the_search_does_not_know_yet_is_named(desk):
    desk.post("/contacts", ADA)
    assert rules(desk.get("/search/contacts", query="\"email:'ada@x.org'\"")) == {"search.lags"}


@pytest.mark.parametrize(("unchanged", "moves"), [("keep", False), ("touch", True)])
def test_an_update_that_changes_nothing_is_dated_as_the_account_says(desk_of, unchanged, moves):
    desk = desk_of({"settings": {"unchanged_update": unchanged}})
    contact = desk.made("/contacts", **ADA)
    desk.account.clock.advance(60)
    after = desk.put(f"/contacts/{contact['id']}", ADA).body
    assert (after["updated_at"] != contact["updated_at"]) is moves


@pytest.mark.parametrize(
    ("plan", "path", "rule"),
    [("trial", "/agents/me", "limits.account"), ("growth", "/contacts", "limits.contact-reads")],
)
def test_the_limit_that_was_reached_is_named(desk_of, plan, path, rule):
    desk = desk_of({"settings": {"rate_limits": True, "plan": plan}})
    answers = [desk.get(path) for _ in range(51)]
    assert (answers[-1].status, rules(answers[-1])) == (429, {rule, "limits.empty-answer"})


def test_autocomplete_names_what_it_left_out_and_what_is_only_near(desk):
    desk.made("/companies", name="Acme Corporation")
    assert rules(desk.get("/companies/autocomplete", name="Acme")) == {
        "companies.autocomplete-lags"
    }
    desk.account.clock.advance(120)
    near = rules(desk.get("/companies/autocomplete", name="Acme"))
    assert near == {"companies.autocomplete-near"}
    assert rules(desk.get("/companies/autocomplete", name="acme corporation")) == set()


def test_a_strict_account_refuses_a_sender_who_breaks_a_rule(desk_of):
    desk = desk_of({"settings": {"strict": True}})
    answer = desk.post("/contacts", ADA)
    assert (answer.status, answer.body["rule"]) == (409, "freshdesk.identify.match-by-email")
    desk.get("/contacts", email="ada@x.org")
    assert desk.post("/contacts", ADA).status == 201
