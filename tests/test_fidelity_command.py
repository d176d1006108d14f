"""``fauxdesk fidelity``: what it prints, and how it ends."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from contracts.scenario import scenario_named
from fauxdesk.command import fauxdesk
from fauxdesk.stories.recordings import cassette_of

SHIPPED = cassette_of(scenario_named("zendesk/group-custom-fields"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(fauxdesk, ["fidelity", *map(str, arguments)])


@pytest.fixture
def doctored(tmp_path: Path) -> Path:
    file = tmp_path / "doctored.yaml"
    file.write_text(SHIPPED.read_text().replace('"moderator":false', '"moderator":"no"'))
    return file


def test_a_recording_that_agrees_ends_well() -> None:
    told = run(SHIPPED)
    assert told.exit_code == 0
    assert "5 of 5 exchanges compared, 129 of 129 values agree" in told.output


def test_a_recording_that_differs_ends_with_1_and_names_the_place(doctored: Path) -> None:
    told = run(doctored, "--format", "json")
    (found,) = json.loads(told.output)
    verdicts = {each["endpoint"]: each["verdict"] for each in found["endpoints"]}
    (difference,) = [d for each in found["endpoints"] for d in each["differences"]]
    assert (told.exit_code, verdicts["users-search"]) == (1, "differs")
    assert verdicts["memberships-create"] == "agrees"
    assert (difference["where"], difference["expected"], difference["got"]) == (
        "/users/0/moderator",
        "text",
        "boolean",
    )


def test_markdown_is_a_table_of_endpoints_and_one_of_differences(doctored: Path) -> None:
    told = run(doctored, "--format", "markdown").output
    assert "| users-search | 1 | 51 | differs |" in told
    assert "| 4 | users-search | body /users/0/moderator | text | boolean |" in told


def test_traffic_with_no_vendor_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    text = SHIPPED.read_text().replace("zendesk.com", "example.org")
    file.write_text(text.replace("vendor: zendesk", "vendor: other"))
    told = run(file)
    assert "holds no exchange with a vendor that is emulated" in str(told.exception)


def test_a_recording_of_which_nothing_can_be_compared_does_not_pass(tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    file.write_text("interactions: []\nversion: 1\n")
    told = run(file)
    assert told.exit_code == 1
    assert "empty.yaml: nothing was compared" in told.output


def test_a_recording_of_failures_alone_does_not_pass(tmp_path: Path) -> None:
    file = tmp_path / "failing.yaml"
    file.write_text(re.sub(r"code: \d+", "code: 503", SHIPPED.read_text()))
    told = run(file)
    assert told.exit_code == 1
    assert "failing.yaml: nothing was compared" in told.output
