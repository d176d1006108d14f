"""Reading the traffic of a running stack."""

import json

import pytest

from contracts.problem import BadInput
from emulator.serving import Serving
from emulator.vendor import vendors
from fauxdesk.serving.live import running_traffic
from fauxdesk.serving.stack import Stack

NAME, VENDOR = next(iter(vendors().items()))


@pytest.mark.parametrize("answer", ["{}x", '{"a": 1}', "[1]", "3", "null", '[{"request": {}}]'])
def test_what_is_no_stack_is_named_in_one_line(answer: str) -> None:
    def stranger(_environ, start_response):
        start_response("200 OK", [("Content-Type", "application/json")])
        return [answer.encode()]

    with Serving([(0, stranger)]) as serving:
        port = serving.ports[0] - VENDOR.port
        with pytest.raises(BadInput, match="answers no journal"):
            list(running_traffic(port))


def test_no_proxy_stands_between_a_stack_and_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with Stack([NAME]) as stack:
        port = int(stack.url(NAME).rpartition(":")[2]) - VENDOR.port
        assert json.dumps(dict(running_traffic(port))[NAME]) == "[]"
