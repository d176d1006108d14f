"""What a run of pytest says, writes and demands of the rules it exercised."""

import json

import pytest

SUITE = """
import pytest

@pytest.mark.parametrize("user", ["1", "2", "3"])
def test_identify(zendesk, forwarder, user):
    traits = {"name": "Ann", "email": f"ann{user}@x.io"}
    forwarder.forward({"type": "identify", "userId": user, "traits": traits}, to=["zendesk"])
"""
UPSERT = "zendesk.identify.upsert"


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("NO_COLOR", "1")
    pytester.makepyfile(SUITE)
    return pytester


def ran(suite: pytest.Pytester, *options: str) -> pytest.RunResult:
    return suite.runpytest_subprocess("-p", "no:cacheprovider", *options)


def test_a_run_below_the_threshold_fails_though_its_tests_pass(suite: pytest.Pytester) -> None:
    result = ran(suite, "--fauxdesk-min-coverage=90")
    result.assert_outcomes(passed=3)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        ["zendesk: * % of the rules exercised (* of *), at least 90 % wanted"]
    )


def test_a_run_above_the_threshold_passes(suite: pytest.Pytester) -> None:
    assert ran(suite, "--fauxdesk-min-coverage=1").ret == pytest.ExitCode.OK


def test_a_threshold_is_not_kept_by_using_nothing(suite: pytest.Pytester) -> None:
    suite.makepyfile("def test_nothing():\n    pass\n")
    result = ran(suite, "--fauxdesk-min-coverage=1")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["no test used a fixture of fauxdesk*"])


def test_the_json_report_says_which_test_exercised_a_rule(suite: pytest.Pytester) -> None:
    ran(suite, "--fauxdesk-report=reports/rules.json")
    told = json.loads((suite.path / "reports/rules.json").read_text())["zendesk"]
    (upsert,) = [rule for rule in told["rules"] if rule["id"] == UPSERT]
    by = {sign["by"].partition("::")[2] for sign in upsert["evidence"]}
    assert by == {f"test_identify[{user}]" for user in "123"}


def test_the_markdown_report_has_a_table_of_rules(suite: pytest.Pytester) -> None:
    ran(suite, "--fauxdesk-report=rules.md")
    lines = (suite.path / "rules.md").read_text().splitlines()
    assert lines[0].startswith("| vendor | requests | rules exercised | percent | sender rules |")
    (upsert,) = [line for line in lines if line.startswith(f"| `{UPSERT}` |")]
    assert "| sender | documented | kept 3 | 2013-01-07, fauxdesk's own fake |" in upsert


def test_a_report_that_cannot_be_written_is_one_clear_line(suite: pytest.Pytester) -> None:
    (suite.path / "taken").touch()
    result = ran(suite, "--fauxdesk-report=taken/rules.md")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["taken/rules.md: cannot be written: *"])


def test_workers_tell_the_same_as_one_process(suite: pytest.Pytester) -> None:
    alone = ran(suite, "--fauxdesk-report=alone.json")
    spread = ran(suite, "--fauxdesk-report=spread.json", "-n", "2")
    spread.assert_outcomes(passed=3)
    assert (suite.path / "spread.json").read_text() == (suite.path / "alone.json").read_text()
    (line,) = [line for line in alone.outlines if " zendesk " in line]
    assert line in spread.outlines


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("--fauxdesk-report=rules.txt", "*'rules.txt' ends in none of .json, .md, .html"),
        ("--fauxdesk-min-coverage=lots", "*'lots' is no percentage from 0 to 100"),
        ("--fauxdesk-min-coverage=note:5", "*'note' keeps no rules; known: server, sender, ours"),
        ("--fauxdesk-cassettes=nowhere", "*'nowhere' is no folder"),
    ],
)
def test_a_wrong_option_is_wrong_use(suite: pytest.Pytester, option: str, says: str) -> None:
    result = ran(suite, option)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([says])
