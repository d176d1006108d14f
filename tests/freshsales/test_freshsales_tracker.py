"""An identify call to Freshsales by way of the tracker."""

import pytest

from contracts.exchange import Answer
from forwarder.driver import discovered
from freshsales_identify_calls import COMPANY, CONTACT, DEAL, EMAIL, JOHN, USER_ID, lines, told
from freshsales_told import FRESHSALES, Crm


def test_the_tracker_is_told_of_a_visitor_by_labels():
    fields = {"lead": {"cf_vip": "checkbox"}, "lead labels": {"cf_vip": "Very important"}}
    traits = JOHN | {"cfVip": "true", "company": COMPANY, "phone": "1"}
    requests, _ = told(Answer(200), traits=traits, fields=fields, via="tracker", app_token="app")
    named = {"First name": "John", "Last name": "Doe", "Email": EMAIL, "Work": "1"}
    visitor = named | {"Very important": True, "company": {"Name": "Example.com"}}
    assert lines(requests) == ["POST /track/visitors"]
    body = {"identifier": USER_ID, "visitor": visitor, "application_token": "app"}
    assert requests[0].body == body


def test_the_tracker_is_told_of_a_contact_by_the_flag():
    requests, _ = told(Answer(200), traits=CONTACT | {"deal": DEAL}, via="tracker")
    visitor = requests[0].body["visitor"]
    assert (visitor["fs_contact"], visitor["deal"]) == (
        True,
        {"Name": "Sample Deal", "Value": 1234},
    )


def test_the_tracker_names_every_field_as_the_account_does():
    labels = {"owner_id": "Sales owner", "first_name": "Given name"}
    traits = JOHN | {"ownerId": 7, "leadSourceId": 8}
    requests, _ = told(Answer(200), traits=traits, fields={"lead labels": labels}, via="tracker")
    named = {"Given name": "John", "Last name": "Doe", "Email": EMAIL}
    assert requests[0].body["visitor"] == named | {"Sales owner": 7, "Lead source": 8}


@pytest.mark.parametrize("part", ["lead", "contact"])
def test_the_fake_files_every_trait_that_the_tracker_is_sent(part):
    crm = Crm(via="tracker")
    crm.fields = discovered(FRESHSALES, crm.settings, crm.fake.send)
    traits = {"ownerId": 402000000101, "phone": "1", "title": "CTO", "cfAlternateNumber": "98"}
    crm.told("u1", "a@x.io", part == "contact", **traits)
    [person] = getattr(crm.fake, f"{part}s")
    known = (person["owner_id"], person["work_number"], person["job_title"])
    assert known == (402000000101, "1", "CTO")
    assert person["custom_field"] == {"cf_alternate_number": "98", "cf_user_id": "u1"}
