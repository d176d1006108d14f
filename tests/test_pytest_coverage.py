"""What a run of pytest says, writes and demands of the rules it exercised."""

import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from cassettes.cassette import FAKE
from contracts.scenario import scenario_named
from fauxdesk.stories.recordings import cassette_of
from plugin_runs import ran, ran_alone

SUITE = """
import pytest

@pytest.mark.parametrize("user", ["1", "2", "3"])
def test_identify(zendesk, forwarder, user):
    traits = {"name": "Ann", "email": f"ann{user}@x.io"}
    forwarder.forward({"type": "identify", "userId": user, "traits": traits}, to=["zendesk"])
"""
STORY = """
def test_nothing_to_send(contract):
    with contract("zendesk/identify-without-email"):
        pass
"""
BREAKING = """
import pytest
import requests

@pytest.mark.fauxdesk(judge=False)
def test_breaks(zendesk):
    user = {"name": "Ann", "email": "ann@x.io"}
    url = "https://acme.zendesk.com/api/v2/users/create_or_update"
    requests.post(url, json={"user": user}, auth=("ann@x.io/token", "key"))
"""
UPSERT = "zendesk.identify.upsert"


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("NO_COLOR", "1")
    pytester.makepyfile(SUITE)
    return pytester


def lines_of(suite: pytest.Pytester, name: str) -> list[str]:
    return (suite.path / name).read_text().splitlines()


def properties(element: ElementTree.Element | None) -> dict[str, str]:
    assert element is not None
    return {p.attrib["name"]: p.attrib["value"] for p in element.findall("properties/property")}


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
    lines = lines_of(suite, "rules.md")
    assert lines[0].startswith("| vendor | requests | rules exercised | percent | sender rules |")
    (upsert,) = [line for line in lines if line.startswith(f"| `{UPSERT}` |")]
    assert "| sender | documented | kept 3 | 2013-01-07, fauxdesk's own fake |" in upsert


def test_a_run_writes_as_many_reports_as_are_asked_for(suite: pytest.Pytester) -> None:
    ran(suite, "--fauxdesk-report=rules.json", "--fauxdesk-report=rules.html")
    assert json.loads((suite.path / "rules.json").read_text())["zendesk"]["requests"] == 15
    assert f'<tr id="{UPSERT}" class="seen-at-work">' in (suite.path / "rules.html").read_text()


def test_a_contract_is_named_as_the_scenario_of_its_test(suite: pytest.Pytester) -> None:
    suite.makepyfile(STORY)
    ran(suite, "--fauxdesk-report=rules.json")
    told = json.loads((suite.path / "rules.json").read_text())["zendesk"]
    (noop,) = [rule for rule in told["rules"] if rule["id"] == "zendesk.identify.email-required"]
    (sign,) = noop["evidence"]
    assert sign["by"].endswith("::test_nothing_to_send")
    assert (sign["how"], sign["scenario"]) == ("cited", "zendesk/identify-without-email")


@pytest.mark.parametrize("option", [(), ("--fauxdesk-cassettes=recordings",)])
def test_a_report_dates_rules_by_the_recordings_of_the_run(
    suite: pytest.Pytester, option: tuple[str, ...]
) -> None:
    folder = suite.mkdir("recordings" if option else "cassettes")
    shipped = cassette_of(scenario_named("zendesk/identify-creates-user")).read_text()
    (folder / "mine.yaml").write_text(shipped.replace(FAKE, "acme.zendesk.com"))
    ran(suite, "--fauxdesk-report=rules.md", *option)
    (upsert,) = [line for line in lines_of(suite, "rules.md") if UPSERT in line]
    assert upsert.endswith("| 2013-01-07, acme.zendesk.com |")


@pytest.mark.parametrize(("run", "workers"), [(ran, "0"), (ran_alone, "1")])
def test_junit_xml_has_what_each_test_and_the_run_exercised(
    suite: pytest.Pytester, run: Callable[..., object], workers: str
) -> None:
    run(suite, "--junitxml=tests.xml", f"-n{workers}")
    root = ElementTree.parse(suite.path / "tests.xml").getroot()
    told = properties(root.find("testsuite/testcase[@name='test_identify[1]']"))
    assert told["fauxdesk.requests"] == "5"
    assert UPSERT in told["fauxdesk.rules"].split()
    run = properties(root.find("testsuite"))
    assert (run["fauxdesk.zendesk.requests"], run["fauxdesk.zendesk.broken"]) == ("15", "0")


def test_junit_xml_names_the_rules_that_a_test_broke(suite: pytest.Pytester) -> None:
    suite.makepyfile(BREAKING)
    ran(suite, "--junitxml=tests.xml")
    root = ElementTree.parse(suite.path / "tests.xml").getroot()
    told = properties(root.find("testsuite/testcase"))
    assert "zendesk.identify.match-email" in told["fauxdesk.broken"].split()
    assert "zendesk.identify.match-email" not in told["fauxdesk.rules"].split()


def test_a_test_that_uses_no_vendor_has_no_properties(suite: pytest.Pytester) -> None:
    suite.makepyfile("def test_alone():\n    pass\n")
    ran(suite, "--junitxml=tests.xml")
    assert "fauxdesk" not in (suite.path / "tests.xml").read_text()


def test_a_sender_is_held_to_the_rules_that_senders_keep(suite: pytest.Pytester) -> None:
    assert ran(suite, "--fauxdesk-min-coverage=sender:30").ret == pytest.ExitCode.OK
    result = ran(suite, "--fauxdesk-min-coverage=sender:90", "--fauxdesk-min-coverage=5")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["zendesk: * % of the sender rules exercised (8 of *), *"])
    result.stdout.no_fnmatch_line("*at least 5 % wanted")


def test_untested_sender_rules_are_named_where_the_run_is_verbose(suite: pytest.Pytester) -> None:
    untested = "  zendesk.identify.multiple-noop"
    assert untested in ran(suite, "-v").outlines
    assert untested not in ran(suite).outlines


def test_a_report_that_cannot_be_written_is_one_clear_line(suite: pytest.Pytester) -> None:
    (suite.path / "taken").touch()
    result = ran(suite, "--fauxdesk-report=taken/rules.md")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["taken/rules.md: cannot be written: *"])


def test_workers_tell_the_same_as_one_process(suite: pytest.Pytester) -> None:
    alone = ran(suite, "--fauxdesk-report=alone.json")
    spread = ran_alone(suite, "--fauxdesk-report=spread.json", "-n", "2")
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
