"""Inside a block, urllib reaches an app at the vendor's real address."""

import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import (
    AbstractHTTPHandler,
    HTTPCookieProcessor,
    ProxyHandler,
    Request,
    build_opener,
    urlopen,
)

import pytest

VENDOR = "https://acme.vendor.example"


def read(url: Any, **options: Any) -> bytes:
    with urlopen(url, **options) as got:
        content: bytes = got.read()
        return content


@pytest.mark.parametrize("body", ["é".encode(), io.BytesIO("é".encode()), [b"\xc3", b"\xa9"]])
def test_a_call_reaches_the_app_at_the_real_host(desk: Any, body: Any) -> None:
    request = Request(f"{VENDOR}/a%20b?q=1#x", body, {"X-A": "1"}, method="PUT")
    with desk():
        told = json.loads(read(request))
    assert (told["PATH_INFO"], told["QUERY_STRING"], told["body"]) == ("/a b", "q=1", "é")
    assert (told["REQUEST_METHOD"], told["HTTP_HOST"], told["HTTP_X_A"]) == (
        "PUT",
        "acme.vendor.example",
        "1",
    )


def test_other_hosts_pass_or_are_refused(desk: Any, dialled: Any) -> None:
    with desk():
        assert read("http://elsewhere.example/") == b"real"
    with desk(others="block"), pytest.raises(URLError, match="no call to elsewhere"):
        read("http://elsewhere.example/")
    assert dialled.hits == 1


def test_no_thread_reaches_the_vendor(desk: Any, dialled: Any) -> None:
    url = f"http://acme.vendor.example:{dialled.address[1]}/"

    def work(number: int) -> set[bytes]:
        with desk(b"%d" % number):
            seen = {read(url) for _ in range(5)}
        assert read(url) != b"real"
        return seen

    with desk(), ThreadPoolExecutor(16) as threads:
        assert list(threads.map(work, range(32))) == [{b"%d" % number} for number in range(32)]
    assert dialled.hits == 0


def test_no_proxy_is_asked_for_the_vendor(desk: Any, dialled: Any) -> None:
    proxy = f"http://proxy.example:{dialled.address[1]}"
    opener = build_opener(ProxyHandler({"http": proxy, "https": proxy}))
    with desk():
        assert opener.open(VENDOR).status == 200
        assert opener.open("http://acme.vendor.example/").status == 200
    assert dialled.hits == 0


def test_redirects_and_cookies_behave(desk: Any) -> None:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    with desk(), opener.open(f"{VENDOR}/old") as got:
        told = json.loads(got.read())
    assert (got.url, told["HTTP_COOKIE"]) == (f"{VENDOR}/new", "a=1; b=2")


def test_answers_are_read_piece_by_piece_and_may_be_empty(desk: Any) -> None:
    with desk():
        with urlopen(f"{VENDOR}/large") as got:
            assert (len(got.read(10)), len(got.read())) == (10, 999_990)
        assert read(f"{VENDOR}/empty") == b""
        assert read(Request(VENDOR, method="HEAD")) == b""


def test_an_error_status_lost_and_late_answers_raise_what_urllib_raises(desk: Any) -> None:
    with desk():
        with pytest.raises(HTTPError, match="404: Not Found") as raised:
            read(f"{VENDOR}/none")
        raised.value.close()
        with pytest.raises(ConnectionResetError):
            read(f"{VENDOR}/cut")
        with pytest.raises(TimeoutError):
            read(f"{VENDOR}/late", timeout=0.001)


def test_it_is_intercepted_when_imported_later_and_put_back(desk: Any) -> None:
    original = AbstractHTTPHandler.do_open
    with desk():
        assert AbstractHTTPHandler.do_open is not original
    assert AbstractHTTPHandler.do_open is original
    code = """
import sys
from fauxdesk.interception import Block
def app(environ, start_response):
    start_response("200 OK", [])
    return [b"fake"]
sys.modules.pop("urllib.request", None)
with Block(lambda host: app):
    from urllib.request import urlopen
    assert urlopen("https://acme.vendor.example").read() == b"fake"
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
