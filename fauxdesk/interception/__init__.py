"""Answering the vendors' real addresses inside this process: no sockets, unmodified clients.

A client library is one file in ``clients``; machinery finds it there.
"""

from fauxdesk.interception.blocks import Block, Routes, outside

__all__ = ["Block", "Routes", "outside"]
