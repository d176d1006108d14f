"""Randomness that repeats."""

from emulator.seeded import Seeded


def test_the_same_seed_gives_the_same_sequence() -> None:
    assert [Seeded(7).randint(1, 99) for _ in range(3)] == [Seeded(7).randint(1, 99)] * 3
    assert Seeded(7).random() != Seeded(8).random()


def test_it_goes_on_from_a_saved_state() -> None:
    first, second = Seeded(7), Seeded(0)
    first.random()
    second.state = first.state
    assert [first.random() for _ in range(5)] == [second.random() for _ in range(5)]


def test_it_is_splitmix64() -> None:
    """The first numbers of seed 0, as published with the algorithm."""
    seeded = Seeded(0)
    assert seeded.getrandbits(64) == 0xE220A8397B1DCDAF
    assert seeded.getrandbits(64) == 0x6E789E6AA1B965F4


def test_any_number_of_bits_can_be_had() -> None:
    assert [Seeded(0).getrandbits(k) for k in (0, 4, 8)] == [0, 0xE, 0xE2]
    assert Seeded(0).getrandbits(128) == 0xE220A8397B1DCDAF6E789E6AA1B965F4
