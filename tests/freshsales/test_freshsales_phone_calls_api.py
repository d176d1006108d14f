"""Phone calls."""

import pytest


@pytest.fixture
def ada(crm):
    """What names a contact as the one a call is about."""
    return {
        "targetable_type": "Contact",
        "targetable_id": crm.made("contacts", email="a@x.io")["id"],
    }


def log(crm, **said):
    return crm.post("/phone_calls", {"phone_call": said})


@pytest.mark.parametrize("base", ["/api", "/crm/sales/api"])
def test_a_call_is_logged_with_its_note(crm, ada, base):
    said = {**ada, "call_direction": True, "note": {"description": "Rang"}}
    answer = crm.post("/phone_calls", {"phone_call": said}, base=base)
    assert (answer.status, list(answer.body)) == (201, ["phone_calls", "notes"])
    assert "freshsales.writes.made-201" in answer.header("X-Fauxdesk-Rule")
    about = [{"id": ada["targetable_id"], "type": "Contact"}]
    (call,), (note,) = answer.body.values()
    assert (call["call_direction"], call["targetables"]) == (True, about)
    assert (note["description"], note["targetables"]) == ("Rang", about)
    assert crm.get(f"/contacts/{ada['targetable_id']}/notes").body["notes"] == [note]


def test_a_call_needs_no_note(crm, ada):
    assert log(crm, **ada).body["notes"] == []
    assert log(crm, call_direction=False, note={}).body["phone_calls"][0]["targetables"] == []


@pytest.mark.parametrize(
    "wrong",
    [{"note": {"description": " "}}, {"note": "Rang"}, {"targetable_type": "Contact"}],
)
def test_a_call_that_is_refused_leaves_nothing(crm, refusal, wrong):
    before = crm.records()
    assert refusal(log(crm, call_direction=True, **wrong))[0] == 400
    assert crm.records() == before


def test_calls_are_not_listed(crm, refusal):
    assert refusal(crm.get("/phone_calls"))[0] == 404
