"""The newer generation of the API: another domain and prefix, and no leads."""

from contracts.exchange import Exchange, Request
from contracts.hosts import vendor_of
from contracts.operation import operations_of
from emulator.accounts import Accounts
from emulator.clock import Clock
from emulator.vendor import vendors


def test_its_hosts_are_the_vendors():
    assert vendor_of("acme.myfreshworks.com") == vendor_of("acme.freshsales.io") == "freshsales"


def test_its_subdomain_names_an_account():
    accounts = Accounts(vendors()["freshsales"], Clock())
    assert accounts.choose({}, "north.myfreshworks.com").name == "north"


def test_its_paths_are_the_same_operations():
    request = Request("POST", "/crm/sales/api/contacts/upsert", body={})
    labelled = operations_of("freshsales").label(
        Exchange(request=request, answer=None, vendor="freshsales")
    )
    assert labelled.operation == "contacts-upsert"
