"""The rule catalogue: every rule of a vendor, stated once, in ``<vendor>/rules.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import contracts
from contracts.problem import BadInput
from contracts.toml import toml_in
from contracts.vendors import vendor_names


class Confidence(StrEnum):
    """How sure the catalogue is of a rule."""

    RECORDED = "recorded"
    """Seen in traffic recorded from the vendor."""
    DOCUMENTED = "documented"
    """Stated by the user's documents or by the vendor."""
    INFERRED = "inferred"
    """Follows from what is stated."""
    ASSUMED = "assumed"
    """Nobody says so; a working choice that an account can switch off."""
    DECIDED = "decided"
    """Our own decision where the documents leave a choice."""


class Keeper(StrEnum):
    """Who keeps a rule."""

    SERVER = "server"
    SENDER = "sender"
    OURS = "ours"
    """A promise of our forwarder about settings and secrets that no traffic shows."""
    NOTE = "note"
    """A fact that is listed and not counted."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, the sentence it states, where that stands, and who keeps it."""

    id: str
    says: str
    source: str
    confidence: Confidence
    kept_by: Keeper

    @property
    def vendor(self) -> str:
        """The vendor whose rule it is: the first word of the id."""
        return self.id.partition(".")[0]

    @property
    def counted(self) -> bool:
        """Whether coverage counts the rule."""
        return self.kept_by is not Keeper.NOTE


class Catalogue(Mapping[str, Rule]):
    """The rules by id, in the order in which the catalogues state them."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = dict(rules)

    def __getitem__(self, rule_id: str) -> Rule:
        """The rule of that id; KeyError where the catalogue has none."""
        return self._rules[rule_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def of(self, vendor: str) -> Catalogue:
        """The rules of one vendor."""
        return Catalogue({i: r for i, r in self._rules.items() if r.vendor == vendor})

    def kept_by(self, keeper: Keeper) -> Catalogue:
        """The rules that one keeper keeps."""
        return Catalogue({i: r for i, r in self._rules.items() if r.kept_by is keeper})


@cache
def catalogue() -> Catalogue:
    """The rules of every vendor; BadInput names the file and rule that are not well formed."""
    rules: dict[str, Rule] = {}
    for vendor in vendor_names(contracts):
        rules.update(_read(vendor))
    return Catalogue(rules)


def _read(vendor: str) -> dict[str, Rule]:
    place = files(f"contracts.{vendor}") / "rules.toml"
    stated = toml_in(place.read_text(encoding="utf-8"), str(place))
    rules = {}
    for rule_id, entry in stated.items():
        try:
            rules[rule_id] = Rule(
                id=rule_id,
                says=entry.pop("says"),
                source=entry.pop("source"),
                confidence=Confidence(entry.pop("confidence")),
                kept_by=Keeper(entry.pop("kept_by")),
            )
        except (KeyError, ValueError, AttributeError, TypeError) as error:
            raise BadInput(f"not a rule: {error}", file=str(place), field=rule_id) from error
        if entry or not rule_id.startswith(f"{vendor}."):
            why = f"unknown key {next(iter(entry))!r}" if entry else f"not an id of {vendor}"
            raise BadInput(why, file=str(place), field=rule_id)
    return rules
