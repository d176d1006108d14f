"""How often Zendesk's API may be asked, and what its answers carry."""

from contracts.exchange import Request
from emulator.calling import answer_to


def test_limit_02_every_answer_tells_what_is_left(desk):
    left = [desk.get("/users").header("X-Rate-Limit-Remaining") for _ in range(2)]
    assert left == ["699", "698"]
    assert desk.get("/users/abc").header("X-Rate-Limit") == "700"


def test_limit_01_an_account_spends_its_minute(desk_of):
    desk = desk_of({"settings": {"rate_limits": True, "plan": "essential"}})
    answer = [desk.get("/users") for _ in range(11)][-1]
    assert (answer.status, answer.header("X-Rate-Limit-Remaining")) == (429, "0")
    assert answer.body == "Number of allowed API requests per minute exceeded"
    assert answer.header("Content-Type") == "text/plain"
    desk.account.clock.advance(int(answer.header("Retry-After")))
    assert desk.get("/users").status == 200


def test_user_44_one_user_is_written_five_times_a_minute(desk_of):
    desk = desk_of({"settings": {"rate_limits": True}})
    path = f"/users/{desk.post('/users', {'user': {'name': 'A'}}).body['user']['id']}"
    answers = [desk.put(path, {"user": {"notes": str(n)}}) for n in range(6)]
    last = answers[-1]
    assert [a.status for a in answers] == [200] * 5 + [429]
    assert last.body.startswith("You have exceeded the rate limit for updating a single unique")
    assert last.header("Content-Type") == "text/plain; charset=UTF-8"
    assert int(last.header("X-Rate-Limit-Remaining")) > 0
    assert last.header("Retry-After")
    assert desk.get(path).body["user"]["notes"] == "4"


def test_answers_carry_the_headers_that_were_recorded(desk):
    answer = desk.get("/users")
    assert answer.header("Content-Type") == "application/json; charset=utf-8"
    assert answer.header("Cache-Control") == "max-age=0, private, must-revalidate"
    assert answer.header("Etag").startswith('W/"')
    assert answer.header("X-Zendesk-Api-Version") == "v2"
    assert answer.header("X-Request-Id")


def test_addresses_are_those_of_the_host_that_was_asked(desk):
    desk.account.open = True
    signed = {"Authorization": "Bearer any"}
    request = Request("GET", "/api/v2/users/me", {}, signed, host="acme.zendesk.com")
    user = answer_to(desk.app, request, accounts=desk.accounts).body["user"]
    assert user["url"] == f"https://acme.zendesk.com/api/v2/users/{user['id']}.json"
