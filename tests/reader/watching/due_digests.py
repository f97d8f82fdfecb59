"""When Mia's digest is due, and how a worker sends it."""

from datetime import timedelta

from medagora.reader.services import digests
from tests.reader.conftest import NOW

DAY = timedelta(days=1)
#: The moment at which Mia's digest is due: seven in the morning, UTC.
DUE = NOW.replace(hour=7) + DAY


def send(at: object = DUE) -> int:
    """As the worker does: claims what is due, then sends it."""
    claimed: list[int] = []
    digests.claim_due(claimed.append, at=at)  # type: ignore[arg-type]  # a moment
    return sum(digests.send_digest(pk, at=at) for pk in claimed)  # type: ignore[arg-type]  # as above
