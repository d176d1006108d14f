"""Recording the shipped cassettes: every scenario, over real HTTP against our own fake.

``python -m fauxdesk.stories.recordings`` writes ``cassettes/<vendor>/<scenario>.yaml`` anew. The
clock stands still and ids are seeded, so that a recording changes only when what it shows does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

import cassettes
from cassettes.cassette import FAKE
from cassettes.recording import recording
from contracts.call import Json
from contracts.exchange import Exchange, Request
from contracts.scenario import Scenario, scenarios_of
from emulator.clock import Clock
from emulator.serving import Serving
from fauxdesk.stories.paths import DAY_ONE, fake_for, scrub_for
from forwarder.driver import converse
from forwarder.parsing import parse_call
from forwarder.settings import settings_of
from forwarder.transport import Transport
from forwarder.vendor import Vendor, vendors


def cassette_of(scenario: Scenario) -> Path:
    """Where the cassette of a scenario lies."""
    return Path(cassettes.__path__[0]) / scenario.vendor / f"{scenario.name}.yaml"


def record(scenario: Scenario, file: Path) -> None:
    """Record what the forwarder and the fake say to each other over a loopback socket."""
    fake, vendor = fake_for(scenario), vendors()[scenario.vendor]
    call = parse_call(dict(scenario.call), new_id=lambda: f"scenario-{scenario.name}")
    with Serving([(0, fake)]) as serving:
        settings = fake.settings({"url": serving.urls[0]} | dict(scenario.settings))
        with recording(
            file,
            vendor=scenario.vendor,
            recorded_from=FAKE,
            when=datetime.fromtimestamp(DAY_ONE, UTC),
            host=urlsplit(settings_of(vendor, fake.settings()).url).netloc,
            scrub=scrub_for(scenario),
        ):
            carrier = _Carrier(vendor, settings, fake.clock)
            asking = scenario.fields is None
            converse(vendor, call, settings, carrier.send, scenario.fields, asking=asking)


class _Carrier:
    """Opens its transport at the first request: wrong settings never get that far.

    It waits by advancing the fake's clock, each time as long as in every other recording.
    """

    def __init__(self, vendor: Vendor, settings: Mapping[str, Json], clock: Clock) -> None:
        self._vendor, self._settings, self._clock = vendor, settings, clock

    def send(self, request: Request) -> Exchange:
        with Transport(
            settings_of(self._vendor, self._settings),
            seconds=self._clock.seconds,
            sleep=self._clock.advance,
            chance=lambda: 0.0,
        ) as transport:
            return transport.send(request)


@click.command()
def main() -> None:
    """Record every scenario of every vendor, and take away what no scenario needs."""
    for name in vendors():
        stories = scenarios_of(name)
        for scenario in stories.values():
            record(scenario, cassette_of(scenario))
        for file in (Path(cassettes.__path__[0]) / name).glob("*.yaml"):
            if file.stem not in stories:
                file.unlink()
        click.echo(f"{name}: {len(stories)} cassettes recorded")


if __name__ == "__main__":
    main()
