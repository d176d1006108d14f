"""A tape: takes interactions as they happen and writes them, scrubbed, as a cassette."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from cassettes.cassette import Metadata, entry_text, write_texts
from cassettes.interaction import Interaction
from cassettes.recording import Keeping
from cassettes.scrubbing import Scrub

Keep: TypeAlias = Callable[[Interaction], None]


class Tape:
    """Collects what is recorded into the cassette ``path``. Safe to call from any thread.

    An interaction is scrubbed when it is taken, as ``recording`` does; nothing else ever
    reaches the disk. They stand in the order in which they were asked. ``before`` are those
    that the cassette held already.
    """

    def __init__(
        self,
        path: str | Path,
        metadata: Metadata,
        scrub: Scrub | None = None,
        *,
        volatile: Collection[str] = (),
        before: Iterable[Interaction] = (),
    ) -> None:
        self._path = Path(path)
        self._keeping = Keeping(metadata, scrub, volatile)
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._texts = {number: self.text_of(one) for number, one in enumerate(before)}
        self._old = self._begun = len(self._texts)
        self._written = self._old

    def __len__(self) -> int:
        """How many interactions were taken."""
        return len(self._texts) - self._old

    @property
    def metadata(self) -> Metadata:
        """What the file says of itself."""
        return self._keeping.metadata

    def text_of(self, kept: Interaction) -> str:
        """What stands in the file for an interaction."""
        return entry_text(kept)

    def put(self, path: Path, texts: Sequence[str], metadata: Metadata) -> None:
        """Write the file of these texts, in one step."""
        write_texts(path, texts, metadata)

    def begin(self) -> Keep:
        """Called when a request is asked; give the function it returns the interaction, if any.

        That function raises Problem where a body cannot be unpacked, so that it cannot be
        scrubbed.
        """
        with self._lock:
            number = self._begun
            self._begun += 1

        def keep(taken: Interaction) -> None:
            text = self.text_of(self._keeping.of(taken))
            with self._lock:
                self._texts[number] = text

        return keep

    def keep(self, taken: Interaction) -> None:
        """Take an interaction that is over."""
        self.begin()(taken)

    def write(self) -> None:
        """Write the cassette whole: whoever looks finds the old file or the new one."""
        with self._writing:
            with self._lock:
                texts = [text for _, text in sorted(self._texts.items())]
            self.put(self._path, texts, self._keeping.metadata)
            self._written = len(texts)

    def flush(self) -> None:
        """Write the cassette if anything was taken since it was written last."""
        if self._written < len(self._texts):
            self.write()

    @property
    def unanswered(self) -> int:
        """How many requests were asked whose interaction was never taken, or is not over."""
        return self._begun - len(self._texts)

    @contextmanager
    def kept(
        self, every: float = 1.0, failed: Callable[[OSError], None] | None = None
    ) -> Iterator[None]:
        """Inside the block, write what is new at most ``every`` so many seconds; at its end too.

        A process that is killed loses no more than what came in that time. A cassette that was
        there stays until something is recorded. Where writing fails, ``failed`` is told once
        and it is tried again; the end of the block raises OSError.
        """
        ended = threading.Event()
        writer = threading.Thread(target=self._write_until, args=(ended, every, failed))
        if not self._path.exists():
            self.write()
        writer.start()
        try:
            yield
        finally:
            ended.set()
            writer.join()
            self.flush()

    def _write_until(
        self, ended: threading.Event, every: float, failed: Callable[[OSError], None] | None
    ) -> None:
        while not ended.wait(every):
            try:
                self.flush()
            except OSError as error:
                if failed is not None:
                    failed(error)
                    failed = None
