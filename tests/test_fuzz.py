"""Whatever is asked of a fake, it answers as documented and a refusal changes nothing."""

import json
from collections import Counter
from random import Random

import pytest

import contracts
from contracts.operation import operations_of
from contracts.vendors import vendor_names
from emulator.clock import Clock
from emulator.vendor import vendors
from fauxdesk.fakes import Fake
from forwarder.settings import settings_of
from forwarder.vendor import vendors as delivered_vendors
from fuzzing import Fuzz

MOST = 0.7
"""Of how many operations each is done at least once: requests that only fail prove little."""
ANEW, LONG, CROWD = 10, 1_000, 200
"""After how many requests the fake is looked at again and begins anew; so does one that holds more
records than a crowd, or whose caller was deleted."""


def held(fake: Fake) -> str:
    tables = fake.account.tables
    return json.dumps({name: list(tables[name]) for name in tables}, default=str)


def fuzz(vendor: str, times: int, seed: int) -> Counter[str]:
    """Ask that often; how often each operation was done."""
    random, fake = Random(seed), Fake(vendors()[vendor], clock=Clock(frozen_at=1_700_000_000))
    sender = delivered_vendors()[vendor]
    drawn = Fuzz(random, fake, {**sender.sign(settings_of(sender, fake.settings()))})
    operations, done = operations_of(vendor), Counter[str]()
    for number in range(times):
        operation = random.choice(list(operations.values()))
        asked = drawn.request(operation)
        fake.clock.advance(0.5)
        fake.vendor.catch_up(fake.account)
        before = held(fake)
        answer = fake.send(asked).answer
        assert answer is not None
        assert answer.status < 500 or answer.status == 501, (number, asked, answer)
        found = operations.find(asked) if answer.status != 405 else None
        assert found is None or found[0].check_answer(answer) == [], (number, asked, answer)
        tables = fake.account.tables
        if answer.status >= 400:
            assert held(fake) == before, (number, asked, answer)
        done[operation.id] += answer.status < 300
        locked_out = answer.status == 401 and bool(asked.headers)
        if locked_out or number % LONG == 0 or max(map(len, tables.values())) > CROWD:
            fake.account.reset()
        if locked_out or number % ANEW == 0:
            drawn.look()
    return done


@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_a_fake_never_fails_and_a_refusal_changes_nothing(vendor: str) -> None:
    fuzz(vendor, 300, seed=1)


@pytest.mark.deep
@pytest.mark.parametrize("vendor", vendor_names(contracts))
def test_a_fake_never_fails_in_ten_thousand_requests(vendor: str) -> None:
    done = fuzz(vendor, 10_000, seed=20261125)
    assert len(+done) > MOST * len(operations_of(vendor)), set(operations_of(vendor)) - set(+done)
