"""How far what User.com takes may go: the last that is taken, and the first that is not."""

import pytest

FIELDS = [("first_name", 40), ("last_name", 40), ("city", 64), ("phone_number", 64)]


@pytest.mark.parametrize(("field", "longest"), FIELDS)
def test_q17_a_text_has_no_more_characters_than_its_field(site_of, field, longest):
    site = site_of({"settings": {"phone_numbers": "any"}})
    assert site.post("/users/", {field: "ż" * longest}).status == 201
    says = f"Ensure this field has no more than {longest} characters."
    assert site.post("/users/", {field: "ż" * (longest + 1)}).body["errors"] == {field: [says]}


@pytest.mark.parametrize("path", ["/attributes/", "/users/mass_update_custom_attributes/"])
def test_uc_48_an_attribute_has_no_longer_name(site, path):
    longest = 32 if path == "/attributes/" else 255
    told = {"content_type": "clientuser", "value_type": "string", "ids": [], "value": 1}
    method = "POST" if path == "/attributes/" else "PUT"
    for length, statuses in ((longest, (200, 201)), (longest + 1, (400,))):
        body = {**told, "name": "n" * length, "attribute": "n" * length}
        assert site.ask(method, path, body).status in statuses


@pytest.mark.parametrize(("length", "kept"), [(255, True), (256, False)])
def test_a_string_is_kept_up_to_255_characters(site, length, kept):
    site.identify(plan="x" * length)
    assert ("plan" in site.user()) is kept


@pytest.mark.parametrize(
    ("phones", "number", "taken"),
    [
        ("lenient", "1234", True),
        ("lenient", "123", False),
        ("lenient", "+123456789012345", True),
        ("lenient", "+1234567890123456", False),
        ("e164", "+1234567", True),
        ("e164", "+123456", False),
        ("e164", "+123456789012345", True),
        ("e164", "+1234567890123456", False),
    ],
)
def test_q22_a_phone_number_has_so_many_digits(site_of, phones, number, taken):
    site = site_of({"settings": {"phone_numbers": phones}})
    assert site.post("/users/", {"phone_number": number}).status == (201 if taken else 400)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"score__gt": "9"}, []),
        ({"score__gte": "9"}, [2]),
        ({"score__lt": "9"}, [1]),
        ({"score__lte": "9"}, [1, 2]),
    ],
)
def test_a_comparison_counts_the_bound_or_not(site_of, query, found):
    site = site_of({"users": [{"id": 1}, {"id": 2, "score": 9}]})
    assert [user["id"] for user in site.get("/users/", **query).body["results"]] == found


@pytest.mark.parametrize("version", [1, 2])
def test_a_last_page_that_is_full_leads_no_further(site_of, version):
    users = [{"id": n} for n in range(1, 5)]
    site = site_of({"settings": {"page_size": 2}, "users": users})
    first = site.get("/users/", version=version).body
    query = dict([first["next"].partition("?")[2].replace("%3D", "=").split("=", 1)])
    second = site.get("/users/", version=version, **query).body
    assert [user["id"] for user in second["results"]] == [3, 4]
    assert second["next"] is None
    assert second["previous"].startswith("http://127.0.0.1/api/public/users/?")


def test_uc_17_who_must_wait_is_told_a_second_more_rather_than_less(site_of):
    limits = {"rate_limits": True, "requests_per_window": 1, "window_seconds": 30}
    site = site_of({"settings": limits})
    site.get("/users/")
    site.account.clock.advance(0.6)
    spent = site.get("/users/")
    assert spent.header("Retry-After") == "30"
    site.account.clock.advance(29.4)
    assert site.get("/users/").status == 200
