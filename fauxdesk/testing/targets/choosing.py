"""From a run's options to the stage of a test."""

from __future__ import annotations

import os

import pytest

from fauxdesk.testing.targets import CASSETTE, LIVE
from fauxdesk.testing.targets.opening import Target
from fauxdesk.testing.targets.places import Places
from fauxdesk.testing.targets.stage import Stage


def stage_of(node: pytest.Item, name: str) -> Stage:
    """The stage of a test at the target ``name``; BadInput where its mark says nothing known."""
    target, record = _target(node.config, name), node.config.getoption("--fauxdesk-record")
    return Stage(target, Places(node, name).next, record=record)


def _target(config: pytest.Config, name: str) -> Target:
    if name == LIVE:
        from fauxdesk.testing.targets.live import Live

        return Live(os.environ, writes=config.getoption("--fauxdesk-allow-writes"))
    if name == CASSETTE:
        from fauxdesk.testing.targets.cassette import FromCassettes

        return FromCassettes(config.rootpath, config.getoption("--fauxdesk-max-age"))
    from fauxdesk.testing.targets.emulator import Emulator

    return Emulator()
