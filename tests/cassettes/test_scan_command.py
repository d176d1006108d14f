"""`fauxdesk scan`: exit 1 and one line a finding, without the secret."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from cassettes.cassette import Metadata, write
from cassettes.interaction import Interaction
from contracts.problem import BadInput
from fauxdesk.commands.scan import scan

SECRET = "zK9hQ7xW2mPb55"
HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "c.yaml"
    write(path, [Interaction(method="GET", url=f"/?api_key={SECRET}", status=200)], Metadata())
    return path


def run(*options: str | Path, **environ: str) -> Result:
    return CliRunner().invoke(scan, [str(option) for option in options], env=environ)


def test_a_finding_is_one_line_that_keeps_the_secret(file: Path) -> None:
    done = run(file)
    line = f"{file}: interactions[0].request.uri: a secret under 'api_key' (***, 14 characters)"
    assert (done.exit_code, done.stdout) == (1, f"{line}\n")
    assert done.stderr == "1 finding in 1 file\n"
    assert SECRET not in done.output


def test_nothing_found_is_exit_0(file: Path) -> None:
    done = run(file, "--allow", "zk9.*")
    assert (done.exit_code, done.output) == (0, "nothing found in 1 file\n")


def test_json_lists_the_findings(file: Path) -> None:
    (found,) = json.loads(run(file, "--json").stdout)
    assert found == {
        "file": str(file),
        "line": None,
        "field": "interactions[0].request.uri",
        "looks_like": "a secret under 'api_key'",
        "hint": "***, 14 characters",
    }


def test_an_allow_file_has_a_pattern_a_line(file: Path, tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    allowed.write_text("# our sandbox\n\nzK9.*\n")
    assert run(file, "--allow-file", allowed).exit_code == 0
    allowed.write_text("ok\n(\n")
    assert isinstance(run(file, "--allow-file", allowed).exception, BadInput)


@pytest.mark.parametrize("source", ["MY_PLAIN", "FAUXDESK_ZENDESK_PASSWORD", "file"])
def test_known_secrets_come_from_variables_and_settings(source: str, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('[zendesk]\nemail = "a@b.io"\npassword = "plainly"\n')
    (tmp_path / "c.txt").write_text("it says plainly so")
    named = {"file": ["--known-from", tmp_path / "s.toml"], "MY_PLAIN": ["--known-from", source]}
    done = run(tmp_path / "c.txt", *named.get(source, []), **{source: "plainly"})
    name = "zendesk.password" if source == "file" else source
    assert f"c.txt:1: the known secret {name} (***, 7 characters)" in done.stdout


def test_a_name_that_is_nothing_is_told(file: Path) -> None:
    error = run(file, "--known-from", "NO_SUCH").exception
    assert str(error) == "known-from: NO_SUCH: neither an environment variable nor a file"


def test_the_hook_runs_the_command() -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text())
    assert (hook["id"], hook["entry"]) == ("fauxdesk-scan", "fauxdesk scan")
