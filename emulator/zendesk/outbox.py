"""The mails that Zendesk would have sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.zendesk.shapes import stamp

if TYPE_CHECKING:
    from emulator.account import Account


def send_verification(account: Account, user_id: Json, email: str) -> None:
    """Put a mail that asks to verify an email into the outbox."""
    account.tables["outbox"].put(
        {
            "id": account.next_id(),
            "kind": "verification",
            "to": email,
            "user_id": user_id,
            "sent_at": stamp(account),
        }
    )
