"""What Freshdesk's fake refuses a request for, where several things are wrong with it."""

import pytest

from contracts.exchange import Request
from emulator.calling import answer_to

ADA = {"id": 1, "name": "Ada", "email": "ada@x.org"}
GONE = {"id": 2, "name": "Gil", "email": "gil@x.org", "deleted": True}
WRONG = "WRONG:X"
HTML = {"Accept": "text/html"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def spent(desk_of):
    """An account whose minute of requests is spent."""
    desk = desk_of({"settings": {"rate_limits": True, "plan": "trial"}})
    for _ in range(50):
        desk.get("/agents/me")
    return desk


@pytest.mark.parametrize(
    ("settings", "status"),
    [({"suspended": True}, 401), ({"sign_in": "password_expired"}, 401)],
)
def test_a_stranger_is_told_nothing_of_the_account(desk_of, settings, status):
    assert desk_of({"settings": settings}).get("/contacts", pair=WRONG).status == status


def test_who_asks_too_often_is_known_first(spent):
    assert spent.get("/contacts", pair=WRONG).status == 401
    assert spent.post("/contacts", "a=b", pair=WRONG, headers={**HTML, **FORM}).status == 401
    assert spent.get("/contacts").status == 429


def test_a_suspended_account_is_not_counted_out(desk_of):
    desk = desk_of({"settings": {"rate_limits": True, "plan": "trial", "suspended": True}})
    assert {desk.get("/contacts").status for _ in range(52)} == {403}


@pytest.mark.parametrize("path", ["/contacts", "/nosuch"])
def test_a_spent_minute_hides_paths_and_forms(spent, path):
    assert spent.ask("PATCH", path, "{", headers={**HTML, **FORM}).status == 429


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nosuch", 404), ("POST", "/nosuch", 404), ("PUT", "/contacts", 405)],
)
def test_path_and_method_come_before_forms(desk, method, path, status):
    body = None if method == "GET" else "a=b"
    assert desk.ask(method, path, body, headers={**HTML, **FORM}).status == status


def test_forms_come_before_bodies_and_bodies_before_records(desk):
    assert desk.put("/contacts/9", "a=b", headers={**HTML, **FORM}).status == 406
    assert desk.put("/contacts/9", "a=b", headers=FORM).status == 415
    assert desk.put("/contacts/9", "{", headers=JSON).status == 400
    assert desk.put("/contacts/9", {"foo": 1}).status == 404


def test_the_record_and_its_state_come_before_what_is_said_of_it(desk_of):
    desk = desk_of({"contacts": [ADA, GONE]})
    assert desk.put("/contacts/2", {"foo": 1}).status == 405


def test_unknown_attributes_come_before_values_and_values_before_uniqueness(desk_of, faults):
    desk = desk_of({"contacts": [ADA]})
    held = {"name": "B", "email": "ada@x.org"}
    codes = [code for _, code, _ in faults(desk.post("/contacts", {**held, "phone": 1, "foo": 1}))]
    assert codes == ["invalid_field"]
    codes = [code for _, code, _ in faults(desk.post("/contacts", {**held, "phone": 1}))]
    assert codes == ["datatype_mismatch"]
    assert faults(desk.post("/contacts", held), 409)[0][1] == "duplicate_value"


@pytest.mark.parametrize("code", ["password_lockout", "password_expired"])
def test_sign_in_is_refused_where_the_account_says_so(desk_of, code):
    answer = desk_of({"settings": {"sign_in": code}}).get("/contacts")
    assert (answer.status, answer.body["code"]) == (403, code)


def test_a_request_in_the_clear_is_refused_where_the_account_says_so(desk, desk_of):
    assert desk.get("/contacts").status == 200
    strict = desk_of({"settings": {"plain_http": "refuse"}})
    answer = strict.get("/nosuch", pair=WRONG)
    assert (answer.status, answer.body["code"]) == (403, "ssl_required")
    assert "X-Ratelimit-Remaining" not in answer.headers
    stranger = Request("GET", "/api/v2/contacts", host="acme.freshdesk.com")
    assert answer_to(strict.app, stranger, accounts=strict.accounts).status == 401
