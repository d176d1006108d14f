"""Organizations are written by administrators. Source: seed 001, Group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from contracts.credentials import basic_user, masked
from contracts.exchange import Exchange
from contracts.judging import BROKEN, Said, judges, ruled
from contracts.reading import folded, path_id, status
from contracts.zendesk.judging.reading import (
    ORGANIZATION_KEYS,
    ORGANIZATION_SEARCH,
    email_of,
    organization_written,
    told,
)

AGENTS_WRITE = {"notes"}
"""What a plain agent changes of an organization (developer.zendesk.com, Organizations)."""


@judges("zendesk.group.admin")
def admin(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """Nobody writes who was shown to be no administrator, or was refused the organization.

    A refusal stands until the organization is looked up again; that of a look-up counts too.
    """
    roles, refusals = _Roles(), _Refusals()
    for exchange in exchanges:
        written = (organization_written(exchange) or {}).keys() - AGENTS_WRITE
        administrator = roles.administrator(exchange) if written else None
        if administrator is False or (written and refusals.stand(exchange)):
            yield BROKEN
        else:
            yield ruled(administrator or _refused(exchange) or None)
        roles.hear(exchange)
        refusals.hear(exchange)


class _Roles:
    """Who is an administrator, and who is not, as answers told."""

    def __init__(self) -> None:
        self._administrators: dict[str, bool] = {}

    def hear(self, exchange: Exchange) -> None:
        """Learn the roles that an answer tells; a custom one may manage organizations."""
        for user in told(exchange, "user"):
            if "role" in user:
                custom = user.get("custom_role_id") is not None
                self._administrators[email_of(user)] = user["role"] == "admin" or custom

    def administrator(self, exchange: Exchange) -> bool | None:
        """Whether the caller is one; None where nobody told."""
        email = folded((basic_user(_signed(exchange)) or "").partition("/")[0])
        return self._administrators.get(email) if email else None


class _Refusals:
    """Which callers were refused which organization since it was looked up last."""

    def __init__(self) -> None:
        self._callers: dict[str, set[str | None]] = defaultdict(set)

    def stand(self, exchange: Exchange) -> bool:
        """Whether the same credentials were refused the organization that is written."""
        return _signed(exchange) in self._callers.get(_organization(exchange), ())

    def hear(self, exchange: Exchange) -> None:
        """Take in a refusal, or a look-up that ends those before it."""
        organization = _organization(exchange)
        if exchange.operation == ORGANIZATION_SEARCH and exchange.answer is not None:
            self._callers.pop(organization, None)
        if _refused(exchange):
            self._callers[organization].add(_signed(exchange))


def _refused(exchange: Exchange) -> bool:
    """Whether an organization may not be looked up or written: 403."""
    asked = exchange.operation == ORGANIZATION_SEARCH or organization_written(exchange)
    return bool(asked) and status(exchange) == 403


def _organization(exchange: Exchange) -> str:
    """What says which organization is meant: its external_id, else its name, else its id."""
    said = organization_written(exchange) or exchange.request.query
    return next((v for key in ORGANIZATION_KEYS if (v := folded(said.get(key)))), path_id(exchange))


def _signed(exchange: Exchange) -> str | None:
    """The credentials without their secret, which a journal does not keep."""
    header = exchange.request.header("Authorization")
    return None if header is None else masked({"Authorization": header})["Authorization"]
