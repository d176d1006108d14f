"""Every place of a recording where something can stand that must not be told."""

import base64
import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

from cassettes.interaction import Interaction
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
    "user info in text": lambda v: answered(f"at https://a:{quote(v)}@x.io/ now".encode(), HTML),
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
