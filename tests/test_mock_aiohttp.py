"""Inside a block, aiohttp reaches an app at the vendor's real address."""

import asyncio
import io
import subprocess
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
import pytest
from aiohttp.connector import BaseConnector

VENDOR = "https://acme.vendor.example"


async def awaited(method: str, url: str, **options: Any) -> tuple[aiohttp.ClientResponse, bytes]:
    async with aiohttp.ClientSession() as session, session.request(method, url, **options) as got:
        return got, await got.read()


def called(method: str, url: str, **options: Any) -> tuple[aiohttp.ClientResponse, bytes]:
    return asyncio.run(awaited(method, url, **options))


async def pieces() -> AsyncIterator[bytes]:
    for piece in (b'{"x": ', b'"1"', b"}"):
        yield piece


@pytest.mark.parametrize("kind", ["dict", "bytes", "file", "pieces", "expected", "packed"])
def test_a_call_reaches_the_app_at_the_real_host(desk: Any, kind: str) -> None:
    bodies: dict[str, Any] = {
        "dict": {"json": {"x": "1"}},
        "bytes": {"data": b'{"x": "1"}'},
        "file": {"data": io.BytesIO(b'{"x": "1"}')},
        "pieces": {"data": pieces()},
        "expected": {"json": {"x": "1"}, "expect100": True},
        "packed": {"json": {"x": "1"}, "chunked": True},
    }
    with desk():
        told = asyncio.run(told_by(bodies[kind]))
    assert (told["PATH_INFO"], told["QUERY_STRING"], told["body"]) == ("/a b", "q=1", '{"x": "1"}')
    assert (told["HTTP_HOST"], told["HTTP_X_A"]) == ("acme.vendor.example", "1")


async def told_by(body: Any) -> Any:
    async with (
        aiohttp.ClientSession(headers={"X-A": "1"}) as session,
        session.put(f"{VENDOR}/a%20b?q=1#x", **body) as got,
    ):
        return await got.json()


def test_other_hosts_pass_or_are_refused(desk: Any, dialled: Any) -> None:
    with desk():
        assert called("GET", "http://elsewhere.example/")[1] == b"real"
    with (
        desk(others="block"),
        pytest.raises(aiohttp.ClientConnectorError, match="no call to elsewhere"),
    ):
        called("GET", "http://elsewhere.example/")
    assert dialled.hits == 1


def test_no_thread_reaches_the_vendor(desk: Any, dialled: Any) -> None:
    url = f"http://acme.vendor.example:{dialled.address[1]}/"

    def work(number: int) -> set[bytes]:
        with desk(b"%d" % number):
            seen = {called("GET", url)[1] for _ in range(2)}
        assert called("GET", url)[1] != b"real"
        return seen

    with desk(), ThreadPoolExecutor(16) as threads:
        assert list(threads.map(work, range(32))) == [{b"%d" % number} for number in range(32)]
    assert dialled.hits == 0


def test_tasks_keep_their_own_blocks_and_no_connection_outlives_one(
    desk: Any, dialled: Any
) -> None:
    async def task(session: aiohttp.ClientSession, number: int) -> str:
        with desk(b"%d" % number):
            await asyncio.sleep(0)
            async with session.get("http://acme.vendor.example/") as got:
                return await got.text()

    async def many() -> list[str]:
        async with aiohttp.ClientSession() as session:
            seen = await asyncio.gather(*(task(session, number) for number in range(9)))
            async with session.get("http://acme.vendor.example/") as got:
                return [*seen, await got.text()]

    assert asyncio.run(many()) == [*(str(number) for number in range(9)), "real"]
    assert dialled.hits == 1


def test_no_proxy_is_asked_for_the_vendor(desk: Any, dialled: Any) -> None:
    proxy = f"http://proxy.example:{dialled.address[1]}"
    with desk():
        assert called("GET", VENDOR, proxy=proxy)[0].status == 200
        assert called("GET", "http://acme.vendor.example/", proxy=proxy)[0].status == 200
    assert dialled.hits == 0


def test_redirects_cookies_and_heads_behave(desk: Any) -> None:
    with desk():
        got, content = called("GET", f"{VENDOR}/old")
        head, nothing = called("HEAD", f"{VENDOR}/none")
        assert called("GET", f"{VENDOR}/empty")[1] == b""
    assert ([h.status for h in got.history], str(got.url)) == ([302], f"{VENDOR}/new")
    assert b'"HTTP_COOKIE": "a=1; b=2"' in content
    assert (head.status, head.reason, nothing) == (404, "Not Found", b"")


def test_answers_can_be_streamed_or_left_unread(desk: Any) -> None:
    async def streamed() -> int:
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{VENDOR}/large") as got:
                assert got.status == 200
            async with session.get(f"{VENDOR}/large") as got:
                return sum([len(piece) async for piece in got.content.iter_chunked(1000)])

    with desk():
        assert asyncio.run(streamed()) == 1_000_000


@pytest.mark.parametrize("limit", ["total", "sock_read"])
def test_a_late_answer_raises_what_aiohttp_raises(desk: Any, limit: str) -> None:
    timeout = aiohttp.ClientTimeout(**{limit: 0.01})
    with desk(), pytest.raises(TimeoutError):
        called("POST", f"{VENDOR}/late", timeout=timeout, json={})


def test_a_cut_connection_raises_what_aiohttp_raises(desk: Any) -> None:
    with desk(), pytest.raises(aiohttp.ClientOSError, match="reset by peer"):
        called("POST", f"{VENDOR}/cut")


def test_it_is_intercepted_when_imported_later_and_put_back(desk: Any) -> None:
    original = BaseConnector.connect
    with desk():
        assert BaseConnector.connect is not original
    assert BaseConnector.connect is original
    code = """
import asyncio
from fauxdesk.interception import Block
def app(environ, start_response):
    start_response("200 OK", [])
    return [b"fake"]
with Block(lambda host: app):
    import aiohttp
    async def main():
        async with aiohttp.request("GET", "https://acme.vendor.example") as got:
            assert await got.text() == "fake"
    asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
