"""A shape tells types, formats and keys, and no value."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.exchange import Answer, Exchange, Request
from contracts.exchange_shape import exchange_shape, exchange_shape_from_json
from contracts.schema import Schema
from contracts.shape import is_name, shape_of, stand_in
from traffic import VALUES, exchanges


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("kobe@lakers.com", "email"),
        ("https://acme.zendesk.com/api/v2/users/1.json", "uri"),
        ("6c84fb90-12c4-11e1-840d-7b25c5ee775a", "uuid"),
        ("2013-01-07T00:00:00Z", "date-time"),
        ("2013-01-07T00:00:00+01:00", "date-time"),
        ("1978-08-23", "date"),
        ("1978-23-08", None),
        ("2013-01-07T99:00:00Z", None),
        ("Kobe Bryant", None),
        ("", None),
    ],
)
def test_a_text_has_a_format(text: str, form: str | None) -> None:
    assert shape_of(text).get("format") == form


def test_a_list_tells_each_shape_once() -> None:
    assert shape_of([1, 2]) == {"type": "array", "items": {"type": "integer"}}
    assert shape_of([]) == {"type": "array"}
    assert shape_of([1, None, 2])["items"]["anyOf"] == [{"type": "integer"}, {"type": "null"}]


@pytest.mark.parametrize("key", ["user", "user_id", "address1", "fields[0].name", "X-Rate-Limit"])
def test_a_name_is_kept(key: str) -> None:
    assert is_name(key)


@pytest.mark.parametrize(
    "key",
    ["12345", "kobe@lakers.com", "k360012345", "acme.zendesk.com", "Kobe B", "é", "a" * 65, ""],
)
def test_a_key_that_is_data_is_not_told(key: str) -> None:
    assert shape_of({key: 1, "n": None}) == {
        "type": "object",
        "properties": {"n": {"type": "null"}},
        "additionalProperties": {"type": "integer"},
    }


@settings(deadline=None)
@given(VALUES)
def test_a_value_fits_its_shape(value: Any) -> None:
    assert Schema(shape_of(value)).fits(value)


@settings(deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.just(0) | st.just(0.5), st.lists, max_leaves=4))
def test_a_stand_in_has_the_shape_it_stands_for(value: Any) -> None:
    assert shape_of(stand_in(shape_of(value))) == shape_of(value)


def exchange(path: str, vendor: str = "zendesk", method: str = "GET") -> Exchange:
    return Exchange(request=Request(method, path), answer=Answer(200), vendor=vendor)


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/api/v2/users/616", "/api/v2/users/{id}"),
        ("/api/v2/users/616.json", "/api/v2/users/{id}"),
        ("/api/v2/automations/active", "/api/v2/{value}/{value}"),
        ("/api/v2/users/616/kobe@lakers.com", "/api/v2/users/{value}/{value}"),
        ("/api/v2/users/search/kobe", "/api/v2/users/search/{value}"),
        ("/", "/"),
    ],
)
def test_a_path_is_a_template(path: str, template: str) -> None:
    assert exchange_shape(exchange(path)).path == template


def test_what_is_no_usual_word_is_not_told() -> None:
    odd = exchange("/", vendor="acme", method="S3CR3T")
    odd = replace(
        odd, request=replace(odd.request, headers={"Content-Type": "s3cr3t/x", "12345": ""})
    )
    told = exchange_shape(odd)
    assert (told.vendor, told.method, told.kind, told.headers) == (
        "",
        "other",
        "other",
        ("content-type",),
    )


@settings(deadline=None)
@given(exchanges())
def test_a_shape_is_the_same_as_json(exchange: Exchange) -> None:
    told = exchange_shape(exchange)
    assert exchange_shape_from_json(json.loads(json.dumps(told.to_json()))) == told
