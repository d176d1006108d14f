"""Whatever is asked of a fake, it answers as a vendor does and a refusal changes nothing."""

import json
from random import Random

import pytest

import contracts
from contracts.call import Json
from contracts.documents import shapes_of
from contracts.exchange import Request
from contracts.operation import Operation, operations_of
from contracts.vendors import vendor_names
from emulator.clock import Clock
from emulator.vendor import vendors
from fauxdesk.fakes import Fake
from forwarder.settings import settings_of
from forwarder.vendor import vendors as delivered_vendors

IDS = ["1", "0", "-1", "9223372036854775807", "9" * 5000, "abc", "", "é", "1.5", "null", "%00"]
VALUES: list[Json] = [
    None, True, False, 0, -1, 1.5, 10**30, "", " ", "a", "ann@x.io", "badmail", "x" * 300,
    "2013-01-07", "é🐎\u0000", [], ["a"], [None], {}, {"a": {}}, [{"id": 1}],
]  # fmt: skip


def keys_of(schema: Json, shared: Json) -> list[str]:
    """Every property that a schema names, at any depth, also where it refers to ``shared``."""
    if isinstance(schema, list):
        return [key for part in schema for key in keys_of(part, shared)]
    if not isinstance(schema, dict):
        return []
    own = schema.get("properties")
    found = list(own) if isinstance(own, dict) else []
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        found += keys_of(shared["$defs"][name], shared)
    return found + [key for part in schema.values() for key in keys_of(part, shared)]


def value(random: Random, keys: list[str], depth: int = 2) -> Json:
    if depth and random.random() < 0.6:
        chosen = random.sample(keys, min(len(keys), random.randint(0, 5)))
        return {key: value(random, keys, depth - 1) for key in [*chosen, "junk"][:5]}
    return random.choice(VALUES)


def request(random: Random, operation: Operation, headers: dict[str, str]) -> Request:
    shared = shapes_of(operation.vendor)
    keys = keys_of(operation.body.schema if operation.body else {}, shared) or ["id", "name"]
    query_keys = keys_of(operation.query.schema if operation.query else {}, shared) or ["page"]
    params = {name: random.choice(IDS) for name in ("id", *operation.path.split("/"))}
    for step in operation.path.split("/"):
        params[step.strip("{}")] = random.choice(IDS)
    root = keys[0]
    body = {root: value(random, keys)} if random.random() < 0.8 else value(random, keys)
    query = {k: str(random.choice(VALUES)) for k in random.sample(query_keys, 1)}
    method = operation.method if random.random() < 0.95 else random.choice(["PATCH", "PUT"])
    return Request(
        method,
        operation.path_of(params),
        query if random.random() < 0.7 else {},
        headers if random.random() < 0.97 else {},
        body if operation.body is not None or random.random() < 0.1 else None,
    )


def held(fake: Fake) -> str:
    tables = fake.account.tables
    return json.dumps({name: list(tables[name]) for name in tables}, default=str)


def fuzz(vendor: str, times: int, seed: int) -> None:
    random, fake = Random(seed), Fake(vendors()[vendor], clock=Clock(frozen_at=1_700_000_000))
    sender = delivered_vendors()[vendor]
    signed = {**sender.sign(settings_of(sender, fake.settings()))}
    operations = list(operations_of(vendor).values())
    for number in range(times):
        asked = request(random, random.choice(operations), signed)
        fake.clock.advance(0.5)
        fake.vendor.catch_up(fake.account)
        before = held(fake)
        answer = fake.send(asked).answer
        assert answer is not None
        assert answer.status < 500 or answer.status == 501, (number, asked, answer)
        if answer.status >= 400:
            assert held(fake) == before, (number, asked, answer)
        if len(fake.account.tables[next(iter(fake.account.tables))]) > 200:
            fake.account.reset()


@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_a_fake_never_fails_and_a_refusal_changes_nothing(vendor: str) -> None:
    fuzz(vendor, 300, seed=1)


@pytest.mark.deep
@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_a_fake_never_fails_in_ten_thousand_requests(vendor: str) -> None:
    fuzz(vendor, 10_000, seed=20261125)
