"""Organizations as Zendesk's API answers them; each case names the fact it holds."""

import pytest

AGENT = "agent@acme.example:zd-agent-password"
UNKNOWN = 4819136400
NOT_FOUND = {"error": "RecordNotFound", "description": "Not found"}
KEYS = [
    "url",
    "id",
    "name",
    "shared_tickets",
    "shared_comments",
    "external_id",
    "created_at",
    "updated_at",
    "domain_names",
    "details",
    "notes",
    "group_id",
    "tags",
    "organization_fields",
]


def made(desk, **organization):
    answer = desk.post("/organizations", {"organization": organization})
    assert answer.status == 201, answer.body
    return answer.body["organization"]


def faults(answer):
    assert (answer.status, answer.body["error"]) == (422, "RecordInvalid")
    return answer.body["details"]


def test_org_01_a_new_organization_is_shown_with_fourteen_keys_and_located(desk):
    answer = desk.post("/organizations", {"organization": {"name": "O"}})
    assert answer.status == 201
    assert list(answer.body["organization"]) == KEYS
    assert answer.header("Location") == answer.body["organization"]["url"]


@pytest.mark.parametrize("name", ["O", "O ", "o"], ids=["org_02", "org_03", "ignoring_case"])
def test_org_02_03_a_name_is_used_once(desk, name):
    made(desk, name="O")
    answer = desk.post("/organizations", {"organization": {"name": name}})
    says = f"Name: {name.strip()} has already been taken"
    assert faults(answer) == {"name": [{"description": says, "error": "DuplicateValue"}]}


@pytest.mark.parametrize("said", [{}, {"name": None}, {"name": " "}])
def test_org_04_a_name_is_required(desk, said):
    assert list(faults(desk.post("/organizations", {"organization": said}))) == ["name"]


def test_an_update_may_keep_the_name_and_not_blank_it(desk):
    path = f"/organizations/{made(desk, name='O')['id']}"
    assert desk.put(path, {"organization": {"name": "O"}}).status == 200
    assert list(faults(desk.put(path, {"organization": {"name": ""}}))) == ["name"]


def test_a_name_is_trimmed_before_it_is_kept(desk):
    assert made(desk, name=" O ")["name"] == "O"


def test_an_external_id_is_used_once_ignoring_case(desk):
    made(desk, name="O", external_id="abc")
    body = {"organization": {"name": "P", "external_id": "ABC"}}
    details = faults(desk.post("/organizations", body))
    assert "External has already been taken" in str(details)


def test_two_organizations_may_have_no_external_id(desk):
    made(desk, name="O", external_id=None)
    made(desk, name="P", external_id=None)


def upsert(desk, **organization):
    return desk.post("/organizations/create_or_update", {"organization": organization})


def test_org_06_07_an_upsert_creates_then_renames_by_external_id(desk):
    first = upsert(desk, name="O", external_id="e")
    again = upsert(desk, name="P", external_id="E")
    assert (first.status, again.status) == (201, 200)
    assert again.body["organization"]["id"] == first.body["organization"]["id"]
    assert again.body["organization"]["name"] == "P"


def test_an_upsert_matches_by_id(desk):
    organization = made(desk, name="O")
    answer = upsert(desk, id=organization["id"], name="P")
    assert (answer.status, answer.body["organization"]["name"]) == (200, "P")


def test_org_08_an_upsert_never_matches_by_name(desk):
    made(desk, name="O", external_id="e")
    answer = upsert(desk, name="O", external_id="f")
    assert faults(answer)["name"][0]["error"] == "DuplicateValue"
    assert "zendesk.organizations.upsert-ignores-name" in answer.header("X-Fauxdesk-Rule")


def test_url_id_and_unknown_keys_have_no_effect_and_a_header_names_them(desk):
    organization = made(desk, name="O")
    said = {"id": 1, "url": "https://lakers.com", "deleted": False, "name": "P"}
    answer = desk.put(f"/organizations/{organization['id']}", {"organization": said})
    assert answer.body["organization"] == {**organization, "name": "P"}
    warned = answer.header("X-Zendesk-Api-Warn")
    assert all(f'"organization.{key}"' in warned for key in ("id", "url", "deleted"))


def test_org_10_lists_are_replaced(desk):
    organization = made(desk, name="O", domain_names=["a.com"], tags=["x"])
    said = {"organization": {"domain_names": ["b.com"], "tags": ["y"]}}
    answer = desk.put(f"/organizations/{organization['id']}", said)
    assert answer.body["organization"]["domain_names"] == ["b.com"]
    assert answer.body["organization"]["tags"] == ["y"]


def test_org_11_a_deleted_organization_is_gone(desk):
    path = f"/organizations/{made(desk, name='O')['id']}"
    answer = desk.delete(path)
    assert (answer.status, answer.body) == (204, None)
    assert desk.get(path).status == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("unknown", [UNKNOWN, 9223372036854775807])
def test_org_12_an_unknown_organization_is_not_found(desk, method, unknown):
    answer = desk.ask(method, f"/organizations/{unknown}", {"organization": {}})
    assert (answer.status, answer.body) == (404, NOT_FOUND)


@pytest.mark.parametrize("query", [{"external_id": "ABC"}, {"name": "la lakers"}])
def test_org_13_14_a_search_is_exact_and_ignores_case(desk, query):
    wanted = made(desk, name="LA Lakers", external_id="abc")
    made(desk, name="LA Lakers II", external_id="abcd")
    answer = desk.get("/organizations/search", **query)
    assert answer.body["organizations"] == [wanted]
    assert answer.body["count"] == 1


def test_a_search_for_nothing_finds_nothing(desk):
    made(desk, name="O")
    assert desk.get("/organizations/search").body["count"] == 0


def test_org_15_autocompletion_without_a_hit_is_an_empty_page(desk):
    answer = desk.get("/organizations/autocomplete", name="xTes")
    empty = {"organizations": [], "next_page": None, "previous_page": None, "count": 0}
    assert (answer.status, answer.body) == (200, empty)


def test_autocompletion_finds_how_a_name_starts(desk):
    made(desk, name="LA Lakers")
    made(desk, name="Lab")
    answer = desk.get("/organizations/autocomplete", name="la ")
    assert [o["name"] for o in answer.body["organizations"]] == ["LA Lakers", "Lab"]


@pytest.mark.parametrize(("least", "status"), [(2, 400), (1, 200)])
def test_how_much_of_a_name_completes_is_a_switch(desk_of, least, status):
    desk = desk_of({"settings": {"autocomplete_min_length": least}})
    made(desk, name="Lakers")
    answer = desk.get("/organizations/autocomplete", name="l")
    assert (answer.status, answer.body.get("count", 1)) == (status, 1)


def test_every_organization_is_listed(desk):
    names = [made(desk, name=name)["name"] for name in "BA"]
    answer = desk.get("/organizations")
    assert [o["name"] for o in answer.body["organizations"]] == names


def test_an_agent_neither_creates_nor_deletes_nor_searches(desk):
    organization = made(desk, name="O")
    body = {"organization": {"name": "P"}}
    asked = [
        ("POST", "/organizations", body),
        ("POST", "/organizations/create_or_update", body),
        ("DELETE", f"/organizations/{organization['id']}", None),
        ("GET", "/organizations/search", None),
    ]
    assert {desk.ask(*one, caller=AGENT).status for one in asked} == {403}
    assert desk.get("/organizations").body["count"] == 1


def test_auth_09_an_agent_is_refused_unless_the_role_manages_organizations(desk_of):
    body = {"organization": {"name": "O"}}
    managing = desk_of({"settings": {"agents_manage_organizations": True}})
    desks = (desk_of({}), managing)
    assert [d.post("/organizations", body, caller=AGENT).status for d in desks] == [403, 201]


def test_auth_10_an_agent_changes_the_notes_alone(desk):
    organization = made(desk, name="O", details="d")
    path = f"/organizations/{organization['id']}"
    answer = desk.put(path, {"organization": {"notes": "x"}}, caller=AGENT)
    assert (answer.status, answer.body["organization"]) == (200, {**organization, "notes": "x"})
    both = {"organization": {"notes": "y", "details": "z"}}
    assert desk.put(path, both, caller=AGENT).status == 403
    assert desk.get(path).body["organization"]["notes"] == "x"


def test_limit_03_the_sixth_update_in_a_minute_is_refused_in_json(desk_of):
    desk = desk_of({"settings": {"rate_limits": True}})
    path = f"/organizations/{made(desk, name='O')['id']}"
    answers = [desk.put(path, {"organization": {"notes": "x"}}) for _ in range(6)]
    assert [a.status for a in answers] == [200] * 5 + [429]
    title = "Too many requests to update"
    assert answers[-1].body == {"errors": [{"code": "TooManyRequests", "title": title}]}
