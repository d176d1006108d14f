"""The scenarios as a Pact: `pact-python` loads it and holds our own fakes against it."""

import json
from pathlib import Path
from typing import Any

import pytest
from pact import Verifier

import contracts
from contracts.pact import pact
from contracts.scenario import scenario_named, scenarios_of
from contracts.vendors import vendor_names
from emulator.serving import Serving
from fauxdesk.fakes import Fake
from fauxdesk.stories.paths import fake_for
from forwarder.driver import credentials
from forwarder.settings import settings_of
from forwarder.vendor import vendors

VENDORS = vendor_names(contracts)


def interaction(description: str, vendor: str = "zendesk") -> dict[str, Any]:
    """The interaction of this description."""
    return next(i for i in pact(vendor)["interactions"] if i["description"] == description)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pact reports its use to its makers unless told not to."""
    monkeypatch.setenv("PACT_DO_NOT_TRACK", "true")


class Provider:
    """Serves the account of the provider state last asked for, and signs as it wants."""

    def __init__(self, vendor: str) -> None:
        self.vendor = vendors()[vendor]
        self.fake: Fake
        self.signing: dict[str, str] = {}

    def prepare(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        """Answer the verifier's request for a provider state."""
        asked = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        scenario = scenario_named(asked["state"])
        self.fake = fake_for(scenario)
        settings = settings_of(self.vendor, self.fake.settings(scenario.settings))
        signed = credentials(scenario.exchanges[0].example_request({}), settings)
        self.signing = {f"HTTP_{name.upper()}": value for name, value in signed.items()}
        start_response("200 OK", [("Content-Length", "0")])
        return []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        return self.fake({**environ, **self.signing}, start_response)


@pytest.mark.parametrize("vendor", VENDORS)
def test_our_fake_keeps_the_first_exchange_of_every_scenario(vendor: str, tmp_path: Path) -> None:
    whole = pact(vendor)
    first = [i for i in whole["interactions"] if ", request 1:" in i["description"]]
    file = tmp_path / "pact.json"
    file.write_text(json.dumps({**whole, "interactions": first}))
    provider = Provider(vendor)
    with Serving([(0, provider), (0, provider.prepare)]) as serving:
        fake, states = serving.urls
        verifier = Verifier(vendor, "127.0.0.1").add_transport(url=fake).add_source(file)
        verifier.state_handler(states, body=True).verify()


@pytest.mark.parametrize("vendor", VENDORS)
def test_each_exchange_of_each_scenario_is_an_interaction_of_its_own_name(vendor: str) -> None:
    names = [i["description"] for i in pact(vendor)["interactions"]]
    assert len(set(names)) == sum(len(s.exchanges) for s in scenarios_of(vendor).values())


def test_a_value_matched_by_schema_has_its_example_and_a_matcher() -> None:
    created = interaction("identify-creates-user, request 3: users-create-or-update")["response"]
    assert created["body"]["content"]["user"]["id"] == 616
    rule = {"combine": "AND", "matchers": [{"match": "integer"}]}
    assert created["matchingRules"]["body"] == {"$.user.id": rule}


def test_no_request_shows_credentials() -> None:
    asked = interaction("identify-token-auth, request 1: users-search")["request"]
    assert asked["headers"] == {}
    written = interaction("identify-token-auth, request 3: users-create-or-update")["request"]
    assert written["headers"] == {"Content-Type": ["application/json"]}
