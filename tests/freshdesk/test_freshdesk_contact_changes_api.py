"""Changing and deleting contacts at Freshdesk's API; each case names the fact it holds."""

import pytest

ADA = {"name": "Ada", "email": "ada@x.org"}
READ_ONLY = "{} method is not allowed. It should be one of these method(s): GET"


@pytest.fixture
def ada(desk):
    """A contact and her path."""
    contact = desk.made("/contacts", **ADA)
    return {**contact, "path": f"/contacts/{contact['id']}"}


def names(desk, **query):
    return [contact["name"] for contact in desk.get("/contacts", **query).body]


def changed(desk, contact, **said):
    answer = desk.put(contact["path"], said)
    assert answer.status == 200, answer.body
    return answer.body


def test_fd_042_an_update_changes_what_is_sent_and_nothing_else(desk, ada):
    desk.account.clock.advance(60)
    answer = desk.put(ada["path"], {"name": "B"})
    after = {**ada, "name": "B", "updated_at": "2023-11-14T22:14:20Z"}
    after.pop("path")
    assert (answer.status, answer.header("Location"), answer.body) == (200, None, after)


def test_fd_043_a_changed_email_is_found_at_once(desk, ada):
    changed(desk, ada, email="new@x.org")
    assert (names(desk, email="ada@x.org"), names(desk, email="new@x.org")) == ([], ["Ada"])
    assert desk.post("/contacts", ADA).status == 201


def test_fd_044_an_email_of_another_is_refused(desk, ada, faults):
    desk.made("/contacts", name="B", email="b@x.org")
    told = faults(desk.put(ada["path"], {"email": "b@x.org"}), 409)
    assert [f[:2] for f in told] == [("email", "duplicate_value")]
    assert desk.put(ada["path"], ADA).status == 200


def test_fd_045_null_clears(desk):
    company = desk.made("/companies", name="C")
    contact = desk.made("/contacts", **ADA, mobile="1", company_id=company["id"])
    contact["path"] = f"/contacts/{contact['id']}"
    after = changed(desk, contact, mobile=None, company_id=None)
    assert {after[name] for name in ("mobile", "company_id", "view_all_tickets")} == {None}


def test_fd_046_tags_are_replaced_where_they_are_sent(desk, ada):
    changed(desk, ada, tags=["Group 1", "Group 2"])
    assert changed(desk, ada, name="B")["tags"] == ["Group 1", "Group 2"]
    assert changed(desk, ada, tags=["Group 1", "Group 3"])["tags"] == ["Group 1", "Group 3"]


def test_fd_047_an_agent_is_no_contact(desk):
    answer = desk.put(f"/contacts/{desk.get('/agents/me').body['id']}", {"name": "B"})
    assert (answer.status, answer.body) == (404, None)


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_fd_048_a_deleted_contact_is_not_changed(desk, ada, method):
    desk.delete(ada["path"])
    answer = desk.ask(method, ada["path"], {"name": "B"} if method == "PUT" else None)
    assert (answer.status, answer.body) == (405, {"message": READ_ONLY.format(method)})
    assert desk.get(ada["path"]).body["name"] == "Ada"


def test_a_blocked_contact_is_not_changed(desk_of):
    desk = desk_of({"contacts": [{**ADA, "id": 7, "blocked": True}]})
    assert desk.put("/contacts/7", {"name": "B"}).status == 405
    assert (names(desk), names(desk, state="blocked")) == ([], ["Ada"])


def test_fd_049_a_deletion_is_soft(desk, ada):
    answer = desk.delete(ada["path"])
    assert (answer.status, answer.body, answer.header("Content-Type")) == (204, None, None)
    assert (names(desk), names(desk, email=ada["email"])) == ([], [])
    assert names(desk, state="deleted") == ["Ada"]
    assert desk.get(ada["path"]).body["deleted"] is True


def test_fd_050_a_deleted_contact_is_restored(desk, ada):
    desk.delete(ada["path"])
    assert desk.put(f"{ada['path']}/restore").status == 204
    assert names(desk) == ["Ada"]
    assert "deleted" not in desk.get(ada["path"]).body


def test_a_restoring_takes_no_body(desk, ada):
    desk.delete(ada["path"])
    answer = desk.put(f"{ada['path']}/restore", {"name": "B"})
    assert (answer.status, answer.body["code"]) == (400, "no_content_required")


def test_fd_051_a_living_contact_does_not_go_for_good(desk, ada):
    answer = desk.delete(f"{ada['path']}/hard_delete")
    assert (answer.status, answer.body) == (400, None)
    assert names(desk) == ["Ada"]


def test_a_blocked_contact_does_not_go_for_good_either(desk_of):
    desk = desk_of({"contacts": [{**ADA, "id": 7, "blocked": True}]})
    assert desk.delete("/contacts/7/hard_delete").status == 400
    assert desk.delete("/contacts/7/hard_delete", force="True").status == 204


def test_fd_052_unless_it_is_forced_which_frees_the_email(desk, ada):
    assert desk.delete(f"{ada['path']}/hard_delete", force="true").status == 204
    assert names(desk, email=ada["email"]) == []
    assert desk.post("/contacts", ADA).status == 201
    assert desk.delete(f"{ada['path']}/hard_delete").status == 404


def test_states_tell_contacts_apart(desk_of):
    people = [{**ADA, "active": True}, {"name": "B", "phone": "1"}]
    desk = desk_of({"contacts": people})
    assert (names(desk, state="verified"), names(desk, state="unverified")) == (["Ada"], ["B"])
    assert names(desk, contact_type="visitor") == []
    assert desk.get("/contacts", state="happy").status == 400


def test_an_update_that_changes_nothing_is_answered_all_the_same(desk, ada):
    assert changed(desk, ada)["name"] == "Ada"
    assert desk.put("/contacts/999", {}).status == 404


@pytest.mark.parametrize(("answered", "status"), [("not-found", 404), ("not-allowed", 405)])
def test_only_a_deleted_contact_is_restored(desk_of, answered, status):
    people = [{**ADA, "id": 7}]
    desk = desk_of({"contacts": people, "settings": {"restore_living": answered}})
    assert desk.put("/contacts/7/restore").status == status
