"""Every client at the targets."""

import pytest

from aiming import Posing, ran

CLIENTS = """
import asyncio, aiohttp, httpx, urllib.request
URL = "https://acme.zendesk.com/api/v2/users/search?query=a"

SIGNED = {"Authorization": requests.auth._basic_auth_str(*sender.AUTH)}

def by_httpx():
    httpx.get(URL, headers=SIGNED)

def by_urllib():
    urllib.request.urlopen(urllib.request.Request(URL, headers=SIGNED))

def by_aiohttp():
    async def get():
        async with aiohttp.ClientSession(headers=SIGNED) as session:
            await session.get(URL)
    asyncio.run(asyncio.wait_for(get(), 5))

@pytest.mark.parametrize("call", [by_httpx, by_urllib, by_aiohttp])
def test_call(zendesk, call):
    call()
"""


def test_every_client_is_told_that_nothing_answers(suite: pytest.Pytester) -> None:
    result = ran(suite, CLIENTS, "target=cassette")
    result.assert_outcomes(failed=3)
    for name in ("httpx", "urllib", "aiohttp"):
        line = f"*test_call?by_{name}?.yaml: there is no such recording*"
        result.stdout.fnmatch_lines_random([line])


def test_every_client_replays_what_it_recorded_live(suite: pytest.Pytester, live: Posing) -> None:
    ran(suite, CLIENTS, "target=live", "record").assert_outcomes(passed=3)
    assert live.asked == ["GET"] * 3
    ran(suite, CLIENTS, "target=cassette").assert_outcomes(passed=3)
    assert live.asked == ["GET"] * 3
