"""The command line as its users meet it: output, exit codes, one clear line for bad input."""

import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import contracts
from contracts.vendors import vendor_names
from fauxdesk import commands
from fauxdesk.command import fauxdesk

COMMANDS = [module.name for module in pkgutil.iter_modules(commands.__path__)]
ANN = {"type": "identify", "userId": "7", "traits": {"name": "Ann", "email": "ann@x.io"}}


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(fauxdesk, arguments, input=stdin)


def shell(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fauxdesk", *arguments]
    env = {k: v for k, v in os.environ.items() if not k.startswith("FAUXDESK_")}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    file = tmp_path / "calls.jsonl"
    file.write_text(json.dumps(ANN) + "\n")
    return file


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help(command: str) -> None:
    told = run(*filter(None, [command]), "--help")
    assert told.exit_code == 0
    assert "Usage:" in told.output


def test_rules_lists_the_catalogue_as_json() -> None:
    told = json.loads(run("rules", "zendesk", "--json").output)
    assert "zendesk.identify.multiple-noop" in [rule["id"] for rule in told]


def test_rules_of_an_unknown_vendor_name_the_nearest() -> None:
    told = run("rules", "zendeks")
    assert told.exit_code == 2
    assert "did you mean zendesk?" in told.output


def test_explain_says_where_each_trait_lands(calls: Path) -> None:
    told = json.loads(run("explain", str(calls), "--to", "zendesk", "--json").output)
    assert {"trait": "email", "field": "email", "value": "ann@x.io"} in told["mapping"]
    assert told["requests"][-1]["target"] == "/api/v2/users/create_or_update"


def test_explain_never_says_that_something_was_sent(calls: Path) -> None:
    told = run("explain", str(calls), "--to", "zendesk").output
    assert "line 1: identify to zendesk: would be sent" in told


def test_explain_says_that_a_file_holds_no_call(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n")
    told = run("explain", str(empty))
    assert (told.exit_code, told.output) == (0, f"fauxdesk: {empty} holds no call\n")


def test_a_dry_run_delivers_nothing_and_tells_what_would_be(calls: Path) -> None:
    told = run("forward", str(calls), "--dry-run", "--to", "zendesk", "--json")
    assert json.loads(told.output)["says"] == "user created"
    assert told.exit_code == 0


def test_a_dry_run_uses_the_settings_given(calls: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        "[zendesk]\nsubdomain = 'acme'\nemail = 'me@acme.io/token'\n"
        "password = 'mine'\nverified = true\n"
    )
    file = str(tmp_path / "settings.toml")
    told = json.loads(run("forward", str(calls), "--dry-run", "--settings", file, "--json").output)
    assert told["vendor"] == "zendesk"
    assert told["requests"][-1]["body"]["user"]["verified"] is True


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "calls.jsonl:2: "),
        ('{"type": "identfy"}', "calls.jsonl:2: type: "),
        ('{"type": "identify", "traits": [1]}', "calls.jsonl:2: traits: "),
        (json.dumps({**ANN, "traits": {"x": "y" * 40_000}}), "calls.jsonl:2: "),
    ],
    ids=["malformed", "unknown type", "wrong traits", "40 KB"],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(calls: Path, line: str, says: str) -> None:
    with calls.open("a") as file:
        file.write(f"{line}\n{json.dumps(ANN)}\n")
    told = run("forward", str(calls), "--dry-run", "--to", "zendesk", "--json")
    bad = [text for text in told.output.splitlines() if not text.startswith("{")]
    assert told.exit_code == 1
    assert len(bad) == 1
    assert says in bad[0]
    assert len(told.output.splitlines()) == 3


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("[zendesk]\nsubdomian = 'a'", "zendesk.subdomian"),
        ("[zendesk]\nsubdomain = 'a.zendesk.com'\nemail = 'a@b.c'\npassword = 's3cret'", "acme"),
        ("[zendesk", "not TOML"),
        ("[zendek]", "unknown vendor"),
    ],
)
def test_wrong_settings_are_one_clear_line(
    calls: Path, tmp_path: Path, settings: str, says: str
) -> None:
    (tmp_path / "settings.toml").write_text(settings)
    told = shell("forward", str(calls), "--settings", str(tmp_path / "settings.toml"))
    assert told.returncode == 2
    assert says in told.stderr
    assert told.stderr.count("\n") == 1
    assert "s3cret" not in told.stderr


def test_coverage_below_the_minimum_exits_1() -> None:
    told = run("coverage", "--min", "0", "--json")
    assert (told.exit_code, {*json.loads(told.output)}) == (0, {*vendor_names(contracts)})
    missing = json.loads(told.output)["zendesk"]["missing"]
    assert run("coverage", "--to", "zendesk", "--min", "100").exit_code == (1 if missing else 0)


def test_coverage_holds_senders_to_a_minimum_of_their_own() -> None:
    told = run("coverage", "--to", "zendesk", "--min", "sender:100")
    assert (told.exit_code, told.stderr) == (0, "")
    told = run("coverage", "--to", "zendesk", "--min", "server:100", "--min", "sender:100")
    assert told.exit_code == 1
    (line,) = told.stderr.splitlines()
    assert "of the server rules exercised" in line


@pytest.mark.parametrize("least", ["lots", "101", "note:5"])
def test_a_wrong_minimum_is_wrong_use(least: str) -> None:
    told = run("coverage", "--min", least)
    assert told.exit_code == 2
    assert "Invalid value for '--min'" in told.stderr


def test_coverage_is_told_in_every_form() -> None:
    assert json.loads(run("coverage", "--format", "json", "--to", "zendesk").output)["zendesk"]
    assert run("coverage", "--format", "markdown", "--to", "zendesk").output.startswith("| vendor")
    assert run("coverage", "--format", "html", "--to", "zendesk").output.startswith("<!doctype")


def test_env_points_at_the_local_stack() -> None:
    assert "export FAUXDESK_ZENDESK_URL=http://127.0.0.1:7102" in run("env").output


def test_a_package_of_the_users_that_hides_ours_is_named(tmp_path: Path) -> None:
    (tmp_path / "contracts").mkdir()
    (tmp_path / "contracts" / "__init__.py").touch()
    told = shell("rules", cwd=tmp_path)
    assert told.returncode == 2
    assert (
        f"the package 'contracts' at {tmp_path / 'contracts'} hides fauxdesk's own" in told.stderr
    )


def test_the_command_works_from_a_folder_with_other_contracts(tmp_path: Path) -> None:
    (tmp_path / "contracts").mkdir()
    (tmp_path / "cassettes").mkdir()
    told = shell("rules", "--json", cwd=tmp_path)
    assert told.returncode == 0
