"""The four paths of a scenario: forwarder alone, emulator alone, both, and its cassette.

Each returns a Walk: the conversation, and how it differs from what the scenario states.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cassettes.replay import NoRecording, Replay
from cassettes.scrubbing import Scrub
from contracts.call import Json
from contracts.checking import check
from contracts.conversation import Conversation
from contracts.exchange import Exchange, Request
from contracts.expected import Saved
from contracts.mismatch import Mismatch, Part
from contracts.problem import BadInput, BadSettings
from contracts.scenario import Scenario
from emulator.account_file import check_account
from emulator.clock import Clock
from emulator.vendor import vendors as fake_vendors
from fauxdesk.fakes import Fake
from fauxdesk.stories.patient import Patient
from forwarder.driver import Send, Unreachable, converse, credentials
from forwarder.parsing import parse_call
from forwarder.settings import settings_of
from forwarder.vendor import vendors

DAY_ONE = 1_357_516_800.0
"""When the frozen clock of a scenario stands: 2013-01-07, the date of the documents' examples."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One path walked: what was said, how it differs, and the fake that took part, if one did."""

    conversation: Conversation
    mismatches: tuple[Mismatch, ...]
    fake: Fake | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not self.mismatches


def forwarder_alone(scenario: Scenario) -> Walk:
    """The forwarder, answered by the scenario itself."""
    answers = iter(scenario.exchanges)
    saved: Saved = {}

    def send(request: Request) -> Exchange:
        nonlocal saved
        expected = next(answers, None)
        if expected is None:
            raise Unreachable("the scenario expects no further request")
        compared = expected.compare_request(request, scenario.operations, saved)
        answer = expected.example_answer(compared.saved)
        saved = expected.compare_answer(answer, compared.saved).saved
        return Exchange(request=request, answer=answer, vendor=scenario.vendor)

    return _forwarded(scenario, send, fake_for(scenario))


def emulator_alone(scenario: Scenario) -> Walk:
    """The emulator, asked by the scenario itself."""
    fake = fake_for(scenario)
    saved: Saved = {}
    exchanges: list[Exchange] = []
    for expected in scenario.exchanges:
        try:
            request = _signed(scenario, fake, expected.example_request(saved))
        except BadInput:
            break
        exchange = fake.send(request)
        assert exchange.answer is not None
        exchanges.append(exchange)
        saved = expected.compare_answer(exchange.answer, saved).saved
    mismatches = [
        *scenario.compare_exchanges(exchanges),
        *scenario.compare_state(state_of(fake)),
    ]
    conversation = Conversation(vendor=scenario.vendor, exchanges=tuple(exchanges))
    return Walk(conversation, tuple(mismatches), fake)


def together(scenario: Scenario) -> Walk:
    """The forwarder and the emulator; what the account holds afterwards counts too."""
    fake = fake_for(scenario)
    walk = _forwarded(scenario, fake.send, fake)
    broken = _broken(scenario, walk.conversation.exchanges)
    left = scenario.compare_state(state_of(fake))
    return replace(walk, mismatches=(*walk.mismatches, *broken, *left), fake=fake)


def from_cassette(scenario: Scenario, file: Path) -> Walk:
    """The forwarder, answered by the scenario's cassette; every recording must be used."""
    replay = Replay(file, scrub_for(scenario))

    def send(request: Request) -> Exchange:
        try:
            return replay.send(request)
        except NoRecording as missing:
            raise Unreachable(str(missing)) from None

    walk = _forwarded(scenario, send, fake_for(scenario))
    unused = tuple(
        Mismatch(Part.EXCHANGE, "", "is recorded and was not asked for", got=_line(left.request))
        for left in replay.unused()
    )
    return replace(walk, mismatches=(*walk.mismatches, *unused))


def fake_for(scenario: Scenario) -> Fake:
    """A fake whose account is as the scenario says; its clock stands still."""
    vendor = fake_vendors()[scenario.vendor]
    return Fake(vendor, check_account(vendor, scenario.account), Clock(frozen_at=DAY_ONE))


def scrub_for(scenario: Scenario) -> Scrub:
    """The scrub of the scenario's cassette: its own invented values stay readable."""
    stated = [{"request": e.request, "answer": e.answer} for e in scenario.exchanges]
    return Scrub().sparing(dict(scenario.call), dict(scenario.account), stated)


def state_of(fake: Fake) -> dict[str, Sequence[dict[str, Json]]]:
    """The account's own records by table, without the template's."""
    return {table: fake.account.own(table) for table in fake.account.tables}


def _forwarded(scenario: Scenario, send: Send, fake: Fake) -> Walk:
    """The call forwarded through ``send``, with the credentials and the clock of ``fake``."""
    vendor, patient = vendors()[scenario.vendor], Patient(send, fake.clock)
    call = parse_call(dict(scenario.call), new_id=lambda: f"scenario-{scenario.name}")
    settings = _settings(scenario, fake)
    asking = scenario.fields is None
    conversation = converse(vendor, call, settings, patient.send, scenario.fields, asking=asking)
    conversation = replace(conversation, exchanges=patient.all_of(conversation.exchanges))
    assert conversation.outcome is not None
    mismatches = [
        *scenario.compare_exchanges(conversation.exchanges),
        *scenario.compare_outcome(conversation.outcome),
    ]
    return Walk(conversation, tuple(mismatches))


def _broken(scenario: Scenario, exchanges: Sequence[Exchange]) -> list[Mismatch]:
    """What operations and judges find broken in the traffic of a scenario."""
    return [
        Mismatch(Part.EXCHANGE, "", f"{f.subject}: {f.says}", exchange=f.index)
        for f in check(scenario.vendor, exchanges)
        if not f.holds
    ]


def _line(request: Request) -> str:
    return f"{request.method} {request.path}"


def _settings(scenario: Scenario, fake: Fake) -> dict[str, Json]:
    return fake.settings(scenario.settings)


def _signed(scenario: Scenario, fake: Fake, request: Request) -> Request:
    """The request with the credentials of the scenario's settings, and its body declared as JSON.

    What the scenario states itself stays.
    """
    vendor = vendors()[scenario.vendor]
    try:
        settings = settings_of(vendor, _settings(scenario, fake))
    except BadSettings:
        return request
    headers = dict(credentials(request, settings))
    if request.body is not None:
        headers["Content-Type"] = "application/json"
    return replace(request, headers={**headers, **request.headers})


PATHS: dict[str, Callable[[Scenario], Walk]] = {
    "forwarder": forwarder_alone,
    "emulator": emulator_alone,
    "together": together,
}
"""The paths that need no recording, by name."""
