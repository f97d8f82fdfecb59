"""100,000 resources on 2,000 topics, the same every time, in a home of its own.

python bench/dataset.py [HOME]      (default: build/bench-home; made once)
"""

import itertools
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

RESOURCES, TOPICS = 100_000, 2_000
NOW = datetime(2026, 11, 1, tzinfo=UTC)
WORDS = [
    "heart",
    "lung",
    "kidney",
    "liver",
    "skin",
    "brain",
    "child",
    "pain",
    "sleep",
    "food",
    "blood",
    "sugar",
    "pressure",
    "cancer",
    "allergy",
    "vaccine",
    "therapy",
    "nurse",
    "doctor",
    "clinic",
    "hospital",
    "guide",
    "support",
    "help",
    "understand",
    "living",
    "care",
    "early",
    "risk",
    "test",
    "treatment",
    "research",
    "group",
    "family",
    "home",
    "asthma",
    "diabetes",
    "stroke",
    "migraine",
    "arthritis",
    "anxiety",
    "depression",
    "pregnancy",
]
LANGUAGES = ("en", "hu", "de", "fr", "es", "ar")
CODES = ("en", "en", "en", "es", "de", "fr", "hu", "ar", "it", "pt")


def open_home(home: Path) -> None:
    """Points Django at the home and starts it."""
    os.environ["MEDAGORA_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medagora.settings")
    import django

    django.setup()


def bench_home() -> Path:
    """The filled home, made at first use."""
    return home_with("build/bench-home", fill)


def home_with(folder: str, fill_it: Callable[[], None]) -> Path:
    """A home filled once; MEDAGORA_BENCH_HOME puts it elsewhere."""
    home = Path(os.environ.get("MEDAGORA_BENCH_HOME", folder)).absolute()
    open_home(home)
    if not (home / "filled").exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        fill_it()
        (home / "filled").touch()
    bring_up_to_date()
    return home


def bring_up_to_date() -> None:
    """A home made by an earlier version is measured with today's code."""
    from django.core.management import call_command

    from medagora.cli.preparing import help_the_planner

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    help_the_planner()


def fill() -> None:
    from medagora.search import services as search

    started = time.perf_counter()
    bring_up_to_date()
    dice = random.Random(20261101)
    topics = make_topics(dice)
    make_resources(dice, topics)
    search.rebuild_index()
    print(f"data set made in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def phrase(dice: random.Random, length: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(length))


def make_topics(dice: random.Random) -> list[int]:
    from medagora.topics import services as topics
    from medagora.topics.domain.files import TermDraft, TextDraft, TopicDraft
    from medagora.topics.domain.words import BodySystem, Register, TopicKind
    from medagora.topics.models import Topic

    topics.load_starter_topics()
    drafts = []
    for number in range(TOPICS - Topic.objects.count()):
        texts = {
            code: TextDraft(
                name=f"{phrase(dice, 2).capitalize()} {code} {number}",
                description=f"{phrase(dice, 9).capitalize()}. {phrase(dice, 9)}.",
                terms=tuple(
                    TermDraft(f"{phrase(dice, 2)} {code} {number} {i}", register)
                    for i, register in enumerate((*Register, *Register))
                ),
            )
            for code in LANGUAGES
        }
        drafts.append(
            TopicDraft(
                slug=f"made-{number}",
                kind=dice.choice(list(TopicKind)),
                body_system=dice.choice(list(BodySystem)),
                parent=f"made-{dice.randrange(number)}" if number % 3 else "",
                texts=texts,
            )
        )
    topics.store_drafts(drafts, origin="bench")
    return list(Topic.objects.order_by("pk").values_list("pk", flat=True))


def make_resources(dice: random.Random, topics: list[int]) -> None:
    from django.db import transaction

    from medagora.catalogue import models
    from medagora.catalogue.domain import addresses
    from medagora.catalogue.domain.words import Audience, Kind
    from medagora.catalogue.services.listings import relist
    from medagora.kernel.ids import stable_id

    weights = zipf_weights(len(topics))
    for start in range(0, RESOURCES, 5_000):
        rows, parts = [], []
        for number in range(start, start + 5_000):
            address = f"https://site{number % 9_000}.example.org/{number}/"
            rows.append(
                models.Resource(
                    uid=stable_id(address),
                    address=address,
                    state="published",
                    kind=dice.choice(list(Kind)),
                    audience=dice.choice(list(Audience)),
                    publisher=phrase(dice, 2),
                    country=dice.choice(("GB", "HU", "DE", "FR", "ES", "")),
                    published_at=NOW - timedelta(minutes=number),
                )
            )
        with transaction.atomic():
            for row in models.Resource.objects.bulk_create(rows):
                parts.append((row, dice.choice(CODES)))
            models.Address.objects.bulk_create(
                models.Address(
                    resource=r, address=r.address, key=addresses.key(r.address)
                )
                for r, _ in parts
            )
            models.ResourceLanguage.objects.bulk_create(
                models.ResourceLanguage(resource=r, language=c) for r, c in parts
            )
            models.ResourceText.objects.bulk_create(
                models.ResourceText(
                    resource=r,
                    language=c,
                    title=phrase(dice, 5),
                    description=phrase(dice, 14),
                )
                for r, c in parts
            )
            models.ResourceTopic.objects.bulk_create(
                models.ResourceTopic(resource=r, topic_id=topic)
                for r, _ in parts
                for topic in set(dice.choices(topics, cum_weights=weights, k=2))
            )
        relist(row.pk for row, _ in parts)


def zipf_weights(count: int) -> list[float]:
    """Zipf's law with exponent 0.8: the largest topic has one resource in ten."""
    return list(itertools.accumulate((rank + 1) ** -0.8 for rank in range(count)))


if __name__ == "__main__":
    if sys.argv[1:]:
        os.environ["MEDAGORA_BENCH_HOME"] = sys.argv[1]
    print(bench_home())
