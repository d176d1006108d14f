"""`fauxdesk contracts list` and `export`: what is stated, for people and for other tools."""

import json

import pytest
from click.testing import CliRunner

import contracts
from contracts.openapi import openapi
from contracts.pact import pact
from contracts.vendors import vendor_names
from fauxdesk import __version__
from fauxdesk.command import fauxdesk


def run(*words: str) -> str:
    """What the command prints; it must exit 0."""
    done = CliRunner().invoke(fauxdesk, ["contracts", *words])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_list_has_the_scenarios_and_operations_as_json_and_as_tables(vendor: str) -> None:
    told = json.loads(run("list", vendor, "--json"))[vendor]
    table = run("list", vendor)
    assert told["scenarios"][0]["name"] in table
    assert told["operations"][0]["id"] in table


def test_list_without_a_vendor_has_them_all() -> None:
    assert tuple(json.loads(run("list", "--json"))) == vendor_names(contracts)


def test_export_prints_openapi_of_this_version() -> None:
    told = json.loads(run("export", "zendesk", "--format", "openapi"))
    assert told == openapi("zendesk", __version__)


def test_export_prints_a_pact() -> None:
    assert json.loads(run("export", "usercom", "--format", "pact")) == pact("usercom")


@pytest.mark.parametrize("words", [["export", "zendesk"], ["export", "nobody", "--format", "pact"]])
def test_wrong_use_exits_2(words: list[str]) -> None:
    assert CliRunner().invoke(fauxdesk, ["contracts", *words]).exit_code == 2
