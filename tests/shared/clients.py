"""Real clients of the vendors, run as programs of their own against a running fake."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import fauxdesk
from fauxdesk.stories.paths import state_of

CLIENTS = Path(__file__).parent.parent / "clients"
HOME = Path(sys.prefix) / "clients"


def story_of(client: str, url: str, **environment: str) -> dict:
    """What the client's ``story.py`` or ``story.mjs`` told, as one JSON object on its last line.

    The story is told ``FAUXDESK_URL``, the fake's address. A client that is not installed skips
    the test, or fails it where ``FAUXDESK_CLIENTS`` is ``all``.
    """
    home = HOME / client
    if not (home / "installed").exists():
        missing = f"the client {client} is not installed: `make clients`, which needs npm for some"
        (pytest.fail if os.environ.get("FAUXDESK_CLIENTS") == "all" else pytest.skip)(missing)
    told = {**os.environ, **environment, "FAUXDESK_URL": url, "PYTHONPATH": str(home)}
    run = subprocess.run(
        _command(client, home), env=told, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr or run.stdout
    return json.loads(run.stdout.splitlines()[-1])


class Heard(NamedTuple):
    """What a client told, the exchanges between it and the fake, and what the fake then held."""

    told: dict
    exchanges: list
    held: dict
    """The account's own records, by table."""


def listening(vendor: str, accounts: dict | None = None) -> Callable[[str], Heard]:
    """A function that gives what is heard of a client.

    Each client has a fake of its own and tells its story once.
    """

    @cache
    def hear(client):
        with fauxdesk.start(vendor, accounts=accounts) as stack:
            told, fake = story_of(client, stack.url(vendor)), stack[vendor]
            return Heard(told, fake.exchanges, state_of(fake))

    return hear


def hearing(vendor: str, accounts: dict | None = None) -> Callable:
    """As ``listening``, without what the fake then held."""
    hear = listening(vendor, accounts)
    return lambda client: hear(client)[:2]


def _command(client: str, home: Path) -> list[str]:
    story = CLIENTS / client / "story.py"
    if story.exists():
        return [sys.executable, str(story)]
    # Node looks for packages beside the program, so the program goes where they are.
    copy = home / f"story-{os.getpid()}.mjs"
    shutil.copy(CLIENTS / client / "story.mjs", copy)
    return ["node", str(copy)]
