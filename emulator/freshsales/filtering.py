"""Filtered searches: the records that every rule of a filter chooses.

Source: developers.freshworks.com, CRM API; python-freshworks-crm. Of the operators, what is_in
chooses is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from contracts.call import Json
from contracts.exchange import Answer
from emulator.answering import unrouted
from emulator.freshsales import errors, shapes
from emulator.freshsales.indexing import indexed
from emulator.freshsales.kinds import Kind
from emulator.freshsales.matching import found_in, has_index
from emulator.freshsales.paging import page_of
from emulator.freshsales.tables import emails_of, folded
from emulator.table import Record, Table
from emulator.visit import Visit, keeps


@dataclass(frozen=True, slots=True)
class Condition:
    """One rule of a filter: a field, and the values of which a record has one."""

    field: str
    values: tuple[str, ...]

    def chooses(self, record: Record) -> bool:
        """Whether the record has one of the values."""
        held: list[Json]
        if self.field == "email":
            held = [*emails_of(record)]
        elif self.field.startswith("cf_"):
            held = [record["custom_field"].get(self.field)]
        else:
            held = [record.get(self.field)]
        return any(v is not None and folded(v) in self.values for v in held)


@dataclass(frozen=True, slots=True)
class Filters:
    """The filtered search of one kind of record."""

    kind: Kind

    def search(self, visit: Visit) -> Answer:
        """A page of the records that every rule chooses; what nobody knows of is answered 501."""
        conditions = [self._condition(visit, rule) for rule in rules_in(visit)]
        known = [condition for condition in conditions if condition is not None]
        if len(known) < len(conditions):
            return unrouted(404)(visit)
        found = indexed(visit, self.kind, partial(self._chosen, conditions=known))
        shown: list[Json] = [shapes.record(visit, self.kind, r) for r in page_of(visit, found)]
        return Answer(200, {self.kind.many: shown, "meta": {"total": len(found)}})

    def _condition(self, visit: Visit, rule: Record) -> Condition | None:
        field, value = str(rule.get("attribute")), rule.get("value")
        if re.fullmatch(r"[a-z]+_email\.email", field):
            field = "email"
        defined = visit.account.tables[self.kind.fields].find("name", field)
        known = defined or field in {attribute.name for attribute in self.kind.attributes}
        if rule.get("operator") != "is_in" or value is None or not known:
            return None
        listed = value if isinstance(value, list) else [value]
        return Condition(field, tuple(folded(each) for each in listed))

    def _chosen(self, table: Table, conditions: list[Condition]) -> list[Record]:
        by = next((c for c in conditions if has_index(self.kind, c.field)), None)
        records: Iterable[Record] = table
        if by is not None:
            found = {
                r["id"]: r
                for value in by.values
                for r in found_in(table, self.kind, by.field, value)
            }
            records = [found[i] for i in sorted(found)]
        return [r for r in records if all(c.chooses(r) for c in conditions)]


@keeps("freshsales.filters.ruled")
def rules_in(visit: Visit) -> list[Record]:
    """A filtered search without rules is refused, or finds all where the settings say so."""
    body = visit.request.body
    rules = body.get("filter_rule") if isinstance(body, dict) else None
    if isinstance(rules, list) and rules and all(isinstance(r, dict) for r in rules):
        return rules
    if not rules and visit.account.settings["filter_without_rules"] == "all":
        return []
    raise errors.wrong_body()
