"""The targets of one suite, side by side and in reports."""

import json
from collections.abc import Callable

import pytest

import plugin_runs
from aiming import LOOK_UP, STORY, Posing, ran


def test_a_test_runs_once_at_each_target_and_the_summary_puts_them_side_by_side(
    suite: pytest.Pytester, live: Posing
) -> None:
    ran(suite, LOOK_UP, "record")
    result = ran(suite, LOOK_UP, "target=emulator,cassette", "target=live", "-v")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["*::test_look_up?emulator? PASSED*", "*?live? PASSED*"])
    result.stdout.fnmatch_lines(["*test_desk.py::test_look_up * passed * passed * passed *"])
    assert live.asked == ["GET"]


def test_one_target_leaves_the_ids_as_they_are(suite: pytest.Pytester) -> None:
    result = ran(suite, LOOK_UP, "target=emulator", "-v")
    result.stdout.fnmatch_lines(["*::test_look_up PASSED*", "fauxdesk: *"][:1])
    result.stdout.no_fnmatch_line("*fauxdesk targets*")


@pytest.mark.parametrize(("run", "workers"), [(plugin_runs.ran, "0"), (plugin_runs.ran_alone, "1")])
def test_reports_hold_the_targets_with_their_reasons(
    suite: pytest.Pytester, run: Callable[..., object], workers: str
) -> None:
    suite.makepyfile(test_desk=f"import sender\n{LOOK_UP}")
    options = ["--fauxdesk-target=emulator,cassette", "--fauxdesk-report=r.json"]
    run(suite, *options, f"-n{workers}")
    told = json.loads((suite.path / "r.json").read_text())["targets"]
    outcomes = told["test_desk.py::test_look_up"]
    assert outcomes["emulator"] == {"outcome": "passed"}
    assert outcomes["cassette"]["outcome"] == "failed"
    assert "there is no such recording" in outcomes["cassette"]["reason"]


def test_a_markdown_report_has_a_row_a_test_and_a_column_a_target(
    suite: pytest.Pytester,
) -> None:
    ran(suite, STORY, "target=emulator,cassette", "report=r.md")
    lines = (suite.path / "r.md").read_text().splitlines()
    assert lines[-3:] == [
        "| test | emulator | cassette |",
        "|---|---|---|",
        "| test_desk.py::test_story | passed | passed |",
    ]


def test_an_html_report_puts_the_targets_side_by_side(suite: pytest.Pytester) -> None:
    named = LOOK_UP.replace("def", '@pytest.mark.parametrize("x", ["<i>"])\ndef', 1)
    ran(
        suite, named.replace("(zendesk", "(x, zendesk"), "target=emulator,cassette", "report=r.html"
    )
    page = (suite.path / "r.html").read_text()
    assert '<th scope="col">emulator</th><th scope="col">cassette</th>' in page
    assert "test_look_up[&lt;i&gt;]" in page
    assert '<span class="quiet">passed</span>' in page
    assert '<span class="broken">failed</span>: ' in page
    assert page.rstrip().endswith("</html>")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["record", "target=cassette"], "*records a vendor, and no cassette is one"),
        (["record", "target=emulator,live"], "*--fauxdesk-record records at one target*"),
        (["target=moon"], "*'moon' is no target; there are emulator, cassette, live"),
        (["allow-writes"], "*--fauxdesk-allow-writes is for --fauxdesk-target=live"),
        (["max-age=old"], "*'old' is no span of time*"),
        (["scrub-field=plate"], "*--fauxdesk-scrub-field: 'plate' is not NAME=SORT*"),
    ],
)
def test_options_that_make_no_sense_are_wrong_use(
    suite: pytest.Pytester, options: list[str], says: str
) -> None:
    result = ran(suite, LOOK_UP, *options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([says])
