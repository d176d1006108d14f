"""What counts as sensitive: the headers, the keys and the shapes of text, declared."""

from __future__ import annotations

import re
from functools import lru_cache

from cassettes.pseudonyms import SECRET, Sort

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
    Sort.NAME: "alias fname lname names",
    Sort.PHONE: "cell fax homephone mobile mobilenumber phone phonenumber telephone worknumber",
    Sort.SECRET: (
        "apikey appkey auth authentication authkey cookie credentials csrf hmac jwt licensekey otp"
        " passphrase passwd password pwd session sharedsecret sid sig signature signature256 xauth"
        " xcsrf xsession xsrf xxsrf"
    ),
    Sort.SUBDOMAIN: "subdomain",
    Sort.EMAIL: "email emailaddress",
    None: (
        "campaignname classname columnname devicename eventname fieldname filename formname"
        " hostname internalname keyname methodname modelclassname pathname rawname servername"
        " tablename timezonename typename"
    ),
}
"""Keys by what stands under them; under those of None stands the name of a thing."""
_SORT_BY_KEY = {key: sort for sort, keys in _KEYS.items() for key in keys.split()}
_ENDINGS = (
    (
        Sort.SECRET,
        (
            *("token", "secret", "password", "passwd", "signature", "signature256"),
            *("apikey", "accesskey", "authkey", "privatekey", "secretkey", "signingkey"),
            *("authorization", "credentials", "jwt", "jwtassertion", "sessionid"),
        ),
    ),
    (
        Sort.PHONE,
        ("phone", "phones", "phonenumber", "phonenumbers", "mobilenumber", "contactnumber"),
    ),
    (Sort.NAME, ("name",)),
    (Sort.EMAIL, ("email", "emailaddress")),
)
_PART = re.compile(r"[^\[\].]+")

EMAIL_TEXT = re.compile(r"[\w.+%'-]{1,128}(@|%40)[\w-]+(?:\.[\w-]+)+")
HOST_TEXT = re.compile(r"(?<![\w@-])(?<![\w@.-]\.)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){2,}")
URL_TEXT = re.compile(r"https?://[^\s\"'<>\\^`{|}]+")
PHONE_TEXT = re.compile(
    r"(?<![\w.+%=/-])(?:\+\d(?:[ ().-]{0,2}\d){7,14}|\(\d{3}\) ?\d{3}[ .-]\d{4}"
    r"|(?:1[ .-])?\d{3}([ .-])\d{3}\1\d{4})(?![\w-])"
)
"""A phone number as people write it: international with its ``+``, or North American."""

SECRET_SHAPES = {
    "a private key": (
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]+(?:-----END [A-Z ]*PRIVATE KEY-----)?"
    ),
    "a JSON web token": r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*",
    "an AWS access key": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "a GitHub token": r"\bgh[pousr]_\w{36,}|\bgithub_pat_\w{40,}",
    "a Slack token": r"\bxox[abeprs]-[\w-]{10,}",
    "a Stripe key": r"\b[rs]k_(?:live|test)_\w{16,}",
    "a Google API key": r"\bAIza[\w-]{35}\b",
    "a SendGrid key": r"\bSG\.[\w-]{16,}\.[\w-]{16,}",
    "an OpenAI or Anthropic key": r"\bsk-(?:ant-|proj-)?[\w-]{20,}",
}
"""What a secret looks like that needs no name beside it, as a regular expression by title."""

SECRET_TEXT = re.compile("|".join(SECRET_SHAPES.values()))
SIGNED_TEXT = re.compile(
    r"\b(?:Basic|Bearer|Token token=\"?)\s?(?=[^\s\"]*[\d=])[\w+/.~-]{7,}(?:=+|[\w+/~-])", re.ASCII
)
"""A scheme and its credentials in running text."""


@lru_cache(maxsize=4096)
def sort_of_key(key: str) -> Sort | None:
    """What the value under this key, field or header name is; None where nothing is known.

    Spelling does not matter: ``firstName``, ``first_name`` and ``user[first_name]`` are one.
    """
    plain = plain_key(key)
    if plain in _SORT_BY_KEY:
        return _SORT_BY_KEY[plain]
    return next((sort for sort, endings in _ENDINGS if plain.endswith(endings)), None)


def says_faults(key: str) -> bool:
    """Whether a vendor says under this key what is wrong, by the names of fields."""
    return plain_key(key) in ("error", "errors", "details")


def sort_of_fault(sort: Sort | None) -> Sort | None:
    """What a vendor says of a field that holds ``sort``: not the name or the number itself."""
    return None if sort in (Sort.NAME, Sort.PHONE) else sort


def signs_a_url(address: str) -> bool:
    """Whether what looks like an address is a scrubbed password before the host of a URL."""
    return SECRET.fullmatch(address.rpartition("@")[0]) is not None


def plain_key(key: str) -> str:
    """A key without its spelling: the innermost of ``a[b]`` and ``a.b``, letters and digits."""
    parts = _PART.findall(key) or [""]
    return "".join(filter(str.isalnum, parts[-1])).casefold()
