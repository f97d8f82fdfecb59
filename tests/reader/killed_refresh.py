"""A process that asks feeds and is killed (as by ``kill -9``) in the middle of it.

    python -m tests.reader.killed_refresh FEED_ADDRESS… --at N

N counts the statements that write; 0: it is not killed. Run with a home of its own.
"""

import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import django


def main(addresses: list[str], at: int) -> None:
    django.setup()
    from django.utils import timezone

    from medagora.reader.gateways.fetching import WebFeedFetcher
    from medagora.reader.models import Feed
    from medagora.reader.services import bulk, feeds, refreshing
    from tests.web.hostile import loopback_too

    for address in addresses:
        feeds.add_feed(address, at=timezone.now())
    past = datetime.now(UTC) - timedelta(days=1)
    Feed.objects.update(next_check_at=past, leased_until=None)
    kill_at(bulk, at)
    refreshing.refresh_due(WebFeedFetcher(loopback_too), clock=timezone.now)


def kill_at(bulk: Any, at: int) -> None:
    """The ``at``-th bulk write is begun, and this process is gone."""
    numbers = count(1)
    for name in ("insert", "merge", "update"):
        write = getattr(bulk, name)

        def killed(*words: Sequence[Any], write: Any = write) -> None:
            write(*words)
            if next(numbers) == at:
                os.kill(os.getpid(), signal.SIGKILL)

        setattr(bulk, name, killed)


if __name__ == "__main__":
    *wanted, _flag, number = sys.argv[1:]
    main(wanted, int(number))
