"""``fauxdesk account from-cassette``: what a recording shows, as an account file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from contracts.scenario import scenario_named
from contracts.wire import exchange_to_json
from emulator.account_file import read_account_file
from emulator.recollection import recollect
from emulator.vendor import vendors
from fauxdesk.command import fauxdesk
from fauxdesk.stories.recordings import cassette_of
from recorded import recorded

FIELDS = ("GET", "/api/v2/contact_fields")
AGENT = ("GET", "/api/v2/agents/me")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(fauxdesk, ["account", "from-cassette", *map(str, arguments)])


def journal(file: Path, exchanges) -> Path:
    file.write_text("\n".join(json.dumps(exchange_to_json(each)) for each in exchanges))
    return file


def without_nulls(value):
    if isinstance(value, dict):
        return {k: without_nulls(v) for k, v in value.items() if v is not None}
    return [without_nulls(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "scenario",
    [
        "zendesk/group-custom-fields",
        "freshdesk/identify-updates-custom-field",
        "freshsales/identify-contact-again-with-company-and-deal",
        "usercom/group-already-linked",
    ],
)
def test_the_file_reads_back_as_what_the_fake_is_seeded_with(scenario, tmp_path: Path) -> None:
    from cassettes.reading import traffic_of

    cassette = cassette_of(scenario_named(scenario))
    (tmp_path / "account.toml").write_text(run(cassette).output)
    name, account = read_account_file(tmp_path / "account.toml")
    seeded = recollect(vendors()[name], traffic_of(cassette)).account
    assert account == without_nulls({table: held for table, held in seeded.items() if held})


def test_custom_fields_come_from_a_recorded_list(tmp_path: Path) -> None:
    field = {"name": "tier", "type": "custom_dropdown", "choices": ["Gold", "Silver"]}
    exchanges = recorded("freshdesk", FIELDS, contact_fields=[field])
    (tmp_path / "account.toml").write_text(run(journal(tmp_path / "j.jsonl", exchanges)).output)
    listed = read_account_file(tmp_path / "account.toml")[1]["contact_fields"]
    (tier,) = [each for each in listed if each["name"] == "tier"]
    assert (tier["type"], tier["choices"]) == ("custom_dropdown", ["Gold", "Silver"])


def test_no_credential_of_a_recording_gets_into_the_file(tmp_path: Path) -> None:
    told = run(journal(tmp_path / "j.jsonl", recorded("freshdesk", AGENT))).output
    assert 'email = "admin@acme.example"' in told
    assert "api_key" not in told


def test_a_recording_of_two_vendors_needs_one_named(tmp_path: Path) -> None:
    both = [*recorded("freshdesk", AGENT), *recorded("zendesk", ("GET", "/api/v2/users/me"))]
    file = journal(tmp_path / "j.jsonl", both)
    assert "exchanges with freshdesk, zendesk: name one with --vendor" in str(run(file).exception)
    assert 'vendor = "zendesk"' in run(file, "--vendor", "zendesk").output
