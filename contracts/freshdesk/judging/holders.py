"""What follows when the email of a new contact is taken. Source: our decisions; formie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.exchange import Exchange
from contracts.freshdesk.judging.identify import LOOK_UP
from contracts.freshdesk.judging.reading import contact_written, holder_of_email, told_of
from contracts.judging import BROKEN, KEPT, Judge, Said, judges
from contracts.reading import asked, folded, id_of, path_id, status

GONE, NOT_ALLOWED = 404, 405
WRITES = ("contacts-update", "contacts-restore", "contacts-hard-delete")


@judges("freshdesk.identify.holder-updated")
def holder_updated(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """An email that is taken is not created again before it is looked up; its holder is updated."""
    holders: dict[str, str] = {}
    for exchange in exchanges:
        holders.pop(asked(exchange, LOOK_UP, "email") or "", None)
        email = folded((contact_written(exchange) or {}).get("email"))
        if exchange.operation == "contacts-create" and email in holders:
            yield BROKEN
        elif exchange.operation == "contacts-update" and path_id(exchange) in holders.values():
            yield KEPT
        else:
            yield None
        holder = holder_of_email(exchange)
        if holder is not None and exchange.operation == "contacts-create":
            holders[email] = holder


def _untouched(rule_id: str, refusal: int, says: str) -> Judge:
    """The judge of a rule that nothing more is done to whom an update is refused for."""

    @judges(rule_id)
    def untouched(exchanges: Iterable[Exchange]) -> Iterator[Said]:
        holders: set[str] = set()
        barred: set[str] = set()
        for exchange in exchanges:
            target = path_id(exchange)
            if exchange.operation in WRITES and target in barred:
                yield BROKEN
            elif _refused(exchange, refusal) and (refusal != GONE or target in holders):
                barred.add(target)
                yield KEPT
            else:
                yield None
            barred.difference_update(map(id_of, told_of("contacts", exchange)))
            holder = holder_of_email(exchange)
            if holder is not None:
                holders.add(holder)
                barred.discard(holder)

    untouched.__doc__ = says
    return untouched


def _refused(exchange: Exchange, refusal: int) -> bool:
    return exchange.operation == "contacts-update" and status(exchange) == refusal


deleted_untouched = _untouched(
    "freshdesk.identify.deleted-untouched",
    NOT_ALLOWED,
    "A contact that may not be written to is neither restored nor tried again.",
)
agent_untouched = _untouched(
    "freshdesk.identify.agent-untouched",
    GONE,
    "A holder that is no contact is not tried again.",
)
