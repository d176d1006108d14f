"""What surprises who talks to Freshsales: each leaves the mark of its rule."""

import pytest

TEXT = {"Authorization": "Token token=fs-local-token", "Content-Type": "text/plain"}
STATUS_OF_CUSTOMERS, STAGE_OF_LEADS = 402000000304, 402000000401


def marks(answer):
    return answer.header("X-Fauxdesk-Rule") or ""


def contact(**values):
    return {"contact": {"email": "a@x.io", **values}}


def test_an_email_in_use_takes_nothing_of_what_is_sent_with_it(crm):
    made = crm.made("contacts", email="a@x.io")
    answer = crm.post("/contacts", contact(city="Rome"))
    assert (answer.status, marks(answer)) == (400, "freshsales.contacts.email-unique")
    assert crm.get(f"/contacts/{made['id']}").body["contact"] == made


@pytest.mark.parametrize("many", ["leads", "contacts"])
def test_where_somebody_comes_from_is_no_custom_field(crm, many):
    word, origin = many[:-1], {"medium": "cpc", "keyword": "crm"}
    answer = crm.post(f"/{many}", {word: {"email": "a@x.io", **origin}})
    assert marks(answer) == "freshsales.people.origin"
    assert answer.body[word].items() >= origin.items()


@pytest.mark.parametrize("many", ["sales_accounts", "deals"])
def test_plain_text_fails_where_accounts_and_deals_are(crm, many):
    answer = crm.post(f"/{many}", "x", headers=TEXT)
    assert (answer.status, answer.body) == (500, {"error_code": 500})
    assert marks(answer) == "freshsales.writes.json-bodies"


def test_amounts_are_numbers_that_read_as_text_and_may_be_negative(crm):
    answer = crm.post("/deals", {"deal": {"name": "D", "amount": -5}})
    assert answer.body["deal"]["amount"] == "-5.0"
    assert "freshsales.deals.amount-as-text" in marks(answer)
    assert "freshsales.deals.amount-negative" in marks(answer)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/tasks", {"task": {"title": "T", "due_date": "2023-11-15"}}, 201),
        ("/notes", {"note": {"description": "N"}}, 200),
        ("/contacts", contact(), 200),
    ],
)
def test_a_task_is_made_with_201_and_a_note_with_200(crm, path, body, status):
    answer = crm.post(path, body)
    assert answer.status == status
    assert ("freshsales.writes.made-201" in marks(answer)) == (status == 201)


@pytest.mark.parametrize("status", [200, 201])
def test_an_upsert_does_not_say_that_its_record_is_new(crm_of, status):
    crm = crm_of({"settings": {"upsert_created_status": status}})
    body = {"unique_identifier": {"emails": "a@x.io"}, **contact()}
    first, second = (crm.post("/contacts/upsert", body) for _ in range(2))
    assert (first.status, second.status) == (status, 200)
    assert first.body.keys() == second.body.keys()
    assert first.body["contact"] == second.body["contact"]
    assert marks(first) == "freshsales.upsert.untold"


def test_ids_of_a_search_are_text(crm):
    crm.made("contacts", email="a@x.io")
    answer = crm.get("/search", q="a@x.io", include="contact")
    assert marks(answer) == "freshsales.search.ids-as-text"
    assert isinstance(answer.body[0]["id"], str)


def test_a_status_of_another_stage_fails_the_whole_write(crm, refusal):
    sent = contact(contact_status_id=STATUS_OF_CUSTOMERS, lifecycle_stage_id=STAGE_OF_LEADS)
    answer = crm.post("/contacts/upsert", {"unique_identifier": {"emails": "a@x.io"}, **sent})
    assert refusal(answer) == (400, "Invalid contact status provided.")
    assert marks(answer) == "freshsales.contacts.status-known"
    assert crm.table("contacts") == []


def test_who_comes_into_a_stage_has_its_first_status(crm):
    path = f"/contacts/{crm.made('contacts', email='a@x.io')['id']}"
    crm.put(path, {"contact": {"lifecycle_stage_id": 402000000403}})
    assert crm.get(path).body["contact"]["contact_status_id"] == STATUS_OF_CUSTOMERS
    alone = crm.made("contacts", email="b@x.io", contact_status_id=STATUS_OF_CUSTOMERS)
    assert alone["lifecycle_stage_id"] == 402000000403


@pytest.mark.parametrize("many", ["leads", "contacts", "sales_accounts", "deals"])
def test_the_first_clients_leave_api_out_of_the_path(crm, many):
    made = crm.made(many, email="a@x.io", name="A")
    view = crm.get(f"/{many}/filters", base="").body["filters"][0]["id"]
    assert crm.get(f"/{many}/view/{view}", base="").status == 200
    shown = crm.get(f"/{many}/{made['id']}", base="")
    assert shown.body[many[:-1]]["id"] == made["id"]
    assert marks(shown).startswith("freshsales.paths.without-api")
    assert crm.get(f"/{many}/filters", base="", headers={}).status == 401


def test_an_account_is_asked_as_often_whoever_asks(crm_of):
    settings = {"rate_limits": True, "plan": "free", "api_tokens": ["a", "b"]}
    crm = crm_of({"settings": settings})
    headers = [{"Authorization": f"Token token={token}"} for token in ("a", "b")]
    answers = [crm.get("/selector/owners", headers=headers[n % 2]) for n in range(1001)]
    assert [a.status for a in answers[-2:]] == [200, 429]
    assert marks(answers[-1]) == "freshsales.limits.hour"


HELD = {
    "settings": {"unique_mobile_number": True, "required_contact_fields": ["email", "last_name"]},
    "sales_accounts": [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}],
    "contacts": [
        {"id": 5, "email": "z@x.io", "last_name": "Z", "mobile_number": "1"}
        | {"sales_accounts": [{"id": 1, "is_primary": True}]}
    ],
    "tasks": [{"id": 6, "title": "T", "due_date": "2023-11-15"}],
}
MEETING = {"title": "T", "from_date": "2023-11-16", "end_date": "2023-11-16"}


@pytest.mark.parametrize(
    ("asked", "body", "status", "rule"),
    [
        ("GET /contacts", None, 403, "views.needed"),
        ("GET /contacts/view/1", None, 403, "views.needed"),
        (
            "POST /contacts",
            contact(last_name="B", mobile_number="1"),
            400,
            "contacts.mobile-unique",
        ),
        ("POST /contacts", contact(), 400, "contacts.form-required"),
        ("POST /leads", {"lead": {"email": ""}}, 400, "people.email-not-blank"),
        (
            "PUT /contacts/5",
            {"contact": {"custom_field": {"cf_x": 1}}},
            400,
            "fields.unknown-refused",
        ),
        (
            "POST /sales_accounts",
            {"sales_account": {"name": "C", "phone": "abc"}},
            200,
            "accounts.phone-dropped",
        ),
        (
            "POST /deals",
            {"deal": {"name": "D", "expected_close": "soon"}},
            200,
            "deals.dates-dropped",
        ),
        ("GET /contacts/5", None, 200, "contacts.accounts-on-request"),
        (
            "PUT /contacts/5",
            {"contact": {"sales_accounts": [{"id": 2}]}},
            200,
            "contacts.accounts-replaced",
        ),
        (
            "POST /appointments",
            {"appointment": {**MEETING, "time_zone": "Asia/Kolkata"}},
            400,
            "appointments.time-zone",
        ),
        (
            "POST /appointments",
            {"appointment": {"title": "T"}},
            400,
            "appointments.titled-and-dated",
        ),
        ("POST /notes", {"note": {"description": ""}}, 400, "notes.described"),
        ("POST /tasks", {"task": {"title": "T"}}, 400, "tasks.titled-and-due"),
        ("PUT /tasks/6", {"task": {"status": 1}}, 200, "tasks.completed"),
    ],
)
def test_a_quirk_leaves_its_mark(crm_of, asked, body, status, rule):
    answer = crm_of(HELD).ask(*asked.split(), body)
    assert answer.status == status
    assert f"freshsales.{rule}" in marks(answer).split(", ")


def test_a_lagging_search_and_a_sign_in_page_leave_their_marks(crm_of):
    crm = crm_of({"settings": {"index_lag_seconds": 20}})
    crm.made("contacts", email="a@x.io")
    assert marks(crm.get("/lookup", q="a@x.io", f="email")) == "freshsales.search.lags"
    page = crm.get("/contacts/filters", base="/crm/sales/api", headers={"Accept": "*/*"})
    assert (page.status, marks(page)) == (302, "freshsales.auth.sign-in-page")
