"""A loopback server that poses as a vendor, with everything HTTP may do."""

import gzip
import json
from urllib.parse import parse_qs


def vendor(environ, start_response):
    """Tells what it was asked; each path answers in its own way."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    here = f"http://{environ['HTTP_HOST']}"
    told = {
        "method": environ["REQUEST_METHOD"],
        "url": f"{here}{environ.get('REQUEST_URI', environ['PATH_INFO'])}",
        "body": body.decode("latin-1"),
        "headers": {k[5:]: v for k, v in environ.items() if k.startswith("HTTP_")},
    }
    kind = ("Content-Type", "application/json")
    path, query = environ["PATH_INFO"], parse_qs(environ["QUERY_STRING"])
    text = json.dumps(told).encode()
    answers = {
        "/moved": ("302 Found", [("Location", f"{here}/there?x=1")], b""),
        "/empty": ("204 No Content", [], b""),
        "/packed": ("200 OK", [kind, ("Content-Encoding", "gzip")], gzip.compress(text)),
        "/coded": ("200 OK", [kind, ("Content-Encoding", "br")], b"\x00\x01"),
        "/cookies": ("200 OK", [kind, *(("Set-Cookie", c) for c in query.get("c", []))], text),
        "/linked": ("200 OK", [kind, ("Link", f'<{here}/page/2>; rel="next"')], text),
        "/binary": ("200 OK", [("Content-Type", "image/png")], bytes(range(256))),
        "/refused": ("422 Unprocessable Entity", [kind], b'{"error": "RecordInvalid"}'),
    }
    status, headers, answer = answers.get(path, ("200 OK", [kind], text))
    length = [] if path == "/empty" else [("Content-Length", str(len(answer)))]
    start_response(status, [*headers, *length])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer]
