"""The files of contacts, tickets and conversations, as they are kept and shown.

Source: developers.freshdesk.com/api, Contacts and Tickets, attachments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.call import Json
from emulator.freshdesk.moments import stamp
from emulator.multipart import Upload

if TYPE_CHECKING:
    from emulator.account import Account


def kept(account: Account, upload: Upload, address: str) -> dict[str, Json]:
    """What is kept of a file; ``address`` is the key of where it could be fetched."""
    file_id, now = account.next_id(), stamp(account)
    where = f"https://{account.name}.{account.vendor.domain}/attachments/{file_id}"
    return {
        address: where,
        "content_type": upload.content_type,
        "id": file_id,
        "name": upload.name,
        "size": upload.size,
        "created_at": now,
        "updated_at": now,
    }


def all_kept(account: Account, uploads: list[Upload]) -> list[dict[str, Json]]:
    """What is kept of attachments."""
    return [kept(account, upload, "attachment_url") for upload in uploads]
