"""Vendor names as the command line takes them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import click


class VendorName(click.ParamType[Any]):
    """The name of a vendor fauxdesk knows; a wrong one is answered with the nearest."""

    name = "vendor"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself; BadParameter where there is no such vendor."""
        known = _known()
        if value in known:
            return str(value)
        near = get_close_matches(str(value).lower(), known, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
        raise click.BadParameter(f"unknown vendor {value!r}; {hint}", ctx, param)

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[Any]:
        """The names that begin as typed."""
        from click.shell_completion import CompletionItem

        del ctx, param
        return [CompletionItem(name) for name in _known() if name.startswith(incomplete)]


class VendorNames(VendorName):
    """Several vendor names with commas between them, as a tuple."""

    name = "vendor,..."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The names in the order given, each once."""
        if isinstance(value, tuple):
            return value
        one = super().convert
        return tuple(dict.fromkeys(one(v.strip(), param, ctx) for v in str(value).split(",")))


VENDOR, VENDORS = VendorName(), VendorNames()


def _known() -> tuple[str, ...]:
    import emulator
    from contracts.vendors import vendor_names

    return vendor_names(emulator)
