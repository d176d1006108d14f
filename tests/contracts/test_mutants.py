"""Mutants: each differs from its origin by one thing, and is the same whenever it is made."""

from dataclasses import replace

import pytest

from contracts.call import Json
from contracts.credentials import basic
from contracts.exchange import Answer, Exchange, Request
from contracts.mutants import Mutation, mutants_of
from contracts.operation import operations_of

ZENDESK = operations_of("zendesk")
ASKED = Request("GET", "/api/v2/users/7", headers={"Authorization": basic("ann@x.io", "secret")})
SAID = Exchange(request=ASKED, answer=Answer(200), vendor="zendesk")


def bodies(body: Json) -> list[tuple[str, str, Json]]:
    """The mutants of a body: what was done, where, and the body."""
    said = replace(SAID, request=Request("POST", "/api/v2/users", body=body))
    return [
        (m.mutation.value, m.where.removeprefix("exchange 1 body "), m.exchanges[0].request.body)
        for m in mutants_of([said], ZENDESK)
        if " body /" in m.where
    ]


def test_a_field_is_dropped_renamed_retyped_and_joined_by_another() -> None:
    assert bodies({"age": 7}) == [
        ("drop", "/age", {}),
        ("rename", "/age", {"age_fauxdesk_extra": 7}),
        ("retype", "/age", {"age": "7"}),
        ("extra", "/fauxdesk_extra", {"age": 7, "fauxdesk_extra": "fauxdesk_extra"}),
    ]


def test_items_of_a_list_are_dropped_doubled_and_turned_round() -> None:
    found = [(kind, body["a"]) for kind, where, body in bodies({"a": [1, 2]}) if "/a/" in where]
    assert ("drop", [2]) in found
    assert ("duplicate", [1, 1, 2]) in found
    assert ("reorder", "/a", {"a": [2, 1]}) in bodies({"a": [1, 2]})


def test_a_field_deep_inside_is_reached() -> None:
    assert ("retype", "/a/0/b", {"a": [{"b": "true"}]}) in bodies({"a": [{"b": True}]})


@pytest.mark.parametrize("path", ["/api/v2/users/8", "/api/v2/users", "/api/v2/usersx/7"])
def test_a_path_leads_elsewhere(path: str) -> None:
    found = [m for m in mutants_of([SAID], ZENDESK) if m.mutation is Mutation.PATH]
    assert path in [m.exchanges[0].request.path for m in found]


def test_credentials_are_missing_of_another_scheme_empty_and_wrong() -> None:
    found = [m for m in mutants_of([SAID], ZENDESK) if m.mutation is Mutation.AUTH]
    sent = [m.exchanges[0].request.header("authorization") for m in found]
    scheme = ASKED.headers["Authorization"].replace("Basic", "Digest")
    assert sent == [None, scheme, "Basic", basic("ann@x.io", "wrong")]


def test_exchanges_are_dropped_doubled_and_swapped() -> None:
    other = replace(SAID, request=replace(ASKED, path="/api/v2/users/me"))
    made = [m.exchanges for m in mutants_of([SAID, other], ZENDESK)]
    for wrong in [(other,), (SAID, SAID, other), (other, SAID)]:
        assert wrong in made


def test_a_header_that_no_operation_states_is_left_alone() -> None:
    said = replace(SAID, request=replace(ASKED, headers={"Accept": "text/html"}))
    assert [m for m in mutants_of([said], ZENDESK) if "header" in m.where] == []
