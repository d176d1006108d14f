"""Whatever is sent to Freshdesk's fake, it answers as Freshdesk would, all or nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulator.freshdesk.attributes import COMPANY, CONTACT

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
LISTS = st.lists(SCALARS, max_size=2)
VALUES = SCALARS | LISTS | st.dictionaries(st.text(max_size=3), SCALARS | LISTS, max_size=2)
CUSTOM = st.dictionaries(st.sampled_from(["seats", "vip", "tier", "since", "cf_vip"]), VALUES)
ANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def bodies(attributes):
    names = sorted({a.name for a in attributes} - {"custom_fields"})
    plain = st.dictionaries(st.sampled_from(names), VALUES)
    return st.builds(lambda body, custom: {**body, "custom_fields": custom}, plain, CUSTOM | VALUES)


TRICKY = [
    "id",
    "contact",
    "email",
    "phone",
    "body",
    "status",
    "requester_id",
    "choices",
    "position",
]
BODIES = st.dictionaries(st.sampled_from([*TRICKY, "primary_contact_id"]), VALUES, max_size=4)
WRITES = [
    ("POST", "/contacts/merge", {"primary_contact_id": 1, "secondary_contact_ids": [2]}),
    ("PUT", "/contacts/1/make_agent", {}),
    ("PUT", "/contacts/1/send_invite", None),
    ("PUT", "/contacts/1/restore", None),
    ("DELETE", "/contacts/1", None),
    ("DELETE", "/contacts/1/hard_delete", None),
    ("PUT", "/companies/3", {}),
    ("POST", "/contact_fields", {"label": "L", "label_for_customers": "L", "type": "custom_text"}),
    ("PUT", "/contact_fields/5", {}),
    ("DELETE", "/contact_fields/5", None),
    ("POST", "/tickets", {"requester_id": 1}),
    ("PUT", "/tickets/1", {}),
    ("DELETE", "/tickets/1", None),
    ("PUT", "/tickets/1/restore", None),
    ("POST", "/tickets/1/reply", {"body": "b"}),
    ("POST", "/tickets/1/notes", {"body": "b"}),
    ("PUT", "/conversations/6", {"body": "b"}),
    ("DELETE", "/conversations/6", None),
]
PEOPLE = [{"id": 1, "name": "A", "email": "a@x.org"}, {"id": 2, "name": "B", "phone": "1"}]
FILE = {
    "contacts": PEOPLE,
    "companies": [{"id": 3, "name": "C"}],
    "contact_fields": [{"id": 5, "name": "kind", "type": "custom_dropdown", "choices": ["a"]}],
}


def check(desk, method, path, body):
    before = desk.records()
    answer = desk.ask(method, path, body)
    assert answer.status in (200, 201, 204, 400, 403, 404, 405, 409, 501), answer.body
    if not answer.ok:
        assert desk.records() == before


@ANY
@given(body=bodies(CONTACT))
def test_any_contact_is_written_or_refused_whole(desk, body):
    check(desk, "POST", "/contacts", {"name": "A", "phone": "1", **body})
    made = desk.made("/contacts", name="A", phone="1")
    check(desk, "PUT", f"/contacts/{made['id']}", body)


@ANY
@given(body=bodies(COMPANY))
def test_any_company_is_written_or_refused_whole(desk, body):
    check(desk, "POST", "/companies", body)


@ANY
@given(body=st.dictionaries(st.sampled_from(["label", "type", "choices", "position"]), VALUES))
def test_any_field_is_written_or_refused_whole(desk, body):
    check(desk, "POST", "/company_fields", {"label": "L", "type": "custom_text", **body})


@ANY
@given(text=st.text(max_size=20))
def test_any_parameter_is_understood_or_refused(desk, text):
    for name in ("email", "company_id", "state", "contact_type", "updated_since", "page"):
        assert desk.get("/contacts", **{name: text}).status in (200, 400)
    assert desk.get("/companies/autocomplete", name=text).status in (200, 400)


@settings(ANY, max_examples=100)
@given(write=st.sampled_from(WRITES), extra=BODIES, gone=st.booleans())
def test_any_write_happens_whole_or_not_at_all(desk_of, write, extra, gone):
    method, path, said = write
    desk = desk_of(FILE)
    desk.made("/tickets", requester_id=1)
    desk.post("/tickets/1/notes", {"body": "n"})
    if gone:
        for path_of_it in ("/contacts/1", "/tickets/1"):
            desk.delete(path_of_it)
    check(desk, method, path, {**said, **extra} if said is not None else extra or None)


@pytest.mark.parametrize(
    ("path", "said"),
    [("/contacts", {"name": "A", "email": "a@x.org"}), ("/companies", {"name": "C"})],
)
def test_of_16_creations_at_once_one_is_kept(desk, path, said):
    with ThreadPoolExecutor(16) as crowd:
        statuses = list(crowd.map(lambda _: desk.post(path, said).status, range(16)))
    assert sorted(statuses) == [201] + [409] * 15
    assert len(desk.get(path).body) == 1


def test_what_happens_at_once_leaves_no_half(desk_of):
    people = [{"id": i, "name": "N", "email": f"n{i}@x.org"} for i in (1, 2, 3)]
    desk = desk_of({"contacts": people, "companies": [{"id": 9, "name": "C"}]})
    merge = {"primary_contact_id": 2, "secondary_contact_ids": [3]}
    asks = [
        ("POST", "/contacts", {"name": "N", "email": "n1@x.org"}),
        ("DELETE", "/contacts/1", None),
        ("POST", "/contacts/merge", merge),
        ("PUT", "/contacts/3", {"company_id": 9}),
        ("DELETE", "/companies/9", None),
    ]
    with ThreadPoolExecutor(10) as crowd:
        statuses = set(crowd.map(lambda ask: desk.ask(*ask).status, asks * 6))
    contacts = list(desk.account.tables["contacts"])
    emails = [c["email"] for c in contacts if c["email"]]
    assert statuses <= {200, 201, 204, 400, 404, 405, 409}
    assert len(emails) == len(set(emails))
    assert {c["company_id"] for c in contacts} == {None}
