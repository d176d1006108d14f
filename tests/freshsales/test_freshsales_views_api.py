"""Lists of records."""

import pytest

THIRTY = {"contacts": [{"id": 1000 + n, "email": f"{n}@x.io"} for n in range(30)]}


@pytest.fixture
def page(crm_of):
    """A function that gives a page of all of thirty contacts."""
    crm = crm_of(THIRTY)
    views = crm.get("/contacts/filters").body["filters"]
    view = next(v["id"] for v in views if v["name"] == "All Contacts")
    return lambda **query: crm.get(f"/contacts/view/{view}", **query)


def test_fs_32_a_list_wants_a_view(crm, refusal):
    assert refusal(crm.get("/contacts"))[0] == 403
    view = crm.get("/contacts/filters").body["filters"][0]["id"]
    assert crm.get("/contacts", segment_id=str(view)).status == 200


def test_fs_33_an_unknown_view_is_not_for_anybody(crm, refusal):
    status, says = refusal(crm.get("/contacts/view/999"))
    assert (status, "not authorized" in says) == (403, True)


@pytest.mark.parametrize("query", [{"page": "99999"}, {"per_page": "0"}])
def test_fs_35_36_a_page_beyond_the_last_is_empty(page, query):
    answer = page(**query)
    assert (answer.status, answer.body["contacts"]) == (200, [])


def test_fs_37_a_page_has_25_rows(page):
    first, second = page().body, page(page="2").body
    assert (len(first["contacts"]), len(second["contacts"])) == (25, 5)
    assert first["meta"] == {"total_pages": 2, "total": 30}


def test_fs_39_a_page_is_sorted(page):
    newest = page(sort="created_at", sort_type="desc", per_page="1").body["contacts"]
    assert [contact["id"] for contact in newest] == [1029]


def test_a_deleted_contact_is_in_the_recycle_bin(crm):
    made = crm.made("contacts", email="a@x.io")
    crm.delete(f"/contacts/{made['id']}")
    views = crm.get("/contacts/filters").body["filters"]
    view = next(v["id"] for v in views if v["name"] == "Recycle Bin")
    listed = crm.get(f"/contacts/view/{view}").body["contacts"]
    assert [(c["id"], c["is_deleted"]) for c in listed] == [(made["id"], True)]


VIEWS = {
    "contacts": [
        *("My Contacts", "New Contacts", "All Contacts", "Recently Modified"),
        *("Never Contacted", "Active", "Inactive", "Recycle Bin"),
    ],
    "sales_accounts": [
        *("My Accounts", "All Accounts", "My Territory Accounts", "Recently Imported"),
    ],
    "deals": ["All Deals"],
}


@pytest.mark.parametrize("many", VIEWS)
def test_views_are_listed_in_the_vendors_order(crm, many):
    assert [view["name"] for view in crm.get(f"/{many}/filters").body["filters"]] == VIEWS[many]


MODELS = {"leads": "Lead", "sales_accounts": "SalesAccount", "deals": "Deal"}


def view_of(crm, many, name):
    views = crm.get(f"/{many}/filters").body["filters"]
    return next(view["id"] for view in views if view["name"] == name)


@pytest.mark.parametrize(
    ("many", "first"),
    [("leads", "All Leads"), ("sales_accounts", "All Accounts"), ("deals", "All Deals")],
)
def test_every_kind_has_its_views(crm, many, first):
    made = crm.made(many, email="a@x.io", name="A")
    view = view_of(crm, many, first)
    shown = {"id": view, "name": first, "model_class_name": MODELS[many]}
    now = "2023-11-14T18:13:20-04:00"
    flags = {"user_id": None, "is_default": True, "is_public": True, "updated_at": now}
    assert crm.get(f"/{many}/filters/{view}").body == {"filter": {**shown, **flags}}
    listed = crm.get(f"/{many}/view/{view}").body[many]
    assert [record["id"] for record in listed] == [made["id"]]
    assert crm.get(f"/{many}", segment_id=str(view)).body[many] == listed


def test_a_view_lists_its_own_kind_alone(crm, refusal):
    view = view_of(crm, "deals", "All Deals")
    assert refusal(crm.get(f"/contacts/view/{view}"))[0] == 403
    assert refusal(crm.get(f"/contacts/filters/{view}"))[0] == 403


def test_my_contacts_are_those_of_the_caller(crm):
    crm.made("contacts", email="a@x.io")
    mine = crm.made("contacts", email="b@x.io", owner_id=402000000101)
    listed = crm.get(f"/contacts/view/{view_of(crm, 'contacts', 'My Contacts')}").body
    assert [contact["id"] for contact in listed["contacts"]] == [mine["id"]]
    assert listed["meta"] == {"total_pages": 1, "total": 1}


@pytest.mark.parametrize(
    ("sort", "kind", "names"),
    [("name", "asc", "ABC"), ("amount", "desc", "BAC"), ("updated_at", "desc", "CAB")],
)
def test_deals_are_sorted(crm, sort, kind, names):
    for name, amount in (("B", 30), ("A", 9), ("C", 1)):
        crm.made("deals", name=name, amount=amount)
        crm.account.clock.advance(1)
    view = view_of(crm, "deals", "All Deals")
    listed = crm.get(f"/deals/view/{view}", sort=sort, sort_type=kind).body["deals"]
    assert "".join(deal["name"] for deal in listed) == names


def test_a_file_says_how_many_rows_a_page_holds(crm_of):
    crm = crm_of({**THIRTY, "settings": {"most_per_page": 10}})
    answer = crm.get(f"/contacts/view/{view_of(crm, 'contacts', 'All Contacts')}", per_page="1000")
    assert len(answer.body["contacts"]) == 10
    assert answer.header("X-Fauxdesk-Rule") == "freshsales.views.page-size"
    whole = crm.get(f"/contacts/view/{view_of(crm, 'contacts', 'All Contacts')}", per_page="10")
    assert (len(whole.body["contacts"]), whole.header("X-Fauxdesk-Rule")) == (10, None)
