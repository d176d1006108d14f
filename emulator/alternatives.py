"""What else an account may have been like: the switches that nothing but its answers tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.call import Json
from emulator.vendor import Vendor


def other_settings(vendor: Vendor, account: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    """Each ``supposable`` setting of the vendor's account files at each other value it can have.

    Those are true and false, the values of an ``enum``, or the schema's ``examples``.
    """
    switches = vendor.schema.get("properties", {}).get("settings", {}).get("properties", {})
    present = {**vendor.template.get("settings", {}), **account.get("settings", {})}
    for name, schema in switches.items():
        for value in _values(schema) if schema.get("supposable") else ():
            if value != present.get(name):
                yield {name: value}


def _values(schema: Mapping[str, Json]) -> list[Json]:
    if schema.get("type") == "boolean":
        return [True, False]
    return [*schema.get("enum", ()), *schema.get("examples", ())]
