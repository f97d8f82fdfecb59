"""Keeping the listings in step with the resources they are derived from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from medagora.catalogue.models import (
    Listing,
    Resource,
    ResourceLanguage,
    ResourceText,
    ResourceTopic,
)
from medagora.kernel.text import fold

BATCH = 500
_SORT_LENGTH = 80


def relist(ids: Iterable[int] | None = None) -> int:
    """Derives the listings of these resources anew, or of all; gives their number.

    Adding, changing and moving a resource do this by themselves. Whoever writes
    rows of resources without them calls it afterwards. One transaction a batch.
    """
    if ids is None:
        ids = list(Resource.objects.order_by("pk").values_list("pk", flat=True))
    return sum(_relist_batch(batch) for batch in _batches(ids))


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for pk in ids:
        batch.append(pk)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@transaction.atomic
def _relist_batch(ids: Sequence[int]) -> int:
    Listing.objects.filter(resource__in=ids).delete()
    resources = list(Resource.objects.published().filter(pk__in=ids))
    if not resources:
        return 0
    spoken, topics, titles = _parts([resource.pk for resource in resources])
    rows = [
        Listing(
            resource=resource,
            topic_id=topic,
            language=language,
            kind=resource.kind,
            audience=resource.audience,
            published_at=resource.published_at,
            sort_title=_sort_title(titles[resource.pk], language, spoken[resource.pk]),
        )
        for resource in resources
        if resource.published_at  # a constraint of the table says so too
        for topic in (None, *topics[resource.pk])
        for language in spoken[resource.pk] or [""]
    ]
    Listing.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _parts(
    ids: Sequence[int],
) -> tuple[dict[int, list[str]], dict[int, list[int]], dict[int, dict[str, str]]]:
    """By resource: the languages it speaks, its topics, its titles by language."""
    spoken: dict[int, list[str]] = defaultdict(list)
    topics: dict[int, list[int]] = defaultdict(list)
    titles: dict[int, dict[str, str]] = defaultdict(dict)
    languages = ResourceLanguage.objects.filter(resource__in=ids).order_by("pk")
    for pk, language in languages.values_list("resource_id", "language"):
        spoken[pk].append(language)
    covered = ResourceTopic.objects.filter(resource__in=ids)
    for pk, topic in covered.values_list("resource_id", "topic_id"):
        topics[pk].append(topic)
    texts = ResourceText.objects.filter(resource__in=ids)
    for pk, language, title in texts.values_list("resource_id", "language", "title"):
        titles[pk][language] = title
    return spoken, topics, titles


def _sort_title(titles: dict[str, str], language: str, spoken: Sequence[str]) -> str:
    """The title that a reader of the language sees, by the rule of ``text_of``."""
    for code in (language, *spoken, "en"):
        if code in titles:
            return fold(titles[code])[:_SORT_LENGTH]
    return fold(next(iter(titles.values()), ""))[:_SORT_LENGTH]
