"""The newer generation of the API: another domain and prefix, and no leads."""

import pytest

from contracts.exchange import Exchange, Request
from contracts.hosts import vendor_of
from contracts.operation import operations_of
from emulator.accounts import Accounts
from emulator.clock import Clock
from emulator.vendor import vendors
from forwarder.freshsales.generation import DOMAINS


@pytest.mark.parametrize("domain", DOMAINS)
def test_its_hosts_are_the_vendors_and_their_subdomain_names_an_account(domain):
    """freshsales.settings.subdomain"""
    assert vendor_of(f"north.{domain}") == "freshsales"
    accounts = Accounts(vendors()["freshsales"], Clock())
    assert accounts.choose({}, f"north.{domain}").name == "north"


def test_its_paths_are_the_same_operations():
    request = Request("POST", "/crm/sales/api/contacts/upsert", body={})
    labelled = operations_of("freshsales").label(
        Exchange(request=request, answer=None, vendor="freshsales")
    )
    assert labelled.operation == "contacts-upsert"
