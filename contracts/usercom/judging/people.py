"""Who a stream of exchanges has told of, and how: by identifier, or found by something else."""

from __future__ import annotations

from contracts.exchange import Exchange
from contracts.reading import sent, succeeded, told_bare
from contracts.usercom.judging.reading import (
    BY_CUSTOM_ID,
    BY_ID,
    UPSERT,
    USER_CREATIONS,
    custom_id,
    in_path,
    words,
)

BY_IDENTIFIER = (*USER_CREATIONS, *BY_CUSTOM_ID)
"""Operations that tell of a user who was selected by identifier."""
OTHERWISE = ("users-search", "users-list")
"""Operations that find users by other things."""
SETTING = ("users-set-attribute", "users-set-multiple-attributes")
"""Operations that set attributes of a user of User.com's own id."""
ACTIONS = (
    "events-create",
    "users-by-id-events-create",
    "site-views-create",
    "companies-add-member",
)
"""Operations that need a user who is there."""


class People:
    """The users told of so far: each one's id, custom_id and key name one person."""

    def __init__(self) -> None:
        self._custom_ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._selected: set[str] = set()

    def hear(self, exchange: Exchange) -> None:
        """Take in what an answer tells of users."""
        if exchange.operation not in (*BY_IDENTIFIER, *OTHERWISE, *BY_ID):
            return
        for record in told_bare(exchange):
            user_id = words(record.get("id"))
            named = sent(exchange) if exchange.operation == UPSERT else record
            names = (custom_id(named), words(record.get("user_key")), words(record.get("key")))
            self._names.update({name: user_id for name in (user_id, *names) if name})
            self._custom_ids[user_id] = names[0] or self._custom_ids.get(user_id, "")
            if exchange.operation in BY_IDENTIFIER:
                self._selected.add(user_id)
        if exchange.operation == UPSERT and succeeded(exchange):
            self._names.setdefault(custom_id(sent(exchange)), "")

    def target(self, exchange: Exchange) -> str:
        """The name by which an action or an update says whose it is."""
        body = sent(exchange)
        if exchange.operation in ("users-by-id-events-create", *BY_ID, *BY_CUSTOM_ID, *SETTING):
            return in_path(exchange)
        keys = ("client_user", "user_id", "client", "user_custom_id")
        return next((name for key in keys if (name := words(body.get(key)))), "")

    def known(self, name: str) -> bool:
        """Whether an answer has told of a user by this name."""
        return name in self._names

    def selected(self, name: str) -> bool:
        """Whether the user of this name was selected by identifier."""
        return self._names.get(name) in self._selected

    def same(self, name: str, other: str) -> bool:
        """Whether two names are those of one user."""
        return self.known(name) and self._names[name] == self._names.get(other)

    def identifier(self, name: str) -> str:
        """The custom_id of the user of this name; empty where it was not told."""
        return self._custom_ids.get(self._names.get(name, ""), "")
