"""Pages of Freshdesk's lists; each case names the fact it holds."""

import pytest


@pytest.fixture
def crowded(desk_of):
    """A desk of 31 contacts and as many companies."""
    contacts = [{"name": f"P{n:02}", "email": f"p{n}@x.org"} for n in range(31)]
    return desk_of({"contacts": contacts, "companies": [{"name": c["name"]} for c in contacts]})


@pytest.mark.parametrize("value", ["101", "0", "abc", "-1"])
def test_fd_075_a_page_has_a_size_from_1_to_100(desk, faults, value):
    assert [f[0] for f in faults(desk.get("/contacts", per_page=value))] == ["per_page"]


@pytest.mark.parametrize("path", ["/contacts", "/companies"])
def test_fd_076_a_page_holds_30_and_links_to_the_next(crowded, path):
    answer = crowded.get(path)
    address = f"http://127.0.0.1/api/v2{path}?page=2"
    assert len(answer.body) == 30
    assert answer.header("Link") == f'<{address}>; rel="next"'


def test_a_link_keeps_the_other_parameters(crowded):
    link = crowded.get("/contacts", per_page="10", state="unverified").header("Link")
    assert "per_page=10&state=unverified&page=2" in link


@pytest.mark.parametrize(("size", "shown", "more"), [("30", 30, 1), ("31", 31, 0), ("100", 31, 0)])
def test_a_page_that_holds_the_last_record_links_nowhere(crowded, size, shown, more):
    answer = crowded.get("/contacts", per_page=size)
    assert (len(answer.body), bool(answer.header("Link"))) == (shown, bool(more))


def test_fd_077_the_last_page_links_nowhere(crowded):
    answer = crowded.get("/contacts", page="2")
    assert ([c["name"] for c in answer.body], answer.header("Link")) == (["P30"], None)
    assert crowded.get("/contacts", page="3").body == []


def test_the_last_of_two_pages_counts(crowded):
    assert len(crowded.get("/contacts", page=["1", "2"]).body) == 1
