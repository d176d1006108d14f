"""What creating a record is answered.

Nobody confirms the status but for users, whose 201 is recorded (user_engage-ruby, 2018).
"""

from __future__ import annotations

from contracts.call import Json
from contracts.exchange import Answer
from emulator.visit import Visit, keeps


def created(visit: Visit, shown: Json) -> Answer:
    """The answer to a request that created what is ``shown``."""
    return Answer(200 if is_plain(visit) else 201, shown)


@keeps("usercom.answers.created")
def is_plain(visit: Visit) -> bool:
    """Creating anything but a user is answered 201, or 200 where so switched."""
    return bool(visit.account.settings["created_status"] == 200)
