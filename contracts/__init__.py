"""The vocabulary every other part speaks, the rule catalogue and the JSON contracts.

This package imports nothing of ours. The emulator, the forwarder and the cassettes
know it and not each other.
"""
