"""Asking a stack that runs in another process."""

import pytest

from contracts.problem import BadInput
from emulator.serving import Serving
from emulator.vendor import vendors
from fauxdesk.serving.running import RunningStack
from standing import standing

(NAME, VENDOR), (OTHER, _) = list(vendors().items())[:2]


@pytest.mark.parametrize("answer", ["{}x", '{"a": 1}', "[1]", "3", "null", '[{"request": {}}]'])
def test_what_is_no_stack_is_named_in_one_line(answer: str) -> None:
    def stranger(_environ, start_response):
        start_response("200 OK", [("Content-Type", "application/json")])
        return [answer.encode()]

    with Serving([(0, stranger)]) as serving:
        stack = RunningStack(serving.ports[0] - VENDOR.port)
        with pytest.raises(BadInput, match="answers no"):
            stack.traffic(NAME)
        with pytest.raises(BadInput, match=f"is no fake {NAME}|nothing that can be read"):
            stack.names([NAME])


def test_a_stranger_at_the_port_of_a_vendor_that_was_not_asked_for_is_passed_over() -> None:
    stack, port = standing(OTHER)
    with stack, Serving([(port + VENDOR.port, lambda _environ, start: start("200 OK", []) and [])]):
        assert RunningStack(port).names() == [OTHER]
        with pytest.raises(BadInput, match="nothing that can be read"):
            RunningStack(port).names([NAME])


def test_a_redirection_is_not_followed_to_another_fake() -> None:
    stack, _ = standing(NAME)

    def elsewhere(_environ, start_response):
        start_response("302 Found", [("Location", f"{stack.url(NAME)}/_fauxdesk/")])
        return [b"{}"]

    with stack, Serving([(0, elsewhere)]) as serving, pytest.raises(BadInput, match="answers 302"):
        RunningStack(serving.ports[0] - VENDOR.port).names([NAME])


def test_a_stack_may_listen_on_an_address_with_colons() -> None:
    stack, port = standing(NAME, host="::1")
    with stack:
        assert RunningStack(port, "::1").names() == [NAME]


@pytest.mark.parametrize("account", ["日本", "a b", "a\nb", "-"])
def test_what_cannot_be_a_name_of_an_account_is_told(account: str) -> None:
    with pytest.raises(BadInput, match="--account: must be letters"):
        RunningStack(1, account=account).names()


def test_where_nobody_answers_is_told_with_its_host() -> None:
    with pytest.raises(BadInput, match=r"no stack answers at http://127\.0\.0\.1:1; start one"):
        RunningStack(1).names()


def test_no_proxy_stands_between_a_stack_and_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    stack, port = standing(NAME)
    with stack:
        assert RunningStack(port).names() == [NAME]
        assert RunningStack(port).traffic(NAME) == []


def test_a_vendor_that_was_asked_for_and_does_not_run_is_named() -> None:
    stack, port = standing(NAME)
    other = next(name for name in vendors() if name != NAME)
    with stack, pytest.raises(BadInput, match=rf"no {other} answers at .*`fauxdesk up`"):
        RunningStack(port).names([NAME, other])
