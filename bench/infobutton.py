"""Infobutton answers with 100,000 resources: time and CPU, and how many a second.

python bench/infobutton.py [--serve]     (--serve: also with the real server)

Each request is another one (bench/infobutton_questions.py).
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.dataset import bench_home
from bench.infobutton_questions import as_requests, kinds_of, questions
from bench.report import median_and_p95, print_report

ROUNDS, BUDGET_MS, AIM = 400, 20, 500
SERVED, SECONDS, CONNECTIONS = 12_000, 10, 8
FORM = "knowledgeResponseType"
MAIN = "mainSearchCriteria.v"


def main() -> None:
    home = bench_home()
    from django.conf import settings
    from django.test import Client

    from medagora.search import services as search

    search.ensure_index()  # names that no topic has are sought in it
    settings.ALLOWED_HOSTS.append("testserver")
    client, asked = Client(), questions(SERVED)
    measure(client, "", asked[-20:])
    rows = [
        measure(client, name, [one for one in asked if is_one(one)][:ROUNDS])
        for name, is_one in groups().items()
    ]
    page = [one | {FORM: "text/html"} for one in asked[:50]]
    rows.append(measure(client, "page for a person", page))
    facts: dict[str, Any] = {"aim_per_second": AIM}
    if "--serve" in sys.argv:
        facts["asked"] = kinds_of(asked)
        facts["served"] = serve(str(home), as_requests(asked))
    print_report("infobutton", rows, **facts)


def groups() -> dict[str, Callable[[dict[str, str]], bool]]:
    """Which of the questions belong to a row."""

    def has(name: str, start: str = "") -> Callable[[dict[str, str]], bool]:
        return lambda asked: name in asked and asked[name].startswith(start)

    return {
        "all together": lambda _asked: True,
        "Atom": lambda asked: FORM not in asked,
        "JSON": has(FORM, "application/json"),
        "with a side": has("subTopic.v.c"),
        "unknown code": has(f"{MAIN}.c", "X"),
        "name only": lambda asked: f"{MAIN}.c" not in asked,
    }


def measure(client: Any, name: str, asked: list[dict[str, str]]) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    paths = [f"/infobutton?{urlencode(one)}" for one in asked]
    times, size, started = [], 0, time.process_time()
    for path in paths:
        began = time.perf_counter()
        answer = client.get(path)
        times.append((time.perf_counter() - began) * 1000)
        size += len(answer.content)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
    cpu = (time.process_time() - started) / len(paths) * 1000
    with CaptureQueriesContext(connection) as queries:
        for path in paths:
            client.get(path)
    measured = median_and_p95(times)
    return {
        "question": name,
        **measured,
        "cpu_ms": round(cpu, 2),
        "queries": round(len(queries) / len(paths), 1),
        "kilobytes": round(size / len(paths) / 1024, 1),
        "budget_ms": BUDGET_MS,
        "holds": "yes" if measured["p95_ms"] <= BUDGET_MS else "NO",
    }


def serve(home: str, requests: list[bytes]) -> dict[str, Any]:
    """Two web processes, with the load beside them on the same cores. The CPU that
    each side took tells what a quieter machine would do."""
    from bench.light_load import load
    from bench.serving import cpu_of, start, stop
    from scripts.with_postgres import free_port

    port = free_port()
    site = start(home, port, "2")
    try:
        load(port, requests[-500:], seconds=1, connections=CONNECTIONS)
        before = cpu_of(site.pid)
        heard = load(port, requests[:-500], seconds=SECONDS, connections=CONNECTIONS)
        cpu = cpu_of(site.pid) - before
    finally:
        stop(site)
    count = len(heard.times)
    return {
        "requests_per_second": round(heard.per_second),
        "answers": count,
        **median_and_p95(heard.times),
        "server_cpu_ms": round(cpu / count * 1000, 2),
        "load_cpu_ms": round(heard.cpu_seconds / count * 1000, 3),
        "kilobytes": round(heard.bytes / count / 1024, 1),
        "statuses": dict(heard.statuses),
    }


if __name__ == "__main__":
    main()
