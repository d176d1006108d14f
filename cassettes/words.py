"""Words: what is sensitive in running text by its shape, under whatever name it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from cassettes.pseudonyms import Sort
from cassettes.sensitive import EMAIL_TEXT, HOST_TEXT, PHONE_TEXT, SECRET_TEXT, SIGNED_TEXT
from cassettes.signing import Hide, credentials

_MAY_SIGN = re.compile("Basic|Bearer|Token")


def hidden_words(text: str, hide: Hide, host: Callable[[str], str]) -> str:
    """The text without secrets, credentials, addresses, customers' hosts and phone numbers."""
    if len(text) >= 16:
        text = SECRET_TEXT.sub(lambda found: hide(Sort.SECRET, found[0]), text)
        if _MAY_SIGN.search(text):
            text = SIGNED_TEXT.sub(lambda found: credentials(found[0], hide), text)
    if "@" in text or "%40" in text:
        text = EMAIL_TEXT.sub(lambda found: _address(found, hide), text)
    if "." in text:
        text = HOST_TEXT.sub(lambda found: host(found[0]), text)
    return PHONE_TEXT.sub(lambda found: hide(Sort.PHONE, found[0]), text)


def _address(found: re.Match[str], hide: Hide) -> str:
    if found[1] == "@":
        return hide(Sort.EMAIL, found[0])
    return quote(hide(Sort.EMAIL, unquote(found[0])))
