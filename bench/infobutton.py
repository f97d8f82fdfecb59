"""Infobutton answers with 100,000 resources: time and CPU, and how many a second.

python bench/infobutton.py [--serve]     (--serve: also with the real server)
"""

import asyncio
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.dataset import bench_home
from bench.report import median_and_p95, print_report

ROUNDS, BUDGET_MS, AIM = 400, 20, 500
LANGUAGES = ("en", "hu", "de")
ICD10 = "2.16.840.1.113883.6.3"


def main() -> None:
    home = bench_home()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    rows = [measure(client, name, paths) for name, paths in questions().items()]
    facts: dict[str, Any] = {"aim_per_second": AIM}
    if "--serve" in sys.argv:
        facts["served"] = serve(str(home))
    print_report("infobutton", rows, **facts)


def questions() -> dict[str, list[str]]:
    from medagora.api.domain.infobutton.common import COMMON_CODES

    def ask(**more: str) -> list[str]:
        return [
            address(code, language, **more)
            for code in COMMON_CODES
            for language in LANGUAGES
        ]

    return {
        "code, patient": ask(informationRecipient="PAT"),
        "wider code, JSON": [
            path.replace("&", "99&", 1)
            for path in ask(knowledgeResponseType="application/json")
        ],
        "code, age, side": ask(**{"age.v.v": "8", "subTopic.v.c": "Q000628"}),
        "name only": [
            f"/infobutton?{urlencode({'mainSearchCriteria.v.dn': name})}"
            for name in ("Asthma, unspecified", "Migraine", "Chronic kidney disease")
        ],
        "no match": [address("Q99", language) for language in LANGUAGES],
    }


def address(code: str, language: str, **more: str) -> str:
    pairs = {
        "mainSearchCriteria.v.c": code,
        "mainSearchCriteria.v.cs": ICD10,
        "informationRecipient.languageCode.c": language,
        **more,
    }
    return f"/infobutton?{urlencode(pairs)}"


def measure(client: Any, name: str, paths: list[str]) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
    times, started = [], time.process_time()
    for number in range(ROUNDS):
        began = time.perf_counter()
        answer = client.get(paths[number % len(paths)])
        times.append((time.perf_counter() - began) * 1000)
    cpu = (time.process_time() - started) / ROUNDS * 1000
    with CaptureQueriesContext(connection) as queries:
        client.get(paths[0])
    measured = median_and_p95(times)
    return {
        "question": name,
        **measured,
        "cpu_ms": round(cpu, 2),
        "queries": len(queries),
        "kilobytes": round(len(answer.content) / 1024, 1),
        "budget_ms": BUDGET_MS,
        "holds": "yes" if measured["p95_ms"] <= BUDGET_MS else "NO",
    }


def serve(home: str) -> dict[str, Any]:
    """With the load beside the server on the same cores."""
    from bench.serving import load, start, stop
    from scripts.with_postgres import free_port

    port = free_port()
    site = start(home, port, "2")
    path = address("I10", "en", informationRecipient="PAT")
    found = asyncio.run(load(f"http://127.0.0.1:{port}{path}"))
    stop(site)
    found.pop("path")
    return found


if __name__ == "__main__":
    main()
