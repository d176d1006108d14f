"""A server that poses as the live vendor as the target: guarded, judged, recorded."""

import pytest

from aiming import IDENTIFY, LOOK_UP, PASSWORD, SETTINGS, STORY, Posing, cassette, ran


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
