"""Inside a block, httpx reaches an app at the vendor's real address, sync and async."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

VENDOR = "https://acme.vendor.example"


def called(method: str, url: str, is_async: bool, **options: Any) -> httpx.Response:
    async def awaited() -> httpx.Response:
        async with httpx.AsyncClient(follow_redirects=True, verify=False) as client:
            return await client.request(method, url, **options)

    if is_async:
        return asyncio.run(awaited())
    with httpx.Client(follow_redirects=True, verify=False) as client:
        return client.request(method, url, **options)


both = pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])


@both
@pytest.mark.parametrize("body", [{"json": {"x": "é"}}, {"content": '{"x":"é"}'}])
def test_a_call_reaches_the_app_at_the_real_host(desk: Any, body: Any, is_async: bool) -> None:
    with desk():
        got = called("PUT", f"{VENDOR}/a%20b?q=1", is_async, headers={"X-A": "1"}, **body)
    told = got.json()
    assert (told["PATH_INFO"], told["QUERY_STRING"], told["body"]) == ("/a b", "q=1", '{"x":"é"}')
    assert (told["HTTP_HOST"], told["HTTP_X_A"]) == ("acme.vendor.example", "1")
    assert (got.http_version, got.reason_phrase) == ("HTTP/1.1", "OK")


def test_bodies_in_pieces_arrive(desk: Any) -> None:
    def pieces() -> Iterator[bytes]:
        yield from (b"1", b"2")

    async def awaited() -> AsyncIterator[bytes]:
        for piece in pieces():
            yield piece

    with desk():
        assert called("POST", VENDOR, False, content=pieces()).json()["body"] == "12"
        assert called("POST", VENDOR, True, content=awaited()).json()["body"] == "12"


@both
def test_other_hosts_pass_or_are_refused(desk: Any, dialled: Any, is_async: bool) -> None:
    url = f"http://elsewhere.example:{dialled.address[1]}/"
    with desk():
        assert called("GET", url, is_async).text == "real"
    with desk(others="block"), pytest.raises(httpx.ConnectError, match="no call to elsewhere"):
        called("GET", url, is_async)
    assert dialled.hits == 1


@both
def test_no_thread_reaches_the_vendor(desk: Any, dialled: Any, is_async: bool) -> None:
    url = f"http://acme.vendor.example:{dialled.address[1]}/"

    def work(number: int) -> set[str]:
        with desk(b"%d" % number):
            seen = {called("GET", url, is_async).text for _ in range(2)}
        assert called("GET", url, is_async).text != "real"
        return seen

    with desk(), ThreadPoolExecutor(16) as threads:
        assert list(threads.map(work, range(32))) == [{str(number)} for number in range(32)]
    assert dialled.hits == 0


def test_tasks_keep_their_own_blocks(desk: Any) -> None:
    async def task(client: httpx.AsyncClient, number: int) -> str:
        with desk(b"%d" % number):
            await asyncio.sleep(0)
            return (await client.get(VENDOR)).text

    async def many() -> list[str]:
        async with httpx.AsyncClient() as client:
            return await asyncio.gather(*(task(client, number) for number in range(9)))

    assert asyncio.run(many()) == [str(number) for number in range(9)]


@both
def test_redirects_cookies_and_heads_behave(desk: Any, is_async: bool) -> None:
    with desk():
        got = called("GET", f"{VENDOR}/old", is_async)
        head = called("HEAD", f"{VENDOR}/none", is_async)
    assert ([h.status_code for h in got.history], str(got.url)) == ([302], f"{VENDOR}/new")
    assert got.json()["HTTP_COOKIE"] == "a=1; b=2"
    assert (head.status_code, head.content) == (404, b"")


def test_answers_can_be_streamed(desk: Any) -> None:
    async def awaited() -> int:
        async with httpx.AsyncClient() as client, client.stream("GET", f"{VENDOR}/large") as got:
            return sum([len(piece) async for piece in got.aiter_bytes(1000)])

    with desk():
        assert asyncio.run(awaited()) == 1_000_000
        with httpx.stream("GET", f"{VENDOR}/large") as got:
            assert sum(map(len, got.iter_bytes(1000))) == 1_000_000


@both
@pytest.mark.parametrize(
    ("path", "seen"), [("/cut", httpx.ReadError), ("/late", httpx.ReadTimeout)]
)
def test_lost_and_late_answers_raise_what_httpx_raises(
    desk: Any, path: str, seen: Any, is_async: bool
) -> None:
    with desk(), pytest.raises(seen) as raised:
        called("GET", VENDOR + path, is_async, timeout=0.001)
    assert str(raised.value.request.url) == VENDOR + path


def test_a_patch_around_ours_does_not_run_in_circles(
    desk: Any, dialled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk():
        ours = httpx.AsyncHTTPTransport.handle_async_request

    async def theirs(*args: Any, **kwargs: Any) -> Any:
        return await ours(*args, **kwargs)

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", theirs)
    with desk():
        assert called("GET", f"http://elsewhere.example:{dialled.address[1]}/", True).text == "real"
    assert httpx.AsyncHTTPTransport.handle_async_request is theirs


def test_it_is_intercepted_when_imported_later_and_put_back(desk: Any) -> None:
    original = httpx.HTTPTransport.handle_request
    with desk():
        assert httpx.HTTPTransport.handle_request is not original
    assert httpx.HTTPTransport.handle_request is original
    code = """
from fauxdesk.interception import Block
def app(environ, start_response):
    start_response("200 OK", [])
    return [b"fake"]
with Block(lambda host: app):
    import httpx
    assert httpx.get("https://acme.vendor.example").text == "fake"
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
