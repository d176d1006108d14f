"""The ports that a stack takes unless it is told others."""

FIRST_PORT = 7100
"""The first port of a stack; a vendor listens at its own distance from it."""
LAST_PORT = 65_535
"""The last port there is."""
