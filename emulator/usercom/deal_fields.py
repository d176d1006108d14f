"""The standard fields of deals.

Source: apidocs.user.com, Deals.
"""

from __future__ import annotations

from emulator.usercom.fields import Field
from emulator.usercom.values import (
    anything,
    currency,
    day,
    each,
    filled,
    mapping,
    number,
    one_of,
    required,
    text,
    texts,
    time,
    whole,
)

STATUSES = range(5)
"""0 abandoned, 1 in progress, 2 won, 3 lost, 4 archived."""
SCOPES = range(2)
"""0 open, 1 participants."""
_ids = each(required(whole))

DEAL = (
    Field("id"),
    Field("name", read=required(text())),
    Field("custom_id", read=filled(text()), names=("deal_id", "custom_id")),
    Field("activities_status", read=anything),
    Field("assigned_to", read=whole),
    Field("company_id", read=whole),
    Field("user_id", read=whole),
    Field("currency", read=currency),
    Field("expected_close_date", read=day),
    Field("loss_reason", read=whole),
    Field("lost_at", read=time),
    Field("won_at", read=time),
    Field("participants", [], _ids),
    Field("pipeline", read=whole),
    Field("stage", read=whole),
    Field("products", [], _ids),
    Field("products_custom_id", [], texts),
    Field("order_products", [], each(mapping)),
    Field("status", read=one_of(STATUSES)),
    Field("value", read=number),
    Field("scope", read=one_of(SCOPES)),
    Field("created_at"),
    Field("updated_at"),
    Field("attributes", names=("attributes", ""), kept=False),
    Field("company_custom_id", read=filled(text()), shown=(), kept=False),
    Field("user_custom_id", read=filled(text()), shown=(), kept=False),
)
"""What a deal has; its user and company are named by either of their ids."""
