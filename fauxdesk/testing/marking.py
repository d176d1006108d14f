"""What ``@pytest.mark.fauxdesk(account=FILE, cassette=FILE, judge=False)`` says of a test."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.call import Json
from contracts.problem import BadInput
from emulator.account_file import read_account_file

KEYS = {"account": str, "cassette": str, "judge": bool}
"""The mark's arguments, all by name, and their types."""


def said_of(node: pytest.Item) -> list[dict[str, Any]]:
    """The arguments of the test's marks, nearest first; BadInput for others than ``KEYS``."""
    marks = list(node.iter_markers("fauxdesk"))
    for mark in marks:
        wrong = [k for k, v in mark.kwargs.items() if not isinstance(v, KEYS.get(k, ()))]
        if mark.args or wrong:
            field = wrong[0] if wrong else None
            says = "the mark takes account=FILE, cassette=FILE and judge=BOOL, by name"
            raise BadInput(says, field=field)
    return [dict(mark.kwargs) for mark in marks]


def accounts_of(node: pytest.Item) -> dict[str, dict[str, Json]]:
    """The account files of the test's marks by vendor, the nearest mark's for each vendor.

    A path is relative to the file of the test. BadInput where a file is no account.
    """
    accounts: dict[str, dict[str, Json]] = {}
    for said in said_of(node):
        if "account" in said:
            vendor, account = read_account_file(node.path.parent / said["account"])
            accounts.setdefault(vendor, account)
    return accounts


def judged(node: pytest.Item) -> bool:
    """Whether a broken sender rule fails the test: the nearest mark that says so, else yes."""
    return next((bool(said["judge"]) for said in said_of(node) if "judge" in said), True)
