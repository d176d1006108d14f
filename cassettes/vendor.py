"""What a vendor folder declares of its traffic, and finding the folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import cassettes
from cassettes.pseudonyms import Sort
from contracts.vendors import vendor_names, vendor_package


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """A vendor's traffic, declared in ``cassettes/<vendor>/__init__.py`` as ``VENDOR``.

    The recordings of its scenarios stand in the same folder.
    """

    volatile: frozenset[str] = frozenset()
    """Answer and request headers, in lower case, that no two recordings share."""
    fields: Mapping[str, Sort | None] = field(default_factory=dict)
    """What a key of this vendor's holds, where its name does not tell; None: nothing sensitive."""


def vendor(name: str) -> Vendor:
    """The declaration of a vendor's folder; an empty one where there is no folder."""
    if name not in vendor_names(cassettes):
        return Vendor()
    declared: Vendor = vendor_package(cassettes, name).VENDOR
    return declared
