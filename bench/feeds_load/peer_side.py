"""The peer's side of bench/reader.py: the package ``reader``, as its manual uses it."""

import json
import sys
from pathlib import Path

from reader import make_reader

FEEDS, PORT = int(sys.argv[2]), sys.argv[3]
HOSTS = 200


def main() -> None:
    reader = make_reader(str(Path(sys.argv[1]) / "reader.sqlite"))
    for number in range(FEEDS):
        host = f"127.0.0.{1 + number % HOSTS}"
        reader.add_feed(f"http://{host}:{PORT}/feed/{number}.xml")
    reader.enable_search()
    print("up", flush=True)
    for line in sys.stdin:
        if line.strip() == "due":  # it asks all, always
            print("ok", flush=True)
            continue
        for result in reader.update_feeds_iter(scheduled=False):
            if isinstance(result.value, Exception):
                raise result.value
        reader.update_search()
        print(json.dumps({"entries": reader.get_entry_counts().total}), flush=True)


if __name__ == "__main__":
    main()
