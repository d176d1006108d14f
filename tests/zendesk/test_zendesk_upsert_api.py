"""Matching, deleting and refusing users as Zendesk's API does; cases name the facts they hold."""

import threading

import pytest

DUPLICATE = {
    "description": "Email: a@x.io is already being used by another user",
    "error": "DuplicateValue",
}


@pytest.fixture
def enkidu(desk_of):
    """A desk of one user."""
    return desk_of({"users": [{"id": 2, "name": "Enkidu", "external_id": "b", "email": "e@x.io"}]})


def made(desk, **user):
    answer = desk.post("/users", {"user": {"name": "A", **user}})
    assert answer.status == 201, answer.body
    return answer.body["user"]


def faults(answer):
    assert (answer.status, answer.body["error"]) == (422, "RecordInvalid")
    return answer.body["details"]


def upserted(desk, **user):
    return desk.post("/users/create_or_update", {"user": {"name": "A", **user}})


def test_upsert_01_02_the_second_of_two_equal_upserts_updates(desk):
    person = {"email": "a@x.io", "external_id": "u1"}
    first, second = upserted(desk, **person), upserted(desk, **person)
    assert (first.status, second.status) == (201, 200)
    assert first.header("Location")
    assert first.body["user"]["id"] == second.body["user"]["id"]


def test_upsert_03_an_external_id_is_rewritten_to_the_case_sent(desk):
    upserted(desk, external_id="ian1")
    again = upserted(desk, external_id="IAN1")
    assert (again.status, again.body["user"]["external_id"]) == (200, "IAN1")
    assert again.header("X-Fauxdesk-Rule") == "zendesk.users.external-id-case"


def test_upsert_05_two_people_are_not_made_one(desk):
    made(desk, external_id="a")
    made(desk, email="a@x.io")
    answer = upserted(desk, external_id="a", email="a@x.io")
    assert faults(answer)["email"] == [DUPLICATE]
    assert answer.header("X-Fauxdesk-Rule") == "zendesk.users.upsert-one-person"


def test_upsert_06_an_email_alone_finds_its_user(desk):
    user = made(desk, email="a@x.io")
    again = upserted(desk, email="A@x.io")
    assert (again.status, again.body["user"]["id"]) == (200, user["id"])


def test_upsert_07_a_bad_email_creates_nobody(desk):
    before = len(desk.account.tables["users"])
    assert "not properly formatted" in str(faults(upserted(desk, email="badmail")))
    assert len(desk.account.tables["users"]) == before


def test_upsert_08_a_deleted_user_is_not_found_again(desk):
    person = {"email": "a@x.io", "external_id": "u1"}
    user = upserted(desk, **person).body["user"]
    desk.delete(f"/users/{user['id']}")
    again = upserted(desk, **person)
    assert again.status == 201
    assert again.body["user"]["id"] != user["id"]


def test_del_01_a_deleted_user_is_shown_without_what_was_freed(desk):
    user = made(desk, email="a@x.io", external_id="u1", verified=True, tags=["t"])
    answer = desk.delete(f"/users/{user['id']}")
    gone = answer.body["user"]
    assert answer.status == 200
    freed = {name: gone[name] for name in ("active", "email", "external_id", "verified", "tags")}
    assert list(freed.values()) == [False, None, None, False, ["t"]]
    assert desk.get(f"/users/{user['id']}").body["user"] == gone


def test_del_02_a_body_of_a_delete_is_ignored_and_named(desk):
    user = made(desk)
    answer = desk.ask("DELETE", f"/users/{user['id']}", {"user": {"id": user["id"]}})
    assert answer.status == 200
    assert '["user.id", "user"]' in answer.header("X-Zendesk-Api-Warn")


@pytest.mark.parametrize(
    ("path", "body", "others"),
    [
        ("/users", {"user": {"name": "A", "email": "a@x.io"}}, 422),
        ("/users/create_or_update", {"user": {"name": "A", "email": "a@x.io"}}, 200),
        ("/organizations", {"organization": {"name": "O"}}, 422),
    ],
)
def test_sixteen_threads_that_create_the_same_leave_one(desk, path, body, others):
    statuses = []

    def create():
        statuses.append(desk.post(path, body).status)

    threads = [threading.Thread(target=create) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == sorted([201] + [others] * 15)


def test_a_refused_upsert_names_the_email_that_was_sent(desk):
    made(desk, external_id="a")
    second = {"type": "email", "value": "a@x.io"}
    made(desk, email="b@x.io", identities=[second])
    assert faults(upserted(desk, external_id="a", email="A@x.io"))["email"] == [DUPLICATE]


def test_an_organization_named_on_an_update_is_joined_beside_the_others(desk_of):
    organizations = [{"id": 7, "name": "Lakers"}, {"id": 9, "name": "Bulls"}]
    ann = {"id": 8, "name": "Ann", "organization_id": 7}
    desk = desk_of({"organizations": organizations, "users": [ann]})
    for name in ("bulls ", "Bulls", "Nobody"):
        sent = {"user": {"organization": {"name": name}}}
        assert desk.put("/users/8", sent).body["user"]["organization_id"] == 7
    links = desk.get("/users/8/organization_memberships").body["organization_memberships"]
    assert [link["organization_id"] for link in links] == [7, 9]


def test_user_14_the_key_verify_is_unknown_and_a_header_names_it(enkidu):
    answer = enkidu.post("/users", {"user": {"name": "A", "verify": True}})
    assert (answer.status, answer.body["user"]["verified"]) == (201, False)
    assert '["user.verify"]' in answer.header("X-Zendesk-Api-Warn")


def test_user_06_07_09_what_is_taken_is_taken_in_any_case_and_as_a_second_email(enkidu):
    enkidu.put("/users/2", {"user": {"email": "second@x.io"}})
    emails = [{"name": "B", "email": email} for email in ("E@x.io", "Second@x.io")]
    refused = [enkidu.post("/users", {"user": user}).body for user in emails]
    assert [body["details"]["email"][0]["error"] for body in refused] == ["DuplicateValue"] * 2
    taken = enkidu.post("/users", {"user": {"name": "B", "external_id": "B"}}).body["details"]
    assert taken["external_id"][0]["description"] == "External has already been taken"


def test_upsert_04_a_known_external_id_gets_a_second_email(enkidu):
    body = {"user": {"name": "E", "external_id": "b", "email": "n@x.io"}}
    answer = enkidu.post("/users/create_or_update", body)
    assert (answer.status, answer.body["user"]["email"]) == (200, "e@x.io")
    assert enkidu.get("/users/2/identities").body["count"] == 2
