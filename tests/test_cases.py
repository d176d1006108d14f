"""The vendors' conformance cases, ``tests/<vendor>/cases.toml``: each is proven, assumed or named.

A case is claimed by the tests whose names begin with its id: ``test_user_04_...`` proves
``user-04``; ids of one test follow each other: ``test_user_36_37_...``. A table of the file says
what is asked and answered, and how sure it is, in the catalogue's words; a case that nobody
claims says under ``not_built`` why, or under ``assumed`` which rule or setting switches it.
"""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import contracts
from contracts.catalogue import Confidence
from contracts.vendors import vendor_names

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/cases.toml"))
SURE = {Confidence.RECORDED, Confidence.DOCUMENTED}
KEYS = {"says", "confidence", "not_built", "assumed"}
CASES = [
    pytest.param(file.parent.name, name, case, id=f"{file.parent.name}-{name}")
    for file in FILES
    for name, case in tomllib.loads(file.read_text(encoding="utf-8")).items()
]
_ID = re.compile(r"[a-z]+(?:_\d+[a-z]?)+(?=_|$)")


def ids_in(test: str) -> set[str]:
    """The case ids that the name of a test begins with."""
    found = _ID.match(test.removeprefix("test_"))
    area, *numbers = found[0].split("_") if found else [""]
    return {f"{area}-{number}" for number in numbers}


@cache
def claimed(vendor: str) -> set[str]:
    """The case ids that a vendor's tests claim."""
    nodes = [
        n for f in (HERE / vendor).glob("test_*.py") for n in ast.walk(ast.parse(f.read_text()))
    ]
    names = [n.name for n in nodes if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]
    return set().union(*map(ids_in, names))


@pytest.mark.parametrize(("vendor", "name", "case"), CASES)
def test_a_case_is_proven_by_a_test_or_says_why_not(vendor, name, case):
    assert case.keys() <= KEYS
    assert case["says"]
    sure = Confidence(case["confidence"]) in SURE
    if name not in claimed(vendor):
        assert case.get("not_built") or (case.get("assumed") and not sure)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_test_claims_only_cases_there_are(file):
    known = set(tomllib.loads(file.read_text(encoding="utf-8")))
    areas = {name.partition("-")[0] for name in known}
    stray = {c for c in claimed(file.parent.name) - known if c.partition("-")[0] in areas}
    assert not stray


def test_every_vendor_has_its_cases():
    assert [file.parent.name for file in FILES] == sorted(vendor_names(contracts))


@pytest.mark.parametrize(
    ("test", "ids"),
    [
        ("test_user_04_a_name_is_needed", {"user-04"}),
        ("test_user_36_37_verified", {"user-36", "user-37"}),
        ("test_a_name_is_needed", set()),
        ("test_fd_008", {"fd-008"}),
    ],
)
def test_the_ids_of_a_name(test, ids):
    assert ids_in(test) == ids
