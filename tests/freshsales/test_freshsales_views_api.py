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
