"""What a vendor folder declares to the forwarder, and finding the folders and their calls."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import forwarder
from contracts.call import CALL_TYPES, Json
from contracts.conversation import Outcome
from contracts.exchange import Answer, Request
from contracts.vendors import vendor_names, vendor_package

if TYPE_CHECKING:
    from forwarder.settings import Settings

Fields: TypeAlias = Mapping[str, Mapping[str, str | list[str]]]
"""What an account defines beyond the standard: by object ("user"), each custom field's type by
key, or the only values it takes: ``{"user": {"plan": "text", "tier": ["Gold", "Silver"]}}``."""

Steps: TypeAlias = Generator[Request, Answer, Outcome]
"""A call on its way: yields requests, is sent their answers, returns the outcome."""

Handler: TypeAlias = Callable[..., Steps]
"""A vendor's file for one type of call: ``identify(call, settings, fields)``; where its look-ups
lag, ``identify(call, settings, fields, recent)``."""

Discovery: TypeAlias = Callable[["Settings"], Generator[Request, Answer, Fields]]
"""Asks an account for its custom fields; raises ``Ended`` where it does not tell them."""


def accept(_value: Any) -> None:
    """Any value of the right type will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting of a vendor.

    ``check`` raises BadSettings for a value that will not do, without quoting it; ``rule`` is
    the id of the promise that a missing or wrong value would break.
    """

    key: str
    says: str
    kind: type[str] | type[bool] | type[int] = str
    required: bool = False
    secret: bool = False
    default: Json = None
    rule: str | None = None
    check: Callable[[Any], None] = accept


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """A vendor to deliver to, declared in ``forwarder/<vendor>/__init__.py`` as ``VENDOR``."""

    name: str
    """The folder's name, also the word on the command line."""
    title: str
    """The name people write."""
    catalog_names: tuple[str, ...]
    """The names a call's ``integrations`` may use, the present one first."""
    address: str
    """The vendor's own address, with settings in braces: ``https://{subdomain}.vendor.io``."""
    settings: tuple[Setting, ...]
    """The vendor's own settings; ``forwarder.settings`` adds those all vendors have."""
    sign: Callable[[Settings], Mapping[str, str]]
    """The headers that every request carries: credentials above all."""
    unsigned: tuple[str, ...] = ()
    """How the paths begin whose requests carry no credentials in headers."""
    unsupported: Mapping[str, str]
    """The rule cited for each type of call the vendor does not take."""
    discover: Discovery | None = None
    """Asks for the custom fields; None where a vendor needs no asking."""
    lagging: tuple[str, ...] = ()
    """The types of calls whose look-ups do not show a write at once: they are handed a ``Recent``
    that outlives the call."""
    settling: Mapping[str, float] = field(default_factory=dict)
    """By path, the seconds after which a look-up shows what was posted there: until then an unsure
    post is not looked up again, for nothing else keeps it from being made twice."""


@cache
def vendors() -> dict[str, Vendor]:
    """Every vendor by name: the sub-packages of ``forwarder``."""
    return {name: vendor_package(forwarder, name).VENDOR for name in vendor_names(forwarder)}


@cache
def handlers(name: str) -> dict[str, Handler]:
    """The calls vendor ``name`` takes, by type: each a file and a function of that name."""
    found = {}
    for call_type in CALL_TYPES:
        place = f"forwarder.{name}.{call_type}"
        if importlib.util.find_spec(place) is not None:
            found[call_type] = getattr(importlib.import_module(place), call_type)
    return found
