"""Reading requests to Segment's tracking API; statuses as tracking-api-chaos gives them."""

import gzip
import json
import tracemalloc

import pytest

from fauxdesk.serving.tracking import (
    BATCH_BYTES,
    BATCH_MESSAGES,
    BROWSER_ROUTES,
    MESSAGE_BYTES,
    SERVER_ROUTES,
    Discarded,
    Malformed,
    MalformedGzip,
    messages_of,
)

GZIP = {"Content-Encoding": "gzip"}


def batch(*items: object, **shared: object) -> bytes:
    return json.dumps({"batch": items, **shared}).encode()


@pytest.mark.parametrize("route", ["identify", "group", "track", "page", "screen", "alias"])
def test_a_route_says_which_call_a_message_is(route: str) -> None:
    assert messages_of(route, {}, b'{"userId": "1", "type": "other"}') == [
        {"userId": "1", "type": route}
    ]


def test_the_browsers_routes_are_the_first_letters() -> None:
    assert BROWSER_ROUTES["i"] == "identify"
    assert set(BROWSER_ROUTES.values()) == set(SERVER_ROUTES) - {"import"}
    assert messages_of("b", {}, batch({"type": "page"})) == [{"type": "page"}]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_json_is_read_whatever_the_content_type_says(kind: str) -> None:
    """RudderStack's Node library labels its gzipped JSON a form."""
    headers = {**GZIP, "Content-Type": kind}
    assert messages_of("batch", headers, gzip.compress(batch({"type": "page"})))


@pytest.mark.parametrize("packing", ["gzip", " gzip ", "GZIP"])
def test_gzip_is_unpacked_however_the_header_is_spelled(packing: str) -> None:
    packed = gzip.compress(b'{"userId": "1"}')
    assert messages_of("page", {"content-encoding": packing}, packed)[0]["userId"] == "1"


@pytest.mark.parametrize(
    "body",
    [b'{"userId": "1"}', b"", gzip.compress(b"{}")[:-9]],
    ids=["plain", "empty", "cut short"],
)
def test_a_body_that_is_called_gzip_and_is_not_is_malformed_gzip(body: bytes) -> None:
    with pytest.raises(MalformedGzip):
        messages_of("identify", GZIP, body)


def test_gzip_is_not_unpacked_beyond_the_limit() -> None:
    bomb = gzip.compress(b" " * 20_000_000)
    tracemalloc.start()
    with pytest.raises(Malformed, match="more than 32768 bytes"):
        messages_of("identify", GZIP, bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize(
    "body",
    [
        '{"userId"',
        "",
        "  ",
        "null",
        "[]",
        '"a=b"',
        "5",
        "hello",
        '{"a": NaN}',
        "[" * 30_000,
        "1" * 5_000,
    ],
)
def test_what_is_no_json_object_is_malformed(body: str) -> None:
    with pytest.raises(Malformed) as raised:
        messages_of("identify", {}, body.encode())
    assert not isinstance(raised.value, MalformedGzip)


def test_what_follows_the_first_json_value_does_not_count() -> None:
    assert messages_of("alias", {}, b'{"userId": "1"}}')[0]["userId"] == "1"


@pytest.mark.parametrize(("route", "most"), [("track", MESSAGE_BYTES), ("import", BATCH_BYTES)])
def test_a_body_may_have_so_many_bytes_and_not_one_more(route: str, most: int) -> None:
    body = batch({"type": "page"})
    assert messages_of(route, {}, body.ljust(most))
    with pytest.raises(Malformed, match=f"more than {most} bytes"):
        messages_of(route, {}, body.ljust(most + 1))


@pytest.mark.parametrize("items", [[], [{}] * (BATCH_MESSAGES + 1)])
def test_an_empty_batch_and_one_of_too_many_messages_are_accepted_and_dropped(
    items: list[object],
) -> None:
    with pytest.raises(Discarded, match="batch: "):
        messages_of("batch", {}, batch(*items))


@pytest.mark.parametrize("body", [b"{}", b'{"batch": null}', b'{"batch": {}}'])
def test_a_batch_without_a_list_of_messages_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed, match="batch: must be a list"):
        messages_of("batch", {}, body)


def test_what_a_batch_shares_goes_into_its_items_and_what_they_have_wins() -> None:
    item = {"context": {"ip": "1.1.1.1"}, "integrations": None, "sentAt": None}
    shared = {"context": {"ip": "2.2.2.2", "locale": "en"}, "integrations": {"All": False}}
    (merged,) = messages_of("batch", {}, batch(item, sentAt="2013-01-07", **shared))
    assert merged == {
        "context": {"ip": "1.1.1.1", "locale": "en"},
        "integrations": {"All": False},
        "sentAt": "2013-01-07",
    }


def test_an_item_that_is_no_object_is_left_for_the_forwarder_to_say() -> None:
    assert messages_of("batch", {}, batch(5, "x", None)) == [5, "x", None]


@pytest.mark.parametrize("name", ["traits[total billed]", "traits%5Btotal+billed%5D"])
def test_a_form_is_read_as_curl_sends_the_documents_examples(name: str) -> None:
    body = f"userId=1&traits[name]=Peter Gibbons&{name}=830".encode()
    assert messages_of("identify", {}, body) == [
        {
            "userId": "1",
            "traits": {"name": "Peter Gibbons", "total billed": "830"},
            "type": "identify",
        }
    ]


def test_a_form_with_broken_brackets_is_malformed() -> None:
    with pytest.raises(Malformed, match="brackets"):
        messages_of("identify", {}, b"traits[total=1")
