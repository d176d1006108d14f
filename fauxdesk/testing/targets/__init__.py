"""Targets: who answers for the vendors while a test runs, a fake, a recording or the vendor.

A target is a file here, which declares how it opens one vendor.
"""

EMULATOR, CASSETTE, LIVE = "emulator", "cassette", "live"

NAMES = (EMULATOR, CASSETTE, LIVE)
"""The targets by name, the one without any outside need first."""


def without_target(name: str, target: str) -> str:
    """The name or id of a test that is parametrized by target, without that parameter."""
    if name.endswith(f"[{target}]"):
        return name.removesuffix(f"[{target}]")
    return f"{name.removesuffix(f'-{target}]')}]"
