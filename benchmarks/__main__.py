"""``python -m benchmarks``: every measurement, one after the other."""

from __future__ import annotations

from benchmarks import inprocess, replay, search, servers

for name, measured in {
    "sockets": servers,
    "search": search,
    "inside the process": inprocess,
    "replay": replay,
}.items():
    print(f"\n## {name}\n")
    measured.main()
