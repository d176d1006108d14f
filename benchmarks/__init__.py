"""Measurements of the figures in docs/benchmarks.md; never part of a test."""
