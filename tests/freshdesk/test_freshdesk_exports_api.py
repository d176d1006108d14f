"""Exports of contacts and companies, and the files they make."""

import csv
import io
from urllib.parse import urlsplit

import pytest

NAMES = {"fields": {"default_fields": ["name"]}}
NOBODY = "0" * 40
DAY = 86_400
RULE = "X-Fauxdesk-Rule"


def begun(desk, table="contacts", body=NAMES):
    """The path of an export that was begun."""
    answer = desk.post(f"/{table}/export", body)
    assert answer.status == 200, answer.body
    return f"/{table}/export/{answer.body['id']}"


def download(desk, address):
    """The answer at the address of a file, to whoever asks; nobody signs."""
    return desk.send("GET", urlsplit(address).path, headers={"Accept": "text/csv"})


def rows(desk, table, default=(), custom=()):
    """The rows of the file of an export that is through."""
    fields = {"default_fields": list(default), "custom_fields": list(custom)}
    path = begun(desk, table, {"fields": fields})
    desk.account.clock.advance(1)
    answer = download(desk, desk.get(path).body["download_url"])
    assert (answer.status, answer.header("Content-Type")) == (200, "text/csv; charset=utf-8")
    return list(csv.reader(io.StringIO(answer.body, newline="")))


@pytest.mark.parametrize("table", ["contacts", "companies"])
def test_an_export_is_in_progress_then_completed(desk, table):
    path, told = begun(desk, table), []
    for _ in range(2):
        shown = desk.get(path).body
        told.append((shown["status"], shown["download_url"] is not None))
        desk.account.clock.advance(0.5)
    assert told == [("in_progress", False), ("completed", True)]
    assert len(shown["id"]) == 40


def test_the_file_of_contacts_has_the_fields_asked_for_in_their_order(desk_of):
    people = [
        {"name": "Bo", "phone": "1", "company_id": 3, "tags": ["a", "b"]},
        {"name": 'Ada "A", É', "email": "a@x.org", "custom_fields": {"plan": "gold"}},
        {"name": "Gone", "email": "g@x.org", "deleted": True},
    ]
    desk = desk_of({"contacts": people, "companies": [{"id": 3, "name": "Acme"}]})
    assert rows(desk, "contacts", ["email", "name", "company_name", "tag_names"], ["plan"]) == [
        ["Email", "Full name", "Company", "Tags", "plan"],
        ["a@x.org", 'Ada "A", É', "", "", "gold"],
        ["", "Bo", "Acme", "a,b", ""],
    ]


def test_the_file_of_companies_has_lists_and_numbers(desk_of):
    given = {"name": "Acme", "domains": ["a.io", "b.io"], "custom_fields": {"employees": 3}}
    desk = desk_of({"companies": [given]})
    assert rows(desk, "companies", ["name", "domains"], ["employees"])[1:] == [
        ["Acme", "a.io,b.io", "3"]
    ]


@pytest.mark.parametrize("kind", ["contact", "company"])
def test_every_field_of_an_account_can_be_exported(desk, kind):
    table = {"contact": "contacts", "company": "companies"}[kind]
    desk.made(f"/{table}", **{"name": "N", **({"phone": "1"} if kind == "contact" else {})})
    fields = desk.get(f"/{kind}_fields").body
    names = {d: [f["name"] for f in fields if f["default"] is d] for d in (True, False)}
    found = rows(desk, table, names[True], names[False])
    assert [len(row) for row in found] == [len(fields)] * 2


def test_the_file_has_what_is_there_when_the_export_is_done(desk):
    path = begun(desk)
    desk.made("/contacts", name="Early", phone="1")
    desk.account.clock.advance(1)
    desk.made("/contacts", name="Late", phone="2")
    assert download(desk, desk.get(path).body["download_url"]).body == "Full name\r\nEarly\r\n"


def test_an_account_has_one_export_at_a_time(desk):
    begun(desk)
    refused = desk.post("/companies/export", NAMES)
    assert (refused.status, refused.body["code"]) == (409, "inconsistent_state")
    assert refused.header(RULE) == "freshdesk.exports.one-at-a-time"
    desk.account.clock.advance(1)
    begun(desk, "companies")


def test_a_file_says_how_long_an_export_takes(desk_of):
    desk = desk_of({"settings": {"job_seconds": 0}})
    assert desk.get(begun(desk)).body["status"] == "completed"


def test_an_export_and_its_file_are_kept_15_days(desk):
    path = begun(desk)
    desk.account.clock.advance(1)
    address = desk.get(path).body["download_url"]
    desk.account.clock.advance(15 * DAY - 2)
    assert (desk.get(path).status, download(desk, address).status) == (200, 200)
    desk.account.clock.advance(2)
    assert (desk.get(path).status, download(desk, address).status) == (404, 404)
    begun(desk)
    assert (len(desk.account.tables["exports"]), len(desk.account.tables["downloads"])) == (1, 0)


def test_nobody_knows_an_export_or_a_file_that_was_not_made(desk):
    of_companies = begun(desk).replace("contacts", "companies")
    for path in (of_companies, f"/contacts/export/{NOBODY}", f"/downloads/{NOBODY}"):
        assert (desk.get(path).status, desk.get(path).body) == (404, None)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, ("fields", "missing_field")),
        ({"fields": {}}, ("fields", "missing_field")),
        ({"fields": {"default_fields": []}}, ("fields", "missing_field")),
        ({"fields": []}, ("fields", "datatype_mismatch")),
        ({"fields": {"default_fields": "name"}}, ("default_fields", "datatype_mismatch")),
        ({"fields": {"default_fields": ["plan"]}}, ("default_fields", "invalid_value")),
        ({"fields": {"custom_fields": ["cf_vip"]}}, ("custom_fields", "invalid_value")),
        ({"fields": {"frob": ["name"]}}, ("frob", "invalid_field")),
        ({"frob": 1}, ("frob", "invalid_field")),
    ],
)
def test_an_export_names_fields_that_there_are(desk, faults, body, fault):
    answer = desk.post("/contacts/export", body)
    assert fault in [found[:2] for found in faults(answer)]
    assert not len(desk.account.tables["exports"])
