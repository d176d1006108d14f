"""How Zendesk reads the query of a request."""

import pytest

ANN = {"id": 1, "name": "Ann", "email": "ann@x.io", "external_id": "u1"}
BOB = {"id": 2, "name": "Bob", "email": "bob@x.io", "external_id": "u2", "role": "agent"}
LAKERS = {"id": 7, "name": "LA Lakers", "external_id": "g7"}


@pytest.fixture
def desk(desk_of):
    return desk_of({"users": [ANN, BOB], "organizations": [LAKERS]})


@pytest.mark.parametrize(
    ("path", "name", "values"),
    [
        ("/users/search", "query", ["ann", "bob"]),
        ("/users/search", "external_id", ["u1", "u2"]),
        ("/users", "role", ["end-user", "admin"]),
        ("/users", "per_page", ["2", "1"]),
        ("/users", "page[size]", ["2", "1"]),
        ("/users/show_many", "ids", ["1", "2"]),
        ("/users/autocomplete", "name", ["ann", "bob"]),
        ("/organizations/search", "name", ["nobody", "la lakers"]),
        ("/organizations/autocomplete", "name", ["no", "la"]),
        ("/search", "query", ["ann", "type:organization la"]),
        ("/search/count", "query", ["nobody", "bob"]),
    ],
)
def test_the_last_of_several_parameters_counts(desk, path, name, values):
    first, last, both = (desk.get(path, **{name: value}) for value in (*values, values))
    assert (both.status, both.body) == (200, {**last.body, **links_of(both)})
    assert both.body != {**first.body, **links_of(both)}
    assert "zendesk.requests.last-counts" in both.header("X-Fauxdesk-Rule")


def links_of(answer):
    """The addresses of other pages, which repeat the query as it was sent."""
    return {key: answer.body[key] for key in ("next_page", "links") if key in answer.body}


def test_a_parameter_that_is_a_list_has_all_its_values(desk):
    users = desk.get("/users", **{"role[]": ["agent", "admin"]}).body["users"]
    assert {user["role"] for user in users} == {"agent", "admin"}


@pytest.mark.parametrize("page", ["+-5", "--5", "", "1.5", "٣"])
def test_a_page_that_is_no_integer_is_refused(desk, page):
    assert desk.get("/users", page=page).status == 400


def test_a_page_size_that_is_no_integer_is_the_usual_one(desk):
    assert desk.get("/users", per_page="+-5").body == desk.get("/users").body
