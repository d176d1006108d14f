"""Replies and notes at Freshdesk's API, and files in forms."""

import pytest

CRLF = "\r\n"
PNG = ("avatar", "a.png", "image/png", "123456")


@pytest.fixture
def asked(desk_of):
    """A desk with one ticket of one contact."""
    desk = desk_of({"contacts": [{"id": 7, "name": "Ada", "email": "ada@x.org"}]})
    desk.made("/tickets", requester_id=7)
    return desk


def form(desk, method, path, fields, *files):
    """Send a form in parts, as the clients do that send files."""
    parts = [f'name="{name}"{CRLF}{CRLF}{value}' for name, value in fields]
    for name, file, kind, content in files:
        parts.append(
            f'name="{name}"; filename="{file}"{CRLF}Content-Type: {kind}{CRLF}{CRLF}{content}'
        )
    body = "".join(f"--b{CRLF}Content-Disposition: form-data; {part}{CRLF}" for part in parts)
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    return desk.ask(method, path, f"{body}--b--{CRLF}", headers=headers)


def test_a_reply_is_sent_to_who_asked(asked):
    answer = asked.post("/tickets/1/reply", {"body": "<p>Hi</p>", "cc_emails": ["b@x.org"]})
    reply = answer.body
    assert (answer.status, reply["body_text"], reply["replied_to"]) == (201, "Hi", ["ada@x.org"])
    assert [mail["to"] for mail in asked.account.tables["outbox"]] == [["ada@x.org", "b@x.org"]]
    stats = asked.get("/tickets/1", include="stats").body["stats"]
    assert stats["first_responded_at"] == stats["agent_responded_at"] == reply["created_at"]


def test_a_note_is_private_unless_it_says_otherwise(asked):
    assert asked.post("/tickets/1/notes", {"body": "n"}).body["private"] is True
    answer = asked.post("/tickets/1/notes", {"body": "n", "private": False, "user_id": 7})
    assert (answer.status, answer.body["private"], answer.body["user_id"]) == (201, False, 7)


def test_conversations_are_listed_and_included(asked):
    asked.post("/tickets/1/reply", {"body": "r"})
    asked.post("/tickets/1/notes", {"body": "n"})
    answer = asked.get("/tickets/1/conversations")
    assert [(c["body"], c["source"]) for c in answer.body] == [("r", 0), ("n", 2)]
    assert asked.get("/tickets/1", include="conversations").body["conversations"] == answer.body
    assert asked.get("/tickets/2/conversations").status == 404


def test_ten_conversations_at_most_are_included(asked):
    for n in range(11):
        asked.post("/tickets/1/notes", {"body": str(n)})
    included = asked.get("/tickets/1", include="conversations").body["conversations"]
    assert [message["body"] for message in included] == [str(n) for n in range(10)]
    assert len(asked.get("/tickets/1/conversations").body) == 11


@pytest.mark.parametrize("kind", ["reply", "notes"])
def test_a_message_says_something(asked, faults, kind):
    path = f"/tickets/1/{kind}"
    for said in ({}, {"body": ""}, {"body": None}):
        assert faults(asked.post(path, said))[0][:2] == ("body", "missing_field")
    assert asked.post(path, {"body": "b", "user_id": 99}).status == 400
    asked.delete("/tickets/1")
    assert asked.post(path, {"body": "b"}).status == 405


def test_a_note_is_changed_and_deleted_and_a_reply_is_not_changed(asked):
    note = asked.post("/tickets/1/notes", {"body": "n"}).body["id"]
    reply = asked.post("/tickets/1/reply", {"body": "r"}).body["id"]
    assert asked.put(f"/conversations/{note}", {"body": "N"}).body["body_text"] == "N"
    assert asked.put(f"/conversations/{reply}", {"body": "R"}).status == 405
    assert asked.delete(f"/conversations/{note}").status == 204
    assert [c["id"] for c in asked.get("/tickets/1/conversations").body] == [reply]
    assert asked.delete(f"/conversations/{note}").status == 404


def test_a_form_says_what_json_says_and_brings_files(asked):
    fields = [("email", "ada@x.org"), ("status", "3"), ("tags[]", "a"), ("tags[]", "b")]
    answer = form(asked, "POST", "/tickets", fields, ("attachments[]", "é.txt", "text/plain", "né"))
    ticket = answer.body
    assert (answer.status, ticket["status"], ticket["tags"]) == (201, 3, ["a", "b"])
    file = ticket["attachments"][0]
    assert (file["name"], file["content_type"], file["size"]) == ("é.txt", "text/plain", 3)
    more = form(asked, "POST", "/tickets/2/notes", [("body", "n"), ("private", "false")])
    assert (more.body["private"], more.body["attachments"]) == (False, [])


def test_a_contact_is_given_an_avatar_and_custom_fields_by_a_form(desk):
    fields = [("name", "Ada"), ("phone", "12"), ("custom_fields[seats]", "5"), ("mobile", "")]
    contact = form(desk, "POST", "/contacts", fields, PNG).body
    assert (contact["phone"], contact["custom_fields"]) == ("12", {"seats": 5})
    assert (contact["avatar"]["name"], contact["avatar"]["size"]) == ("a.png", 6)
    path = f"/contacts/{contact['id']}"
    assert form(desk, "PUT", path, [], ("avatar", "a.exe", "image/png", "1")).status == 400
    assert desk.put(path, {"avatar": "a.png"}).status == 400
    assert desk.put(path, {"avatar": None}).body["avatar"] is None


@pytest.mark.parametrize(
    "name", ["custom_fields", "custom_fields[a][b]", "custom_fields[", "name[a]"]
)
def test_a_form_that_nests_badly_is_too_much_for_freshdesk(desk, name):
    before = desk.records()
    answer = form(desk, "POST", "/contacts", [("name", "Ada"), ("phone", "1"), (name, "x")])
    says = "We're sorry, but something went wrong."
    assert (answer.status, answer.body) == (500, {"code": "internal_error", "message": says})
    assert desk.records() == before


def test_what_is_no_form_is_told_so(desk):
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    assert desk.post("/contacts", "--x", headers=headers).status == 400
    assert (
        desk.post("/contacts", "--b", headers={"Content-Type": "multipart/form-data"}).status == 400
    )
    assert desk.post("/companies", "--b", headers=headers).status == 415


def test_the_number_of_a_picture_is_counted_in_megabytes(desk):
    large = ("avatar", "a.png", "image/png", "x" * (5 * 1024 * 1024 + 1))
    assert form(desk, "POST", "/contacts", [("name", "A"), ("phone", "1")], large).status == 400
