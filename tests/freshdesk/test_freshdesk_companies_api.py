"""Companies as Freshdesk's API answers them; each case names the fact it holds."""

import pytest

KEYS = [
    "id",
    "name",
    "description",
    "note",
    "domains",
    "custom_fields",
    "created_at",
    "updated_at",
    "health_score",
    "account_tier",
    "renewal_date",
    "industry",
]
WARM = {"settings": {"search_lag_seconds": 0}}


def completed(desk, name):
    answer = desk.get("/companies/autocomplete", name=name)
    assert answer.status == 200, answer.body
    return [company["name"] for company in answer.body["companies"]]


def test_fd_055_a_new_company_is_shown_with_12_keys_and_located(desk):
    answer = desk.post("/companies", {"name": "C"})
    company = answer.body
    assert (answer.status, list(company)) == (201, KEYS)
    assert answer.header("Location").endswith(f"/api/v2/companies/{company['id']}")
    assert (company["domains"], company["custom_fields"]) == ([], {})


@pytest.mark.parametrize("said", [{}, {"name": None}, {"name": ""}])
def test_fd_056_a_name_is_mandatory(desk, faults, said):
    assert [f[:2] for f in faults(desk.post("/companies", said))] == [("name", "missing_field")]


def test_fd_057_a_name_is_used_once(desk, faults):
    desk.made("/companies", name="C")
    told = faults(desk.post("/companies", {"name": "C"}), 409)
    assert [f[:2] for f in told] == [("name", "duplicate_value")]


def test_a_name_in_another_case_is_the_same_unless_the_account_says_so(desk, desk_of):
    for own, status in ((desk, 409), (desk_of({"settings": {"company_name_case": "exact"}}), 201)):
        own.made("/companies", name="C")
        assert own.post("/companies", {"name": "c"}).status == status


def test_fd_058_a_renewal_date_is_shown_as_a_midnight(desk):
    company = desk.made("/companies", name="C", renewal_date="2020-02-02")
    assert company["renewal_date"] == "2020-02-02T00:00:00Z"
    assert desk.post("/companies", {"name": "D", "renewal_date": "soon"}).status == 400


def test_fd_059_an_unlisted_industry_is_refused_where_the_account_says_so(desk, desk_of, faults):
    said = {"name": "C", "industry": "Technology"}
    told = faults(desk.post("/companies", said))
    assert [f[:2] for f in told] == [("industry", "invalid_value")]
    assert desk_of({"settings": {"unlisted_value": "keep"}}).made("/companies", **said)


def test_fd_060_listed_values_are_kept(desk):
    listed = {"health_score": "At risk", "account_tier": "Basic", "industry": "Automotive"}
    assert listed.items() <= desk.made("/companies", name="C", **listed).items()


def test_fd_061_the_fields_of_the_example_are_there(desk):
    values = {"plan": "enterprise", "employees": 329, "total_billed": 830}
    company = desk.made("/companies", name="Initech", custom_fields=values)
    assert company["custom_fields"] == values


def test_fd_062_an_update_clears(desk):
    full = {"note": "n", "health_score": "Happy", "renewal_date": "2020-02-02"}
    company = desk.made("/companies", name="C", domains=["c.org"], **full)
    answer = desk.put(f"/companies/{company['id']}", {"domains": [], **dict.fromkeys(full)})
    assert answer.status == 200
    assert [answer.body[name] for name in full] == [None] * 3
    assert (answer.body["domains"], answer.body["name"]) == ([], "C")


def test_an_update_may_keep_the_name_and_not_take_anothers(desk):
    one, _two = desk.made("/companies", name="C"), desk.made("/companies", name="D")
    assert desk.put(f"/companies/{one['id']}", {"name": "C"}).status == 200
    assert desk.put(f"/companies/{one['id']}", {"name": "D"}).status == 409
    assert desk.put("/companies/999", {"name": "E"}).status == 404


def test_fd_063_the_contacts_of_a_deleted_company_live_on(desk):
    company = desk.made("/companies", name="C")
    contact = desk.made("/contacts", name="A", phone="1", company_id=company["id"])
    assert desk.delete(f"/companies/{company['id']}").status == 204
    after = desk.get(f"/contacts/{contact['id']}").body
    assert (after["company_id"], after["view_all_tickets"]) == (None, None)
    assert desk.put(f"/companies/{company['id']}/restore").status == 404


def test_a_company_that_is_given_a_domain_takes_its_contacts(desk):
    contact = desk.made("/contacts", name="A", email="a@c.org")
    company = desk.made("/companies", name="C", domains=["c.org"])
    assert desk.get(f"/contacts/{contact['id']}").body["company_id"] == company["id"]


def test_companies_are_listed_by_name_their_custom_fields_later(desk):
    for name in ("b", "C", "A"):
        desk.made("/companies", name=name)
    listed = desk.get("/companies").body
    keys = list(listed[0])
    assert [company["name"] for company in listed] == ["A", "b", "C"]
    assert keys.index("custom_fields") == keys.index("updated_at") + 1


def test_one_company_is_shown(desk):
    company = desk.made("/companies", name="C")
    assert desk.get(f"/companies/{company['id']}").body == company
    assert desk.get("/companies/999").status == 404


def test_fd_064_autocomplete_tells_ids_and_names(desk_of):
    desk = desk_of(WARM)
    company = desk.made("/companies", name="Acme Corporation")
    answer = desk.get("/companies/autocomplete", name="Acme")
    told = {"id": company["id"], "name": "Acme Corporation"}
    assert (answer.status, answer.body) == (200, {"companies": [told]})


def test_fd_065_autocomplete_does_not_see_a_new_company_yet(desk):
    desk.made("/companies", name="Acme")
    assert completed(desk, "Acme") == []
    assert [company["name"] for company in desk.get("/companies").body] == ["Acme"]
    desk.account.clock.advance(120)
    assert completed(desk, "Acme") == ["Acme"]


def test_fd_066_autocomplete_finds_near_matches_the_exact_one_first(desk_of):
    names = [f"Test Company {n}" for n in range(1, 5)]
    desk = desk_of({"companies": [{"name": name} for name in names]})
    assert completed(desk, "Test Company 4") == [names[3], *names[:3]]


@pytest.mark.parametrize("name", ["cme", "orp", "Acme Inc", "1"])
def test_fd_067_autocomplete_finds_no_middles_of_words(desk_of, name):
    desk = desk_of({"companies": [{"name": "Acme Corporation 1"}]})
    assert completed(desk, name) == []
    assert completed(desk, "ac CO") == ["Acme Corporation 1"]


def test_a_long_word_is_found_by_a_start_longer_than_is_filed(desk_of):
    desk = desk_of({"companies": [{"name": "x" * 40}, {"name": "x" * 30}]})
    assert completed(desk, "x" * 35) == ["x" * 40]


def test_autocomplete_needs_a_name(desk, faults):
    assert faults(desk.get("/companies/autocomplete"))[0][:2] == ("name", "missing_field")


def test_companies_that_changed_are_listed_by_name_too(desk):
    for name in ("Cee", "ay", "Bee"):
        desk.made("/companies", name=name)
    for query in ({}, {"updated_since": "2013-01-07"}):
        assert [c["name"] for c in desk.get("/companies", **query).body] == ["ay", "Bee", "Cee"]
