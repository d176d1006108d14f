"""What Zendesk holds requests to, whatever they are about."""

from __future__ import annotations

from contracts.exchange import Answer
from emulator.visit import Refusal, Visit, keeps
from emulator.zendesk.errors import invalid_endpoint, malformed, unsupported_media


@keeps("zendesk.requests.json")
def refuse_malformed(_visit: Visit) -> Answer:
    """A body that says it is JSON is JSON."""
    raise Refusal(malformed())


@keeps("zendesk.requests.unknown-endpoint")
def refuse_unknown(_visit: Visit) -> Answer:
    """A path that does not exist, or does not take the method, is an invalid endpoint."""
    raise Refusal(invalid_endpoint())


@keeps("zendesk.requests.content-type")
def check_content_type(visit: Visit) -> None:
    """A body is sent as JSON, where the account insists."""
    request = visit.request
    if visit.account.settings["content_type"] != "json" or not request.writes:
        return
    if request.body is not None and "json" not in (request.header("Content-Type") or ""):
        raise unsupported_media()
