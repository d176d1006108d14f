"""What the tests of targets share."""

from collections.abc import Iterator

import pytest

from aiming import SENDER, SETTINGS, Posing
from emulator.serving import Serving


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    pytester.makepyfile(sender=SENDER)
    return pytester


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> Iterator[Posing]:
    posing = Posing()
    with Serving([(0, posing.fake)]) as serving:
        for key, value in (SETTINGS | {"url": serving.urls[0]}).items():
            monkeypatch.setenv(f"FAUXDESK_ZENDESK_{key.upper()}", value)
        yield posing
