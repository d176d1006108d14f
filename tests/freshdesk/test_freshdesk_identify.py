"""Every branch of an identify call to Freshdesk, driven by canned answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.call import Call
from contracts.conversation import Dropped, Kind, Mapped
from contracts.exchange import Answer
from driving import driven
from forwarder.freshdesk.identify import identify
from forwarder.settings import settings_of
from forwarder.vendor import vendors

SETTINGS = settings_of(vendors()["freshdesk"], {"domain": "acme", "api_key": "hush-hush"})
EMAIL = "pgibbons@initech.com"
PETER = {"name": "Peter Gibbons", "email": EMAIL}
LOOK = ("GET", "/api/v2/contacts")
POST = ("POST", "/api/v2/contacts")
NOBODY = Answer(200, [])
CREATED = Answer(201, {"id": 7})
UPDATED = Answer(200, {"id": 7})


def row(record_id=7, email=EMAIL) -> Answer:
    return Answer(200, [{"id": record_id, "email": email}])


def taken(field="email", **told) -> Answer:
    error = {"field": field, "message": "It should be a unique value", "code": "duplicate_value"}
    return Answer(409, {"description": "Validation failed", "errors": [{**error, **told}]})


HELD = taken(additional_info={"user_id": 9})


def told(*answers, traits=PETER, fields=None, **call):
    """The requests a call asks, given these answers in turn, and its outcome."""
    steps = identify(
        Call(type="identify", message_id="m", traits=traits, **call), SETTINGS, fields or {}
    )
    return driven(steps, answers)


def asked(requests) -> list[tuple[str, str]]:
    return [(r.method, r.path) for r in requests]


def test_fd_091_nobody_found_is_created():
    """Rules 1 and 2."""
    requests, outcome = told(NOBODY, CREATED)
    assert asked(requests) == [LOOK, POST]
    assert (requests[0].query, requests[1].body) == ({"email": EMAIL}, PETER)
    assert (outcome.kind, outcome.says) == (Kind.SENT, "contact created")


@pytest.mark.parametrize("email", [EMAIL, EMAIL.upper()])
def test_fd_092_who_is_found_is_updated_without_the_email(email):
    """Rule 1."""
    requests, outcome = told(row(email=email), UPDATED)
    assert asked(requests) == [LOOK, ("PUT", "/api/v2/contacts/7")]
    assert requests[1].body == {"name": "Peter Gibbons"}
    assert (outcome.kind, outcome.says) == (Kind.SENT, "contact updated")


@pytest.mark.parametrize("email", [{}, {"email": ""}, {"email": " "}, {"email": None}])
def test_fd_093_a_call_without_an_email_asks_nothing(email):
    """Rule 3; a userId that is an email is no traits.email."""
    requests, outcome = told(traits={"name": "P", "phone": "1", **email}, user_id=EMAIL)
    assert requests == []
    assert (outcome.kind, outcome.rule) == (Kind.SKIPPED, "freshdesk.identify.email-required")


def test_fd_095_the_user_id_changes_nothing():
    """Rule 7."""
    assert told(NOBODY, CREATED, user_id="019mr8mf4r")[0] == told(NOBODY, CREATED)[0]


@pytest.mark.parametrize("halves", [("first_name", "last_name"), ("firstName", "lastName")])
def test_both_halves_make_a_name(halves):
    traits = {"email": EMAIL, halves[0]: "Peter", halves[1]: "Gibbons"}
    requests, _ = told(NOBODY, CREATED, traits=traits)
    assert requests[1].body == PETER


@pytest.mark.parametrize("name", [{}, {"name": " "}, {"firstName": "Peter"}])
def test_only_a_new_contact_is_named_by_the_email(name):
    traits = {"email": EMAIL, "phone": "1", **name}
    requests, _ = told(NOBODY, CREATED, traits=traits)
    assert requests[1].body == {"name": EMAIL, "email": EMAIL, "phone": "1"}
    for answers in ([row()], [NOBODY, HELD]):
        requests, _ = told(*answers, UPDATED, traits=traits)
        assert requests[-1].body == {"phone": "1"}


def test_a_call_that_says_nothing_new_writes_nothing():
    requests, outcome = told(row(), traits={"email": EMAIL})
    assert (asked(requests), outcome.kind) == ([LOOK], Kind.SENT)


def test_fd_096_whoever_holds_the_email_is_updated_instead():
    requests, outcome = told(NOBODY, HELD, UPDATED)
    assert asked(requests) == [LOOK, POST, ("PUT", "/api/v2/contacts/9")]
    assert requests[2].body == {"name": "Peter Gibbons"}
    assert outcome.kind is Kind.SENT


@pytest.mark.parametrize(("status", "rule"), [(405, "deleted-untouched"), (404, "agent-untouched")])
def test_a_holder_who_is_no_living_contact_is_left_alone(status, rule):
    """Quirks q9 and q10."""
    requests, outcome = told(NOBODY, HELD, Answer(status))
    assert len(requests) == 3
    assert (outcome.kind, outcome.rule) == (Kind.REFUSED, f"freshdesk.identify.{rule}")


def test_a_contact_deleted_for_good_meanwhile_is_looked_up_once_more():
    requests, outcome = told(row(), Answer(404), NOBODY, CREATED)
    assert [r.method for r in requests] == ["GET", "PUT", "GET", "POST"]
    assert outcome.kind is Kind.SENT
    assert told(*[row(), Answer(404)] * 2)[1].kind is Kind.FAILED


def test_a_contact_deleted_meanwhile_is_left_alone():
    assert told(row(), Answer(405))[1].rule == "freshdesk.identify.deleted-untouched"


@pytest.mark.parametrize(
    "conflict",
    [
        taken(),
        taken("phone", additional_info={"user_id": 9}),
        taken(additional_info={"user_id": "9"}),
        taken(additional_info={"user_id": 9}, code="inconsistent_state"),
    ],
)
def test_a_conflict_that_names_no_holder_of_the_email_is_refused_in_freshdesks_words(conflict):
    requests, outcome = told(NOBODY, conflict)
    assert len(requests) == 2
    assert outcome.kind is Kind.REFUSED
    assert "It should be a unique value" in outcome.says


@pytest.mark.parametrize(
    ("errors", "words"),
    [
        ([{"field": "name", "message": "no"}, {"message": "No"}], "name: no; No"),
        ([{"field": "name", "code": "missing_field"}], "name: missing_field"),
        ([], "without a word"),
        ([{"message": "x" * 1000}], "x" * 300),
    ],
)
def test_a_refusal_tells_freshdesks_words_field_by_field(errors, words):
    body = {"description": "Validation failed", "errors": errors}
    _, outcome = told(NOBODY, Answer(400, body))
    assert outcome.says == f"creating the contact: Freshdesk answers 400: {words}"


def test_a_row_of_another_email_is_not_written_to():
    requests, _ = told(row(email="x@y.io"), CREATED)
    assert asked(requests) == [LOOK, POST]


def test_several_contacts_of_one_email_are_left_alone():
    requests, outcome = told(Answer(200, [{"id": n, "email": EMAIL} for n in (1, 2)]))
    assert (len(requests), outcome.kind) == (1, Kind.REFUSED)


def test_fd_094_the_seeds_example_is_mapped():
    """Rules 4, 5 and 6."""
    traits = {**PETER, "plan": "developer", "department": "Marketing", "created_at": "2013-01-07"}
    fields = {"contact": {"plan": "custom_text", "department": "custom_text"}}
    requests, outcome = told(NOBODY, CREATED, traits=traits, fields=fields)
    custom = {"plan": "developer", "department": "Marketing"}
    assert requests[1].body == {**PETER, "custom_fields": custom}
    why = "the account defines no contact field 'created_at'"
    assert Dropped("created_at", why) in outcome.mapping


@pytest.mark.parametrize("fields", [{}, {"contact": {"department": "custom_text"}}])
def test_a_trait_with_the_prefix_is_dropped(fields):
    """Rule 4."""
    requests, outcome = told(NOBODY, CREATED, traits={**PETER, "cf_department": "M"}, fields=fields)
    assert requests[1].body == PETER
    (dropped,) = [entry for entry in outcome.mapping if isinstance(entry, Dropped)]
    assert dropped.rule == "freshdesk.identify.custom-field-no-cf"


@pytest.mark.parametrize("fields", [{}, {"company": {"plan": "custom_text"}}])
def test_fields_that_cannot_be_read_are_said_to_be_why(fields):
    """Quirk q28."""
    _, outcome = told(NOBODY, CREATED, traits={**PETER, "plan": "pro"}, fields=fields)
    why = "the API key may not read which contact fields the account has"
    assert Dropped("plan", why) in outcome.mapping


@pytest.mark.parametrize(
    ("kind", "value", "sent"),
    [
        ("custom_text", 329, "329"),
        ("custom_number", "5", 5),
        ("custom_decimal", "5.5", 5.5),
        ("custom_checkbox", "true", True),
        ("custom_date", "2013-01-07T23:00:00-05:00", "2013-01-07"),
        ("custom_date", 1357516800, "2013-01-07"),
        ("custom_url", "https://initech.com", "https://initech.com"),
        (["Gold", "Silver"], "Gold", "Gold"),
        ("custom_text", None, None),
    ],
)
def test_a_value_is_sent_as_its_field_wants_it(kind, value, sent):
    """Cases fd-029 to fd-032."""
    fields = {"contact": {"x": kind}}
    requests, outcome = told(NOBODY, CREATED, traits={**PETER, "x": value}, fields=fields)
    assert requests[1].body["custom_fields"] == {"x": sent}
    assert Mapped("x", "custom_fields.x", sent) in outcome.mapping


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("custom_number", 5.5),
        ("custom_checkbox", "perhaps"),
        ("custom_date", "soon"),
        ("custom_url", "initech.com"),
        ("custom_url", "http://[x"),
        ("custom_url", "ftp://initech.com"),
        (["Gold"], "gold"),
        ("custom_unheard_of", "a"),
    ],
)
def test_a_value_that_does_not_fit_is_dropped(kind, value):
    fields = {"contact": {"x": kind}}
    requests, _ = told(NOBODY, CREATED, traits={**PETER, "x": value}, fields=fields)
    assert requests[1].body == PETER


@pytest.mark.parametrize(
    ("traits", "sent"),
    [
        ({"jobTitle": "Engineer"}, {"job_title": "Engineer"}),
        ({"address": {"city": "Austin", "postal_code": "78744"}}, {"address": "Austin, 78744"}),
        ({"address": " Austin "}, {"address": "Austin"}),
        ({"address": {}}, {}),
        ({"timezone": "Europe/Amsterdam", "locale": "en"}, {}),
    ],
)
def test_other_traits_go_to_the_contacts_own_fields(traits, sent):
    requests, _ = told(NOBODY, CREATED, traits={**PETER, **traits})
    assert requests[1].body == {**PETER, **sent}


@pytest.mark.parametrize(
    ("answer", "kind", "rule"),
    [
        (Answer(401, {"message": "no"}), Kind.REFUSED, "freshdesk.auth.key-as-user"),
        (Answer(403, {"code": "access_denied"}), Kind.REFUSED, None),
        (Answer(404), Kind.REFUSED, "freshdesk.settings.domain"),
        (Answer(302, "<html>"), Kind.REFUSED, "freshdesk.settings.domain"),
        (Answer(400, {"description": "bad"}), Kind.REFUSED, None),
        *[(Answer(status), Kind.FAILED, None) for status in (408, 423, 425, 429)],
        (Answer(503, None), Kind.FAILED, None),
        (Answer(200, "<html>"), Kind.FAILED, None),
        (Answer(200, [{"id": "1"}]), Kind.FAILED, None),
    ],
)
def test_a_look_up_that_fails_ends_the_call(answer, kind, rule):
    requests, outcome = told(answer)
    assert len(requests) == 1
    assert (outcome.kind, outcome.rule) == (kind, rule)


@pytest.mark.parametrize("body", [None, [], {"id": None}, {"id": "7"}])
def test_a_write_that_is_not_confirmed_is_a_failure(body):
    assert told(NOBODY, Answer(201, body))[1].kind is Kind.FAILED


ANY = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers(), max_size=2)
TRAIT = st.sampled_from([*PETER, "firstName", "lastName", "phone", "address", "cf_plan", "plan"])
STATUS = st.sampled_from([200, 201, 400, 404, 405, 409])
BODY = ANY | st.just([{"id": 7, "email": EMAIL}]) | st.just(HELD.body) | st.just({"errors": [1]})


@given(
    st.dictionaries(TRAIT | st.text(), ANY), st.lists(st.builds(Answer, STATUS, BODY), min_size=9)
)
def test_whatever_freshdesk_answers_every_trait_is_accounted_for(traits, answers):
    _, outcome = told(*answers, traits=traits, fields={"contact": {"plan": "custom_text"}})
    assert sorted(entry.trait for entry in outcome.mapping) == sorted(traits)
