"""Commented files to start from: settings of the forwarder, and accounts of the fakes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from contracts.call import Json
from emulator.account_file import schema_of
from emulator.vendor import Vendor as Fake
from forwarder.settings import table_of
from forwarder.vendor import Setting
from forwarder.vendor import vendors as destinations

WIDTH = 100

_OF_TYPE: Mapping[str, Json] = {
    "boolean": True,
    "integer": 1,
    "number": 1,
    "string": "...",
    "array": [],
    "object": {},
}
_OF_KIND: Mapping[type, Json] = {bool: False, int: 300, str: ""}


def settings_text(local: Mapping[str, Mapping[str, str]]) -> str:
    """A settings file that reaches the ``local`` stack; what else can be set is commented out."""
    lines = [
        *_comment(
            "Settings of `fauxdesk forward --settings FILE`. FAUXDESK_<VENDOR>_<KEY> in the"
            " environment wins over them, which is the better place for secrets. As they stand"
            " they reach a running `fauxdesk up`: without its url a vendor is the real one."
        )
    ]
    for name, settings in local.items():
        lines += ["", f"[{name}]"]
        for setting in table_of(destinations()[name]):
            lines += [*_comment(setting.says), _setting_line(setting, settings)]
    return "\n".join(lines) + "\n"


def account_text(vendor: Fake, file: str) -> str:
    """An account file of the default account; all that it can change is commented out."""
    schema = schema_of(vendor)
    properties = schema["properties"]
    lines = [
        *_comment(
            f"An account of {vendor.title}, for `fauxdesk up --account {file}`. As it stands it is"
            " the default account; take the # away from what is to be otherwise."
        ),
        f"vendor = {_toml(vendor.name)}",
        f"# name = {_toml(vendor.template.get('name', 'acme'))}",
        *_without(properties["without"]),
        "",
        "[settings]",
    ]
    for key, settled in properties["settings"]["properties"].items():
        lines += _comment(_says(settled))
        held = vendor.template.get("settings", {}).get(key, _example(settled))
        lines.append(f"# {key} = {_toml(held)}")
    for table, said in properties.items():
        records = _resolved(said, schema)
        if records.get("type") == "array" and table != "without":
            lines += ["", *_table(table, _resolved(records["items"], schema), schema)]
    return "\n".join(lines) + "\n"


def _setting_line(setting: Setting, local: Mapping[str, str]) -> str:
    if setting.key in local:
        return f"{setting.key} = {_toml(local[setting.key])}"
    value = _OF_KIND[setting.kind] if setting.default is None else setting.default
    return f"# {setting.key} = {_toml(value)}"


def _without(said: Mapping[str, Json]) -> Iterator[str]:
    """The lists that an account may do without, where its template has any."""
    if said["items"]["enum"]:
        yield from _comment(said["description"])
        yield f"# without = {_toml(said['items']['enum'])}"


def _table(name: str, record: Mapping[str, Json], document: Mapping[str, Json]) -> Iterator[str]:
    """A record of a table, with the keys it needs, and the others named."""
    properties = record["properties"]
    needed = record.get("required") or [key for key in properties if key != "id"][:1]
    others = ", ".join(key for key in properties if key not in needed)
    yield from _comment(f"{name.replace('_', ' ').capitalize()}. They may say: {others}.")
    yield f"# [[{name}]]"
    for key in needed:
        yield f"# {key} = {_toml(_example(_resolved(properties[key], document)))}"


def _says(settled: Mapping[str, Json]) -> str:
    allowed = ", ".join(map(str, settled.get("enum", ())))
    return " ".join(filter(None, (settled.get("description"), allowed and f"One of {allowed}.")))


def _example(schema: Mapping[str, Json]) -> Json:
    for told in (schema.get("examples"), schema.get("enum")):
        if told:
            return told[0]
    kinds = schema.get("type", "string")
    return _OF_TYPE[kinds if isinstance(kinds, str) else kinds[0]]


def _resolved(schema: Mapping[str, Json], document: Mapping[str, Json]) -> Mapping[str, Json]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return document["$defs"][name] if name else schema


def _comment(text: str) -> Iterable[str]:
    return [f"# {line}" for line in textwrap.wrap(text, WIDTH - 2)]


def _toml(value: Json) -> str:
    """The value in TOML, on one line."""
    import tomlkit

    if isinstance(value, dict):
        inline = tomlkit.inline_table()
        inline.update(value)
        return inline.as_string()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(tomlkit.item(value).as_string())
