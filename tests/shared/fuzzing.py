"""Requests drawn at random, after a vendor's operations and from what its fake holds.

Most of them ask for a record that is there and say what its operation documents, so that they
are done or refused for one reason alone; the rest is odd in any way.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from contracts.call import Json
from contracts.documents import shapes_of
from contracts.exchange import Request
from contracts.operation import Operation
from contracts.schema import Schema
from drawing import OBJECT, laid_over, whole
from fauxdesk.fakes import Fake

IDS = ["1", "0", "-1", "9223372036854775807", "9" * 5000, "abc", "", "é", "1.5", "null", "%00"]
ODD: list[Json] = [
    None, True, False, 0, -1, 1.5, 10**30, "", " ", "a", "ann@x.io", "badmail", "x" * 300,
    "2013-01-07", "é🐎\u0000", [], ["a"], [None], {}, {"a": {}}, [{"id": 1}],
]  # fmt: skip
NAMES = ("token", "id", "key", "custom_id", "external_id", "user_key")
"""Under what a record is asked for."""
FREE = ("plan", "emails", "name", "cf_user_id")
"""What an object may have whose properties nobody states."""
KNOWN = 40
"""How many records are remembered at a time."""
OFTEN, SELDOM = 0.8, 0.03


class Fuzz:
    """Draws requests to one fake. ``look`` again when it holds other records than before."""

    def __init__(self, random: Random, fake: Fake, signed: dict[str, str]) -> None:
        self.random, self.fake, self.signed = random, fake, signed
        self.shared = shapes_of(fake.vendor.name)
        self.look()

    def look(self) -> None:
        """Remember some of the records that there are."""
        tables = {name: list(table) for name, table in self.fake.account.tables.items()}
        self.known = {
            name: self.random.sample(records, min(len(records), KNOWN))
            for name, records in tables.items()
            if records and name != "outbox"
        }
        records = [record for some in self.known.values() for record in some]
        self.ids = [record["id"] for record in records if "id" in record]
        self.random.shuffle(self.ids)
        texts = ("email", "name", "custom_id", "external_id", "key", "token")
        self.texts = [str(v) for r in records for n in texts if (v := r.get(n))] or ["a"]

    def request(self, operation: Operation) -> Request:
        """What this operation may be asked, or nearly."""
        random = self.random
        named = operation.path.replace("}", "{").split("{")
        params = {step: self._param(operation.path, step) for step in named[1::2]}
        body = self._drawn(operation.body)
        query = self._drawn(operation.query) if random.random() < OFTEN else {}
        told = query if isinstance(query, dict) else {}
        return Request(
            operation.method if random.random() > SELDOM else random.choice(["PATCH", "PUT"]),
            operation.path_of(params),
            {key: str(value) for key, value in told.items()},
            self.signed if random.random() > SELDOM else {},
            body if operation.body is not None or random.random() < SELDOM else None,
        )

    def _param(self, path: str, step: str) -> str:
        before = path.partition("{" + step + "}")[0].strip("/").rpartition("/")[2]
        record = self._near(before if step == "id" else step)
        keys = [name for name in NAMES if record.get(name) not in (None, "")]
        if not keys or self.random.random() > OFTEN:
            return self.random.choice(IDS)
        return str(record["custom_id" if "by-id" in path and "custom_id" in keys else keys[0]])

    def _near(self, word: str) -> dict[str, Any]:
        """A record of the table that the word means, or of any."""
        one = word.replace("-", "_").removesuffix("_by_id").removesuffix("s")
        one = one.removesuffix("_id").removesuffix("ie").removesuffix("y")
        meant = [name for name in self.known if name.startswith(one) and len(name) < len(one) + 4]
        near = meant or [name for name in self.known if one in name] or [*self.known]
        return self.random.choice(self.known[self.random.choice(near)]) if near else {}

    def _drawn(self, schema: Schema | None) -> Json:
        if self.random.random() < SELDOM:
            return self.random.choice(ODD)
        return self.like(schema.schema) if schema else {}

    def like(self, schema: Any, key: str = "") -> Json:
        """A value such as the schema describes, now and then not; ``key``: what it is under."""
        if self.random.random() < SELDOM:
            return self.random.choice(ODD)
        said = self._chosen(whole(schema, self.shared))
        if "const" in said or "enum" in said:
            return self.random.choice(said.get("enum") or [said["const"]])
        kinds = said.get("type") or (OBJECT if said.get("properties") else "any")
        kind = kinds if isinstance(kinds, str) else self.random.choice(kinds)
        return self._of_kind(kind, said, key)

    def _chosen(self, said: Any) -> Any:
        """The schema with one of its choices taken."""
        for choice in ("oneOf", "anyOf", "else", "then", "allOf"):
            if choice in said:
                among = said[choice] if isinstance(said[choice], list) else [said[choice]]
                rest = {name: part for name, part in said.items() if name != choice}
                taken = whole(self.random.choice(among), self.shared)
                return self._chosen(laid_over(rest, taken))
        return said

    def _of_kind(self, kind: str, said: Any, key: str) -> Json:
        if kind == OBJECT:
            return {name: self.like(part, name) for name, part in self._properties(said)}
        if kind == "array":
            number = self.random.randint(1, 2)
            return [self.like(said.get("items", {"type": "integer"}), key) for _ in range(number)]
        if kind in ("integer", "number"):
            return self.random.choice([self._near(key).get("id", 1), *self.ids[:3], 1, 2, 3])
        if kind == "boolean":
            return self.random.random() < 0.5
        return None if kind == "null" else self._text(said, key)

    def _properties(self, said: Any) -> Iterator[tuple[str, Any]]:
        needed = said.get("required", ())
        properties = {n: p for n, p in said.get("properties", {}).items() if p != {"not": {}}}
        more = self.random.sample([*properties], self.random.randint(0, min(3, len(properties))))
        free = [] if properties else [self.random.choice(FREE)]
        for name in dict.fromkeys([*needed, *more, *free]):
            yield name, properties.get(name, {"type": "string"})

    def _text(self, said: Any, key: str) -> str:
        number = self.random.randrange(10**6)
        if "email" in key.lower():
            return f"n{number}@x.io"
        if key.endswith(("_at", "date", "timestamp", "since", "expected_close")):
            return self.random.choice(["2023-11-15", "2023-11-15T10:00:00Z"])
        if "token" in key:
            return self.random.choice([*self.fake.settings().values()])
        if "pattern" in said:
            return str(self.random.choice([*self.ids[:2], 1, 2, f"w{number}", "2023-11-15"]))
        return self.random.choice([*self.texts, f"Some {number}", f"w{number}", f"w{number}"])
