"""What counts as sensitive: the headers, the keys and the shapes of text, declared."""

from __future__ import annotations

import re
from functools import lru_cache

from cassettes.pseudonyms import Sort

CREDENTIAL_HEADERS = frozenset({"authorization", "proxy-authorization"})
COOKIE_HEADERS = frozenset({"cookie", "set-cookie"})

VOLATILE_HEADERS = frozenset(
    {
        "accept-encoding",
        "age",
        "alt-svc",
        "cf-cache-status",
        "cf-ray",
        "connection",
        "date",
        "etag",
        "keep-alive",
        "nel",
        "report-to",
        "server",
        "server-timing",
        "transfer-encoding",
        "user-agent",
        "via",
        "x-envoy-upstream-service-time",
        "x-request-id",
        "x-runtime",
        "x-trace-id",
    }
)
"""Headers that differ from one recording of the same traffic to the next: not recorded, nor those
that a vendor adds (``cassettes.vendor``)."""

_KEYS = {
    Sort.NAME: (
        "alias contactname displayname firstname fullname givenname lastname middlename name"
        " nickname surname familyname username"
    ),
    Sort.PHONE: "cell fax homephone mobile mobilenumber phone phonenumber telephone worknumber",
    Sort.SECRET: (
        "apikey authorization credentials cookie passphrase passwd password privatekey pwd"
        " session sessionid sharedsecret signature sig"
    ),
    Sort.SUBDOMAIN: "subdomain",
    Sort.EMAIL: "email emailaddress",
}
_SORT_BY_KEY = {key: sort for sort, keys in _KEYS.items() for key in keys.split()}
_SECRET_ENDINGS = ("token", "secret", "password", "apikey", "passwd")
_PART = re.compile(r"[^\[\].]+")

EMAIL_TEXT = re.compile(r"[\w.+%'-]+(@|%40)[\w-]+(?:\.[\w-]+)+")
HOST_TEXT = re.compile(r"(?<![\w@.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){2,}")
URL_TEXT = re.compile(r"https?://[^\s\"'<>\\^`{|}]+")


@lru_cache(maxsize=4096)
def sort_of_key(key: str) -> Sort | None:
    """What the value under this key, field or header name is; None where nothing is known.

    Spelling does not matter: ``firstName``, ``first_name`` and ``user[first_name]`` are one.
    """
    plain = plain_key(key)
    if plain in _SORT_BY_KEY:
        return _SORT_BY_KEY[plain]
    return Sort.SECRET if plain.endswith(_SECRET_ENDINGS) else None


def plain_key(key: str) -> str:
    """A key without its spelling: the innermost of ``a[b]`` and ``a.b``, letters and digits."""
    parts = _PART.findall(key) or [""]
    return "".join(filter(str.isalnum, parts[-1])).casefold()
