"""A vendor's record in the making: where each trait went, or why it did not go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from contracts.call import Json
from contracts.conversation import Dropped, Mapped, Outcome
from forwarder.traits import Traits, name_of, snake_case, spellings
from forwarder.values import Convert, Unfit, one_of


class Draft:
    """The body of a record, and an account of every trait it was made from."""

    def __init__(self, traits: Traits) -> None:
        self.body: dict[str, Json] = {}
        self._traits = traits
        self._entries: list[Mapped | Dropped] = []
        self._settled: set[str] = set()

    @property
    def mapping(self) -> tuple[Mapped | Dropped, ...]:
        """What became of each trait so far, in the order it was settled."""
        return tuple(self._entries)

    @property
    def left(self) -> list[str]:
        """The traits that nothing has been said of yet."""
        return [key for key in self._traits if key not in self._settled]

    def put(self, trait: str, field: str, value: Json) -> None:
        """Send a trait as ``value`` of ``field``; a dot leads into an object: ``fields.plan``."""
        self._settled.add(trait)
        self.put_id(trait, field, value)

    def put_id(self, name: str, field: str, value: Json) -> None:
        """Send what the call holds beside its traits: ``userId``, ``groupId``."""
        part, dot, key = field.partition(".")
        if dot:
            self.body.setdefault(part, {})[key] = value
        else:
            self.body[field] = value
        self._entries.append(Mapped(name, field, value))

    def put_as_is(self, trait: str, part: str = "") -> None:
        """Send a trait under its own name, whatever that is, within the object ``part``."""
        self._settled.add(trait)
        value = self._traits[trait]
        (self.body.setdefault(part, {}) if part else self.body)[trait] = value
        self._entries.append(Mapped(trait, f"{part}.{trait}" if part else trait, value))

    def drop(self, trait: str, why: str, rule: str | None = None) -> None:
        """Do not send a trait."""
        self._settled.add(trait)
        self._entries.append(Dropped(trait, why, rule))

    def put_reserved(self, name: str, field: str, convert: Convert) -> None:
        """Send the trait ``name``, however it is spelled, if it is there and fits ``field``."""
        for key in spellings(self._traits, name):
            if key not in self.left:
                continue
            if field in self.body:
                self.drop(key, f"another spelling of {name!r} was used")
                continue
            self._convert(key, field, convert)

    def put_name(self, field: str) -> None:
        """Send the person's name, if the traits make one."""
        keys, name = name_of(self._traits) or ((), "")
        for key in keys:
            self.put(key, field, name)
        for part in ("name", "firstName", "lastName"):
            same = spellings(self._traits, part)
            for key in same if set(same) & set(keys) else ():
                if key not in keys:
                    self.drop(key, f"another spelling of {part!r} was used")

    def put_custom(
        self,
        part: str,
        defined: Mapping[str, str | list[str]],
        types: Mapping[str, Convert],
        what: str,
    ) -> None:
        """Send what is left to custom fields of the same name, in snake_case where need be.

        ``defined`` are the account's fields by key, with their types or only values; ``types``
        converts.
        """
        for key in sorted(self.left, key=lambda key: snake_case(key) != key):
            field = key if key in defined else snake_case(key)
            if field not in defined:
                self.drop(key, f"the account defines no {what} {field!r}")
            elif field in self.body.get(part, {}):
                self.drop(key, f"another spelling of {field!r} was used")
            elif self._traits[key] is None:
                self.put(key, f"{part}.{field}", None)
            else:
                kind = defined[field]
                convert = one_of(kind) if isinstance(kind, list) else types.get(kind)
                self._convert(key, f"{part}.{field}", convert)

    def account(self, outcome: Outcome) -> Outcome:
        """The outcome with the account of the traits."""
        return replace(outcome, mapping=self.mapping)

    def _convert(self, key: str, field: str, convert: Convert | None) -> None:
        if convert is None:
            self.drop(key, f"{field} is of a type that cannot be filled from a trait")
            return
        try:
            self.put(key, field, convert(self._traits[key]))
        except Unfit as unfit:
            self.drop(key, f"{field} cannot take it: {unfit}")
