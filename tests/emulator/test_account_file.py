"""Account files, and the one clear line for what is wrong with one."""

from dataclasses import replace
from pathlib import Path

import pytest

from contracts.problem import BadInput
from emulator import account_file
from emulator.account import Account
from emulator.account_file import check_account, read_account_file
from emulator.clock import Clock
from emulator.vendor import Vendor


@pytest.fixture(autouse=True)
def only_toy(monkeypatch: pytest.MonkeyPatch, toy: Vendor) -> None:
    monkeypatch.setattr(account_file, "vendors", lambda: {"toy": toy})


def written(folder: Path, text: str) -> Path:
    path = folder / "acme.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_gives_its_vendor_and_plain_data(tmp_path: Path) -> None:
    text = 'vendor = "toy"\nname = "north"\n[settings]\nseed = 3\n[[notes]]\ntitle = "a"\n'
    name, data = read_account_file(written(tmp_path, text))
    assert name == "toy"
    assert data == {"name": "north", "settings": {"seed": 3}, "notes": [{"title": "a"}]}


def test_dates_become_text(tmp_path: Path) -> None:
    text = 'vendor = "toy"\n[[notes]]\ntitle = "a"\nmade = 2024-02-03T04:05:06Z\n'
    _, data = read_account_file(written(tmp_path, text))
    assert data["notes"][0]["made"] == "2024-02-03T04:05:06Z"


@pytest.mark.parametrize(
    "moment", ["2024-02-29T00:00:00Z", "2024-02-29", "2024-02-29T00:00:00-04:00"]
)
def test_a_moment_of_the_calendar_is_taken_as_it_is_written(toy: Vendor, moment: str) -> None:
    assert check_account(toy, {"notes": [{"title": moment}]})["notes"][0]["title"] == moment


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("vendor = toy", ":1: not TOML: Invalid value"),
        ('vendor = "toy"\n\n= 1', ":3: not TOML: Invalid statement"),
        ("", ": vendor: must name a vendor: toy"),
        ('vendor = "nope"', ": vendor: must name a vendor: toy"),
        ('vendor = "toy"\nfrob = 1', ": frob: is not expected"),
        ('vendor = "toy"\n[[note]]\ntitle = "a"', ": note: is not expected; did you mean notes?"),
        (
            'vendor = "toy"\n[settings]\nstrickt = 1',
            ": settings.strickt: is not expected; did you mean",
        ),
        (
            'vendor = "toy"\n[[faults]]\nstatsu = 1',
            ": faults.0.statsu: is not expected; did you mean status?",
        ),
        ('vendor = "toy"\n[settings]\nstrict = 1', ": settings.strict: is of the wrong type"),
        (
            'vendor = "toy"\n[[notes]]\ntitle = "2023-02-29T00:00:00Z"',
            ": notes.0.title: is no moment of any calendar",
        ),
        ('vendor = "toy"\n[[notes]]\ntitle = "2023-04-31"', ": notes.0.title: is no moment"),
        ('vendor = "toy"\nname = "a.b"', ": name: is not of the right form"),
        ('vendor = "toy"\n[[faults]]\nfrob = 1', ": faults.0.frob: is not expected"),
        ('vendor = "toy"\n[[faults]]\nstatus = 9', ": faults.0.status: "),
        ('vendor = "toy"\n[[faults]]\ntimes = 1', ": faults.0: must order a status"),
        ('vendor = "toy"\n[[faults]]\ndelay = "2d"', ": faults.0.delay: "),
        ('vendor = "toy"\n[[faults]]\nmeanwhile.notes = 1', ": faults.0.meanwhile.notes: "),
        ('vendor = "toy"\n[[faults]]\nmeanwhile.faults = []', ": faults.0.meanwhile.faults: is no"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BadInput) as caught:
        read_account_file(path)
    assert str(caught.value).startswith(f"{path}{says}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none.toml: cannot be read: No such file"):
        read_account_file(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput, match=r"binary.toml: is not UTF-8 text"):
        read_account_file(tmp_path / "binary.toml")


def test_a_secret_at_fault_is_not_shown(toy: Vendor) -> None:
    with pytest.raises(BadInput) as caught:
        check_account(toy, {"settings": {"key": ["s3cret"]}})
    assert "s3cret" not in str(caught.value)


def test_every_vendor_has_the_common_settings(toy: Vendor) -> None:
    settings = {"strict": True, "rate_limits": True, "seed": 1}
    assert check_account(toy, {"settings": settings}) == {"settings": settings}


def test_two_records_of_one_id_are_refused(tmp_path: Path) -> None:
    text = 'vendor = "toy"\n[[notes]]\nid = 5\ntitle = "a"\n[[notes]]\nid = 5\ntitle = "b"\n'
    with pytest.raises(BadInput, match=r"acme\.toml: notes\.1\.id: the id 5 is there twice"):
        read_account_file(written(tmp_path, text))


@pytest.mark.parametrize("number", ["nan", "inf", "-inf"])
def test_a_number_is_finite(tmp_path: Path, number: str) -> None:
    text = f'vendor = "toy"\n[settings]\nseed = {number}\n'
    with pytest.raises(BadInput, match=r"settings\.seed: must be a finite number"):
        read_account_file(written(tmp_path, text))


@pytest.mark.parametrize("without", [[], ["notes"]])
def test_an_account_may_be_without_records_of_its_template(toy: Vendor, without: list[str]) -> None:
    vendor = replace(toy, template={**toy.template, "notes": [{"title": "theirs"}]})
    file = check_account(vendor, {"without": without, "notes": [{"title": "own"}]})
    notes = Account(vendor, "acme", file, Clock()).tables["notes"]
    assert [note["title"] for note in notes] == (["own"] if without else ["theirs", "own"])


def test_an_account_can_be_without_lists_of_its_template_alone(toy: Vendor) -> None:
    with pytest.raises(BadInput, match=r"^without\.0: "):
        check_account(toy, {"without": ["notes"]})
