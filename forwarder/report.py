"""What a forwarder has done so far, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from contracts.conversation import Conversation, Kind
from forwarder.patience import is_unsure


@dataclass(slots=True)
class Report:
    """Counts by vendor: outcomes, requests, duplicates dropped, and writes that may be repeats.

    A repeat is a write whose answer got lost or was 5xx, so that the call was begun again. A
    record is matched and so written once all the same; an event or page view may stand there
    twice.
    """

    outcomes: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    duplicates: Counter[str] = field(default_factory=Counter)
    repeats: Counter[str] = field(default_factory=Counter)

    def add(self, conversation: Conversation) -> None:
        """Count a conversation."""
        name = conversation.vendor
        if conversation.outcome:
            self.outcomes[name, conversation.outcome.kind] += 1
        self.requests[name] += len(conversation.exchanges)
        self.repeats[name] += sum(map(is_unsure, conversation.exchanges[:-1]))

    def add_duplicate(self, vendor: str) -> None:
        """Count a call that was dropped because its message had been taken before."""
        self.duplicates[vendor] += 1

    def copy(self) -> Report:
        """The counts as they are now."""
        return replace(
            self,
            outcomes=Counter(self.outcomes),
            requests=Counter(self.requests),
            duplicates=Counter(self.duplicates),
            repeats=Counter(self.repeats),
        )
