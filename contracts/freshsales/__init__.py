"""Freshsales: its rules, operations, scenarios and judges."""
