"""The demonstration: every example call forwarded over loopback, and everything checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from contracts.call import Json
from contracts.catalogue import catalogue
from contracts.checking import Finding, check, labelled
from contracts.conversation import Conversation, Kind
from contracts.coverage import Coverage, marks_of
from contracts.exchange import Exchange
from contracts.scenario import scenarios_of
from fauxdesk.fakes import Fake
from fauxdesk.serving.stack import Stack
from fauxdesk.stories.paths import Walk, together
from fauxdesk.stories.seeds import Example, examples, show_of
from forwarder.delivery import Forwarder
from forwarder.parsing import parse_call
from forwarder.settings import Settings, settings_of
from forwarder.transport import Transport
from forwarder.vendor import vendors

TIMELESS = {"updated_at", "last_seen", "page_views", "etag"}
"""Times and counts, which a second run may move without changing who and what an account holds."""


@dataclass(frozen=True, slots=True)
class Row:
    """One example call at one vendor: how it ended, what it asked, which rules it kept."""

    example: Example
    conversation: Conversation
    findings: tuple[Finding, ...]
    steps: tuple[str, ...]

    @property
    def vendor(self) -> str:
        """Whom the call went to."""
        return self.conversation.vendor

    @property
    def kind(self) -> Kind:
        """How the call ended."""
        assert self.conversation.outcome is not None
        return self.conversation.outcome.kind

    @property
    def says(self) -> str:
        """The outcome in words."""
        assert self.conversation.outcome is not None
        return self.conversation.outcome.says

    @property
    def rule(self) -> str | None:
        """The rule the outcome cites."""
        assert self.conversation.outcome is not None
        return self.conversation.outcome.rule

    @property
    def rules(self) -> set[str]:
        """The rules seen at work: kept by the sender, applied by the server, or cited."""
        kept = {f.subject for f in self.findings if f.holds and f.subject in catalogue()}
        marks = {rule for e in self.conversation.exchanges for rule in marks_of(e)}
        return kept | marks | ({self.rule} if self.rule else set())

    @property
    def holds(self) -> bool:
        """Whether the call ended well and broke nothing."""
        ended = self.kind in (Kind.SENT, Kind.SKIPPED)
        return ended and all(finding.holds for finding in self.findings)

    def to_json(self) -> dict[str, Json]:
        """The row as ``demo --json`` prints it."""
        return {
            "seed": self.example.seed,
            "language": self.example.language,
            "vendor": self.vendor,
            "outcome": str(self.kind),
            "says": self.says,
            "rule": self.rule,
            "exchanges": list(self.steps),
            "rules": sorted(self.rules),
            "contract": "holds" if self.holds else "broken",
        }


@dataclass(frozen=True, slots=True)
class Holdings:
    """What one fake holds after the calls, and whether a second run left it so."""

    title: str
    columns: Mapping[str, list[str]]
    holds: Mapping[str, Sequence[Mapping[str, Json]]]
    mails: int
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline rule's scenario, and how it went."""

    scenario: str
    says: str
    steps: tuple[str, ...]
    ends: str
    holds: bool


@dataclass(slots=True)
class Demonstration:
    """Everything the demonstration saw."""

    rows: list[Row] = field(default_factory=list)
    vendors: dict[str, Holdings] = field(default_factory=dict)
    headlines: list[Headline] = field(default_factory=list)
    walks: dict[str, dict[str, Walk]] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)

    @property
    def holds(self) -> bool:
        """Whether nothing broke."""
        kept = all(row.holds for row in self.rows) and not self.troubles
        return kept and all(held.unchanged for held in self.vendors.values())

    def to_json(self) -> dict[str, Json]:
        """The object that ``demo --json`` prints."""
        return {
            "events": [row.to_json() for row in self.rows],
            "vendors": {
                name: {
                    "holds": {table: len(records) for table, records in held.holds.items()},
                    "mails": held.mails,
                    "unchanged_by_second_run": held.unchanged,
                }
                for name, held in self.vendors.items()
            },
            "rules": {
                name: {
                    "known": len(catalogue().of(name)),
                    "counted": sum(r.counted for r in catalogue().of(name).values()),
                    "exercised": sorted(self.coverage.exercised(name)),
                }
                for name in self.vendors
            },
            "contracts": {
                name: {scenario: walk.holds for scenario, walk in walks.items()}
                for name, walks in self.walks.items()
            },
        }


def demonstrate(calls: Iterable[Example] | None = None) -> Demonstration:
    """Forward the example calls twice to fresh fakes, walk every scenario, check everything."""
    shown = Demonstration()
    told = tuple(examples() if calls is None else calls)
    accounts = {name: show_of(name).account for name in vendors()}
    with Stack(accounts=accounts) as stack:
        shown.rows = _forwarded(stack, told, "first", shown.coverage)
        before = {name: _records(fake) for name, fake in stack.items()}
        _forwarded(stack, told, "second", Coverage())
        for name, fake in stack.items():
            unchanged = _people(name, before[name]) == _people(name, _records(fake))
            shown.vendors[name] = Holdings(
                fake.vendor.title,
                show_of(name).columns,
                before[name],
                len(before[name].get("outbox", ())),
                unchanged,
            )
    for name in vendors():
        _walk(name, shown)
    return shown


def _forwarded(stack: Stack, told: Sequence[Example], run: str, coverage: Coverage) -> list[Row]:
    settings = {n: settings_of(vendors()[n], data) for n, data in stack.settings().items()}
    numbers = count(1)
    rows = []
    with Forwarder(settings, transport_for=lambda own: _virtual(own, stack)) as forwarder:
        for example in told:
            call = parse_call(dict(example.message), new_id=lambda: f"{run}-{next(numbers)}")
            rows += [_row(example, said, coverage) for said in forwarder.forward(call)]
    return rows


def _virtual(settings: Settings, stack: Stack) -> Transport:
    """A transport whose waiting advances the fakes' clock and takes no time."""
    return Transport(settings, seconds=stack.clock.seconds, sleep=stack.clock.advance)


def _row(example: Example, said: Conversation, coverage: Coverage) -> Row:
    exchanges = labelled(said.vendor, said.exchanges)
    by = f"{example.seed} ({example.language})"
    coverage.see(said.vendor, exchanges, by)
    if said.outcome is not None:
        coverage.end(said.outcome, by)
    return Row(example, said, tuple(check(said.vendor, exchanges)), _steps(exchanges))


def _walk(name: str, shown: Demonstration) -> None:
    shown.walks[name] = {}
    for story, scenario in scenarios_of(name).items():
        walk = together(scenario)
        shown.walks[name][story] = walk
        exchanges = labelled(name, walk.conversation.exchanges)
        shown.coverage.see(name, exchanges, f"{name}/{story}")
        if walk.holds:
            shown.coverage.cite(scenario.rules, f"{name}/{story}")
        else:
            shown.troubles.append(scenario.explain(walk.mismatches))
        if story in show_of(name).headlines:
            outcome = walk.conversation.outcome
            ends = f"{outcome.kind}: {outcome.says}" if outcome else ""
            steps = _steps(exchanges)
            shown.headlines.append(
                Headline(f"{name}/{story}", scenario.says, steps, ends, walk.holds)
            )


def _steps(exchanges: Sequence[Exchange]) -> tuple[str, ...]:
    """The exchanges in short: ``users-search 200``."""
    return tuple(
        f"{e.operation or e.request.path} {e.answer.status if e.answer else 'no answer'}"
        for e in exchanges
    )


def _records(fake: Fake) -> dict[str, list[dict[str, Json]]]:
    return {name: fake.account.own(name) for name in fake.account.tables}


def _people(vendor: str, tables: Mapping[str, Sequence[Mapping[str, Json]]]) -> Json:
    """What of an account a repetition must leave alone: the tables shown, without times."""
    return {
        name: [{k: v for k, v in record.items() if k not in TIMELESS} for record in tables[name]]
        for name in show_of(vendor).columns
    }
