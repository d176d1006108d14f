"""Inside a block, urllib3 reaches an app at the vendor's real address."""

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
import urllib3
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError, ReadTimeoutError

VENDOR = "https://acme.vendor.example"


@pytest.mark.parametrize("body", ["é", "é".encode(), io.BytesIO("é".encode()), [b"\xc3", b"\xa9"]])
def test_a_call_reaches_the_app_at_the_real_host(desk: Any, body: Any) -> None:
    with desk(), urllib3.PoolManager() as pool:
        got = pool.request("POST", f"{VENDOR}:8443/a%20b?q=1", body=body, headers={"X-A": "1"})
    told = got.json()
    assert (told["PATH_INFO"], told["QUERY_STRING"], told["body"]) == ("/a b", "q=1", "é")
    assert (told["HTTP_HOST"], told["HTTP_X_A"]) == ("acme.vendor.example:8443", "1")


def test_other_hosts_pass_or_are_refused(desk: Any, dialled: Any) -> None:
    with desk(), urllib3.PoolManager() as pool:
        assert pool.request("GET", "http://elsewhere.example/").data == b"real"
    with desk(others="block"), urllib3.PoolManager(retries=0) as pool:
        with pytest.raises(MaxRetryError, match="no call to elsewhere") as raised:
            pool.request("GET", "http://elsewhere.example/")
        assert isinstance(raised.value.reason, NewConnectionError)
    assert dialled.hits == 1


def test_no_thread_reaches_the_vendor_and_requests_neither(desk: Any, dialled: Any) -> None:
    url = f"http://acme.vendor.example:{dialled.address[1]}/"

    def work(number: int) -> set[bytes]:
        with urllib3.PoolManager() as pool:
            with desk(b"%d" % number):
                seen = {pool.request("GET", url).data for _ in range(5)}
                seen.add(requests.get(url).content)
            assert pool.request("GET", url).data != b"real"
        return seen

    with desk(), ThreadPoolExecutor(16) as threads:
        assert list(threads.map(work, range(32))) == [{b"%d" % number} for number in range(32)]
    assert dialled.hits == 0


def test_no_proxy_is_asked_for_the_vendor(desk: Any, dialled: Any) -> None:
    proxy = f"http://proxy.example:{dialled.address[1]}"
    with desk(others="block"), urllib3.ProxyManager(proxy, retries=0) as pool:
        assert pool.request("GET", VENDOR).status == 200
        assert pool.request("GET", "http://acme.vendor.example/").status == 200
        with pytest.raises(MaxRetryError):
            pool.request("GET", "https://elsewhere.example/")
    assert dialled.hits == 0


def test_redirects_cookies_and_heads_behave(desk: Any) -> None:
    with desk(), urllib3.PoolManager() as pool:
        assert pool.request("GET", f"{VENDOR}/old").json()["PATH_INFO"] == "/new"
        got = pool.request("HEAD", f"{VENDOR}/none")
    assert (got.status, got.reason, got.data) == (404, "Not Found", b"")
    assert got.headers.getlist("Set-Cookie") == ["a=1; Path=/", "b=2; Path=/"]


def test_streams_give_their_connection_back(desk: Any) -> None:
    with desk(), urllib3.PoolManager(maxsize=1, block=True) as pool:
        for _ in range(3):
            got = pool.request("GET", f"{VENDOR}/large", preload_content=False, pool_timeout=1)
            assert sum(map(len, got.stream(1000))) == 1_000_000


@pytest.mark.parametrize(("path", "seen"), [("/cut", ProtocolError), ("/late", ReadTimeoutError)])
def test_lost_and_late_answers_raise_what_urllib3_raises(desk: Any, path: str, seen: Any) -> None:
    with desk(), urllib3.PoolManager() as pool, pytest.raises(seen):
        pool.request("GET", VENDOR + path, timeout=0.001, retries=False)


def test_it_is_intercepted_when_imported_later_and_put_back(desk: Any) -> None:
    original = HTTPConnectionPool._make_request
    with desk():
        assert HTTPConnectionPool._make_request is not original
    assert HTTPConnectionPool._make_request is original
    code = """
from fauxdesk.interception import Block
def app(environ, start_response):
    start_response("200 OK", [])
    return [b"fake"]
with Block(lambda host: app):
    import urllib3
    assert urllib3.request("GET", "https://acme.vendor.example").data == b"fake"
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
