"""The rule catalogue."""

import pytest

from contracts.catalogue import Confidence, Keeper, Rule, catalogue
from contracts.problem import BadInput

RULE = {"says": "Once.", "source": "the box", "confidence": "documented", "kept_by": "sender"}


def entry(rule_id="toy.once", **parts) -> str:
    stated = {key: value for key, value in {**RULE, **parts}.items() if value is not None}
    return "\n".join([f'["{rule_id}"]', *(f'{key} = "{value}"' for key, value in stated.items())])


@pytest.mark.usefixtures("folder")
def test_a_rule_is_read_as_it_is_stated():
    assert catalogue()["toy.once"] == Rule(
        "toy.once", "Once.", "the box", Confidence.DOCUMENTED, Keeper.SENDER
    )


def test_rules_keep_the_order_in_which_they_are_stated(folder):
    folder.write("rules.toml", f"{entry('toy.b')}\n{entry('toy.a')}")
    assert list(catalogue().of("toy")) == ["toy.b", "toy.a"]


def test_rules_are_picked_by_vendor_and_keeper(folder):
    folder.write("rules.toml", f"{entry()}\n{entry('toy.told', kept_by='note')}")
    ours = catalogue().of("toy")
    assert list(ours.kept_by(Keeper.NOTE)) == ["toy.told"]
    assert {rule.vendor for rule in ours.values()} == {"toy"}


def test_notes_are_not_counted(folder):
    folder.write("rules.toml", f"{entry()}\n{entry('toy.told', kept_by='note')}")
    assert [rule.id for rule in catalogue().of("toy").values() if rule.counted] == ["toy.once"]


@pytest.mark.usefixtures("folder")
def test_an_unknown_id_is_a_key_error():
    with pytest.raises(KeyError):
        catalogue()["toy.twice"]


@pytest.mark.parametrize("key", RULE)
def test_a_rule_that_lacks_a_key_is_named_with_its_file(folder, key):
    file = folder.write("rules.toml", entry(**{key: None}))
    with pytest.raises(BadInput, match=key) as problem:
        catalogue()
    assert (problem.value.file, problem.value.field) == (file, "toy.once")


@pytest.mark.parametrize(
    ("stated", "field", "says"),
    [
        (entry(confidence="sure"), "toy.once", "'sure' is not a valid Confidence"),
        (entry(kept_by="nobody"), "toy.once", "'nobody' is not a valid Keeper"),
        (entry(note="more"), "toy.once", "unknown key 'note'"),
        (entry("box.once"), "box.once", "not an id of toy"),
        ('"toy.once" = 1', "toy.once", "not a rule"),
        ("says = ", None, "not TOML"),
    ],
)
def test_what_is_no_rule_is_named_with_its_file(folder, stated, field, says):
    file = folder.write("rules.toml", stated)
    with pytest.raises(BadInput, match=says) as problem:
        catalogue()
    assert (problem.value.file, problem.value.field) == (file, field)
