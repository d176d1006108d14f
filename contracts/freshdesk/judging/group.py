"""Group: companies are matched by exact name, and written once.

Source: seed 000, Group; our decision on the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.exchange import Exchange
from contracts.freshdesk.judging.creating import created_once
from contracts.freshdesk.judging.reading import company_written, contact_written, told_of
from contracts.judging import Said, judges, judges_each, ruled
from contracts.memory import Lookups
from contracts.reading import Record, asked, folded, id_of, path_id, status, succeeded


@judges_each("freshdesk.group.name-required")
def group_name_required(exchange: Exchange) -> bool | None:
    """What is created has a name, and no name is made blank."""
    company = company_written(exchange)
    if company is None or (exchange.operation == "companies-update" and "name" not in company):
        return None
    return bool(folded(company.get("name")))


@judges_each("freshdesk.group.no-membership")
def no_membership(exchange: Exchange) -> bool | None:
    """A contact is written without a company."""
    contact = contact_written(exchange)
    if contact is None:
        return None
    return not (contact.get("company_id") or contact.get("other_companies"))


group_upsert = created_once(
    "freshdesk.group.upsert", "companies", "name", company_written, "companies-delete"
)


@judges("freshdesk.group.match-by-name")
def match_by_name(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A write follows a look-up of its name and goes to the company of exactly that name."""
    companies = _Companies()
    for exchange in exchanges:
        company = company_written(exchange)
        kept = None if company is None else companies.match(exchange, company)
        yield ruled(kept)
        companies.hear(exchange)


class _Companies:
    """Which companies have which name, and which names were asked for."""

    def __init__(self) -> None:
        self._by_name = Lookups()
        self._names: dict[str, str] = {}
        self._listed = False

    def match(self, exchange: Exchange, company: Record) -> bool | None:
        """Whether a write goes to the company of its name; None: nothing to tell by."""
        name, target = folded(company.get("name")), path_id(exchange)
        if exchange.operation == "companies-create":
            if not name:
                return None
            if name in self._by_name:
                return not self._by_name.found(name)
            return self._listed and name not in self._names.values()
        held = self._names.get(target or "")
        if held is None:
            return None
        return held == name if name else held in self._by_name or self._listed

    def hear(self, exchange: Exchange) -> None:
        """Take in what an answer tells of companies."""
        gone = exchange.operation == "companies-delete" and succeeded(exchange)
        if gone or (exchange.operation == "companies-update" and status(exchange) == 404):
            self._by_name.forget(path_id(exchange))
            self._names.pop(path_id(exchange), None)
        rows = told_of("companies", exchange)
        self._names.update((id_of(r), folded(r.get("name"))) for r in rows)
        self._listed |= exchange.operation == "companies-list" and succeeded(exchange)
        name = asked(exchange, "companies-autocomplete", "name")
        if name is not None:
            ids = [id_of(r) for r in rows if folded(r.get("name")) == name]
            self._by_name.hear(name, ids)
