"""Delivers Segment calls to vendors: parsing, mapping, settings and the one socket.

A vendor is a folder here; each of its calls is a file, so the listing is the support matrix.
"""
