"""The fake held beside a recording: what agrees, what differs and where, what is left out."""

from dataclasses import replace
from pathlib import Path

import pytest

import cassettes
from cassettes.reading import traffic_of
from cassettes.sensitive import sort_of_key
from contracts.exchange import Answer
from contracts.scenario import Scenario, scenarios_of
from contracts.vendors import vendor_names
from emulator.vendor import vendors
from fauxdesk.traffic.fidelity.comparing import Comparison
from fauxdesk.traffic.fidelity.identities import Identities
from fauxdesk.traffic.fidelity.supposing import others, shown
from fauxdesk.traffic.fidelity.verdicts import fidelities_of
from recorded import SIGNED, differences, doctored, fidelity_to, recorded, written

ANN = {"name": "Ann", "email": "ann@x.io"}
SEARCH = ("GET", "/api/v2/users/search", {"query": "ann@x.io"})
CREATE = ("POST", "/api/v2/users", {"user": ANN})


def found():
    """A recorded look-up that finds one user."""
    return recorded("zendesk", SEARCH, users=[{"id": 7, **ANN}])[0]


def changed(exchange, **values):
    user = {**exchange.answer.body["users"][0], **values}
    return doctored(exchange, body={**exchange.answer.body, "users": [user]})


SUPPOSED = {"freshdesk": 8, "freshsales": 8, "usercom": 6, "zendesk": 3}
"""How many shipped recordings have an account that is one which no answer shows."""


UNTOLD = ("identify-unique-value-taken",)
"""Scenarios in which a record counts that no answer shows."""


def overloaded(status: int) -> bool:
    """Whether a vendor did not get to what was asked, so that fidelity has nothing to compare."""
    return status == 429 or status >= 500


def misleads(scenario: Scenario) -> bool:
    """Whether answers hide what happened: a write of somebody else, or one that looks refused."""
    if scenario.name in UNTOLD:
        return True
    orders = scenario.account.get("faults", [])
    hidden = any(order.keys() & {"after", "meanwhile"} for order in orders)
    return hidden or any(not overloaded(order.get("status", 500)) for order in orders)


@pytest.mark.parametrize("vendor", vendor_names(cassettes))
def test_the_fake_agrees_with_every_shipped_recording_and_few_suppositions(vendor: str) -> None:
    files = sorted((Path(cassettes.__path__[0]) / vendor).glob("*.yaml"))
    whole = [file for file in files if not misleads(scenarios_of(vendor)[file.stem])]
    told = [fidelity for file in whole for fidelity in fidelities_of(file)]
    assert [fidelity.name for fidelity in told if not fidelity.holds] == []
    left_out = [e.recorded.answer for f in told for e in f.replayed if e.why_not]
    assert all(overloaded(answer.status) for answer in left_out)
    assert sum(bool(fidelity.supposed) for fidelity in told) == SUPPOSED[vendor]
    for fidelity in told:
        served = {index for each in fidelity.supposed for index in each.serves}
        assert fidelity.only_as_supposed <= served


def test_a_user_whom_a_look_up_shows_is_there_when_it_is_replayed() -> None:
    assert differences([found()]) == []


def test_another_status_is_found() -> None:
    assert differences([found(), doctored(found(), status=202)]) == [(2, "status", "differs")]


def test_a_key_that_the_vendor_no_longer_has_is_found() -> None:
    exchange = found()
    del exchange.answer.body["users"][0]["moderator"]
    assert differences([exchange]) == [(1, "body /users/0/moderator", "is not recorded")]


def test_a_key_that_the_fake_lacks_is_found() -> None:
    doctored_one = changed(found(), shoe_size=44)
    assert differences([doctored_one]) == [(1, "body /users/0/shoe_size", "is missing")]


def test_another_type_is_found() -> None:
    doctored_one = changed(found(), active="true")
    assert differences([doctored_one]) == [(1, "body /users/0/active", "is of another kind")]


def test_a_time_with_milliseconds_is_found() -> None:
    doctored_one = changed(found(), created_at="2026-01-02T03:04:05.678Z")
    assert differences([doctored_one]) == [(1, "body /users/0/created_at", "is written otherwise")]


def test_a_header_that_the_fake_lacks_is_found_and_volatile_ones_are_not_compared() -> None:
    exchange = found()
    headers = {**exchange.answer.headers, "X-Zendesk-Plan": "big", "Date": "today", "CF-Ray": "1"}
    told = differences([doctored(exchange, headers=headers)])
    assert told == [(1, "header /x-zendesk-plan", "is missing")]


def test_another_error_text_is_found() -> None:
    refused = recorded("zendesk", ("POST", "/api/v2/users", {"user": {"email": "ann@x.io"}}))[0]
    body = {**refused.answer.body, "description": "Something else"}
    told = differences([doctored(refused, body=body)])
    assert told == [(1, "body /description", "differs")]


def test_another_order_of_records_is_found() -> None:
    users = [{"id": 7, **ANN}, {"id": 8, **ANN}]
    exchange = recorded("zendesk", SEARCH, users=users)[0]
    body = {**exchange.answer.body, "users": exchange.answer.body["users"][::-1]}
    told = differences([doctored(exchange, body=body)])
    assert told == [(1, "body /users", "is in another order")]


def test_ids_that_the_vendor_gave_stand_for_those_that_the_fake_gives() -> None:
    created = recorded("zendesk", CREATE)[0]
    text = str(created.answer.body["user"]["id"])
    user = {**created.answer.body["user"], "id": 900_000_000_017}
    user["url"] = user["url"].replace(text, "900000000017")
    headers = {**created.answer.headers, "Location": user["url"]}
    made = doctored(created, body={"user": user}, headers=headers)
    request = replace(made.request, method="GET", path="/api/v2/users/900000000017", body=None)
    shown = replace(doctored(made, status=200, headers={}), request=request)
    assert differences([made, shown]) == []


def test_people_are_compared_by_the_form_of_their_data() -> None:
    created = recorded("zendesk", CREATE)[0]
    user = {**created.answer.body["user"], "name": "Kivuzadaq", "email": "p1@d2.example"}
    assert differences([doctored(created, body={"user": user})]) == []


def test_a_switch_that_no_answer_shows_is_tried_out_and_told() -> None:
    empty = doctored(found(), body={**found().answer.body, "users": [], "count": 0})
    exact = recorded(
        "zendesk",
        ("GET", "/api/v2/users/search", {"external_id": "e7"}),
        users=[{"id": 7, "external_id": "e7", **ANN}],
    )[0]
    told = fidelity_to([empty, exact])
    assert (told.holds, list(map(str, told.supposed))) == (
        True,
        ["search_lag_seconds = 120 (exchange 1)"],
    )
    assert told.headline.endswith("values agree; 1 exchange only under a supposition")


def test_a_caller_taken_for_a_stranger_is_told_and_no_secret_with_it() -> None:
    body = {"error": "Couldn't authenticate you"}
    refused = written("zendesk", ("GET", "/api/v2/users/7"), 401, body)
    let_in = replace(refused, answer=Answer(404, {"error": "RecordNotFound"}))
    told = fidelity_to([refused, refused, refused, let_in])
    assert [each.to_json() for each in told.supposed] == [
        {"name": "caller", "value": "a stranger", "exchanges": [1, 2, 3]}
    ]
    assert told.only_as_supposed == {0, 1, 2}
    assert not told.holds


def test_an_endpoint_that_agrees_only_under_a_supposition_says_so() -> None:
    exact = ("GET", "/api/v2/users/search", {"external_id": "e7"})
    empty = doctored(found(), body={**found().answer.body, "users": [], "count": 0})
    shown = recorded("zendesk", exact, users=[{"id": 7, "external_id": "e7", **ANN}])
    (endpoint,) = fidelity_to([empty, *shown]).endpoints
    assert endpoint.verdict == "agrees as supposed"


@pytest.mark.parametrize("vendor", vendor_names(cassettes))
def test_only_what_is_declared_is_supposed(vendor: str) -> None:
    known = vendors()[vendor]
    exchanges = [found()]
    names = {told.name for told, _ in others(known, exchanges, shown(known, exchanges))}
    settings = known.schema["properties"]["settings"]["properties"]
    assert names <= {"caller"} | {n for n, s in settings.items() if s.get("supposable")}


def test_what_is_not_emulated_and_what_was_throttled_is_counted_and_not_compared() -> None:
    groups = written("zendesk", ("GET", "/api/v2/groups"), 200, {"groups": []})
    throttled = written("zendesk", SEARCH, 429, {"error": "TooManyRequests"})
    told = fidelity_to([groups, throttled, replace(found(), answer=None)])
    assert told.holds
    assert told.headline == (
        "0 of 3 exchanges compared, 0 of 0 values agree; 3 not compared: "
        "endpoint not emulated (501) 1, refused for its rate (429) 1, never answered 1"
    )


def test_the_headline_says_how_much_was_compared() -> None:
    refused = written("zendesk", ("GET", "/api/v2/users/7"), 404, {"error": "RecordNotFound"})
    told = fidelity_to([refused])
    assert told.headline == "1 of 1 exchanges compared, 2 of 3 values agree"


def test_requests_whose_credentials_were_left_out_are_signed() -> None:
    unsigned = replace(found(), request=replace(found().request, headers={}))
    assert differences([unsigned]) == []


def test_credentials_that_the_vendor_refused_are_refused() -> None:
    refused = written(
        "zendesk", ("GET", "/api/v2/users/7"), 401, {"error": "Couldn't authenticate you"}
    )
    assert refused.request.headers == SIGNED
    assert differences([refused]) == []


def test_a_recording_without_headers_is_compared_by_status_and_body() -> None:
    bare = replace(found(), answer=Answer(200, found().answer.body))
    assert differences([bare]) == []


def test_traffic_of_shipped_recordings_comes_with_vendors() -> None:
    file = Path(cassettes.__path__[0]) / "zendesk" / "identify-seed-example.yaml"
    assert {exchange.vendor for exchange in traffic_of(file)} == {"zendesk"}


def test_what_is_said_of_a_field_that_names_a_person_is_compared() -> None:
    refused = recorded("zendesk", ("POST", "/api/v2/users", {"user": {"email": "ann@x.io"}}))[0]
    assert refused.answer.status == 422
    (said,) = refused.answer.body["details"]["name"]
    body = {**refused.answer.body, "details": {"name": ["Nobody's words"]}}
    mine = {**refused.answer.body, "details": {"name": [said["description"]]}}
    comparison = Comparison(Identities(sort_of_key))
    comparison.answers(Answer(422, body, {}), Answer(422, mine, {}))
    assert [each.where for each in comparison.differences] == ["/details/name/0"]
