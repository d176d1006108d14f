"""What an identify call sends, field by field. Source: seed 004, Identify."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contracts.documents import shapes_of
from contracts.exchange import Exchange
from contracts.judging import Judge, judges_each
from contracts.reading import Record
from contracts.usercom.judging.reading import attributes_set, user_written

CONTEXT = (
    *("user_agent", "os", "device_name", "device_type", "language", "resolution"),
    *("ip_address", "browser_family", "browser_version", "timezone", "current_url"),
)
WHOLE = ("traits", "context", "attributes", "custom_attributes")
"""Objects of a call, or of other APIs, that User.com has no field for."""
GENDERS = (1, 2, 3, "1", "2", "3")


def _of_user(
    rule_id: str, keeps: Callable[[Record], bool | None], *, apart: str | None = None
) -> Judge:
    """A judge of the users that are written, each by itself.

    The field ``apart`` is never set as a custom attribute, which would leave it alone.
    """

    @judges_each(rule_id)
    def judge(exchange: Exchange) -> bool | None:
        if apart in (attributes_set(exchange, "users") or {}):
            return False
        user = user_written(exchange)
        return None if user is None else keeps(user)

    return judge


def _spelled(
    rule_id: str, *, wrong: Iterable[str], right: Iterable[str], apart: Iterable[str] = ()
) -> Judge:
    """A judge of how fields are spelled: User.com's names, not those of calls.

    Neither they nor those of ``apart`` are set as custom attributes, which leave the field alone.
    """
    refused, wanted = frozenset(wrong), frozenset(right)
    never = refused | frozenset(apart)

    @judges_each(rule_id)
    def judge(exchange: Exchange) -> bool | None:
        user, attributes = user_written(exchange) or {}, attributes_set(exchange, "users") or {}
        if refused & user.keys() or never & attributes.keys():
            return False
        return True if wanted & user.keys() else None

    return judge


def _automapped(user: Record) -> bool | None:
    if any(isinstance(user.get(key), dict) for key in ("traits", "context")):
        return False
    return True if user.keys() - {"custom_id"} else None


def _email(user: Record) -> bool | None:
    email = user.get("email")
    return None if email is None else isinstance(email, str) and "@" in email


def _gender(user: Record) -> bool | None:
    gender = user.get("gender")
    return None if gender is None else not isinstance(gender, bool) and gender in GENDERS


def _context(user: Record) -> bool | None:
    there = [user[key] for key in CONTEXT if key in user]
    if "userAgent" in user or not all(isinstance(value, str) for value in there):
        return False
    return True if there else None


def _custom(user: Record) -> bool | None:
    if any(isinstance(user.get(key), dict) for key in WHOLE):
        return False
    own = shapes_of("usercom")["$defs"]["sent_user"]["properties"]
    return True if user.keys() - own.keys() else None


automap = _of_user("usercom.identify.automap", _automapped)
trait_email = _of_user("usercom.identify.trait-email", _email, apart="email")
trait_first_name = _spelled(
    "usercom.identify.trait-first-name",
    wrong=("firstName", "firstname"),
    right=("first_name",),
    apart=("first_name",),
)
trait_last_name = _spelled(
    "usercom.identify.trait-last-name",
    wrong=("lastName", "lastname"),
    right=("last_name",),
    apart=("last_name",),
)
trait_phone = _spelled("usercom.identify.trait-phone", wrong=("phone",), right=("phone_number",))
trait_gender = _of_user("usercom.identify.trait-gender", _gender, apart="gender")
trait_address = _spelled(
    "usercom.identify.trait-address", wrong=("address",), right=("country", "region", "city")
)
context_fields = _of_user("usercom.identify.context-fields", _context)
custom_traits = _of_user("usercom.identify.custom-traits", _custom)
