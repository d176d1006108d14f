"""Schemathesis reads each vendor's OpenAPI document and runs it against our own fake."""

from typing import Any

import pytest
import requests

import contracts
import fauxdesk
from contracts.hosts import places
from contracts.openapi import openapi
from contracts.vendors import vendor_names
from fauxdesk.fakes import Fake
from forwarder.settings import settings_of
from forwarder.vendor import vendors

EXAMPLES = 15
NOT_EMULATED = 501
"""What a fake answers in its own name, and no document states."""


def ids(fake: Fake, path: str) -> list[Any]:
    """The ids that a path may name: of the table it is about, else of all."""
    tables = fake.account.tables
    table = path.partition("/{")[0].rpartition("/")[2]
    return [r["id"] for name in ([table] if table in tables else tables) for r in tables[name]]


def aimed(case: Any, fake: Fake, pick: int) -> None:
    """Let every second case ask for a record that is there."""
    known = ids(fake, case.path)
    for name in case.path_parameters or ():
        if known and pick % 2 and name in ("id", "user_id", "organization_id"):
            case.path_parameters[name] = known[pick // 2 % len(known)]


def run(operation: Any, mode: Any, fake: Fake, send: dict[str, Any], checks: list[Any]) -> None:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis.strategies import integers

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode), integers(0, 1000))
    def conforms(case: Any, pick: int) -> None:
        aimed(case, fake, pick)
        answer = case.call(**send)
        if answer.status_code == NOT_EMULATED:
            return
        assert answer.status_code < 500, case.as_curl_command()
        case.validate_response(answer, checks=checks)

    conforms()


@pytest.mark.deep
@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_every_answer_conforms_to_the_document(vendor: str) -> None:
    import schemathesis
    from schemathesis.specs.openapi import checks

    document = schemathesis.openapi.from_dict(openapi(vendor, "1"))
    operations = [found.ok() for found in document.get_all_operations()]
    held = [
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]
    with fauxdesk.mock(vendor, others="block") as desk, requests.Session() as session:
        sender = vendors()[vendor]
        signed = {**sender.sign(settings_of(sender, desk[vendor].settings()))}
        base = f"https://acme.{places()[vendor].domain}"
        send = {"base_url": base, "headers": signed, "session": session}
        for operation in sorted(operations, key=lambda o: o.method.upper() != "POST"):
            for mode in schemathesis.GenerationMode:
                run(operation, mode, desk[vendor], send, held)
