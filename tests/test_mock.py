"""Inside a block, unmodified clients reach an app at the vendor's real address."""

import asyncio
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from fauxdesk.interception import Block

VENDOR = "https://acme.vendor.example"
REAL_SEND = HTTPAdapter.send


def app(
    status: int = 200, body: bytes = b"{}", headers: tuple[tuple[str, str], ...] = ()
) -> Callable[..., list[bytes]]:
    def answer(_environ: Any, start_response: Any) -> list[bytes]:
        start_response(f"{status} Said", [("Content-Type", "application/json"), *headers])
        return [body]

    return answer


def echo(environ: Any, start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "application/json")])
    told = {k: v for k, v in environ.items() if isinstance(v, str)}
    body = environ["wsgi.input"].read().decode()
    return [json.dumps({**told, "body": body}).encode()]


def answering(wsgi: Any, host: str = "acme.vendor.example", **options: Any) -> Block:
    return Block(lambda asked: wsgi if asked == host else None, **options)


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    yield
    assert HTTPAdapter.send is REAL_SEND


def test_a_call_reaches_the_app_at_the_real_host() -> None:
    with answering(echo):
        got = requests.put(f"{VENDOR}/a%20b?q=1&q=2", json={"x": "é"}, headers={"X-A": "1"}).json()
    assert (got["REQUEST_METHOD"], got["PATH_INFO"], got["QUERY_STRING"]) == (
        "PUT",
        "/a b",
        "q=1&q=2",
    )
    assert (got["HTTP_HOST"], got["HTTP_X_A"], json.loads(got["body"])) == (
        "acme.vendor.example",
        "1",
        {"x": "é"},
    )


@pytest.mark.parametrize("body", ["text é", b"text \xc3\xa9", [b"text ", b"\xc3\xa9"]])
def test_every_kind_of_body_arrives(body: Any) -> None:
    with answering(echo):
        data = iter(body) if isinstance(body, list) else body
        assert requests.post(VENDOR, data=data).json()["body"] == "text é"
        assert requests.post(VENDOR, data=io.BytesIO("text é".encode())).json()["body"] == "text é"


def test_other_hosts_are_reached_as_always(dialled: Any) -> None:
    with answering(echo):
        assert requests.get("http://elsewhere.example/").text == "real"
    assert requests.get("http://acme.vendor.example/").text == "real"
    assert dialled.hits == 2


def test_a_blocking_block_refuses_other_hosts(dialled: Any) -> None:
    with (
        answering(echo, others="block"),
        pytest.raises(requests.ConnectionError, match="elsewhere"),
    ):
        requests.get("http://elsewhere.example/")
    assert dialled.hits == 0


def test_threads_and_overlapping_blocks_never_reach_the_vendor(dialled: Any) -> None:
    def work(number: int) -> set[str]:
        own = app(body=json.dumps(number).encode())
        with answering(own):
            seen = {requests.get(VENDOR).text for _ in range(5)}
        return seen | {requests.get(VENDOR).text}

    with answering(app(body=b'"outer"')), ThreadPoolExecutor(16) as pool:
        results = list(pool.map(work, range(32)))
    assert dialled.hits == 0
    assert all(str(number) in seen for number, seen in enumerate(results))


def test_a_thread_keeps_its_own_block_and_one_without_gets_the_newest() -> None:
    with answering(app(body=b"1")), answering(app(body=b"2")), ThreadPoolExecutor(1) as pool:
        assert requests.get(VENDOR).text == "2"
        assert pool.submit(lambda: requests.get(VENDOR).text).result() == "2"

        def inner() -> str:
            with answering(app(body=b"3")):
                return requests.get(VENDOR).text

        assert pool.submit(inner).result() == "3"
        assert requests.get(VENDOR).text == "2"


def test_what_the_inner_block_does_not_answer_the_outer_one_does() -> None:
    with answering(app(body=b"1")), answering(app(body=b"2"), "other.example", others="block"):
        assert requests.get(VENDOR).text == "1"
        assert requests.get("https://other.example").text == "2"


def test_blocks_may_close_in_any_order() -> None:
    first, second = answering(app(body=b"1")), answering(app(body=b"2"))
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert requests.get(VENDOR).text == "2"
    second.__exit__(None, None, None)


def test_tasks_keep_their_own_blocks() -> None:
    async def task(number: int) -> str:
        with answering(app(body=str(number).encode())):
            await asyncio.sleep(0)
            return requests.get(VENDOR).text

    async def both() -> list[str]:
        return await asyncio.gather(task(1), task(2))

    assert asyncio.run(both()) == ["1", "2"]


def test_a_block_decorates_functions_and_coroutines() -> None:
    block = answering(app(body=b"1"))

    @block
    def plain(deeper: bool = True) -> str:
        return plain(False) + requests.get(VENDOR).text if deeper else "0"

    @block
    async def coroutine() -> str:
        await asyncio.sleep(0)
        return requests.get(VENDOR).text

    assert (plain(), plain(), asyncio.run(coroutine())) == ("01", "01", "1")


def test_a_block_is_opened_once_at_a_time() -> None:
    block = answering(echo)
    with block, pytest.raises(RuntimeError, match="open already"):
        block.__enter__()


def test_a_later_patch_by_somebody_else_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def theirs(*_args: Any, **_kwargs: Any) -> Any:
        raise AssertionError("not to be called")

    with monkeypatch.context() as patch:
        with answering(echo):
            ours = HTTPAdapter.send
            patch.setattr(HTTPAdapter, "send", theirs)
        assert HTTPAdapter.send is theirs
    assert HTTPAdapter.send is ours
    with answering(app(body=b"1")):
        assert requests.get(VENDOR).text == "1"


def test_a_patch_around_ours_does_not_run_in_circles(dialled: Any) -> None:
    with answering(echo):
        ours = HTTPAdapter.send

    def theirs(*args: Any, **kwargs: Any) -> requests.Response:
        return ours(*args, **kwargs)

    HTTPAdapter.send = theirs  # type: ignore[method-assign]
    try:
        with answering(echo):
            assert requests.get("http://elsewhere.example/").text == "real"
        assert dialled.hits == 1
    finally:
        HTTPAdapter.send = REAL_SEND  # type: ignore[method-assign]


def test_hooks_elapsed_and_history_behave() -> None:
    def wsgi(environ: Any, start_response: Any) -> list[bytes]:
        if environ["PATH_INFO"] == "/old":
            return app(302, headers=(("Location", "/new"),))(environ, start_response)
        return echo(environ, start_response)

    seen: list[str] = []
    with answering(wsgi):
        hook = lambda got, **_kwargs: seen.append(got.url)  # noqa: E731
        got = requests.get(f"{VENDOR}/old", hooks={"response": hook})
    assert [h.status_code for h in got.history] == [302]
    assert seen == [f"{VENDOR}/old", f"{VENDOR}/new"]
    assert got.elapsed.total_seconds() > 0


def test_cookies_are_kept_and_sent_back() -> None:
    cookies = (("Set-Cookie", "a=1; Path=/"), ("Set-Cookie", "b=2; Path=/"))
    with requests.Session() as session:
        with answering(app(headers=cookies)):
            assert session.get(VENDOR).cookies.get_dict() == {"a": "1", "b": "2"}
        with answering(echo):
            assert session.get(VENDOR).json()["HTTP_COOKIE"] == "a=1; b=2"


def test_packed_answers_are_unpacked_and_raw_ones_can_be_streamed() -> None:
    packed = gzip.compress(b"0123456789")
    with answering(app(body=packed, headers=(("Content-Encoding", "gzip"),))):
        assert requests.get(VENDOR).text == "0123456789"
        with requests.get(VENDOR, stream=True) as got:
            assert got.raw.read() == packed
        with requests.get(VENDOR, stream=True) as got:
            assert b"".join(got.iter_content(3)) == b"0123456789"


def test_a_head_request_has_no_body_and_a_reason_is_told() -> None:
    with answering(app(404, b"text")):
        got = requests.head(VENDOR)
    assert (got.content, got.status_code, got.reason, got.ok) == (b"", 404, "Not Found", False)


def test_the_retries_of_an_adapter_count() -> None:
    calls: list[int] = []

    def busy(environ: Any, start_response: Any) -> list[bytes]:
        calls.append(1)
        return app(503)(environ, start_response)

    with answering(busy), requests.Session() as session:
        session.mount("https://", HTTPAdapter(max_retries=Retry(2, status_forcelist=[503])))
        with pytest.raises(requests.exceptions.RetryError):
            session.get(VENDOR)
        session.mount("https://", HTTPAdapter(max_retries=0))
        assert session.get(VENDOR).status_code == 503
    assert len(calls) == 4


@pytest.mark.parametrize(
    ("raised", "seen"),
    [(ConnectionResetError(), requests.ConnectionError), (TimeoutError(), requests.ReadTimeout)],
)
def test_a_lost_connection_raises_what_requests_raises(raised: Exception, seen: Any) -> None:
    def lost(*_args: Any) -> list[bytes]:
        raise raised

    with answering(lost), pytest.raises(seen):
        requests.get(VENDOR)


def test_a_client_imported_inside_the_block_is_intercepted() -> None:
    code = """
import sys
from fauxdesk.interception import Block
def app(environ, start_response):
    start_response("200 OK", [])
    return [b"fake"]
with Block(lambda host: app):
    assert "requests" not in sys.modules
    import requests
    assert requests.get("https://acme.vendor.example").text == "fake"
    assert type(requests.adapters.__spec__.loader).__name__ == "SourceFileLoader"
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_host_that_any_enclosing_block_guards_is_not_let_out(dialled: Any) -> None:
    class Guarding(Block):
        def guards(self, host: str) -> bool:
            return host.endswith("vendor.example")

    with Guarding(lambda _host: None), answering(echo, "other.example"):
        with pytest.raises(requests.ConnectionError, match="acme"):
            requests.get(VENDOR)
        assert requests.get("http://elsewhere.example/").text == "real"
    assert dialled.hits == 1


def test_a_body_may_call_the_vendor_while_another_call_is_let_out(dialled: Any) -> None:
    def body() -> Iterator[bytes]:
        yield requests.get(VENDOR).content

    with answering(app(body=b"fake")):
        assert requests.post("http://elsewhere.example/", data=body()).text == "real"
    assert dialled.hits == 1


def test_an_answer_that_comes_after_the_timeout_is_not_waited_for() -> None:
    def late(environ: Any, start_response: Any) -> list[bytes]:
        environ["fauxdesk.sleep"](60)
        return app()(environ, start_response)

    with answering(late), pytest.raises(requests.ReadTimeout):
        requests.get(VENDOR, timeout=(5, 0.001))
