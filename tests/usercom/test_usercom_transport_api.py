"""Paths, methods, media types and versions of User.com's API."""

import re

import pytest

from emulator.usercom.headers import allowed

JSON = {"Content-Type": "application/json"}
HTML = "text/html; charset=utf-8"
WRONG = {
    "accept": {"Accept": "*/*; version=9"},
    "key": {"Authorization": "Token nobody"},
    "revoked": {"Authorization": "Token uc-revoked-key"},
    "domain": {"Origin": "https://evil.test"},
    "media": {"Content-Type": "text/plain"},
}
HELD = {
    **{
        name: [{"id": 1, "custom_id": "u1", "name": "A"}]
        for name in ("users", "companies", "deals")
    },
    **{name: [{"id": 1, "name": "A"}] for name in ("tags", "lists")},
}


def test_uc_09_without_its_slash_a_path_is_a_page_that_says_404(site):
    answer = site.get("/users")
    assert (answer.status, answer.header("Content-Type")) == (404, HTML)
    assert "404 | UserEngage" in answer.body
    assert answer.header("Location") is None


def test_uc_10_a_path_that_is_none(site):
    answer = site.get("/nope/")
    assert (answer.status, answer.header("Content-Type")) == (404, HTML)
    assert site.get("/nope").header("X-Fauxdesk-Rule") is None


@pytest.mark.parametrize(
    ("method", "path", "wrong", "status"),
    [
        ("GET", "/nope/", {"accept", "key"}, 404),
        ("GET", "/users/", {"accept", "key", "domain"}, 406),
        ("DELETE", "/users/", {"key", "domain", "spent"}, 401),
        ("GET", "/users/", {"revoked", "domain", "spent"}, 403),
        ("GET", "/users/", {"domain", "spent"}, 403),
        ("DELETE", "/users/", {"spent"}, 429),
        ("GET", "/users/9/", {"spent"}, 429),
        ("POST", "/users/search/", {"media"}, 405),
        ("PUT", "/users/9/", {"media"}, 404),
        ("PUT", "/users/1/", {"media"}, 415),
    ],
)
def test_of_several_wrongs_the_first_is_told(site_of, method, path, wrong, status):
    """The order of the checks is Django REST framework's; which 403 comes first is ours."""
    limits = {"rate_limits": True, "requests_per_window": 1}
    site = site_of({**HELD, "settings": {"trusted_domains": ["acme.example"], **limits}})
    if "spent" in wrong:
        site.get("/users/")
    headers = {name: value for what in wrong & WRONG.keys() for name, value in WRONG[what].items()}
    body = "a=1" if method in ("POST", "PUT") else None
    assert site.ask(method, path, body, headers=headers).status == status


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/users/", 200, "GET, POST, HEAD, OPTIONS"),
        ("DELETE", "/users/1/", 204, "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"),
        ("PUT", "/users/1/", 200, "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"),
        ("GET", "/users/search/", 200, "GET, HEAD, OPTIONS"),
        ("POST", "/users/1/set_multiple_attributes/", 200, "POST, OPTIONS"),
        ("GET", "/users/9/", 404, "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"),
        ("GET", "/nope/", 404, None),
    ],
)
def test_every_answer_has_the_recorded_headers(site_of, method, path, status, allow):
    answer = site_of(HELD).ask(method, path)
    assert (answer.status, answer.header("Allow")) == (status, allow)
    assert answer.header("Vary") == "Cookie"
    assert answer.header("X-Frame-Options") == "SAMEORIGIN"


def test_uc_11_a_body_that_is_not_json(site):
    answer = site.post("/users/", "{bad", headers=JSON)
    says = "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"
    assert (answer.status, answer.body) == (400, {"detail": f"JSON parse error - {says}"})


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("{", "Expecting property name"),
        ("[NaN]", "Out of range float values are not JSON compliant: 'NaN'"),
        ('{"name": 1e999}', "Out of range float values are not JSON compliant: '1e999'"),
        ("[" * 200 + "]" * 200, "maximum recursion depth exceeded"),
    ],
)
def test_uc_11_whatever_is_no_json_is_told(site, method, body, says):
    site.identify()
    answer = site.ask(method, "/users-by-id/u1/remove_tag/", body, headers=JSON)
    assert answer.status == 400
    assert answer.body["detail"].startswith(f"JSON parse error - {says}")


@pytest.mark.parametrize("body", ["{", "[1]", '{"gender": "x"}'])
@pytest.mark.parametrize("path", ["/users/9/", "/users-by-id/u9/", "/companies/9/add_member/"])
def test_whom_a_path_names_is_looked_for_before_the_body_is_read(site, path, body):
    """The order of the checks is Django REST framework's."""
    method = "POST" if "add_member" in path else "PUT"
    assert site.ask(method, path, body, headers=JSON).status == 404


@pytest.mark.parametrize("strict", [False, True])
def test_uc_11_every_path_that_takes_a_body_reads_it(site_of, site_app, strict):
    """``{bad`` is told wherever the path names what is there."""
    site = site_of({**HELD, "settings": {"strict": strict}})
    for rule in site_app.url_map.iter_rules():
        path = rule.rule.replace("<custom_id>", "u1").partition("/api/public")[2]
        path = path.replace("<record_id>", "u1" if "-by-id" in path else "1")
        for method in rule.methods & {"POST", "PUT", "PATCH"} if path else ():
            answer = site.ask(method, re.sub("<[^>]+>", "1", path), "{bad", headers=JSON)
            assert (answer.status, list(answer.body)) == (400, ["detail"]), path


def test_a_media_type_may_name_a_charset(site):
    kind = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert site.post("/users/", {"custom_id": "u1"}, headers=kind).status == 201


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_uc_12_a_body_of_another_type(site, kind):
    answer = site.post("/users/", "a=1", headers={"Content-Type": kind})
    says = f'Unsupported media type "{kind}" in request.'
    assert (answer.status, answer.body) == (415, {"detail": says})


@pytest.mark.parametrize(
    ("body", "kind"), [("[1]", "list"), ("null", "NoneType"), ("5", "int"), ('"x"', "str")]
)
def test_a_body_that_is_no_object(site, body, kind):
    answer = site.post("/users/", body, headers=JSON)
    says = f"Invalid data. Expected a dictionary, but got {kind}."
    assert (answer.status, answer.body) == (400, {"errors": {"non_field_errors": [says]}})


def test_uc_13_the_methods_of_the_list_of_users(site):
    answer = site.delete("/users/")
    assert answer.header("Allow") == "GET, POST, HEAD, OPTIONS"
    assert (answer.status, answer.body) == (405, {"detail": 'Method "DELETE" not allowed.'})


def test_uc_14_a_search_is_not_posted(site):
    answer = site.post("/users/search/", {})
    assert answer.status == 405
    methods = answer.header("Allow").split(", ")
    assert "GET" in methods
    assert "OPTIONS" in methods
    assert "POST" not in methods


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/users/update_or_create/"),
        ("DELETE", "/users/search/"),
        ("PUT", "/users/merge/"),
        ("PATCH", "/users/mass_update_custom_attributes/"),
    ],
)
def test_uc_14_the_name_of_an_endpoint_is_no_id(site, method, path):
    answer = site.ask(method, path, {})
    assert (answer.status, answer.body) == (405, {"detail": f'Method "{method}" not allowed.'})
    assert method not in answer.header("Allow").split(", ")


@pytest.mark.parametrize(
    ("accept", "says"),
    [
        pytest.param("*/*; version=9", 'Invalid version in "Accept" header.', id="uc_15"),
        ("application/xml", "Could not satisfy the request Accept header."),
    ],
)
def test_uc_15_what_is_not_spoken_is_not_acceptable(site, accept, says):
    answer = site.get("/users/", headers={"Accept": accept})
    assert (answer.status, answer.body) == (406, {"detail": says})


@pytest.mark.parametrize(
    "accept",
    [
        "*/*; version=2",
        "*/*;version=2",
        "application/json; version=2",
        'text/html, */*;version="2"',
    ],
)
def test_uc_16_version_two_with_and_without_a_blank(site, accept):
    site.identify()
    keys = site.get("/users-by-id/u1/", headers={"Accept": accept}).body.keys()
    assert {"user_key", "custom_id"} <= keys
    assert not keys & {"key", "user_id", "attributes"}


@pytest.mark.parametrize("accept", ["*/*", "application/json, text/plain, */*", "*/*; version=1"])
def test_without_a_version_it_is_the_first(site, accept):
    site.identify()
    keys = site.get("/users-by-id/u1/", headers={"Accept": accept}).body.keys()
    assert {"key", "user_id", "attributes"} <= keys
    assert not keys & {"user_key", "custom_id"}


def test_uc_18_every_answer_of_the_api_is_json(site):
    answers = [site.get("/users/"), site.get("/users/1/"), site.post("/users/", {"gender": "x"})]
    assert {answer.header("Content-Type") for answer in answers} == {"application/json"}
    assert {answer.header("Vary") for answer in answers} == {"Cookie"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/segments/"),
        ("GET", "/users-by-id/search/"),
        ("GET", "/users/1/timeline/"),
        ("GET", "/users-by-id/u1/emails/"),
        ("GET", "/deals/"),
        ("PUT", "/deals/1/"),
    ],
)
def test_what_is_known_and_not_built_says_so(site, method, path):
    answer = site.ask(method, path, {})
    assert (answer.status, answer.body["error"]) == (501, "not emulated")


def test_options_tells_the_methods_to_who_may_ask(site):
    answer = site.ask("OPTIONS", "/users/")
    assert (answer.status, answer.body) == (200, None)
    assert answer.header("Allow") == "GET, POST, HEAD, OPTIONS"
    assert site.send("OPTIONS", "/api/public/users/").status == 401
    assert len(site.account.journal) == 2


def test_allow_names_the_methods_that_a_path_takes(site_app):
    """But for HEAD, which some recorded answers leave out."""
    taken = {}
    for rule in site_app.url_map.iter_rules():
        if rule.rule.startswith("/api/public/"):
            path = re.sub("<[^>]+>", "1", rule.rule)
            taken.setdefault(path, set()).update(rule.methods)
    for path, methods in taken.items():
        told = set(allowed(path).split(", "))
        assert told - {"HEAD"} == methods - {"HEAD"} | {"OPTIONS"}, path
