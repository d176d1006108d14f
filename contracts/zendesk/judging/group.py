"""Group: organizations are matched by groupId, then by name, and written once.

Source: seed 001, Group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.exchange import Exchange
from contracts.judging import BROKEN, KEPT, Said, judges, ruled
from contracts.memory import Created, Lookups
from contracts.reading import Record, asked, folded, id_of, path_id, status, succeeded
from contracts.zendesk.judging.reading import (
    ORGANIZATION_KEYS,
    ORGANIZATION_SEARCH,
    active,
    begins,
    organization_written,
    pair_sent,
    told,
)

UPSERT = "organizations-create-or-update"
"""The write that Zendesk itself matches by external_id, and never by name."""


@judges("zendesk.group.upsert")
def group_upsert(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A groupId, or a name, is created once, until its organization is deleted or renamed."""
    created = Created()
    for exchange in exchanges:
        if exchange.operation == "organizations-delete" and succeeded(exchange):
            created.forget(path_id(exchange))
        organization = organization_written(exchange)
        if organization is None or not succeeded(exchange):
            yield None
            continue
        record = next(iter(told(exchange, "organization")), {})
        keys = [
            f"{k} {v}"
            for k in ORGANIZATION_KEYS
            if (v := folded(record.get(k, organization.get(k))))
        ]
        new = status(exchange) == 201
        yield ruled(not (new and any(map(created.have, keys))))
        if new or id_of(record) in created:
            created.hold(id_of(record), keys)


@judges("zendesk.group.match-groupid")
def match_groupid(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """A write follows a look-up of its external_id, or is the upsert that looks for it itself.

    Its name was not asked before that.
    """
    asking = _Asking()
    for place, exchange in enumerate(exchanges):
        organization = organization_written(exchange) or {}
        external_id = folded(organization.get("external_id"))
        name = folded(organization.get("name"))
        looks = exchange.operation == UPSERT and not asking.named(name)
        kept = asking.in_order(external_id, name) or looks
        yield ruled(kept if external_id else None)
        asking.hear(exchange, place)


@judges("zendesk.group.multiple-noop")
def group_multiple_noop(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """No write and no link goes to organizations that the newest look-up found several times."""
    found = _Found()
    for exchange in exchanges:
        organization, pair = organization_written(exchange), pair_sent(exchange)
        if organization is not None:
            yield BROKEN if found.bars(organization, path_id(exchange)) else None
        elif pair is not None:
            yield BROKEN if found.among_several(pair[1]) else None
        else:
            yield KEPT if found.hear(exchange) > 1 else None


@judges("zendesk.group.name-required")
def group_name_required(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """What may be created has a name, and no name is made blank."""
    found = _Found()
    for exchange in exchanges:
        found.hear(exchange)
        organization = organization_written(exchange)
        if organization is None:
            yield None
            continue
        named = "name" in organization or exchange.operation == "organizations-create"
        needed = named or not (path_id(exchange) or found.known(organization))
        yield ruled(bool(folded(organization.get("name"))) if needed else None)


@judges("zendesk.group.other-external-id")
def other_external_id(exchanges: Iterable[Exchange]) -> Iterator[Said]:
    """An organization known to have an external_id is not given another one."""
    held: dict[str, str] = {}
    for exchange in exchanges:
        organization = organization_written(exchange) or {}
        external_id = folded(organization.get("external_id"))
        target = path_id(exchange) or id_of(organization)
        known = external_id and target in held
        yield ruled(held[target] in ("", external_id) if known else None)
        for record in told(exchange, "organization"):
            held[id_of(record)] = folded(record.get("external_id"))


class _Asking:
    """When which external_id was asked for first, and which name last."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._taken: set[str] = set()

    def hear(self, exchange: Exchange, place: int) -> None:
        """Take in an answered look-up."""
        external_id = asked(exchange, ORGANIZATION_SEARCH, "external_id")
        if external_id is not None:
            self._ids.setdefault(external_id, place)
            if active(told(exchange, "organization"), "external_id", external_id):
                self._taken.add(external_id)
        name = asked(exchange, ORGANIZATION_SEARCH, "name")
        if name is not None:
            self._names[name] = place

    def named(self, name: str) -> bool:
        """Whether anybody asked for the name."""
        return name in self._names

    def in_order(self, external_id: str, name: str) -> bool:
        """Whether the external_id was asked for, and the name not before it.

        An earlier question for the name may be another call's: one whose own external_id was
        asked for first, where the organization was now found by its external_id.
        """
        if external_id not in self._ids:
            return False
        named = self._names.get(name)
        if named is None or named > self._ids[external_id]:
            return True
        return external_id in self._taken and named > next(iter(self._ids.values()))


class _Found:
    """The organizations that the newest look-ups by external_id and by name found."""

    def __init__(self) -> None:
        self._lookups = Lookups()
        self._matched: set[str] = set()

    def hear(self, exchange: Exchange) -> int:
        """Take in an answered look-up; how many it found so far, 0 for other exchanges."""
        for key in ORGANIZATION_KEYS:
            value = asked(exchange, ORGANIZATION_SEARCH, key)
            if value is not None:
                ids = active(told(exchange, "organization"), key, value)
                if key == "external_id" and len(ids) == 1:
                    self._matched.update(ids)
                return self._lookups.hear(f"{key} {value}", ids, anew=begins(exchange))
        return 0

    def known(self, organization: Record) -> bool:
        """Whether a write says by id or external_id which organization it means to update."""
        return bool(id_of(organization) or self._count(organization, "external_id"))

    def bars(self, organization: Record, target: str) -> bool:
        """Whether several were found where a write needs one."""
        by_id = self._count(organization, "external_id")
        if by_id:
            return by_id > 1
        return self._count(organization, "name") > 1 or self.among_several(target)

    def among_several(self, organization_id: str) -> bool:
        """Whether an organization was found beside others and never alone by its external_id."""
        return self._lookups.crowded(organization_id) and organization_id not in self._matched

    def _count(self, organization: Record, key: str) -> int:
        return len(self._lookups.found(f"{key} {folded(organization.get(key))}"))
