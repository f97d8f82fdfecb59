"""Server time and queries of each page with 100,000 resources and 2,000 topics.

The topic page's own reads, written as plain SQL, run beside it for a ratio.
"""

import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.dataset import bench_home
from bench.report import median_and_p95, print_report

ROUNDS = 60
BUDGETS = {"topic": 50, "topic (largest)": 50, "home": 30, "search": 50, "suggest": 15}


def main() -> None:
    bench_home()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    rows = []
    for name, paths in pages().items():
        rows.append(measure(client, name, paths))
    page = next(row["median_ms"] for row in rows if row["page"] == "topic (largest)")
    sql = plain_sql()
    print_report(
        "pages",
        rows,
        topic_as_plain_sql_ms=sql["median_ms"],
        topic_page_to_plain_sql=round(page / sql["median_ms"], 1),
    )


def pages() -> dict[str, list[str]]:
    from medagora.catalogue.models import Resource
    from medagora.topics.models import Topic

    middle = Topic.objects.order_by("pk").values_list("slug", flat=True)[200:230]
    uids = Resource.objects.order_by("pk").values_list("uid", flat=True)[500:530]
    words = (
        "asthma",
        "diabetes heart",
        "magas vérnyomás",
        "blood pressure",
        "kopfschmerz",
    )
    return {
        "home": ["/en/", "/hu/"],
        "topics A-Z": ["/en/topics/"],
        "topic": [f"/en/topics/{slug}/" for slug in middle],
        "topic (largest)": [f"/en/topics/{largest()}/"],
        "resource": [f"/en/resource/{uid}/" for uid in uids],
        "search": [f"/en/search/?q={word}" for word in words],
        "suggest": [f"/en/search/suggest/?q={word[:4]}" for word in words],
        "log": ["/en/log/"],
    }


def largest() -> str:
    from django.db.models import Count

    from medagora.catalogue.models import ResourceTopic

    counted = ResourceTopic.objects.values("topic__slug").annotate(n=Count("pk"))
    return str(counted.order_by("-n").first()["topic__slug"])


def measure(client: Any, name: str, paths: list[str]) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
    times = []
    for number in range(max(ROUNDS, len(paths))):
        path = paths[number % len(paths)]
        started = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(paths[0])
    budget = BUDGETS.get(name, 50)
    measured = median_and_p95(times)
    return {
        "page": name,
        **measured,
        "queries": len(queries),
        "budget_ms": budget,
        "holds": "yes" if measured["p95_ms"] <= budget else "NO",
    }


def plain_sql() -> dict[str, float]:
    """What the largest topic's page reads, as the shortest SQL that reads it."""
    from django.db import connection

    from medagora.topics.models import Topic

    topic = Topic.objects.get(slug=largest())
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, description FROM topics_topictext "
                "WHERE topic_id = %s AND language = 'en'",
                [topic.pk],
            )
            cursor.fetchall()
            cursor.execute(
                "SELECT text, register FROM topics_term "
                "WHERE topic_id = %s AND language = 'en'",
                [topic.pk],
            )
            cursor.fetchall()
            cursor.execute(
                "SELECT r.kind, count(*) FROM catalogue_resource r "
                "JOIN catalogue_resourcetopic t ON t.resource_id = r.id "
                "JOIN catalogue_resourcelanguage l ON l.resource_id = r.id "
                "WHERE t.topic_id = %s AND r.state = 'published' "
                "AND l.language = 'en' GROUP BY r.kind",
                [topic.pk],
            )
            cursor.fetchall()
            cursor.execute(
                "SELECT r.uid, r.address, r.kind, x.title, x.description "
                "FROM catalogue_resource r "
                "JOIN catalogue_resourcetopic t ON t.resource_id = r.id "
                "JOIN catalogue_resourcelanguage l ON l.resource_id = r.id "
                "JOIN catalogue_resourcetext x ON x.resource_id = r.id "
                "WHERE t.topic_id = %s AND r.state = 'published' "
                "AND l.language = 'en' ORDER BY r.published_at DESC LIMIT 30",
                [topic.pk],
            )
            cursor.fetchall()
        times.append((time.perf_counter() - started) * 1000)
    return median_and_p95(times)


if __name__ == "__main__":
    main()
