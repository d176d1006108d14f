"""Rules are proven by real recordings that the fake agrees with, and by nothing else."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from contracts.problem import BadInput
from contracts.scenario import scenario_named
from fauxdesk.command import fauxdesk
from fauxdesk.stories.recordings import cassette_of
from fauxdesk.traffic.fidelity.proofs import proofs_in

SHIPPED = cassette_of(scenario_named("zendesk/group-custom-fields"))
RULE = "zendesk.memberships.first-is-default"
MADE = {"at": "2026-10-01T00:00:00+00:00", "from": "sub-1.zendesk.com"}


def real(folder: Path, date: str = "2026-10-01", text: str | None = None) -> Path:
    """The shipped recording, as if a sandbox had answered."""
    file = folder / f"{date}.yaml"
    text = (text or SHIPPED.read_text()).replace("fauxdesk's own fake", "sub-1.zendesk.com")
    file.write_text(text.replace("2013-01-07T00:00:00+00:00", f"{date}T00:00:00+00:00"))
    return file


def test_a_rule_at_work_in_a_real_recording_is_proven_with_date_and_origin(tmp_path: Path) -> None:
    assert proofs_in([real(tmp_path)])[RULE].to_json() == MADE


def test_the_newest_recording_in_a_folder_counts(tmp_path: Path) -> None:
    real(tmp_path, "2026-09-01"), real(tmp_path), real(tmp_path, "2026-08-01")
    (tmp_path / "notes.yaml").write_text("no: cassette")
    assert proofs_in([tmp_path])[RULE].to_json() == MADE


def test_a_recording_of_our_own_fake_proves_nothing() -> None:
    assert proofs_in([SHIPPED.parent]) == {}


def test_an_answer_that_differs_proves_nothing(tmp_path: Path) -> None:
    text = SHIPPED.read_text().replace('"view_tickets":false', '"view_tickets":null')
    assert RULE not in proofs_in([real(tmp_path, text=text)])


def test_what_agrees_only_under_a_supposition_proves_nothing(tmp_path: Path) -> None:
    text = cassette_of(scenario_named("zendesk/group-as-agent")).read_text()
    assert proofs_in([real(tmp_path, text=text)]) == {}


def test_a_named_file_that_is_no_cassette_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").write_text("no: cassette")
    with pytest.raises(BadInput, match="not a cassette"):
        proofs_in([tmp_path / "notes.yaml"])


def test_rules_are_listed_with_what_proves_them(tmp_path: Path) -> None:
    run = ["rules", "zendesk", "--cassettes", str(real(tmp_path))]
    rules = json.loads(CliRunner().invoke(fauxdesk, [*run, "--json"]).output)
    proven = {rule["id"]: rule["proven"] for rule in rules}
    assert proven[RULE] == MADE
    assert proven["zendesk.users.email-unique"] is None
    assert "2 proven by recordings" in CliRunner().invoke(fauxdesk, run).output
