"""One suite at three targets: the fake, a cassette, a server that poses as the live vendor."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import plugin_runs
from emulator.serving import Serving
from emulator.vendor import vendors
from fauxdesk.fakes import Fake

SENDER = """
import os, requests

AUTH = ("me@acme.io/token", os.environ.get("FAUXDESK_ZENDESK_PASSWORD", "fake"))
USERS = "https://acme.zendesk.com/api/v2/users"
CALL = {"type": "identify", "userId": "7", "traits": {"name": "Ann", "email": "ann@x.io"}}

def found(key, value):
    return requests.get(f"{USERS}/search", params={key: value}, auth=AUTH).json()["users"]

def create(user):
    requests.post(f"{USERS}/create_or_update", json={"user": user}, auth=AUTH)

def identify(call):
    user = {"external_id": call["userId"], **call["traits"]}
    if not found("query", user["email"]) and not found("external_id", call["userId"]):
        create(user)
"""
LOOK_UP = """
def test_look_up(zendesk):
    assert sender.found("query", "ann@x.io") == []
"""
IDENTIFY = """
def test_identify(zendesk):
    sender.identify(sender.CALL)
"""
STORY = """
def test_story(contract):
    with contract("zendesk/identify-creates-user") as story:
        sender.identify(story.call)
"""
PASSWORD = "planted-s3cret"
SETTINGS = {"subdomain": "acme", "email": "me@acme.io/token", "password": PASSWORD}


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    pytester.makepyfile(sender=SENDER)
    return pytester


def ran(suite: pytest.Pytester, test: str, *options: str) -> pytest.RunResult:
    suite.makepyfile(test_desk=f"import pytest, requests, sender\n{test}")
    targets = [f"--fauxdesk-{option}" if option[0] != "-" else option for option in options]
    return plugin_runs.ran(suite, *targets)


def cassette(suite: pytest.Pytester, test: str) -> Path:
    return suite.path / f"cassettes/zendesk/test_desk/{test}.yaml"


class Posing:
    """Poses as the vendor on a loopback port."""

    def __init__(self) -> None:
        self.fake = Fake(vendors()["zendesk"], pinned=True)

    @property
    def asked(self) -> list[str]:
        return [exchange.request.method for exchange in self.fake.exchanges]


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> Iterator[Posing]:
    posing = Posing()
    with Serving([(0, posing.fake)]) as serving:
        for key, value in (SETTINGS | {"url": serving.urls[0]}).items():
            monkeypatch.setenv(f"FAUXDESK_ZENDESK_{key.upper()}", value)
        yield posing


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


def test_a_recording_of_the_live_vendor_says_whence_and_holds_no_secret(
    suite: pytest.Pytester, live: Posing
) -> None:
    told = IDENTIFY.replace("sender.CALL", 'sender.CALL | {"traits": {"name": sender.AUTH[1]')
    test = told.replace("AUTH[1]", 'AUTH[1], "email": "ann@x.io"}}')
    result = ran(suite, test, "target=live", "record", "allow-writes")
    result.assert_outcomes(passed=1)
    written = cassette(suite, "test_identify").read_text()
    assert "recorded_from: 127.0.0.1:" in written
    assert PASSWORD not in written + result.stdout.str() + result.stderr.str()
    assert live.asked == ["GET", "GET", "POST"]


def test_what_was_recorded_live_is_replayed_where_no_secret_is_known(
    suite: pytest.Pytester, live: Posing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = """
def test_ours(zendesk, forwarder):
    (told,) = forwarder.forward(sender.CALL, to=["zendesk"])
    assert told.outcome.says == "user created"
"""
    ran(suite, ours, "target=live", "record", "allow-writes").assert_outcomes(passed=1)
    for key in (*SETTINGS, "url"):
        monkeypatch.delenv(f"FAUXDESK_ZENDESK_{key.upper()}")
    ran(suite, ours, "target=cassette").assert_outcomes(passed=1)
    assert live.asked[-1] == "POST"


def test_a_write_never_reaches_a_live_vendor_unless_it_is_allowed(
    suite: pytest.Pytester, live: Posing
) -> None:
    write = '\ndef test_write(zendesk):\n    sender.create({"email": "ann@x.io"})\n'
    result = ran(suite, write, "target=live")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["POST /api/v2/users/create_or_update is a write and was not sent to 127.0.0.1:*"]
    )
    assert live.asked == []


LATE = """
import threading
over, done, came = threading.Event(), threading.Event(), []
def late(url):
    over.wait(5)
    try:
        came.append(requests.post(url + "/api/v2/users", json={}).status_code)
    except BaseException as error:
        came.append(type(error).__name__)
    done.set()
def test_leaves_a_thread(zendesk):
    threading.Thread(target=late, args=(zendesk.settings()["url"],)).start()
def test_afterwards():
    over.set()
    done.wait(5)
    assert came == ["ConnectionError"]
"""


def test_a_thread_that_outlives_its_test_reaches_no_vendor(
    suite: pytest.Pytester, live: Posing
) -> None:
    ran(suite, LATE, "target=live").assert_outcomes(passed=2)
    assert live.asked == []


@pytest.mark.parametrize(
    "how", ['headers={"X-HTTP-Method-Override": "delete"}', 'params={"_method": "delete"}']
)
def test_a_read_that_asks_to_be_taken_for_a_write_is_one(
    suite: pytest.Pytester, live: Posing, how: str
) -> None:
    test = f"""
def test_override(zendesk):
    requests.get(zendesk.settings()["url"] + "/api/v2/users/7", {how})
"""
    result = ran(suite, test, "target=live")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["DELETE /api/v2/users/7 is a write and was not sent to *"])
    assert live.asked == []


def test_the_address_of_the_settings_is_guarded_too(suite: pytest.Pytester, live: Posing) -> None:
    direct = """
def test_direct(zendesk):
    requests.post(zendesk.settings()["url"] + "/api/v2/users", json={"user": {}})
"""
    result = ran(suite, direct, "target=live")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["POST /api/v2/users is a write and was not sent to *"])
    assert live.asked == []


def test_live_traffic_is_judged_and_counted(suite: pytest.Pytester, live: Posing) -> None:
    blind = '\ndef test_blind(zendesk):\n    sender.create({"name": "Ann", "email": "ann@x.io"})\n'
    result = ran(suite, blind, "target=live", "allow-writes")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*zendesk.identify.match-email: *", "* zendesk * 1 * of * of * 1 *"]
    )
    assert live.asked == ["POST"]


def test_a_setting_that_is_missing_skips_and_names_its_variable(suite: pytest.Pytester) -> None:
    result = ran(suite, LOOK_UP, "target=live", "-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*live zendesk needs FAUXDESK_ZENDESK_SUBDOMAIN, *"])


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


def test_a_story_is_compared_with_the_live_vendors_answers(
    suite: pytest.Pytester, live: Posing
) -> None:
    prepared = STORY.replace("creates-user", "updates-user").replace("test_story", "test_prepared")
    result = ran(suite, STORY + prepared, "target=live", "allow-writes", "-rs")
    result.assert_outcomes(passed=1, skipped=1)
    result.stdout.fnmatch_lines(["*zendesk/identify-updates-user begins with an account that *"])
    assert live.asked == ["GET", "GET", "POST"]


def test_a_recording_names_the_host_that_the_vendors_own_examples_have(
    suite: pytest.Pytester,
) -> None:
    ours = "\ndef test_ours(zendesk, forwarder):\n    forwarder.forward(sender.CALL)\n"
    ran(suite, ours, "record").assert_outcomes(passed=1)
    assert "uri: https://acme.zendesk.com/api" in cassette(suite, "test_ours").read_text()


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


CLIENTS = """
import asyncio, aiohttp, httpx, urllib.request
URL = "https://acme.zendesk.com/api/v2/users/search?query=a"

SIGNED = {"Authorization": requests.auth._basic_auth_str(*sender.AUTH)}

def by_httpx():
    httpx.get(URL, headers=SIGNED)

def by_urllib():
    urllib.request.urlopen(urllib.request.Request(URL, headers=SIGNED))

def by_aiohttp():
    async def get():
        async with aiohttp.ClientSession(headers=SIGNED) as session:
            await session.get(URL)
    asyncio.run(asyncio.wait_for(get(), 5))

@pytest.mark.parametrize("call", [by_httpx, by_urllib, by_aiohttp])
def test_call(zendesk, call):
    call()
"""


def test_every_client_is_told_that_nothing_answers(suite: pytest.Pytester) -> None:
    result = ran(suite, CLIENTS, "target=cassette")
    result.assert_outcomes(failed=3)
    for name in ("httpx", "urllib", "aiohttp"):
        line = f"*test_call?by_{name}?.yaml: there is no such recording*"
        result.stdout.fnmatch_lines_random([line])


def test_every_client_replays_what_it_recorded_live(suite: pytest.Pytester, live: Posing) -> None:
    ran(suite, CLIENTS, "target=live", "record").assert_outcomes(passed=3)
    assert live.asked == ["GET"] * 3
    ran(suite, CLIENTS, "target=cassette").assert_outcomes(passed=3)
    assert live.asked == ["GET"] * 3
