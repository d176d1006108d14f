"""Imports of contacts and companies from CSV files."""

import csv
import io
from urllib.parse import urlsplit

import pytest

from contracts.operation import operations_of
from emulator.freshdesk.importing import rows_in

KIND = "multipart/form-data; boundary=b"
RULE = "X-Fauxdesk-Rule"
FILE = "Name,Email\nAda,ada@x.org\n"
COLUMNS = {"fields[name]": 0, "fields[email]": 1}


def form(file, fields):
    """A form with a file, or without one where it is None, and with fields."""
    parts = [f'name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
    if file is not None:
        told = 'name="file"; filename="f.csv"\r\nContent-Type: text/csv'
        parts.append(f"{told}\r\n\r\n{file}")
    return "".join(f"--b\r\nContent-Disposition: form-data; {p}\r\n" for p in parts) + "--b--\r\n"


def sent(desk, file=FILE, columns=COLUMNS, table="contacts"):
    headers = {"Content-Type": KIND}
    return desk.post(f"/{table}/imports", form(file, columns), headers=headers)


def done(desk, file=FILE, columns=COLUMNS, table="contacts"):
    """The answer that shows an import that is through."""
    begun = sent(desk, file, columns, table)
    assert begun.status == 200, begun.body
    desk.account.clock.advance(1)
    return desk.get(f"/{table}/imports/{begun.body['id']}")


def test_an_import_is_in_progress_then_completed(desk):
    begun = sent(desk).body
    path, told = f"/contacts/imports/{begun['id']}", []
    for _ in range(2):
        shown = desk.get(path).body
        counts = (shown["total_records"], shown["completed_records"])
        told.append((shown["status"], *counts, len(desk.get("/contacts").body)))
        desk.account.clock.advance(0.5)
    assert told == [("in_progress", 1, 0, 0), ("completed", 1, 1, 1)]
    assert (begun["estimated_time_remaining"], shown["estimated_time_remaining"]) == (1, 0)
    assert "failures" not in shown


def test_columns_go_to_attributes_and_custom_fields_as_their_types(desk):
    file = '\ufeffT,N,P,S,V\n"a, b","Ada ""A"", É",1,5,TRUE\n'
    custom = {f"fields[custom_fields][{name}]": n for name, n in (("seats", 3), ("vip", 4))}
    done(desk, file, {"fields[tags]": 0, "fields[name]": 1, "fields[phone]": 2, **custom})
    (ada,) = desk.account.tables["contacts"]
    assert (ada["tags"], ada["name"], ada["phone"]) == (["a", "b"], 'Ada "A", É', "1")
    assert ada["custom_fields"] == {"seats": 5, "vip": True}


@pytest.mark.parametrize("key", ["email", "unique_external_id"])
def test_a_row_changes_the_contact_that_it_means(desk, key):
    ada = desk.made("/contacts", name="A", job_title="Boss", mobile="1", **{key: "ada@x.org"})
    done(desk, FILE + "Bo,bo@x.org\n", {"fields[name]": 0, f"fields[{key}]": 1})
    held = {c["id"]: (c["name"], c["job_title"]) for c in desk.account.tables["contacts"]}
    assert held.pop(ada["id"]) == ("Ada", "Boss")
    assert [*held.values()] == [("Bo", None)]


def test_an_empty_cell_leaves_what_is_there(desk):
    ada = desk.made("/contacts", name="A", email="ada@x.org")
    columns = {"fields[name]": 0, "fields[email]": 1, "fields[phone]": 7}
    assert done(desk, "N,E\n,ada@x.org\n", columns).body["completed_records"] == 1
    assert desk.get(f"/contacts/{ada['id']}").body["name"] == "A"


def test_companies_are_made_and_changed_by_their_names(desk):
    desk.made("/companies", name="Acme", note="n")
    columns = {"fields[name]": 0, "fields[domains]": 1}
    done(desk, 'N,D\nACME,"a.io,b.io"\nInitech,\n', columns, "companies")
    held = [(c["name"], c["domains"], c["note"]) for c in desk.account.tables["companies"]]
    assert held == [("ACME", ["a.io", "b.io"], "n"), ("Initech", [], None)]


def test_rows_that_are_refused_are_reported_and_leave_the_others_alone(desk):
    desk.made("/contacts", name="Gone", email="gone@x.org")
    desk.delete(f"/contacts/{desk.get('/contacts').body[0]['id']}")
    file = FILE + "Bad,nope\nBack,gone@x.org\nMe,admin@acme.example\nBo,bo@x.org\n"
    answer = done(desk, file)
    assert (answer.body["completed_records"], answer.body["failures"]["count"]) == (2, 3)
    assert "freshdesk.imports.each-alone" in answer.header(RULE)
    report = desk.send("GET", urlsplit(answer.body["failures"]["report"]).path).body
    headings, *rows = csv.reader(io.StringIO(report, newline=""))
    assert headings == ["Name", "Email", "error"]
    assert [row[0] for row in rows] == ["Bad", "Back", "Me"]
    assert rows[0][2] == "email: It should be in the 'valid email address' format"


@pytest.mark.parametrize("file", ["", 'N,E\n"A,a@x.org\n'])
def test_a_file_that_is_no_csv_fails(desk, file):
    shown = done(desk, file).body
    assert (shown["status"], shown["total_records"]) == ("failed", 0)
    assert not len(desk.account.tables["contacts"])


def test_rows_are_read_from_utf_8_alone():
    assert rows_in("\ufeffN\n\nÉ\n".encode()) == [["N"], ["É"]]
    assert rows_in("É".encode("latin-1")) is None


def test_an_import_in_progress_is_cancelled_and_no_other(desk):
    path = f"/contacts/imports/{sent(desk).body['id']}"
    assert desk.put(f"{path}/cancel").body["status"] == "cancelled"
    desk.account.clock.advance(1)
    assert (desk.get(path).body["status"], desk.get("/contacts").body) == ("cancelled", [])
    refused = desk.put(f"{path}/cancel")
    assert (refused.status, refused.body["code"]) == (409, "inconsistent_state")


def test_a_list_shows_the_last_five(desk):
    sent(desk, table="companies", columns={"fields[name]": 0})
    ids = [sent(desk).body["id"] for _ in range(6)]
    answer = desk.get("/contacts/imports")
    assert [shown["id"] for shown in answer.body] == ids[:0:-1]
    assert answer.header(RULE) == "freshdesk.imports.last-five"
    assert len(desk.get("/companies/imports").body) == 1


def test_an_import_of_others_is_not_found(desk):
    made = sent(desk).body["id"]
    assert desk.get(f"/companies/imports/{made}").status == 404
    assert desk.put("/contacts/imports/9/cancel").status == 404


@pytest.mark.parametrize(
    ("file", "columns", "fault"),
    [
        (None, COLUMNS, ("file", "missing_field")),
        (None, {**COLUMNS, "file": "a,b"}, ("file", "datatype_mismatch")),
        (FILE, {}, ("fields", "missing_field")),
        (FILE, {"fields[name]": "first"}, ("fields[name]", "datatype_mismatch")),
        (FILE, {"fields[name]": "-1"}, ("fields[name]", "datatype_mismatch")),
        (FILE, {"fields[seats]": 0}, ("fields[seats]", "invalid_field")),
        (FILE, {"fields[custom_fields][x]": 0}, ("fields[custom_fields][x]", "invalid_field")),
        (FILE, {"fields[avatar]": 0}, ("fields[avatar]", "invalid_field")),
        (FILE, {"frob": 0}, ("frob", "invalid_field")),
    ],
)
def test_an_import_is_a_file_and_its_columns(desk, faults, file, columns, fault):
    assert fault in [found[:2] for found in faults(sent(desk, file, columns))]
    assert not len(desk.account.tables["imports"])


def test_a_body_that_is_no_form_names_what_is_missing(desk, faults):
    found = faults(desk.post("/contacts/imports", {}))
    assert [fault[:2] for fault in found] == [(n, "missing_field") for n in ("file", "fields")]


def test_companies_by_name_are_not_built(desk):
    answer = sent(desk, columns={"fields[name]": 0, "fields[company_name]": 1})
    assert (answer.status, answer.body["error"]) == (501, "not emulated")


def test_what_an_import_answers_is_what_its_operations_say(desk):
    operations = operations_of("freshdesk")
    shown = done(desk, FILE + "Bad,nope\n")
    assert operations["contacts-import-show"].check_answer(shown) == []
    assert operations["contacts-imports-list"].check_answer(desk.get("/contacts/imports")) == []
    assert operations["contacts-import"].check_answer(sent(desk)) == []
