"""Operations: finding the one a request is, and holding traffic against it."""

from dataclasses import replace

import pytest

from contracts.catalogue import catalogue
from contracts.exchange import Answer, Exchange, Request
from contracts.operation import operations_of
from contracts.own_answers import not_emulated, strict_refusal
from contracts.problem import BadInput

NUMBER = {"properties": {"id": {"pattern": "^[0-9]+$"}}}
BODY = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}


@pytest.fixture
def operations(folder):
    folder.operation("find", query={"required": ["q"]})
    folder.operation("show", path="/things/{id}", params=NUMBER)
    folder.operation("mine", path="/things/me")
    folder.operation("parts", path="/things/{id}/parts/{part}")
    folder.operation("make", "POST", headers={"authorization": {"pattern": "^Basic "}}, body=BODY)
    return operations_of("toy")


def found(operations, method, path):
    found = operations.find(Request(method, path))
    return found and (found[0].id, found[1])


@pytest.mark.parametrize(
    ("path", "operation", "params"),
    [
        ("/things", "find", {}),
        ("/things/9", "show", {"id": "9"}),
        ("/things/me", "mine", {}),
        ("/things/9/parts/a", "parts", {"id": "9", "part": "a"}),
        ("/things/9.json", "show", {"id": "9"}),
        ("//things//me.json", "mine", {}),
    ],
)
def test_a_request_is_found_by_its_path_however_spelled(operations, path, operation, params):
    assert found(operations, "GET", path) == (operation, params)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/things"),
        ("GET", "/things/"),
        ("GET", "/"),
        ("GET", "/things/9/parts"),
        ("get", "/things"),
    ],
)
def test_a_request_that_is_no_operation_is_not_found(operations, method, path):
    assert found(operations, method, path) is None


def test_a_request_that_is_no_operation_is_a_mismatch(operations):
    (mismatch,) = operations.check_request(Request("PUT", "/things"))
    assert str(mismatch) == ('path is no operation of toy that fauxdesk knows: got "PUT /things"')


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Request("GET", "/things"), "query /q is missing"),
        (Request("GET", "/things/x"), 'path /id differs: expected "^[0-9]+$", got "x"'),
        (Request("GET", "/things/me", {"q": "1"}), 'query is not allowed here: got {"q": "1"}'),
        (Request("GET", "/things/9", body={"a": 1}), 'body is not allowed here: got {"a": 1}'),
    ],
)
def test_a_request_is_held_to_every_part(operations, asked, says):
    assert [str(m) for m in operations.check_request(asked)] == [says]


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({}, ["header /authorization is missing"]),
        (
            {"Authorization": "No x"},
            ['header /authorization differs: expected "^Basic ", got "No ***"'],
        ),
        ({"AUTHORIZATION": "Basic x"}, []),
    ],
)
def test_a_request_has_the_headers_it_must_whatever_their_case(operations, headers, says):
    asked = Request("POST", "/things", headers=headers, body={"name": "A"})
    assert [str(m) for m in operations.check_request(asked)] == says


def test_an_abbreviated_body_may_lack_what_is_required(operations):
    asked = Request("POST", "/things", headers={"Authorization": "Basic x"}, body={})
    assert operations["make"].check_request(asked, {}, abbreviated=True) == []
    assert [str(m) for m in operations.check_request(asked)] == ["body /name is missing"]


def test_an_answer_is_held_to_the_schema_of_its_status(folder):
    folder.operation("find", answers={"200": BODY, "404": {"type": "string"}})
    find = operations_of("toy")["find"]
    assert [str(m) for m in find.check_answer(Answer(200, {}))] == ["body /name is missing"]
    assert find.check_answer(Answer(404, "gone")) == []


def test_an_answer_of_an_undocumented_status_is_a_mismatch(operations):
    assert [str(m) for m in operations["find"].check_answer(Answer(418))] == [
        'status is not among the documented ones: expected ["200"], got 418'
    ]


@pytest.mark.parametrize(
    "own", [not_emulated("jobs"), strict_refusal(next(iter(catalogue().values())))]
)
def test_what_a_fake_says_in_its_own_name_is_held_to_nothing(operations, own):
    find = operations["find"]
    assert find.check_answer(own) == []
    assert find.check_answer(replace(own, status=400)) != []


def test_a_conflict_in_other_words_than_a_strict_account_uses_is_held_to_what_is_stated(operations):
    assert operations["find"].check_answer(Answer(409, {"error": "no"})) != []


def test_a_failure_of_the_vendor_is_held_to_nothing_unless_stated(folder):
    folder.operation("find", answers={"200": BODY, "503": {"type": "object"}})
    find = operations_of("toy")["find"]
    assert find.check_answer(Answer(500, "<html>")) == []
    assert find.check_answer(Answer(503, "<html>")) != []


def test_default_stands_for_every_other_status(folder):
    folder.operation("find", answers={"default": {"type": "string"}})
    find = operations_of("toy")["find"]
    assert find.check_answer(Answer(418, "tea")) == []
    assert find.check_answer(Answer(418, {})) != []


@pytest.mark.parametrize(
    ("path", "held", "operation"),
    [("/things/9", None, "show"), ("/nowhere", None, None), ("/things/9", "other", "other")],
)
def test_an_exchange_is_labelled_once(operations, path, held, operation):
    exchange = Exchange(request=Request("GET", path), answer=None, vendor="toy", operation=held)
    assert operations.label(exchange).operation == operation


def test_a_path_is_made_of_its_parameters(operations):
    assert operations["parts"].path_of({"id": 9, "part": "a"}) == "/things/9/parts/a"
    with pytest.raises(KeyError, match="part"):
        operations["parts"].path_of({"id": 9})


def test_an_operation_refers_to_what_its_vendor_shares(folder):
    folder.write("shapes.json", '{"$defs": {"thing": {"type": "string"}}}')
    folder.operation("find", answers={"200": {"$ref": "shapes.json#/$defs/thing"}})
    find = operations_of("toy")["find"]
    assert (len(find.check_answer(Answer(200, 1))), find.check_answer(Answer(200, "a"))) == (1, [])


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"method": "LOOK"}, "method"),
        ({"path": "things"}, "path"),
        ({"answers": {"2xx": {}}}, "answers"),
        ({"answers": {"200": 3}}, "answers.200"),
        ({"headers": {"Accept": {}}}, "headers"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_file_that_states_no_operation_is_named_with_the_field(folder, parts, field):
    file = folder.operation("find", **parts)
    with pytest.raises(BadInput) as problem:
        operations_of("toy")
    assert (problem.value.file, problem.value.field) == (file, field)


def test_a_file_that_is_not_json_is_named_with_the_line(folder):
    file = folder.write("operations/find.json", '{\n"says": }')
    with pytest.raises(BadInput, match="not JSON") as problem:
        operations_of("toy")
    assert (problem.value.file, problem.value.line) == (file, 2)


@pytest.mark.usefixtures("folder")
def test_a_vendor_without_operations_has_none():
    assert dict(operations_of("toy")) == {}
