"""Fidelity: recorded requests replayed against the fake, and its answers held beside the real."""
