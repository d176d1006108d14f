"""Who Zendesk's API answers; each case names the fact it holds."""

import base64

import pytest

from contracts.exchange import Request
from emulator.calling import answer_to

ADMIN = "admin@acme.example"
AGENT = "agent@acme.example:zd-agent-password"
NO_ACCESS = (
    "You do not have access to this page. "
    "Please contact the account owner of this help desk for further help."
)
FORBIDDEN = {"error": {"title": "Forbidden", "message": NO_ACCESS}}
UNAUTHENTICATED = {"error": "Couldn't authenticate you"}
ANONYMOUS = {"user": {"id": None, "name": "Anonymous user"}}


def basic(pair):
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def asked(desk, headers, path="/users/me", method="GET", body=None):
    request = Request(method, f"/api/v2{path}", {}, headers, body)
    return answer_to(desk.app, request, accounts=desk.accounts)


@pytest.mark.parametrize(
    "headers", [{}, basic(f"{ADMIN}:wrong"), basic(":"), {"Authorization": "x"}]
)
def test_auth_01_a_stranger_is_not_answered(desk, headers):
    answer = asked(desk, headers, "/users/1")
    assert (answer.status, answer.body) == (401, UNAUTHENTICATED)


@pytest.mark.parametrize(
    "headers",
    [pytest.param({}, id="auth_02"), pytest.param(basic(f"{ADMIN}:wrong"), id="auth_03")],
)
def test_auth_02_03_me_is_anonymous_for_a_stranger(desk, headers):
    answer = asked(desk, headers)
    assert (answer.status, answer.body) == (200, ANONYMOUS)


def test_auth_04_a_wrong_api_token_is_refused_even_there(desk):
    answer = asked(desk, basic(f"{ADMIN}/token:wrong"))
    assert (answer.status, answer.body) == (401, UNAUTHENTICATED)


def test_auth_05_an_api_token_speaks_for_the_user_named_before_it(desk):
    answer = asked(desk, basic(f"{ADMIN}/token:zd-local-token"))
    user = answer.body["user"]
    assert (answer.status, user["email"], user["role"]) == (200, ADMIN, "admin")
    keys = list(user)
    assert keys[keys.index("verified") + 1] == "authenticity_token"


def test_a_password_works_while_password_access_is_on(desk_of):
    pair = basic(f"{ADMIN}:zd-local-password")
    off = desk_of({"settings": {"password_access": False}})
    assert asked(desk_of({}), pair).body["user"]["email"] == ADMIN
    assert asked(off, pair).body == ANONYMOUS


def test_auth_07_an_unknown_bearer_token_has_words_of_its_own(desk):
    answer = asked(desk, bearer("expired"), "/users")
    assert (answer.status, answer.body["error"]) == (401, "invalid_token")
    assert "expired, revoked, malformed" in answer.body["error_description"]


def test_a_bearer_token_does_what_its_scopes_say(desk_of):
    grant = {"token": "t", "email": ADMIN, "scopes": ["read"]}
    desk = desk_of({"settings": {"oauth_tokens": [grant]}})
    refused = asked(desk, bearer("t"), "/users", "POST", {"user": {"name": "A"}})
    assert asked(desk, bearer("t"), "/users").status == 200
    assert (refused.status, refused.body["error"]) == (403, "Forbidden")
    assert "required scopes" in refused.body["description"]


def test_agents_write_end_users_alone(desk):
    admin = asked(desk, basic(f"{ADMIN}:zd-local-password")).body["user"]
    end_user = desk.post("/users", {"user": {"name": "A"}}, caller=AGENT)
    change = {"user": {"notes": "x"}}
    assert end_user.status == 201
    assert desk.put(f"/users/{end_user.body['user']['id']}", change, caller=AGENT).status == 200
    assert desk.put(f"/users/{admin['id']}", change, caller=AGENT).body == FORBIDDEN
    promoted = {"user": {"name": "B", "role": "admin"}}
    assert desk.post("/users", promoted, caller=AGENT).body == FORBIDDEN


def test_an_end_user_sees_itself_by_password_and_by_token_alike(desk_of):
    grant = {"token": "t", "email": "e@x.io"}
    login = {"email": "e@x.io", "password": "p"}
    desk = desk_of(
        {
            "settings": {"oauth_tokens": [grant], "logins": [login]},
            "users": [{"name": "E", "email": "e@x.io"}],
        }
    )
    answers = [asked(desk, headers) for headers in (bearer("t"), basic("e@x.io:p"))]
    assert [(a.status, a.body["user"]["name"]) for a in answers] == [(200, "E")] * 2


def test_end_users_do_not_use_the_api_of_agents(desk_of):
    login = {"email": "eve@x.io", "password": "p"}
    person = {"name": "Eve", "email": "eve@x.io"}
    desk = desk_of({"settings": {"logins": [login]}, "users": [person]})
    assert desk.get("/users", caller="eve@x.io:p").body == FORBIDDEN


def test_an_open_account_takes_any_well_formed_credentials(desk):
    desk.account.open = True
    headers = [basic("me@mine.io/token:mine"), basic("me@mine.io:mine"), bearer("mine")]
    assert [asked(desk, h).body["user"]["role"] for h in headers] == ["admin"] * 3
    assert asked(desk, basic(AGENT)).body["user"]["role"] == "agent"
    assert asked(desk, {}, "/users").status == 401


def test_http_01_what_is_nowhere_is_an_invalid_endpoint(desk):
    answer = desk.get("/nothing_here")
    assert answer.status == 404
    assert answer.body == {"error": "InvalidEndpoint", "description": "Not found"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/incremental/tickets"),
        ("GET", "/incremental/organizations"),
        ("POST", "/users/1/events"),
        ("GET", "/webhooks"),
        ("GET", "/tags"),
        ("GET", "/views/1/tickets"),
        ("GET", "/ticket_fields"),
        ("POST", "/uploads"),
        ("GET", "/users/1/tickets/requested"),
        ("GET", "/organizations/1/tickets/count"),
        ("GET", "/users/me/sessions"),
        ("GET", "/users/1/group_memberships"),
        ("POST", "/users/1/organization_subscriptions"),
        ("GET", "/help_center/articles"),
        ("PUT", "/account/settings"),
    ],
)
def test_what_is_known_and_not_built_says_so(desk, method, path):
    answer = desk.ask(method, path)
    assert (answer.status, answer.body["error"]) == (501, "not emulated")


@pytest.mark.parametrize("path", ["/users/1/nothing", "/viewsx", "/organizations/1/nothing"])
def test_what_is_near_to_that_is_an_invalid_endpoint(desk, path):
    assert desk.get(path).body == {"error": "InvalidEndpoint", "description": "Not found"}
