"""What is learnt of an account's fields before a call is made."""

import pytest

from contracts.exchange import Answer
from forwarder.ending import Ended
from forwarder.freshdesk.discovery import discover
from forwarder.settings import settings_of
from forwarder.vendor import vendors

SETTINGS = settings_of(vendors()["freshdesk"], {"domain": "acme", "api_key": "hush-hush"})
FORBIDDEN = Answer(403, {"code": "access_denied", "message": "no"})
NONE = Answer(200, [])


def found(*answers):
    steps = discover(SETTINGS)
    paths, left = [], list(answers)
    try:
        request = next(steps)
        while True:
            paths.append(request.path)
            request = steps.send(left.pop(0))
    except StopIteration as end:
        return paths, end.value


def fields(*listed) -> Answer:
    return Answer(200, [{"default": False, **field} for field in listed])


def test_custom_fields_are_told_by_type_and_dropdowns_by_choices():
    """Section 2.7: choices come as texts, or as objects with a value."""
    contact = fields(
        {"name": "name", "type": "default_name", "default": True},
        {"name": "department", "type": "custom_text"},
        {"name": "tier", "type": "custom_dropdown", "choices": ["Gold", "Silver"]},
        {"name": "size", "type": "custom_dropdown", "choices": [{"id": 1, "value": "XL"}]},
    )
    paths, known = found(contact, NONE)
    assert paths == ["/api/v2/contact_fields", "/api/v2/company_fields"]
    own = {"department": "custom_text", "tier": ["Gold", "Silver"], "size": ["XL"]}
    assert known == {"contact": own, "company": {}, "company_standard": {}}


def test_choices_of_standard_company_fields_are_told():
    company = fields({"name": "industry", "default": True, "choices": ["Automotive"]})
    assert found(NONE, company)[1]["company_standard"] == {"industry": ["Automotive"]}


def test_an_older_account_calls_the_type_otherwise():
    company = fields({"name": "plan", "field_type": "custom_text"})
    assert found(NONE, company)[1]["company"] == {"plan": "custom_text"}


def test_what_the_key_may_not_read_is_left_out():
    """Quirk q28, case fd-005."""
    assert found(FORBIDDEN, FORBIDDEN)[1] == {}
    known = found(FORBIDDEN, fields({"name": "plan", "type": "custom_text"}))[1]
    assert known == {"company": {"plan": "custom_text"}, "company_standard": {}}


@pytest.mark.parametrize("answer", [Answer(401, {}), Answer(404), Answer(500), Answer(200, {})])
def test_any_other_answer_ends_the_call(answer):
    with pytest.raises(Ended):
        found(answer)
