"""Pages and engines of a filled community, each with the time it took."""

import gc
import random
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from bench.community_routing import ask
from bench.dataset import LANGUAGES, NOW
from bench.report import median_and_p95, percentile
from bench.scale.documents import prose
from bench.scale.words import Drawer, make_words

ROUNDS = 43
PAGE_MS, ALIKE_MS, ROUTING_MS, GUARD_MS = 60, 30, 50, 5


def timed(
    what: str, acts: Iterable[Callable[[], Any]], *, budget: float, warm: int = 3
) -> dict[str, Any]:
    """One row of the report; ``holds``: by the clock, by our CPU alone, or not."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    wall, cpu, queries = [], [], 0
    for number, act in enumerate(acts):
        if number == warm:  # as the site's own processes do once they are loaded
            gc.collect()
            gc.freeze()
        began, began_cpu = time.perf_counter(), time.process_time()
        if number == warm - 1:
            with CaptureQueriesContext(connection) as seen:
                act()
            queries = len(seen)
        else:
            act()
        if number >= warm:
            wall.append(1_000 * (time.perf_counter() - began))
            cpu.append(1_000 * (time.process_time() - began_cpu))
    measured = median_and_p95(cpu)
    is_quick = percentile(wall, 0.95) <= budget
    return {
        "what": what,
        **median_and_p95(wall),
        "cpu_median": measured["median_ms"],
        "cpu_p95": measured["p95_ms"],
        "queries": queries,
        "budget_ms": budget,
        "holds": "yes" if is_quick else "CPU" if is_lean(measured, budget) else "NO",
    }


def is_lean(cpu: dict[str, float], budget: float) -> bool:
    """Where others use the computer the clock measures them too."""
    return cpu["p95_ms"] <= budget


def pages() -> list[dict[str, Any]]:
    from django.conf import settings
    from django.test import Client

    from medagora.people.models import Person

    settings.ALLOWED_HOSTS.append("testserver")
    visitor, member = Client(), Client()
    member.force_login(Person.objects.order_by("pk")[7])
    largest, typical = topics_by_size()
    lists = {
        "all": "/en/community/",
        "all, waiting": "/en/community/?order=waiting",
        "all, new, one kind": "/en/community/?order=new&kind=living",
        "all languages": "/en/community/?language=all",
        "largest topic": f"/en/community/?topic={largest}",
        "largest topic, all languages": f"/en/community/?topic={largest}&language=all",
        "largest topic, new": f"/en/community/?topic={largest}&order=new",
        "largest topic, waiting": f"/en/community/?topic={largest}&order=waiting",
        "largest topic, one kind": f"/en/community/?topic={largest}&kind=living",
        "largest topic, page 90": f"/en/community/?topic={largest}&page=90",
        "typical topic": f"/en/community/?topic={typical}",
    }
    rows = [
        timed(name, [_get(visitor, path)] * ROUNDS, budget=PAGE_MS)
        for name, path in lists.items()
    ]
    path = lists["largest topic"]
    rows.append(
        timed("largest topic, member", [_get(member, path)] * ROUNDS, budget=PAGE_MS)
    )
    long = [f"/en/community/q/{uid}/" for uid in conversations_of_thirty()]
    for name, client in (("visitor", visitor), ("member", member)):
        acts = [_get(client, path) for path in long][:ROUNDS]
        rows.append(timed(f"conversation of 30, {name}", acts, budget=PAGE_MS))
    return rows


def _get(client: Any, path: str) -> Callable[[], None]:
    def get() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")

    return get


def topics_by_size() -> tuple[str, str]:
    """The slugs of the largest topic and of the one in the middle."""
    from django.db.models import Count

    from medagora.community.models import QuestionPlace

    counted = QuestionPlace.objects.values_list("topic__slug").annotate(n=Count("pk"))
    slugs = [slug for slug, _count in counted.order_by("-n", "topic")]
    return slugs[0], slugs[len(slugs) // 2]


def conversations_of_thirty() -> list[str]:
    from medagora.community.models import Question

    found = Question.objects.filter(answer_count__gte=30, audience="everyone")
    return list(found.order_by("pk").values_list("uid", flat=True)[:ROUNDS])


def plain_sql() -> dict[str, Any]:
    """The first page of the largest topic as the shortest SQL that reads it, with how
    many there are: what no program can do without."""
    from django.db import connection

    from medagora.topics.models import Topic

    topic = Topic.objects.get(slug=topics_by_size()[0])
    here = "topic_id = %s AND language = 'en' AND audience = 'everyone'"
    first = (
        "SELECT q.* FROM community_questionplace p JOIN community_question q "
        f"ON q.id = p.question_id WHERE p.{here.replace(' AND ', ' AND p.')} "
        "ORDER BY p.last_post_at DESC LIMIT 30"
    )
    count = f"SELECT count(*) FROM community_questionplace WHERE {here}"

    def read() -> None:
        with connection.cursor() as cursor:
            for sql in (first, count):
                cursor.execute(sql, [topic.pk])
                cursor.fetchall()

    return timed("largest topic as plain SQL", [read] * ROUNDS, budget=PAGE_MS)


def alike() -> dict[str, Any]:
    """Titles as somebody begins to ask, in six languages; warm index."""
    from medagora.community.models import Question
    from medagora.community.queries.alike import find
    from medagora.search import services as search

    search.ensure_index()
    found = Question.objects.filter(audience="everyone").order_by("pk")
    every = list(found.values_list("title", "language"))
    rows = every[:: max(len(every) // 200, 1)][:200]

    def act(title: str, code: str) -> Callable[[], Any]:
        return lambda: find(title, topics=(), language=code, viewer=None, shown_in=code)

    acts = [act(title, code) for title, code in rows]
    return timed("similar questions", acts, budget=ALIKE_MS, warm=20)


def routing() -> dict[str, Any]:
    """The first round of questions on topics that many follow."""
    from medagora.community.services import routing as services
    from medagora.topics.models import Topic

    dice, at = random.Random(7), NOW + timedelta(hours=13)
    topics = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
    asked = [ask(dice, number, topics).uid for number in range(ROUNDS)]

    def act(uid: str) -> Callable[[], Any]:
        return lambda: services.start_routing(uid, at=at)

    acts = [act(uid) for uid in asked]
    return timed("routing, first round", acts, budget=ROUTING_MS)


def guard() -> dict[str, Any]:
    """2,000 characters of made prose in six languages."""
    from medagora.kernel.privacy import find_traces

    dice = random.Random(8)

    def act(code: str, text: str) -> Callable[[], Any]:
        return lambda: find_traces(text, code)

    acts = []
    for code in LANGUAGES:
        drawer = Drawer(make_words(code, 20_000), dice)
        texts = [prose(drawer.draw(600))[:2_000] for _ in range(20)]
        acts += [act(code, text) for text in texts]
        find_traces(texts[0], code)  # its word lists are read at first use
    return timed("privacy guard, 2,000 characters", acts, budget=GUARD_MS)
