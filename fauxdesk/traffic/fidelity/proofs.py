"""Rules that a recording of a real vendor has proven: replayed, marked, and answered alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cassettes.cassette import Cassette
from cassettes.interaction import EPOCH
from contracts.call import Json
from contracts.problem import BadInput
from fauxdesk.traffic.fidelity.verdicts import fidelities_of

PLACES = ("cassettes", "tests/cassettes")
"""The folders in which recordings are looked for where none are named."""
ENDINGS = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Proof:
    """When the vendor was recorded keeping a rule, and where the recording is from."""

    at: datetime
    recorded_from: str

    def __str__(self) -> str:
        return f"{self.at.date()}, {self.recorded_from}"

    def to_json(self) -> dict[str, Json]:
        """The proof as JSON."""
        return {"at": self.at.isoformat(), "from": self.recorded_from}


def proofs_in(paths: Iterable[str | Path]) -> dict[str, Proof]:
    """The newest proof of each rule by its id, from cassettes and folders of cassettes.

    A rule is proven by an exchange on which our server applies it, or refuses by it, and answers
    as the vendor did, with nothing supposed of the account. Recordings of a fake prove nothing,
    nor do those that do not tell where and when they were made. BadInput for a named file that is
    no cassette.
    """
    proofs: dict[str, Proof] = {}
    for cassette in _cassettes(paths):
        told = cassette.metadata
        if told.of_a_fake or not told.recorded_from or told.recorded_at <= EPOCH:
            continue
        proof = Proof(told.recorded_at, told.recorded_from)
        for rule in _kept(cassette.path):
            if rule not in proofs or proofs[rule].at < proof.at:
                proofs[rule] = proof
    return proofs


def recordings_here() -> list[Path]:
    """The folders of recordings below the current directory, as far as they are there."""
    return [folder for folder in map(Path, PLACES) if folder.is_dir()]


def _kept(path: Path) -> set[str]:
    """The rules that left their mark on an exchange of which every value agrees, as recorded.

    What agrees under a supposition proves nothing.
    """
    return {
        mark.rule
        for fidelity in fidelities_of(path)
        for each in fidelity.plain
        if each.agrees
        for mark in each.marks
    }


def _cassettes(paths: Iterable[str | Path]) -> Iterator[Cassette]:
    for path in map(Path, paths):
        if not path.is_dir():
            yield _opened(path)
            continue
        for file in sorted(path.rglob("*")):
            if file.suffix in ENDINGS and file.is_file():
                try:
                    yield _opened(file)
                except BadInput:
                    continue


def _opened(path: Path) -> Cassette:
    cassette = Cassette(path)
    cassette.metadata  # noqa: B018 - read at once: only here is what is no cassette passed over
    return cassette
