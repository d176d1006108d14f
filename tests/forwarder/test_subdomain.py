"""The customer's own word in a vendor's address."""

import pytest

from contracts.problem import BadSettings
from forwarder.subdomain import first_word_of

check = first_word_of("toy.example", rule="toy.settings.subdomain")


@pytest.mark.parametrize("subdomain", ["acme", "a", "acme-2", "9lives"])
def test_one_word_will_do(subdomain):
    check(subdomain)


@pytest.mark.parametrize("subdomain", ["acme.toy.example", "https://acme", "acme-", "-a", ""])
def test_anything_else_is_refused_with_the_address_it_stands_in(subdomain):
    with pytest.raises(BadSettings, match=r"acme for acme\.toy\.example") as refused:
        check(subdomain)
    assert refused.value.rule == "toy.settings.subdomain"
