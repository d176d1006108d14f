"""From a run's options to the stage of a test."""

from __future__ import annotations

import os

import pytest

from cassettes.pseudonyms import Sort
from cassettes.scrubbing import fields_stated
from fauxdesk.testing.targets import CASSETTE, LIVE
from fauxdesk.testing.targets.opening import Target
from fauxdesk.testing.targets.places import Places
from fauxdesk.testing.targets.stage import Stage


def stage_of(node: pytest.Item, name: str) -> Stage:
    """The stage of a test at the target ``name``; BadInput where its mark says nothing known."""
    config = node.config
    record = config.getoption("--fauxdesk-record")
    fields = scrubbed_fields(config)
    return Stage(_target(config, name), Places(node, name).next, record=record, fields=fields)


def scrubbed_fields(config: pytest.Config) -> dict[str, Sort | None]:
    """What the ini file and then the options state of keys; BadInput where they are wrong."""
    stated = [*config.getini("fauxdesk_scrub_fields"), *config.getoption("--fauxdesk-scrub-field")]
    return fields_stated(stated)


def _target(config: pytest.Config, name: str) -> Target:
    if name == LIVE:
        from fauxdesk.testing.targets.live import Live

        return Live(os.environ, writes=config.getoption("--fauxdesk-allow-writes"))
    if name == CASSETTE:
        from fauxdesk.testing.targets.cassette import FromCassettes

        return FromCassettes(config.rootpath, config.getoption("--fauxdesk-max-age"))
    from fauxdesk.testing.targets.emulator import Emulator

    return Emulator()
