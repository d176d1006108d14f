"""Every branch of a group call to Freshdesk, driven by canned answers."""

import pytest

from contracts.call import Call
from contracts.conversation import Dropped, Kind
from contracts.exchange import Answer
from driving import driven
from forwarder.freshdesk.group import group
from forwarder.settings import settings_of
from forwarder.vendor import vendors

SETTINGS = settings_of(vendors()["freshdesk"], {"domain": "acme", "api_key": "hush-hush"})
INITECH = {"name": "Initech"}
SUGGEST = ("GET", "/api/v2/companies/autocomplete")
LIST = ("GET", "/api/v2/companies")
POST = ("POST", "/api/v2/companies")
CREATED = Answer(201, {"id": 7})
UPDATED = Answer(200, {"id": 7})
ERROR = {"field": "name", "message": "It should be a unique value", "code": "duplicate_value"}
TAKEN = Answer(409, {"description": "Validation failed", "errors": [ERROR]})


def put(record_id) -> tuple[str, str]:
    return ("PUT", f"/api/v2/companies/{record_id}")


def suggested(*names) -> Answer:
    rows = [{"id": n, "name": name} for n, name in enumerate(names, 1)]
    return Answer(200, {"companies": rows})


def listed(*names, more=False) -> Answer:
    link = {"Link": '<https://evil.example/api/v2/companies?page=2>; rel="next"'} if more else {}
    return Answer(200, [{"id": n, "name": name} for n, name in enumerate(names, 1)], link)


def told(*answers, traits=INITECH, fields=None, **call):
    """The requests a call asks, given these answers in turn, and its outcome."""
    steps = group(Call(type="group", message_id="m", traits=traits, **call), SETTINGS, fields or {})
    return driven(steps, answers)


def asked(requests) -> list[tuple[str, str]]:
    return [(r.method, r.path) for r in requests]


def test_fd_097_a_company_nobody_suggests_is_created():
    """Rule 8."""
    requests, outcome = told(suggested(), CREATED, group_id="g", user_id="u")
    assert asked(requests) == [SUGGEST, POST]
    assert (requests[0].query, requests[1].body) == (INITECH, INITECH)
    assert (outcome.kind, outcome.says) == (Kind.SENT, "company created")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Initech"], 1),
        (["Initech West", "Initech"], 2),
        (["initech"], 1),
        (["INITECH", "Initech"], 2),
    ],
)
def test_the_company_of_exactly_this_name_is_updated(names, found):
    requests, outcome = told(suggested(*names), UPDATED)
    assert asked(requests) == [SUGGEST, put(found)]
    assert (outcome.kind, outcome.says) == (Kind.SENT, "company updated")


@pytest.mark.parametrize("names", [["Initech West"], ["INITECH", "initech"]])
def test_fd_099_near_matches_are_left_alone(names):
    assert asked(told(suggested(*names), CREATED)[0]) == [SUGGEST, POST]


def test_fd_098_a_company_the_index_does_not_know_yet_is_found_in_the_list():
    requests, outcome = told(suggested(), TAKEN, listed("Initech"), UPDATED)
    assert asked(requests) == [SUGGEST, POST, LIST, put(1)]
    assert requests[2].query == {"per_page": "100"}
    assert outcome.kind is Kind.SENT


def test_the_list_is_read_page_by_page_until_the_name_comes():
    """Case fd-076; pages are asked by number, so that no link leads to another host."""
    pages = [listed("initech", more=True), listed("Acme", "Initech", more=True)]
    requests, _ = told(suggested(), TAKEN, *pages, UPDATED)
    assert asked(requests)[2:] == [LIST, LIST, put(2)]
    assert requests[3].query == {"per_page": "100", "page": "2"}
    assert requests[3].host == ""


def test_a_taken_name_that_the_list_does_not_show_is_a_failure():
    assert told(suggested(), TAKEN, listed("Acme"))[1].kind is Kind.FAILED


def test_an_endless_list_ends():
    requests, outcome = told(suggested(), TAKEN, *[listed(more=True)] * 600)
    assert (len(requests), outcome.kind) == (502, Kind.FAILED)


def test_a_company_that_only_the_index_still_knows_is_created():
    requests, outcome = told(suggested("Initech"), Answer(404), CREATED)
    assert asked(requests) == [SUGGEST, put(1), POST]
    assert outcome.kind is Kind.SENT


@pytest.mark.parametrize("name", [{}, {"name": " "}, {"name": None}, {"name": ["Initech"]}])
def test_a_call_without_a_name_asks_nothing(name):
    requests, outcome = told(traits={"plan": "pro", **name}, group_id="g")
    assert requests == []
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "freshdesk.group.name-required")


def test_a_trait_with_the_prefix_is_dropped_by_the_rule():
    """Rule 9."""
    traits = {**INITECH, "cf_plan": "pro"}
    requests, outcome = told(suggested(), CREATED, traits=traits, fields={"company": {}})
    assert requests[1].body == INITECH
    (dropped,) = [entry for entry in outcome.mapping if isinstance(entry, Dropped)]
    assert dropped.rule == "freshdesk.group.custom-field-no-cf"


@pytest.mark.parametrize("number", [329, "329"])
def test_the_seeds_example_is_mapped(number):
    """Rules 9, 10 and 11."""
    custom = {"plan": "custom_text", "employees": "custom_number", "total_billed": "custom_number"}
    traits = {"industry": "Technology", "employees": number, "plan": "pro", "total billed": 830}
    requests, outcome = told(
        suggested(),
        CREATED,
        traits={**INITECH, **traits, "createdAt": "2014-12-01"},
        fields={"company": custom, "company_standard": {"industry": ["Software"]}},
    )
    sent = {"plan": "pro", "employees": 329, "total_billed": 830}
    assert requests[1].body == {**INITECH, "custom_fields": sent}
    dropped = {entry.trait for entry in outcome.mapping if isinstance(entry, Dropped)}
    assert dropped == {"industry", "createdAt"}


def test_a_listed_industry_goes_to_the_companys_own_field():
    fields = {"company": {}, "company_standard": {"industry": ["Software"]}}
    requests, _ = told(
        suggested(), CREATED, traits={**INITECH, "industry": "Software"}, fields=fields
    )
    assert requests[1].body == {**INITECH, "industry": "Software"}


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ([Answer(403, {"code": "access_denied"})], Kind.REFUSED),
        ([Answer(200, [])], Kind.FAILED),
        ([Answer(200, {"companies": [{"name": "Initech"}]})], Kind.FAILED),
        ([suggested(), Answer(400, {"errors": [ERROR]})], Kind.REFUSED),
        ([suggested(), Answer(409, {"errors": [{**ERROR, "field": "domains"}]})], Kind.REFUSED),
        ([suggested(), Answer(500)], Kind.FAILED),
        ([suggested(), TAKEN, Answer(429)], Kind.FAILED),
        ([suggested(), TAKEN, listed("Initech"), Answer(404)], Kind.FAILED),
        ([suggested("Initech"), TAKEN], Kind.REFUSED),
    ],
)
def test_an_answer_that_says_no_ends_the_call(answers, kind):
    requests, outcome = told(*answers)
    assert (len(requests), outcome.kind) == (len(answers), kind)
