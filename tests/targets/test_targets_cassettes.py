"""A cassette as the target: recorded, replayed, missing, changed and old."""

import pytest

from aiming import IDENTIFY, LOOK_UP, STORY, cassette, ran


def test_a_missing_cassette_is_one_line_that_says_how_to_record_it(
    suite: pytest.Pytester,
) -> None:
    result = ran(suite, LOOK_UP, "target=cassette")
    result.assert_outcomes(failed=1)
    says = "cassettes/zendesk/test_desk/test_look_up.yaml: there is no such recording; "
    result.stdout.fnmatch_lines([f"{says}run the test with --fauxdesk-record to make it"])
    result.stdout.no_fnmatch_line("*Error*")


def test_a_changed_request_names_the_nearest_recording(suite: pytest.Pytester) -> None:
    ran(suite, IDENTIFY, "record")
    changed = IDENTIFY.replace("sender.CALL", '{**sender.CALL, "userId": "8"}')
    result = ran(suite, changed, "target=cassette")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*test_identify.yaml: nothing is recorded for GET /api/v2/users/search",
            "*2. GET /api/v2/users/search (not used yet)",
            "*query.external_id*recorded*asked*",
        ]
    )


def test_a_sender_that_hides_the_error_fails_all_the_same(suite: pytest.Pytester) -> None:
    hidden = """
def test_hidden(zendesk):
    try:
        sender.found("query", "ann@x.io")
    except Exception:
        pass
"""
    result = ran(suite, hidden, "target=cassette")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*test_hidden.yaml: there is no such recording*"])


def test_recordings_that_nobody_asks_for_are_a_note(suite: pytest.Pytester) -> None:
    ran(suite, IDENTIFY, "record")
    less = IDENTIFY.replace("identify(sender.CALL)", 'found("query", "ann@x.io")')
    result = ran(suite, less, "target=cassette")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*test_identify.yaml: 2 of 3 recordings unused: GET */search, *"])


def test_a_failing_test_leaves_the_old_recording(suite: pytest.Pytester) -> None:
    ran(suite, LOOK_UP, "record")
    before = cassette(suite, "test_look_up").read_bytes()
    ran(suite, LOOK_UP + "    assert False\n", "record").assert_outcomes(failed=1)
    assert cassette(suite, "test_look_up").read_bytes() == before


@pytest.mark.parametrize(
    "asks",
    ["zendesk.users", "zendesk.user(name='Ann')", "zendesk.assert_state({})", "zendesk.account"],
)
def test_state_is_not_to_be_had_from_a_cassette(suite: pytest.Pytester, asks: str) -> None:
    test = f"{IDENTIFY}    assert {asks} is not False\n"
    test += (
        "\ndef test_blind(zendesk):\n    sender.create({'email': 'a@x.io'})\n    zendesk.users\n"
    )
    judged = test.replace("def test_blind", "@pytest.mark.fauxdesk(judge=False)\ndef test_blind")
    ran(suite, judged.replace("is not False", "or True"), "record")
    result = ran(suite, test, "target=cassette", "-rs")
    result.assert_outcomes(skipped=1, failed=1)
    result.stdout.fnmatch_lines(["*a cassette holds no state; *"])
    result.stdout.fnmatch_lines(["*zendesk.identify.match-email: *"])


PLATED = """
def test_plated(zendesk):
    sender.create({"name": "Ann", "email": "ann@x.io", "user_fields": {"plate": "B-XY 77"}})
"""


@pytest.mark.parametrize("by_ini", [True, False])
def test_a_key_of_ones_own_is_scrubbed_and_replayed(suite: pytest.Pytester, by_ini: bool) -> None:
    stated = [] if by_ini else ["scrub-field=plate=secret"]
    suite.makeini(f"[pytest]\nfauxdesk_scrub_fields = {'plate=secret' if by_ini else ''}\n")
    unjudged = PLATED.replace("def", "@pytest.mark.fauxdesk(judge=False)\ndef", 1)
    ran(suite, unjudged, "record", *stated).assert_outcomes(passed=1)
    text = cassette(suite, "test_plated").read_text()
    assert ("plate" in text, "B-XY 77" in text) == (True, False)
    ran(suite, unjudged, "target=cassette", *stated).assert_outcomes(passed=1)


def test_the_mark_names_a_cassette_beside_the_test(suite: pytest.Pytester) -> None:
    test = f'\n@pytest.mark.fauxdesk(cassette="tapes/mine.yaml"){LOOK_UP}'
    ran(suite, test, "record").assert_outcomes(passed=1)
    assert (suite.path / "tapes/mine.yaml").exists()
    ran(suite, test, "target=cassette").assert_outcomes(passed=1)


def test_a_test_that_opens_a_vendor_twice_has_two_cassettes(suite: pytest.Pytester) -> None:
    twice = f"{STORY}    with contract('zendesk/identify-creates-user') as story:\n"
    twice += "        sender.identify(story.call)\n"
    ran(suite, twice, "record").assert_outcomes(passed=1)
    assert cassette(suite, "test_story").exists()
    assert cassette(suite, "test_story.2").exists()
    ran(suite, twice, "target=cassette").assert_outcomes(passed=1)


def test_an_old_recording_fails_or_only_warns(suite: pytest.Pytester) -> None:
    says = "*test_look_up.yaml: was recorded 2020-01-01, * days ago: more than 90 days"
    ran(suite, LOOK_UP, "record")
    file = cassette(suite, "test_look_up")
    lines = [x for x in file.read_text().splitlines() if "recorded_at" not in x]
    file.write_text("\n".join([lines[0], "  recorded_at: '2020-01-01'", *lines[1:], ""]))
    result = ran(suite, LOOK_UP, "target=cassette", "max-age=90d")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([says])
    result = ran(suite, LOOK_UP, "target=cassette", "max-age=warn:90d")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines([says])


def test_the_cassette_of_a_test_is_named_for_it(suite: pytest.Pytester) -> None:
    within = LOOK_UP.replace("def test_look_up(zendesk", "    def test_look_up(self, zendesk, way")
    indented = within.replace("    assert", "        assert")
    ways = '    @pytest.mark.parametrize("way", ["a/b", "a_b"])'
    test = f"class TestDesk:\n{ways}{indented}"
    ran(suite, test, "record").assert_outcomes(passed=2)
    names = sorted(f.name for f in cassette(suite, "").parent.iterdir())
    assert names[1] == "TestDesk.test_look_up[a_b].yaml"
    assert names[0].startswith("TestDesk.test_look_up[a_b]-")
    ran(suite, test, "target=cassette,emulator").assert_outcomes(passed=4)
