"""This project's side of bench/reader.py."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from bench.dataset import open_home

FEEDS, PORT = int(sys.argv[2]), sys.argv[3]
HOSTS = 200


def main() -> None:
    # read by spawned parsers too, which need none of this
    os.environ.setdefault("MEDAGORA_LOG_LEVEL", "ERROR")
    open_home(Path(sys.argv[1]))
    # by a process of its own, as `medagora up` does: what it needed is no worker's
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], check=True)
    from django.utils import timezone

    from medagora.reader.gateways.fetching import WebFeedFetcher
    from medagora.reader.models import Entry, Feed
    from medagora.reader.services import refreshing

    now = timezone.now()
    addresses = (
        f"http://127.0.0.{1 + number % HOSTS}:{PORT}/feed/{number}.xml"
        for number in range(FEEDS)
    )
    Feed.objects.bulk_create(
        Feed(address=a, key=a.removeprefix("http://"), next_check_at=now)
        for a in addresses
    )
    print("up", flush=True)
    for line in sys.stdin:
        if line.strip() == "due":  # all are, long before their time
            Feed.objects.update(next_check_at=now - timedelta(hours=1))
            print("ok", flush=True)
            continue
        refreshing.refresh_due(
            WebFeedFetcher(policy=lambda _address: True),
            clock=timezone.now,
            limit=FEEDS,
        )
        print(json.dumps({"entries": Entry.objects.count()}), flush=True)


if __name__ == "__main__":
    main()
