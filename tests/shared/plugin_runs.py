"""A user's suite, run by pytest with the plugin."""

import pytest

# An extension module survives no second import, and each run inside this process forgets what it
# has imported.
import yaml  # noqa: F401

NO_CACHE = ("-p", "no:cacheprovider")


def ran(suite: pytest.Pytester, *options: str) -> pytest.RunResult:
    """The run of a suite inside this process."""
    return suite.runpytest_inprocess(*NO_CACHE, *options)


def ran_alone(suite: pytest.Pytester, *options: str) -> pytest.RunResult:
    """The run of a suite in a process of its own, as workers need it."""
    return suite.runpytest_subprocess(*NO_CACHE, *options)
