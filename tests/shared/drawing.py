"""Values drawn after a JSON Schema: mostly as it says, now and then not."""

from hypothesis import strategies as st

ODD = st.sampled_from(
    [None, True, 0, -1, 10**30, "", " ", "x" * 300, [], ["a"], {}, {"a": 1}]
) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
OBJECT = "object"


def like(schema, shared, texts, ids):
    """A strategy for values such as ``schema`` describes.

    ``shared`` is the document that its references lead to. Texts and integers come out of
    ``texts`` and ``ids``, so that they often name what is there; some values are odd.
    """
    as_said = _as_said(_whole(schema, shared), shared, texts, ids)
    return st.integers(0, 19).flatmap(lambda n: as_said if n else ODD)


def _as_said(schema, shared, texts, ids):
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            rest = {key: value for key, value in schema.items() if key != choice}
            wholes = [_laid_over(rest, _whole(each, shared)) for each in schema[choice]]
            return st.one_of([_as_said(each, shared, texts, ids) for each in wholes])
    kinds = schema.get("type", OBJECT)
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return st.one_of([_of_kind(kind, schema, shared, texts, ids) for kind in kinds])


def _of_kind(kind, schema, shared, texts, ids):
    if kind == "array":
        return st.lists(like(schema.get("items", {}), shared, texts, ids), max_size=3)
    if kind == OBJECT:
        properties = {
            name: like(each, shared, texts, ids)
            for name, each in schema.get("properties", {}).items()
            if each != {"not": {}}
        }
        needed = {name: properties.pop(name) for name in schema.get("required", ())}
        return st.fixed_dictionaries(needed, optional=properties)
    simple = {
        "string": st.sampled_from(texts),
        "integer": st.sampled_from(ids),
        "boolean": st.booleans(),
        "null": st.none(),
    }
    return simple[kind]


def _whole(schema, shared):
    """The schema with its reference followed."""
    if "$ref" not in schema:
        return schema
    found = shared
    for step in schema["$ref"].partition("#/")[2].split("/"):
        found = found[step]
    rest = {key: value for key, value in schema.items() if key != "$ref"}
    return _laid_over(_whole(found, shared), rest)


def _laid_over(below, above):
    properties = {**below.get("properties", {}), **above.get("properties", {})}
    required = [*below.get("required", ()), *above.get("required", ())]
    return {**below, **above, "properties": properties, "required": list(dict.fromkeys(required))}
