"""A tape that keeps the shapes of what happens, and no value."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cassettes.cassette import Metadata
from cassettes.interaction import Interaction
from cassettes.shape_file import shape_text, shapes_of, write_shape_texts
from cassettes.tape import Tape


class ShapeTape(Tape):
    """Collects what is recorded into a shape file; values are gone before anything is kept."""

    def text_of(self, kept: Interaction) -> str:
        """The shape of an interaction."""
        (shape,) = shapes_of([kept.exchange(self.metadata.vendor)])
        return shape_text(shape)

    def put(self, path: Path, texts: Sequence[str], metadata: Metadata) -> None:
        """Write the shape file, in one step."""
        write_shape_texts(path, texts, metadata)
