"""The fields that an account has for one kind of record, as discovery found them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from contracts.call import Json
from forwarder.freshsales.fields import CUSTOM
from forwarder.values import Convert, Unfit
from forwarder.vendor import Fields


class Defined(Mapping[str, str]):
    """The types of the custom fields by internal name; their choices and all labels beside them.

    What discovery finds of a kind ``lead`` stands under ``lead``, ``lead labels`` and ``lead
    choices``.
    """

    def __init__(self, fields: Fields, kind: str) -> None:
        self._types = {name: str(held) for name, held in fields.get(kind, {}).items()}
        self.labels = {name: str(held) for name, held in fields.get(f"{kind} labels", {}).items()}
        self._choices = fields.get(f"{kind} choices", {})

    def __getitem__(self, name: str) -> str:
        return self._types[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._types)

    def __len__(self) -> int:
        return len(self._types)

    def fitted(self, name: str, value: Json) -> Json:
        """A value as the field takes it; Unfit where it does not."""
        kind = self[name]
        if kind not in CUSTOM:
            raise Unfit(f"no trait can fill the type {kind}")
        return _chosen(CUSTOM[kind], self._choices.get(name), value)


def _chosen(convert: Convert, choices: Iterable[str] | None, value: Json) -> Json:
    made = convert(value)
    if choices and not set(made if isinstance(made, list) else [made]) <= set(choices):
        raise Unfit("it is none of the choices")
    return made
