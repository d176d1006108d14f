"""Reading reserved traits, whatever their spelling. Custom traits are never looked up here."""

from __future__ import annotations

import re
from collections.abc import Mapping

from contracts.call import Call, Json

ALIASES: Mapping[str, tuple[str, ...]] = {
    "avatar": ("photoUrl", "avatarUrl"),
    "birthday": ("dateOfBirth", "dob"),
    "createdAt": ("created",),
    "position": ("jobTitle",),
    "postalCode": ("zip", "zipCode"),
}
"""Other names of reserved traits, the likeliest first (Segment's and RudderStack's libraries)."""

Traits = Mapping[str, Json]


def folded(key: str) -> str:
    """A key without case, spaces, ``_`` and ``-``: ``first_name`` and ``FirstName`` are one."""
    return re.sub(r"[\s_-]", "", key).lower()


def spellings(traits: Traits, name: str) -> list[str]:
    """The keys under which reserved trait ``name`` stands, the one that counts first.

    Its own spelling wins, then spellings without separators, then aliases in their order;
    never the order of the traits, which senders do not keep.
    """
    found: list[str] = []
    for known in (name, *ALIASES.get(name, ())):
        same = [key for key in traits if folded(key) == folded(known) and key not in found]
        found += sorted(same, key=lambda key: (key != known, bool(re.search(r"[\s_-]", key)), key))
    return found


def reserved(traits: Traits, name: str) -> tuple[str, Json] | None:
    """The key and value of reserved trait ``name``; None where it is absent or null."""
    return next(
        ((key, traits[key]) for key in spellings(traits, name) if traits[key] is not None), None
    )


def name_of(traits: Traits) -> tuple[tuple[str, ...], str] | None:
    """A person's name, trimmed, and the traits it came from; first and last only if both.

    None where there is neither. Source: Segment's accessor library and the vendors' pages.
    """
    whole = _words(traits, "name")
    if whole:
        return (whole[0],), whole[1]
    first, last = _words(traits, "firstName"), _words(traits, "lastName")
    if first and last:
        return (first[0], last[0]), f"{first[1]} {last[1]}"
    return None


def email_of(traits: Traits) -> tuple[str, str] | None:
    """The key and text of the email trait; None where there is none that looks like one."""
    found = _words(traits, "email")
    return found if found and looks_like_email(found[1]) else None


def email_or_user_id(call: Call) -> str | None:
    """The email trait, else a userId that looks like an email, for vendors that allow it."""
    found = email_of(call.traits)
    if found:
        return found[1]
    user_id = (call.user_id or "").strip()
    return user_id if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", user_id) else None


def looks_like_email(text: str) -> bool:
    """Whether a text could be an address: one ``@`` with something on both sides, no blanks."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+", text) is not None


def user_traits(call: Call) -> Traits:
    """The traits of the user who made the call; those of a group call are its group's."""
    if call.type != "group":
        return call.traits
    traits: Traits = call.context.get("traits") or {}
    return traits


def snake_case(key: str) -> str:
    """A key in snake_case: ``totalBilled`` and ``total billed`` are ``total_billed``.

    Digits never start a new word: ``last_30days`` stays.
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", key)
    return re.sub(r"\W+|_+", "_", parted).strip("_").lower()


def _words(traits: Traits, name: str) -> tuple[str, str] | None:
    for key in spellings(traits, name):
        value = traits[key]
        if isinstance(value, str) and value.strip():
            return key, value.strip()
    return None
