"""Asking a stack that runs in another process."""

import pytest

from contracts.problem import BadInput
from emulator.serving import Serving
from emulator.vendor import vendors
from fauxdesk.serving.running import RunningStack
from standing import standing

NAME, VENDOR = next(iter(vendors().items()))


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
