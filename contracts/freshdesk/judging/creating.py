"""Contacts and companies are created once. Source: seed 000, Identify and Group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from contracts.exchange import Exchange
from contracts.freshdesk.judging.reading import told_of
from contracts.judging import Judge, Said, judges, ruled
from contracts.memory import Created
from contracts.reading import Record, folded, id_of, path_id, succeeded


def created_once(
    rule_id: str, part: str, key: str, written: Callable[[Exchange], Record | None], freed_by: str
) -> Judge:
    """The judge of a rule that of ``contacts`` or ``companies`` one is created for each ``key``.

    A key is free again when its holder is given another one, or is gone by ``freed_by``.
    """

    @judges(rule_id)
    def once(exchanges: Iterable[Exchange]) -> Iterator[Said]:
        created = Created()
        for exchange in exchanges:
            if exchange.operation == freed_by and succeeded(exchange):
                created.forget(path_id(exchange))
            record = written(exchange)
            if record is None or not succeeded(exchange):
                yield None
                continue
            value, new = folded(record.get(key)), exchange.operation == f"{part}-create"
            yield ruled(not (new and value and created.have(value)))
            record_id = next(map(id_of, told_of(part, exchange)), "") or path_id(exchange)
            if value and (new or record_id in created):
                created.hold(record_id, [value])

    return once
