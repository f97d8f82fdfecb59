"""My page and its lists with 300 sources and 1,000,000 entries; marking; OPML.

The same list as the shortest SQL that reads its fifty newest rows of one source runs
beside it. The data set is made once, in build/bench-reading (MEDAGORA_BENCH_HOME).
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.dataset import bring_up_to_date, home_with, phrase
from bench.report import median_and_p95, print_report

FEEDS, EACH, FOLLOWED = 2_000, 500, 300
ROUNDS = 40
NOW = datetime.now(UTC)
EMAIL = "bench@example.org"


def main() -> None:
    home_with("build/bench-reading", fill)
    print_report("reading", [*pages(), *acts()], entries=FEEDS * EACH, sources=FOLLOWED)


def fill() -> None:
    """A million entries over two years, as they would lie after two years."""
    from django.db import transaction

    from medagora.people import services as people
    from medagora.reader.domain.places import place_of
    from medagora.reader.models import Feed
    from medagora.reader.services import bulk, changing, following

    started = time.perf_counter()
    bring_up_to_date()
    dice = random.Random(20261101)
    feeds = Feed.objects.bulk_create(
        Feed(
            address=f"https://source{n}.example.org/feed",
            key=f"source{n}.example.org/feed",
            title=f"{phrase(dice, 2).capitalize()} {n}",
            sort=dice.choice(
                ["journal", "journal", "news", "blog", "podcast", "video"]
            ),
            language="en",
            entry_count=EACH,
        )
        for n in range(FEEDS)
    )
    columns = "id feed_id work link title summary authors published_at arrived_at "
    columns += "language doi pmid image media media_type media_seconds details"
    texts = ("entry", "html", "full_html", "full_text_failure", "text")
    for start in range(0, EACH, 10):
        rows, words, bodies = [], [], []
        for feed in feeds:
            for number in range(start, start + 10):
                hours = (EACH - number) * 730 * 24 / EACH + dice.random() * 24
                at = NOW - timedelta(hours=hours)
                place = place_of(at, dice.getrandbits(20))
                title, summary = phrase(dice, 9), phrase(dice, 30)
                moment = bulk.moment(at)
                link = f"https://source{feed.pk}.example.org/{number}"
                doi = f"10.{feed.pk}/{number}"
                said = (link, title, summary, "A One; B Two", moment, moment, "en", doi)
                rows.append((place, feed.pk, place, *said, "", "", "", "", 0, "{}"))
                words.append((place, f"{title} {summary}"))
                bodies.append((place, f"<p>{summary}</p>", "", "", summary))
        rows = list({row[0]: row for row in rows}.values())
        kept = {row[0] for row in rows}
        with transaction.atomic():
            bulk.insert("reader_entry", columns.split(), rows)
            bulk.insert(
                "reader_entrytext", texts, list({b[0]: b for b in bodies}.values())
            )
            changing.add_words(list({w[0]: w for w in words if w[0] in kept}.values()))
    person = people.create_person(EMAIL, name="Bench", by=None)
    following.follow_many(person, feeds[::7][:FOLLOWED])
    print(f"data set made in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def person() -> Any:
    from medagora.people import queries as people

    return people.find_person(EMAIL)


def pages() -> list[dict[str, Any]]:
    from django.conf import settings
    from django.test import Client

    from medagora.reader.models import Entry
    from medagora.reader.queries.readings import reading_of

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(person(), backend=settings.AUTHENTICATION_BACKENDS[0])
    feed = reading_of(person()).follows[5].feed_id
    entry = Entry.objects.filter(feed=feed).order_by("-pk")[0].pk
    paths = {
        "about this site, for comparison": "/en/about/",
        "My page": "/en/reader/",
        "unread": "/en/reader/list/",
        "all": "/en/reader/list/?view=all",
        "journals": "/en/reader/list/?sort=journal",
        "one source": f"/en/reader/source/{feed}/",
        "words": "/en/reader/list/?view=all&q=asthma+stroke",
        "an entry": f"/en/reader/entry/{entry}/",
    }
    rows = [
        measure(name, lambda path=path: get(client, path))
        for name, path in paths.items()
    ]
    return [*rows, measure("plain SQL, one source", lambda: plain_sql(feed))]


def get(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"


def plain_sql(feed: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, title, summary FROM reader_entry WHERE feed_id = %s "
            "ORDER BY id DESC LIMIT 50",
            [feed],
        )
        cursor.fetchall()


def measure(
    name: str, act: Callable[[], object], rounds: int = ROUNDS
) -> dict[str, Any]:
    act()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return {"what": name, **median_and_p95(times)}


def acts() -> list[dict[str, Any]]:
    return [mark_all(), mark_above(), *opml()]


def mark_all() -> dict[str, Any]:
    """Everything of 300 sources, and back."""
    from medagora.reader.queries.readings import StreamSearch, reading_of
    from medagora.reader.services import marking

    who, times, count = person(), [], 0
    for _ in range(5):
        reading = reading_of(who)
        started = time.perf_counter()
        count, token = marking.mark_all_read(reading, StreamSearch(), through=0, at=NOW)
        times.append((time.perf_counter() - started) * 1000)
        marking.undo(who, token, at=NOW)
    return {"what": f"mark all {count} read", **median_and_p95(times)}


def mark_above() -> dict[str, Any]:
    """The 10,000 newest, one by one, as a place in the list divides them."""
    from medagora.reader.queries.numbers import find_numbers
    from medagora.reader.queries.readings import StreamSearch, reading_of
    from medagora.reader.services import marking

    who, times = person(), []
    place = find_numbers(reading_of(who), StreamSearch(), 10_000)[-1].id
    for _ in range(5):
        reading = reading_of(who)
        started = time.perf_counter()
        _count, token = marking.mark_above_read(
            reading, StreamSearch(), place=place, at=NOW
        )
        times.append((time.perf_counter() - started) * 1000)
        marking.undo(who, token, at=NOW)
    return {"what": "mark 10,000 above read", **median_and_p95(times)}


def opml() -> list[dict[str, Any]]:
    """A file of 5,000 sources, for somebody who follows nothing yet."""
    from medagora.people import services as people
    from medagora.reader.domain.taking.opml import read_opml
    from medagora.reader.services import taking

    times = []
    for number in range(3):
        newcomer = people.create_person(f"opml{number}-{NOW:%s}@example.org", by=None)
        outlines = "".join(
            f'<outline type="rss" text="Made {n}" '
            f'xmlUrl="https://made{number}-{n}.example.org/feed-{NOW:%s}"/>'
            for n in range(5_000)
        )
        body = f"<opml version='2.0'><body>{outlines}</body></opml>".encode()
        started = time.perf_counter()
        taken = taking.bring_in(newcomer, read_opml(body), at=NOW)
        times.append((time.perf_counter() - started) * 1000)
        assert len(taken.new) == 5_000, taken
    return [{"what": "OPML of 5,000 sources", **median_and_p95(times)}]


if __name__ == "__main__":
    main()
