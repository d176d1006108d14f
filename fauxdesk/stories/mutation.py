"""Who finds a mutant: the scenario it was made from, the operations, the judges, the fake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from contracts.call import Json
from contracts.checking import check, labelled
from contracts.exchange import Exchange
from contracts.judging import Ruling, judge, judges_of
from contracts.mutants import Mutant, Mutation, mutants_of
from contracts.problem import BadInput
from contracts.scenario import Scenario, scenarios_of
from fauxdesk.stories.paths import emulator_alone, fake_for, state_of

WHY = {
    Mutation.AUTH: "no contract sees a secret, and the vendor refuses the origin the same way",
}
ALLOWED = "no contract forbids it, and the vendor answers as it did"


class Finder(StrEnum):
    """Who found a mutant."""

    SCENARIO = "scenario"
    """Its requests are not those of the scenario."""
    OPERATION = "operation"
    """A request is none that the vendor's documents know, or has not their shape."""
    JUDGE = "judge"
    """A sender rule is broken."""
    ANSWER = "answer"
    """Sent to a fake, it is answered in another way, or leaves something else behind."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One mutant and who found it; ``crash`` tells an error of ours, which finds nothing."""

    scenario: Scenario
    mutant: Mutant
    found_by: frozenset[Finder] = frozenset()
    crash: str | None = None

    @property
    def caught(self) -> bool:
        """Whether somebody found it; a crash does not count."""
        return bool(self.found_by) and self.crash is None

    def to_json(self) -> dict[str, Json]:
        """The mutant that nobody found, and why, as JSON."""
        return {
            "vendor": self.scenario.vendor,
            "scenario": self.scenario.name,
            "mutation": str(self.mutant.mutation),
            "where": self.mutant.where,
            "why": self.crash or WHY.get(self.mutant.mutation, ALLOWED),
        }


@dataclass(slots=True)
class Trials:
    """The trials of several scenarios, counted by vendor."""

    mutants: dict[str, int] = field(default_factory=dict)
    found: dict[str, dict[Finder, int]] = field(default_factory=dict)
    survivors: list[Trial] = field(default_factory=list)
    crashes: list[Trial] = field(default_factory=list)

    def add(self, trial: Trial) -> None:
        """Count one trial."""
        vendor = trial.scenario.vendor
        self.mutants[vendor] = self.mutants.get(vendor, 0) + 1
        by = self.found.setdefault(vendor, dict.fromkeys(Finder, 0))
        for finder in trial.found_by:
            by[finder] += 1
        if trial.crash is not None:
            self.crashes.append(trial)
        elif not trial.caught:
            self.survivors.append(trial)

    def caught(self, vendor: str) -> int:
        """How many mutants of the vendor were found."""
        missed = [t for t in self.survivors + self.crashes if t.scenario.vendor == vendor]
        return self.mutants.get(vendor, 0) - len(missed)

    @property
    def percent(self) -> float:
        """How many of a hundred mutants were found; 100 where there are none."""
        total = sum(self.mutants.values())
        return 100 * sum(map(self.caught, self.mutants)) / total if total else 100.0

    def to_json(self) -> dict[str, Json]:
        """The counts, and each survivor and crash, as JSON."""
        return {
            "mutants": sum(self.mutants.values()),
            "caught": sum(map(self.caught, self.mutants)),
            "survivors": [trial.to_json() for trial in self.survivors],
            "crashes": [trial.to_json() for trial in self.crashes],
            "vendors": {
                vendor: {"mutants": count, "caught": self.caught(vendor)}
                | {"found_by": {str(f): n for f, n in self.found[vendor].items()}}
                for vendor, count in self.mutants.items()
            },
        }


def trials_of(vendor: str) -> Iterator[Trial]:
    """A trial of every mutant of every scenario of the vendor."""
    for scenario in scenarios_of(vendor).values():
        yield from trials(scenario)


def trials(scenario: Scenario) -> Iterator[Trial]:
    """A trial of every mutant of what the scenario asks its own fake.

    BadInput where somebody finds fault with the origin: then nothing could be learnt.
    """
    exchanges = emulator_alone(scenario).conversation.exchanges
    if _finders(scenario, Mutant(Mutation.DROP, "nothing", exchanges, exchanges)):
        raise BadInput(f"{scenario.vendor}/{scenario.name} does not hold before it is mutated")
    for mutant in mutants_of(exchanges, scenario.operations):
        yield trial(scenario, mutant)


def trial(scenario: Scenario, mutant: Mutant) -> Trial:
    """Who finds the mutant. All are asked, so that a crash of one shows whoever else finds it."""
    try:
        return Trial(scenario, mutant, frozenset(_finders(scenario, mutant)))
    except Exception as crash:  # noqa: BLE001 - whatever it is, it is ours and is reported
        return Trial(scenario, mutant, crash=f"{type(crash).__name__}: {crash}")


def _finders(scenario: Scenario, mutant: Mutant) -> set[Finder]:
    """Operations see each exchange by itself, so they are shown those that changed."""
    vendor, exchanges = scenario.vendor, mutant.exchanges
    shapes = [f for f in check(vendor, mutant.changed) if f.subject not in judges_of(vendor)]
    verdicts = judge(vendor, labelled(vendor, exchanges))
    found = {
        Finder.SCENARIO: bool(scenario.compare_exchanges(exchanges)),
        Finder.OPERATION: not all(finding.holds for finding in shapes),
        Finder.JUDGE: any(verdict.ruling is Ruling.BROKEN for verdict in verdicts),
    }
    if not any(found.values()):
        found[Finder.ANSWER] = _answered_otherwise(scenario, exchanges)
    return {finder for finder, finds in found.items() if finds}


def _answered_otherwise(scenario: Scenario, exchanges: Sequence[Exchange]) -> bool:
    fake = fake_for(scenario)
    again = [fake.send(exchange.request) for exchange in exchanges]
    return bool(scenario.compare_exchanges(again) or scenario.compare_state(state_of(fake)))
