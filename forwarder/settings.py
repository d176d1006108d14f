"""Settings of each vendor, from a TOML file and the environment, checked before anything is sent.

A file has a table a vendor; ``FAUXDESK_<VENDOR>_<KEY>`` in the environment wins over it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from contracts.call import Json
from contracts.credentials import MASK
from contracts.problem import BadInput, BadSettings
from contracts.toml import read_toml
from forwarder.address import check_url
from forwarder.vendor import Setting, Vendor, vendors

_log = logging.getLogger(__name__)


def _check_rate(per_minute: int) -> None:
    if per_minute < 1:
        raise BadSettings("must be at least 1")


SHARED = (
    Setting(key="url", says="An address to use instead of the vendor's own.", check=check_url),
    Setting(
        key="requests_per_minute",
        says="The most requests sent in a minute; without it the vendor's answers set the pace.",
        kind=int,
        check=_check_rate,
    ),
)
"""The settings that all vendors have."""

_KINDS = {str: "text", bool: "true or false", int: "a whole number"}


class Settings(Mapping[str, Any]):
    """The checked settings of one vendor; a setting that was left out has its default.

    Secrets are shown neither by ``repr`` nor by ``str``.
    """

    def __init__(self, vendor: Vendor, values: Mapping[str, Json]) -> None:
        self.vendor = vendor
        self._values = dict(values)

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        shown = {k: MASK if k in self._secret else v for k, v in self._values.items()}
        return f"Settings({self.vendor.name!r}, {shown!r})"

    @property
    def url(self) -> str:
        """The address requests go to, without a slash at its end."""
        own = self._values["url"] or self.vendor.address.format_map(self._values)
        return str(own).rstrip("/")

    def hidden(self, text: str) -> str:
        """The text with every secret of these settings masked."""
        for key in self._secret:
            value = self._values[key]
            if value and value in text:
                text = text.replace(value, MASK)
        return text

    def masked(self, body: Json) -> Json:
        """A body with every value masked that is one of these settings' secrets."""
        secrets = {self._values[key] for key in self._secret} - {None}
        return _masked(body, secrets)

    @property
    def _secret(self) -> set[str]:
        return {s.key for s in table_of(self.vendor) if s.secret}


def _masked(value: Json, secrets: set[str]) -> Json:
    if isinstance(value, dict):
        return {key: _masked(held, secrets) for key, held in value.items()}
    if isinstance(value, list):
        return [_masked(held, secrets) for held in value]
    return MASK if isinstance(value, str) and value in secrets else value


def table_of(vendor: Vendor) -> tuple[Setting, ...]:
    """Every setting of a vendor: its own, then those all vendors have."""
    return (*vendor.settings, *SHARED)


def environment_name(vendor: Vendor, key: str) -> str:
    """The environment variable of a setting: ``FAUXDESK_<VENDOR>_<KEY>``."""
    return f"FAUXDESK_{vendor.name}_{key}".upper()


def settings_of(
    vendor: Vendor, data: Mapping[str, Json], file: str | Path | None = None
) -> Settings:
    """The settings that ``data`` holds for a vendor.

    BadSettings for one that is missing or wrong, with the rule it would break; BadInput for
    a key the vendor does not have. Both name the file and the field, neither quotes a value.
    """
    table = {setting.key: setting for setting in table_of(vendor)}
    for key in data:
        if key not in table:
            known = ", ".join(table)
            raise BadInput(
                f"unknown setting; {vendor.name} has {known}", file, field=f"{vendor.name}.{key}"
            )
    return Settings(vendor, {k: _checked(vendor, s, data.get(k), file) for k, s in table.items()})


def read_settings(path: str | Path | None, environ: Mapping[str, str]) -> dict[str, Settings]:
    """The settings of every vendor that the file or the environment says something of.

    BadInput or BadSettings, in one line, for what cannot be used. A variable for a key that a
    vendor does not have is only warned of: others may write variables with such names.
    """
    tables = {} if path is None else _read(path)
    read = {}
    for name, vendor in vendors().items():
        data = {**tables.get(name, {}), **_of_environment(vendor, environ)}
        if data or name in tables:
            read[name] = settings_of(vendor, data, path)
    return read


def _checked(vendor: Vendor, setting: Setting, value: Json, file: str | Path | None) -> Json:
    place = f"{vendor.name}.{setting.key}"
    try:
        if value is None or value == "":
            if setting.required:
                raise BadSettings(f"is missing; set it or {environment_name(vendor, setting.key)}")
            return setting.default
        _check_kind(setting, value)
        setting.check(value)
    except BadSettings as bad:
        raise BadSettings(bad.what, file, None, place, bad.rule or setting.rule) from None
    return value


def _check_kind(setting: Setting, value: Json) -> None:
    if not isinstance(value, setting.kind) or (setting.kind is int and isinstance(value, bool)):
        raise BadSettings(f"must be {_KINDS[setting.kind]}")
    if isinstance(value, str) and re.search(r"[\x00-\x1f\x7f]", value):
        raise BadSettings("must not hold line breaks or other control characters")


def _read(path: str | Path) -> dict[str, dict[str, Json]]:
    tables = read_toml(path)
    for name, table in tables.items():
        if name not in vendors():
            raise BadInput(f"unknown vendor; there are {', '.join(vendors())}", path, field=name)
        if not isinstance(table, dict):
            raise BadInput("must be a table of settings", path, field=name)
    return tables


def _of_environment(vendor: Vendor, environ: Mapping[str, str]) -> dict[str, Json]:
    table = {environment_name(vendor, s.key): s for s in table_of(vendor)}
    start = environment_name(vendor, "")
    for name in environ:
        if name.startswith(start) and name not in table:
            _log.warning("%s is no setting of %s and is not used", name, vendor.name)
    return {
        setting.key: _parsed(setting, name, environ[name])
        for name, setting in table.items()
        if environ.get(name)
    }


def _parsed(setting: Setting, name: str, value: str) -> Json:
    words = {"true": True, "1": True, "yes": True, "on": True}
    words |= {"false": False, "0": False, "no": False, "off": False}
    if setting.kind is bool:
        if value.strip().lower() not in words:
            raise BadSettings("must be true or false", field=name, rule=setting.rule)
        return words[value.strip().lower()]
    if setting.kind is int:
        if not value.strip().isdecimal():
            raise BadSettings("must be a whole number", field=name, rule=setting.rule)
        return int(value)
    return value
