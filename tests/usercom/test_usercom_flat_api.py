"""Looking somebody up at User.com touches as many records among many as among few."""

import pytest

LOOKUPS = [
    ("/users/", {}),
    ("/users/150/", {}),
    ("/users-by-id/u150/", {}),
    ("/users/search/", {"email": "150@b.co"}),
    ("/users/search/", {"email": "150@b.co", "many": "true"}),
    ("/users/search/", {"key": "k150"}),
    ("/users/search/", {"phone_number": "100150"}),
    ("/users/150/events/", {}),
    ("/users-by-id/u150/ping_hits/", {}),
    ("/companies-by-id/g1/", {}),
    ("/tags/4/users/", {}),
    ("/attribute-type/age/users/", {}),
]


class Touched(dict):
    """The records of a table, counting those that are read."""

    count = 0

    def __getitem__(self, key):
        self.count += 1
        return super().__getitem__(key)

    def get(self, key, default=None):
        self.count += 1
        return super().get(key, default)


def user(n):
    told = {"id": n, "custom_id": f"u{n}", "email": f"{n}@b.co", "user_key": f"k{n}"}
    return {**told, "phone_number": f"{100_000 + n}"}


@pytest.fixture(scope="module")
def crowd_of(site_of):
    """An account of so many users, one of whom is tagged and did something."""

    def made(number):
        users = [user(n) for n in range(100, 100 + number)]
        users[50]["tags"] = ["vip"]
        site = site_of(
            {
                "users": users,
                "tags": [{"id": 4, "name": "vip"}],
                "companies": [{"name": "G", "custom_id": "g1"}],
                "attributes": [{"content_type": "clientuser", "name": "age"}],
            }
        )
        site.post("/events/", {"user_id": 150, "name": "Bought"})
        make_every_index(site.account.tables)
        return site

    return {number: made(number) for number in (200, 3_000)}


def make_every_index(tables):
    """A table makes an index, by a walk, when it is first asked."""
    for table in tables.values():
        for index in table._keys:
            table.count(index, None)


def touched(site, ask):
    """How many records of all tables are read until ``ask`` is answered."""
    tables = site.account.tables.values()
    for table in tables:
        table._records = Touched(table._records)
    ask(site)
    return sum(table._records.count for table in tables)


@pytest.mark.parametrize(("path", "query"), LOOKUPS)
def test_a_look_up_touches_no_more_records_of_many_than_of_few(crowd_of, path, query):
    def ask(site):
        assert site.get(path, **query).status == 200

    few, many = (touched(site, ask) for site in crowd_of.values())
    assert few == many < 210


@pytest.mark.parametrize("known", [True, False])
def test_an_upsert_touches_no_more_records_of_many_than_of_few(crowd_of, known):
    def ask(site):
        site.identify("u160" if known else "new", city="Rome", plan="gold")

    few, many = (touched(site, ask) for site in crowd_of.values())
    assert few == many < 50
