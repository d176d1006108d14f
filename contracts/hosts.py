"""Where a vendor lives: the hosts that are its own, and the spellings of its paths.

Declared in ``contracts/<vendor>/vendor.toml``.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import contracts
from contracts.problem import BadInput
from contracts.toml import toml_in
from contracts.vendors import vendor_names


@dataclass(frozen=True, slots=True)
class Place:
    """A vendor's title, the domains below which each customer has a subdomain, its path habits.

    A path means the same without ``droppable_prefix`` and ``droppable_suffix``, and, where
    ``merge_slashes``, with several slashes in the place of one.
    """

    vendor: str
    title: str
    domain: str
    other_domains: Sequence[str] = ()
    droppable_prefix: str = ""
    droppable_suffix: str = ""
    merge_slashes: bool = False

    @property
    def hosts(self) -> tuple[str, ...]:
        """The domains, and what stands for them on this machine: ``vendor.localhost``."""
        local = dict.fromkeys((self.vendor, self.domain.partition(".")[0]))
        return (self.domain, *self.other_domains, *(f"{word}.localhost" for word in local))


@cache
def places() -> Mapping[str, Place]:
    """Every vendor's place by vendor; BadInput names a file that is not well formed."""
    return {vendor: _read(vendor) for vendor in vendor_names(contracts)}


@lru_cache(1024)
def vendor_of(host: str) -> str | None:
    """The vendor whose host this is, with or without subdomain and port; None for others'."""
    name = host.partition(":")[0].lower().rstrip(".")
    for place in places().values():
        for own in place.hosts:
            if name == own or name.endswith(f".{own}"):
                return place.vendor
    return None


def is_loopback(host: str) -> bool:
    """Whether a host name or address, with or without its port, stays on this machine."""
    name, _, port = host.rpartition(":")
    name = (name if port.isdecimal() and not name.endswith(":") else host).strip("[]").rstrip(".")
    if name.lower() == "localhost" or name.lower().endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def spelled(vendor: str, path: str) -> str:
    """The path in the one spelling that operations use."""
    place = places()[vendor]
    if place.merge_slashes and "//" in path:
        path = re.sub("//+", "/", path)
    if place.droppable_prefix and path.startswith(f"{place.droppable_prefix}/"):
        path = path.removeprefix(place.droppable_prefix)
    return path.removesuffix(place.droppable_suffix)


def is_below(vendor: str, path: str) -> bool:
    """Whether a path stands below the prefix that paths of its vendor may have."""
    prefix = places()[vendor].droppable_prefix
    return bool(prefix) and path.startswith(f"{prefix}/")


def _read(vendor: str) -> Place:
    file = files(f"contracts.{vendor}") / "vendor.toml"
    try:
        stated = toml_in(file.read_text(encoding="utf-8"), str(file))
        habits = stated.pop("path", {})
        return Place(vendor=vendor, **stated, **habits)
    except TypeError as error:
        raise BadInput(f"not a vendor: {error}", file=str(file)) from error
