"""A recording without its credentials is no fault of its sender; credentials are never shown."""

import re

import pytest

from contracts.checking import check
from contracts.credentials import basic
from contracts.exchange import Answer, Exchange, Request

SIGNED = {"Authorization": basic("ann@x.io", "s3cret")}


@pytest.fixture
def holds(folder):
    folder.operation("find", headers={"authorization": {}, "x-key": {}}, answers={"default": {}})

    def holds(answer: Answer | None, **headers: str) -> bool:
        request = Request("GET", "/things", headers=headers)
        (finding,) = check("toy", [Exchange(request=request, answer=answer, vendor="toy")])
        return finding.holds

    return holds


@pytest.mark.parametrize(("status", "held"), [(200, True), (404, True), (401, False)])
def test_missing_credentials_count_where_the_vendor_missed_them(holds, status, held):
    assert holds(Answer(status), **{"X-Key": "a"}) is held
    assert holds(Answer(status), **{"X-Key": "a"}, **SIGNED)


def test_another_missing_header_always_counts(holds):
    assert not holds(Answer(200), **SIGNED)
    assert not holds(None, **{"X-Key": "a"})


@pytest.mark.parametrize(
    "body",
    [
        {"api_key": "s3cret"},
        {"user": {"password": "s3cret"}},
        {"access-token": {"value": ["s3cret"]}},
        {"user": {"clientSecret": 53}},
    ],
)
def test_a_key_that_is_not_expected_shows_no_secret(folder, body):
    folder.operation("find", body={"type": "object", "additionalProperties": False})
    request = Request("GET", "/things", body=body)
    (finding,) = check("toy", [Exchange(request=request, answer=None, vendor="toy")])
    told = f"{finding.says} {finding.to_json()}"
    assert "is not expected" in told
    assert "***" in told
    assert not {"s3cret", "53"} & set(re.findall(r"\w+", told))


def test_a_mismatch_in_credentials_shows_no_secret(folder):
    folder.operation("find", headers={"authorization": {"pattern": "^Basic "}})
    request = Request("GET", "/things", headers={"Authorization": "Token s3cret"})
    (finding,) = check("toy", [Exchange(request=request, answer=Answer(200), vendor="toy")])
    assert "Token ***" in finding.says
    assert "s3cret" not in str(finding.to_json())
