"""Measurements of the figures in docs/performance.md; never part of a test."""
