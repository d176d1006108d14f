"""Fake vendor servers that hold state and keep each vendor's documented rules."""
