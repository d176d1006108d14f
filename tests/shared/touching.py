"""Counting the records that the tables of a fake give out to answer a request."""

from emulator.ordering import Row
from emulator.table import Table


def counting_touched(monkeypatch):
    """A function that tells how many records a call makes the tables give out."""
    given = []

    def counting(how):
        def counted(table, *key):
            found = how(table, *key)
            given.extend(found if isinstance(found, list) else [found])
            return found

        return counted

    def whole(table):
        given.extend(range(len(table)))
        return iter(table.slice(0, len(table)))

    for of, name in ((Table, "find"), (Table, "get"), (Table, "slice"), (Row, "slice")):
        monkeypatch.setattr(of, name, counting(getattr(of, name)))
    monkeypatch.setattr(Table, "__iter__", whole)

    def count(call):
        given.clear()
        call()
        return len(given)

    return count


def touched_by_asking(monkeypatch):
    """A function that tells how many records a GET makes the tables give out; it must succeed."""
    count = counting_touched(monkeypatch)

    def told(desk, path, query):
        answers = []
        cost = count(lambda: answers.append(desk.get(path, **query)))
        assert answers[0].status == 200
        return cost

    return told
