"""Who Freshdesk's API answers and in what form; each case names the fact it holds."""

import pytest

from contracts.exchange import Request
from emulator.calling import answer_to

AGENT = "fd-agent-key:X"
UNAUTHENTICATED = {
    "code": "invalid_credentials",
    "message": "You have to be logged in to perform this action.",
}
ALWAYS = {
    "Content-Type": "application/json; charset=utf-8",
    "Pragma": "no-cache",
    "X-Freshdesk-Api-Version": "latest=v2; requested=v2",
    "X-Xss-Protection": "1; mode=block",
    "X-Ua-Compatible": "IE=Edge,chrome=1",
    "X-Content-Type-Options": "nosniff",
    "Expires": "Wed, 13 Oct 2010 00:00:00 UTC",
    "X-Fw-Ratelimiting-Managed": "true",
    "Server": "fwe",
    "X-Ratelimit-Used-Currentrequest": "1",
}


def unsigned(desk, path="/contacts", **headers):
    request = Request("GET", f"/api/v2{path}", {}, headers)
    return answer_to(desk.app, request, accounts=desk.accounts)


def test_fd_001_me_is_the_agent_whose_key_it_is(desk):
    answer = desk.get("/agents/me")
    assert (answer.status, answer.body["contact"]["email"]) == (200, "admin@acme.example")
    assert {"id", "type", "role_ids"} <= answer.body.keys()


def test_fd_002_a_stranger_is_not_answered(desk):
    answer = unsigned(desk)
    assert (answer.status, answer.body) == (401, UNAUTHENTICATED)


@pytest.mark.parametrize("pair", ["WRONG:X", ":X", "X:fd-local-key"])
def test_fd_003_a_wrong_key_is_not_answered(desk, pair):
    answer = desk.get("/contacts", pair=pair)
    assert (answer.status, answer.body) == (401, UNAUTHENTICATED)


def test_fd_004_the_password_is_not_looked_at(desk):
    for password in ("X", "anything", ""):
        assert desk.get("/contacts", pair=f"fd-local-key:{password}").status == 200


def test_fd_005_fields_are_for_administrators(desk, desk_of):
    answer = desk.get("/contact_fields", pair=AGENT)
    assert (answer.status, answer.body["code"]) == (403, "access_denied")
    assert desk.get("/contacts", pair=AGENT).status == 200
    lenient = desk_of({"settings": {"agents_list_fields": True}})
    assert lenient.get("/contact_fields", pair=AGENT).status == 200
    assert lenient.post("/contact_fields", {}, pair=AGENT).status == 403


def test_fd_006_a_suspended_account_is_answered_for_by_nobody(desk_of):
    answer = desk_of({"settings": {"suspended": True}}).get("/contacts")
    assert answer.status == 403
    assert "account_suspended" in str(answer.body)


def test_fd_007_every_answer_carries_the_headers_that_were_recorded(desk):
    answer = desk.get("/contacts")
    assert {name: answer.header(name) for name in ALWAYS} == ALWAYS
    assert answer.header("Date") == "Tue, 14 Nov 2023 22:13:20 GMT"
    told = ("X-Request-Id", "X-Trace-Id", "X-Ratelimit-Total", "X-Ratelimit-Remaining")
    for name in told:
        assert answer.header(name)
    assert desk.get("/nosuch").header("X-Ratelimit-Remaining")


@pytest.mark.parametrize(
    ("method", "cache", "control", "status"),
    [
        ("GET", "miss", "must-revalidate, no-cache, no-store, private, max-age=0", "200 OK"),
        (
            "POST",
            "invalidate, pass",
            "no-cache, no-store, max-age=0, must-revalidate",
            "201 Created",
        ),
    ],
)
def test_fd_007_reading_and_writing_are_told_apart(desk, method, cache, control, status):
    body = {"name": "A", "phone": "1"} if method == "POST" else None
    answer = desk.ask(method, "/contacts", body)
    told = ("X-Rack-Cache", "Cache-Control", "Status")
    assert [answer.header(name) for name in told] == [cache, control, status]


def test_fd_078_a_body_that_is_not_json_is_told_so(desk):
    answer = desk.post("/contacts", "{bad", headers={"Content-Type": "application/json"})
    says = {"code": "invalid_json", "message": "Request body has invalid json format"}
    assert (answer.status, answer.body) == (400, says)


def test_fd_079_a_form_is_not_json(desk):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = desk.post("/contacts", {"name": "A"}, headers=form)
    says = (
        "Content-Type header is set to application/x-www-form-urlencoded. "
        "It should be set to application/json"
    )
    assert (answer.status, answer.body) == (415, {"code": "invalid_content_type", "message": says})


def test_fd_081_a_path_tells_the_methods_it_takes(desk):
    answer = desk.put("/contacts", {})
    start = "PUT method is not allowed. It should be one of these method(s): "
    assert (answer.status, list(answer.body)) == (405, ["message"])
    assert answer.body["message"].startswith(start)
    assert set(answer.body["message"].removeprefix(start).split(", ")) == {"GET", "POST"}


def test_fd_080_a_method_that_nothing_takes_is_answered_alike(desk):
    assert desk.ask("PATCH", "/contacts/1", {}).status == 405
    assert desk.ask("PATCH", "/contacts/1", {}, pair="WRONG:X").status == 401


@pytest.mark.parametrize("accept", ["text/html", "application/xml, text/*"])
def test_fd_082_json_is_all_there_is(desk, accept):
    answer = desk.get("/contacts", headers={"Accept": accept})
    assert (answer.status, answer.body) == (406, None)


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "text/html, */*;q=0.1"])
def test_fd_083_an_accept_header_is_not_needed(desk, accept):
    assert desk.get("/contacts", headers={"Accept": accept} if accept else {}).status == 200


def test_fd_084_an_unknown_path_has_no_body(desk):
    answer = desk.get("/nosuch")
    assert (answer.status, answer.body) == (404, None)
    assert "json" not in answer.header("Content-Type")


@pytest.mark.parametrize(
    "path",
    [
        "/agents",
        "/agents/7",
        "/account",
        "/jobs/a",
        "/ticket_fields",
        "/tickets/1/watchers",
        "/groups/1",
        "/surveys",
        "/discussions/categories",
        "/canned_response_folders",
        "/sla_policies",
        "/automations/1/rules",
        "/email/mailboxes",
    ],
)
def test_what_is_known_and_not_built_says_so(desk, path):
    answer = desk.get(path)
    assert (answer.status, answer.body["error"]) == (501, "not emulated")


def test_the_languages_of_the_account_are_told(desk_of):
    answer = desk_of({"settings": {"languages": ["en", "de"]}}).get("/settings/helpdesk")
    told = {"primary_language": "en", "supported_languages": ["de"], "portal_languages": ["de"]}
    assert (answer.status, answer.body) == (200, told)


def test_an_unknown_parameter_is_refused_where_the_account_says_so(desk, desk_of, faults):
    assert faults(desk.get("/contacts", nme="A"))[0][:2] == ("nme", "invalid_field")
    lenient = desk_of({"settings": {"unknown_parameter": "ignore"}})
    assert lenient.get("/contacts", nme="A").status == 200


def test_what_browsers_ask_before_a_request_is_not_guessed(desk):
    for path in ("/contacts", "/contacts/1"):
        assert desk.ask("OPTIONS", path).status == 501


def test_an_open_account_takes_any_key(desk):
    desk.account.open = True
    assert desk.get("/contacts", pair="mine:X").status == 200
    assert unsigned(desk).status == 401
