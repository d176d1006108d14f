"""Lists of contacts."""

import pytest

PEOPLE = [{"id": n, "email": f"{n}@x.io"} for n in (1, 2, 3)]


@pytest.fixture
def crm(crm_of):
    """An account with three contacts and two lists, of which the first has two of them."""
    lists = [{"id": 7, "name": "News", "contact_ids": [1, 2]}, {"id": 8, "name": "Fans"}]
    return crm_of({"contacts": PEOPLE, "lists": lists})


def inside(crm, list_id):
    return [contact["id"] for contact in crm.get(f"/contacts/lists/{list_id}").body["contacts"]]


def test_a_list_is_made_renamed_and_listed(crm):
    made = crm.post("/lists", {"name": "New"}).body["list"]
    renamed = crm.put(f"/lists/{made['id']}", {"name": "Newer"}).body["list"]
    assert renamed == {**made, "name": "Newer"}
    body = crm.get("/lists").body
    assert [each["name"] for each in body["lists"]] == ["News", "Fans", "Newer"]
    assert body["meta"] == {"total_pages": 1, "total": 3}


@pytest.mark.parametrize(
    ("asked", "body", "news", "fans"),
    [
        ("7/add_contacts", {"ids": [3, 1, 99]}, [1, 2, 3], []),
        ("7/remove_contacts", {"ids": [1]}, [2], []),
        ("7/remove_contacts", {"all": True}, [], []),
        ("8/move_contacts", {"ids": [2, 3], "from_list_id": 7}, [1], [2]),
        ("7/move_contacts", {"ids": [2], "from_list_id": 7}, [1, 2], []),
    ],
)
def test_contacts_go_into_lists_and_out_of_them(crm, asked, body, news, fans):
    answer = crm.put(f"/lists/{asked}", body)
    assert (answer.status, bool(answer.body["message"])) == (200, True)
    assert (inside(crm, 7), inside(crm, 8)) == (news, fans)


def test_who_is_deleted_is_in_no_list(crm):
    crm.delete("/contacts/1")
    assert inside(crm, 7) == [2]


@pytest.mark.parametrize(
    ("method", "path", "body", "rule"),
    [
        ("POST", "/lists", {"name": " "}, "lists.named"),
        ("PUT", "/lists/7", {}, "lists.named"),
        ("PUT", "/lists/7/add_contacts", {"ids": "x"}, "lists.contacts-told"),
        ("PUT", "/lists/9/add_contacts", {"ids": [1]}, "records.known"),
        ("PUT", "/lists/7/move_contacts", {"ids": [1], "from_list_id": 9}, "records.known"),
    ],
)
def test_less_is_refused_and_changes_nothing(crm, method, path, body, rule):
    before = crm.records()
    answer = crm.ask(method, path, body)
    assert answer.header("X-Fauxdesk-Rule") == f"freshsales.{rule}"
    assert (answer.status in (400, 404), crm.records()) == (True, before)
