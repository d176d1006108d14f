"""An identify call to Freshsales by way of the tracker."""

from contracts.exchange import Answer
from freshsales_identify_calls import COMPANY, CONTACT, DEAL, EMAIL, JOHN, USER_ID, lines, told


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
