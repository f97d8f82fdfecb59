#!/usr/bin/env python3
"""A community of 100,000 members and 500,000 posts: lists, conversations, writing.

bench/community.py [--members 100000] [--posts 500000] [--postgres] [--seconds 10]
                   [--processes 4] [--without alike,routing,…] [--fresh] [--json]

Lists of the largest topic and of one in the middle, a conversation of thirty answers,
questions alike to a title, the first round of routing, the privacy guard; then answers
through the service, by several processes, without and with a ``kill -9`` of one of
them: everything acknowledged must be there. With --postgres on a PostgreSQL of its own
(which writes each commit, without fsync), otherwise on SQLite with one writing process.
What is filled stays in ``build`` for the next run; --fresh fills it anew.

Milliseconds are of the clock and of this process's CPU, which on SQLite is all there
is. ``holds`` says whether the p95 of the clock keeps the budget, or at least that of
the CPU: the first needs a computer that nobody else uses. The largest topic's page is
set beside plain SQL of the same list.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from bench.community_load import reading, writing
from bench.community_load.filling import Filling
from bench.community_load.kept_cluster import kept_cluster
from bench.dataset import home_with
from bench.report import print_report

PARTS = ("pages", "alike", "routing", "guard", "writing")
WANTED_A_SECOND = 200


def main() -> None:
    options = parse_options()
    folder = f"build/bench-community-{options.posts}-{options.members}"
    if options.postgres:
        folder += "-postgres"
    home = Path(os.environ.get("MEDAGORA_BENCH_HOME", folder)).absolute()
    cluster = home.with_name(f"{home.name}-cluster")
    if options.fresh:
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(cluster, ignore_errors=True)
    with kept_cluster(cluster) if options.postgres else nullcontext() as database:
        if database:
            os.environ["MEDAGORA_DATABASE_URL"] = database
        home_with(str(home), lambda: fill(options))
        measure(options, "PostgreSQL" if database else "SQLite")
        close()


def fill(options: Any) -> None:
    Filling(options.members, options.posts).fill()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(options: Any, database: str) -> None:
    left_out = options.without.split(",")
    parts: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "pages": lambda: [*reading.pages(), reading.plain_sql()],
        "alike": lambda: [reading.alike()],
        "routing": lambda: [reading.routing()],
        "guard": lambda: [reading.guard()],
    }
    rows = [r for name, part in parts.items() if name not in left_out for r in part()]
    by_name = {row["what"]: row for row in rows}
    facts: dict[str, Any] = {"members": options.members, "posts": options.posts}
    if sql := by_name.get("largest topic as plain SQL"):
        page = by_name["largest topic"]
        facts["page_to_plain_sql"] = round(page["median_ms"] / sql["median_ms"], 1)
    print_report(f"a large community on {database}", rows, **facts)
    if "writing" not in left_out:
        report_writing(options, database)


def report_writing(options: Any, database: str) -> None:
    processes = options.processes if database == "PostgreSQL" else 1
    rows = [writing.write_for(options.seconds, processes=processes)]
    if processes > 1:
        rows.append(
            writing.write_for(options.seconds, processes=processes, killed=True)
        )
    print_report(f"answers posted on {database}", rows, wanted_a_second=WANTED_A_SECOND)


def close() -> None:
    from django.db import connections

    connections.close_all()


def parse_options() -> Any:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--posts", type=int, default=500_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--fresh", action="store_true", help="fills anew")
    parser.add_argument("--without", default="", help=", ".join(PARTS))
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
