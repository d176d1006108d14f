"""Shapes are held against operations as far as types and keys go."""

from dataclasses import replace
from typing import Any

import pytest

from contracts.exchange import Answer, Exchange, Request
from contracts.exchange_shape import exchange_shape
from contracts.shape_checking import check_shapes

HEADERS = {"Authorization": "Bearer x", "Content-Type": "application/json"}
GOOD = Exchange(
    request=Request(
        "POST", "/api/v2/users", {}, HEADERS, {"user": {"name": "Ann", "role": "agent"}}
    ),
    answer=Answer(201, {"user": {"id": 1, "name": "Ann"}}),
    vendor="zendesk",
)


def says(exchange: Exchange) -> str:
    """What is wrong with the shape of a request, empty where nothing is."""
    exchange = replace(exchange, answer=None)
    (finding,) = check_shapes("zendesk", [exchange_shape(exchange)])
    return "" if finding.holds else finding.says


def asked(**change: Any) -> Exchange:
    return replace(GOOD, request=replace(GOOD.request, **change))


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, ""),
        ({"body": {"user": {"name": "B", "role": "no such role"}}}, ""),
        ({"body": {"user": {"name": 1}}}, "body /user/name is of the wrong type"),
        ({"body": {"user": {"name": "B", "role": 1}}}, "body /user/role"),
        ({"body": {}}, "body /user is missing"),
        ({"body": None}, "body is of the wrong type"),
        ({"query": {"q": "1"}}, "query"),
        ({"headers": {}}, "header /authorization is missing"),
        ({"path": "/api/v2/none/1"}, "POST /api/v2/{value}/{value}"),
    ],
)
def test_a_request_is_held_to_types_and_keys(change: dict[str, Any], wrong: str) -> None:
    told = says(asked(**change))
    assert (wrong in told) if wrong else told == ""


def test_an_answer_is_held_to_its_status() -> None:
    odd = replace(GOOD, answer=Answer(201, {"user": {"id": "x"}}))
    (finding,) = check_shapes("zendesk", [exchange_shape(odd)])
    assert "/user/id" in finding.says
    assert '"string"' in finding.says
