"""Two hundred secrets planted in every place where one can stand: none is in the file.

The file is searched by a decoder of its own, which shares nothing with the scrub.
"""

import base64
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote_plus, urlencode

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cassettes.cassette import Metadata
from cassettes.interaction import Interaction
from cassettes.recording import keep_recording
from cassettes.scrubbed import scrubbed
from cassettes.scrubbing import Scrub
from contracts.credentials import basic

FORM = {"Content-Type": ["application/x-www-form-urlencoded"]}
PARTS = {"Content-Type": ["multipart/form-data; boundary=xyz"]}
JSON = {"Content-Type": ["application/json"]}
HTML = {"Content-Type": ["text/html"]}


def asked(url: str = "https://x.io/", body: bytes = b"", **headers: list[str]) -> Interaction:
    names = {name.replace("_", "-"): values for name, values in headers.items()}
    return Interaction(method="POST", url=url, headers=names, body=body, status=200)


def answered(body: bytes, headers: dict[str, list[str]] = JSON, **asking: bytes) -> Interaction:
    return Interaction(
        method="POST",
        url="https://x.io/",
        headers=JSON,
        body=asking.get("asking", b""),
        status=422,
        answer_headers=headers,
        answer_body=body,
    )


def b64(data: bytes, *, safe: bool = False, bare: bool = False) -> str:
    text = (base64.urlsafe_b64encode if safe else base64.b64encode)(data).decode()
    return text.rstrip("=") if bare else text


def told(key: str, value: str) -> str:
    return json.dumps({"deep": [{key: value}]})


UNDER_A_KEY: dict[str, Callable[[str, str], Interaction]] = {
    "query": lambda k, v: asked(f"https://x.io/?{urlencode({k: v})}"),
    "query twice encoded": lambda k, v: asked(f"https://x.io/?u={quote(quote(f'{k}={quote(v)}'))}"),
    "fragment": lambda k, v: asked(f"https://x.io/#{urlencode({k: v})}"),
    "header": lambda k, v: asked(**{f"X_{k}": [v]}),
    "referer": lambda k, v: asked(Referer=[f"https://x.io/?{urlencode({k: v})}"]),
    "cookie": lambda _, v: asked(Cookie=[f"a=1; b={quote(v)}"]),
    "form": lambda k, v: asked(body=urlencode({f"u[{k}]": v}).encode(), **FORM),
    "json": lambda k, v: asked(body=told(k, v).encode(), **JSON),
    "json, escaped": lambda k, v: asked(body=json.dumps({k: v + "é"}).encode(), **JSON),
    "json, not said so": lambda k, v: asked(body=told(k, v).encode()),
    "json in json": lambda k, v: asked(body=told("more", told("most", told(k, v))).encode()),
    "json in form": lambda k, v: asked(body=urlencode({"u": told(k, v)}).encode(), **FORM),
    "form in json": lambda k, v: asked(body=told("f", urlencode({"a": 1, k: v})).encode(), **JSON),
    "base64 in form": lambda k, v: asked(
        body=urlencode({"data": b64(told(k, v).encode())}).encode(), **FORM
    ),
    "bare base64 in form": lambda k, v: asked(
        body=f"data={b64(told(k, v).encode(), bare=True)}".encode(), **FORM
    ),
    "base64url in query": lambda k, v: asked(
        f"https://x.io/?d={b64(told(k, v + 'ÿ?>').encode(), safe=True, bare=True)}"
    ),
    "base64 in base64": lambda k, v: asked(
        body=told("d", b64(b64(told(k, v).encode()).encode())).encode(), **JSON
    ),
    "gzip in base64": lambda k, v: asked(
        body=told("d", b64(gzip.compress(told(k, v).encode()))).encode(), **JSON
    ),
    "deflate in base64": lambda k, v: asked(
        body=told("d", b64(zlib.compress(told(k, v).encode()))).encode(), **JSON
    ),
    "gzip body": lambda k, v: asked(body=gzip.compress(told(k, v).encode())),
    "multipart": lambda k, v: asked(
        body=f'--xyz\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n--xyz--'.encode(),
        **PARTS,
    ),
    "file in multipart": lambda k, v: asked(
        body=(
            '--xyz\r\nContent-Disposition: form-data; name="f"; filename="a.json"\r\n'
            f"\r\n{told(k, v)}\r\n--xyz--"
        ).encode(),
        **PARTS,
    ),
    "latin-1 text": lambda k, v: asked(body=f'\xe9 {{"{k}": "{v}"}}'.encode("latin-1")),
    "answer": lambda k, v: answered(told(k, v).encode()),
    "jsonp": lambda k, v: answered(f"back({told(k, v)});".encode(), HTML),
    "html form": lambda k, v: answered(f'<p><input name="{k}" value="{v}"></p>'.encode(), HTML),
    "html script": lambda k, v: answered(f"<script>x = {told(k, v)}</script>".encode(), HTML),
    "xml": lambda k, v: answered(f"<users><{k}>{v}</{k}></users>".encode(), HTML),
    "json lines": lambda k, v: answered(f"{told(k, v)}\n{told(k, v)}\n".encode(), HTML),
    "location": lambda k, v: answered(b"", {"Location": [f"/u?{urlencode({k: v})}"]}),
    "link": lambda k, v: answered(b"", {"Link": [f'<https://x.io/?{urlencode({k: v})}>; rel="n"']}),
    "set-cookie": lambda _, v: answered(b"", {"Set-Cookie": [f"a={quote(v)}; Path=/"]}),
}
ECHOED: dict[str, Callable[[str, str], Interaction]] = {
    "sentence": lambda k, v: answered(
        json.dumps({"error": f"{v} already exists"}).encode(), asking=told(k, v).encode()
    ),
    "html sentence": lambda k, v: answered(
        f"<h1>No {v} here</h1>".encode(), HTML, asking=told(k, v).encode()
    ),
    "reason": lambda k, v: Interaction(
        method="GET", url=f"/?{urlencode({k: v})}", status=400, reason=f"Unknown user {v}"
    ),
}
SIGNING: dict[str, Callable[[str], Interaction]] = {
    "basic user": lambda v: asked(Authorization=[basic(v, "X")]),
    "basic password": lambda v: asked(Authorization=[basic("a", v)]),
    "bearer": lambda v: asked(Authorization=[f"Bearer {v}"]),
    "token": lambda v: asked(Authorization=[f"Token token={v}"]),
    "user info": lambda v: asked(f"https://{quote(v)}:{quote(v)}@x.io/"),
    "repeated in path": lambda v: asked(f"https://x.io/a/{v}/b", Authorization=[f"Bearer {v}"]),
    "assigned in text": lambda v: answered(f"bad api_key={v}, sorry".encode(), HTML),
    "basic in text": lambda v: answered(f"sent Authorization: {basic('a', v)}.".encode(), HTML),
}
ADDRESSED: dict[str, Callable[[str], Interaction]] = {
    "path": lambda v: asked(f"https://x.io/contacts/{quote(v)}"),
    "path, twice encoded": lambda v: asked(f"https://x.io/contacts/{quote(quote(v))}"),
    "base64 in path": lambda v: asked(f"https://x.io/contacts/{b64(v.encode(), bare=True)}/x"),
    "key": lambda v: asked(body=json.dumps({v: 1}).encode(), **JSON),
    "query, bare": lambda v: asked(f"https://x.io/?{quote(v)}"),
    "text": lambda v: answered(f"{v} already exists".encode(), HTML),
    "file name": lambda v: asked(
        body=f'--xyz\r\nContent-Disposition: form-data; name="f"; filename="{v}"\r\n\r\n-'.encode(),
        **PARTS,
    ),
}
HOSTS: dict[str, Callable[[str], Interaction]] = {
    "url": lambda v: asked(f"https://{v}.zendesk.com/"),
    "header": lambda v: asked(Host=[f"{v}.zendesk.com"]),
    "text": lambda v: answered(f"go to {v}.zendesk.com now".encode(), HTML),
    "json": lambda v: answered(told("url", f"https://{v}.zendesk.com/a").encode()),
}
KEYS = {"email": "email", "phone": "phone", "name": "last_name", "secret": "api_key"}


def value_of(sort: str, number: int) -> str:
    return {
        "email": f"kobe.n{number}q@lakers{number}.com",
        "phone": f"+1 310 555 {number:04}",
        "name": f"Zzyzx{chr(97 + number % 26)}{chr(97 + number // 26)} Vancleef",
        "secret": f"zK9{number:04}fQ7xW2mPb",
        "host": f"lakers{number:04}q",
    }[sort]


Planting = Callable[[str], Interaction]


def plantings() -> Iterator[tuple[str, str, Planting]]:
    """Every place with every sort of value that can stand there: (sort, place, planting)."""
    for sort, key in KEYS.items():
        for place, plant in (UNDER_A_KEY | ECHOED).items():
            yield sort, place, lambda v, plant=plant, key=key: plant(key, v)  # type: ignore[misc]
    for sort, plain in (("secret", SIGNING), ("email", ADDRESSED), ("host", HOSTS)):
        yield from ((sort, place, plant) for place, plant in plain.items())


PLACES = list(plantings())


def decoded(text: str, depth: int = 5) -> Iterator[str]:
    """The text, and whatever can be decoded in it, again and again."""
    yield text
    if not depth:
        return
    inner = {unquote_plus(text)} if re.search(r"%[0-9a-fA-F]{2}|\+", text) else set()
    if "\\" in text:
        inner.add(re.sub(r"\\u([0-9a-fA-F]{4})", lambda f: chr(int(f[1], 16)), text))
        inner.add(text.replace('\\"', '"'))
    for word in re.findall(r"[\w+-]{8,}", text) + re.findall(r"[\w+/-]{8,}", text):
        inner |= {*unpacked(word)}
    for found in inner - {text}:
        yield from decoded(found, depth - 1)


def unpacked(word: str) -> Iterator[str]:
    plain = re.sub(r"[^\w+/]", "", word.replace("-", "+").replace("_", "/"), flags=re.ASCII)
    data = [base64.b64decode(plain[: len(plain) // 4 * 4])]
    if len(plain) % 4 > 1:
        data.append(base64.b64decode(plain + "=" * (-len(plain) % 4)))
    if re.fullmatch(r"(?:[0-9a-fA-F]{2})+", word):
        data.append(bytes.fromhex(word))
    for piece in data:
        yield opened(piece)


def opened(data: bytes) -> str:
    for bits in (31, 15):
        try:
            return zlib.decompress(data, bits).decode("latin-1")
        except zlib.error:
            continue
    return data.decode("utf-8", errors="replace")


def written(value: object) -> Iterator[str]:
    """Every string and every body in a cassette that a YAML parser reads."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from (str(key), *written(item))
    elif isinstance(value, list):
        for item in value:
            yield from written(item)
    else:
        yield opened(value) if isinstance(value, bytes) else str(value)


def left_in(file: Path) -> str:
    """All that a cassette says, decoded, in lower case."""
    texts = written(yaml.safe_load(file.read_text()))
    return "\n".join(found for text in texts for found in decoded(text)).casefold()


def tells(text: str, sort: str, value: str) -> bool:
    """Whether the value, or what identifies it, is in the text."""
    parts = [value.casefold(), *([value.split("@", maxsplit=1)[0]] if sort == "email" else [])]
    digits = "".join(filter(str.isdigit, value))
    return any(part in text for part in parts) or (
        sort == "phone" and digits[1:] in re.sub(r"[ ().+-]", "", text)
    )


def test_of_two_hundred_planted_values_none_is_in_the_file(tmp_path: Path) -> None:
    planted = [
        (sort, place, value_of(sort, n), plant) for n, (sort, place, plant) in enumerate(PLACES * 2)
    ]
    assert len({value for *_, value, _ in planted}) >= 200
    file = tmp_path / "c.yaml"
    keep_recording(file, [plant(v) for *_, v, plant in planted], Metadata(vendor="zendesk"))
    text = left_in(file)
    assert [(sort, place, v) for sort, place, v, _ in planted if tells(text, sort, v)] == []


@pytest.mark.parametrize(("sort", "place", "plant"), PLACES, ids=[f"{s}-{p}" for s, p, _ in PLACES])
def test_the_search_finds_what_is_not_scrubbed(
    sort: str, place: str, plant: Planting, tmp_path: Path
) -> None:
    del place
    value, file = value_of(sort, 7), tmp_path / "c.yaml"
    file.write_text(yaml.safe_dump({"interactions": [plant(value).to_json()]}))
    assert tells(left_in(file), sort, value)


VALUES = {
    "email": st.from_regex(
        r"kq[a-z0-9.+_-]{0,8}[a-z0-9]@[a-z0-9]{3,9}\.(com|io|co\.uk)", fullmatch=True
    ),
    "phone": st.from_regex(r"\+[1-9][0-9]{2} [0-9]{3} [0-9]{4}", fullmatch=True),
    "name": st.from_regex(r"Zq[a-zé]{3,8} Xw[a-z]{3,8}", fullmatch=True),
    "secret": st.from_regex(r"zQ[A-Za-z0-9]{14,30}", fullmatch=True),
    "host": st.from_regex(r"qz[a-z0-9]{4,12}", fullmatch=True),
}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_planted_wherever_is_gone_and_scrubbing_twice_is_once(
    data: st.DataObject,
) -> None:
    sort, _, plant = data.draw(st.sampled_from(PLACES))
    value = data.draw(VALUES[sort])
    once = scrubbed(plant(value), Scrub(b"key"))
    text = "\n".join(t for w in written(once.to_json()) for t in decoded(w)).casefold()
    assert not tells(text, sort, value)
    assert scrubbed(once, Scrub(b"key")) == once
