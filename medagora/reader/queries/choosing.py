"""What a reader can choose from: topics and languages that have sources."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from medagora.catalogue import queries as catalogue
from medagora.kernel.text import fold
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Feed
from medagora.topics import queries as topics
from medagora.topics.domain.words import TopicKind

#: Topics that a search shows, and synonyms that it looks through.
MOST_FOUND = 40
#: The topics with most sources, before anybody has searched.
MOST_OFFERED = 24


@dataclass(frozen=True)
class TopicChoice:
    """A topic that can be ticked, and how many sources it would bring."""

    slug: str
    name: str
    language: str
    kind: str
    count: int


@dataclass(frozen=True)
class Offer:
    """Everything a page of choices shows."""

    chosen: list[TopicChoice]
    found: list[TopicChoice]
    often: list[TopicChoice]
    groups: list[tuple[str, list[TopicChoice]]]
    #: Topics whose sources all speak other languages, counted there.
    elsewhere: list[TopicChoice]
    #: Codes of the languages that sources speak, with how many; most first.
    languages: dict[str, int]


def list_offer(
    *, reader: str, chosen: Collection[str], languages: Collection[str], words: str = ""
) -> Offer:
    """The choices in the reader's words; sources are counted in ``languages``, in all
    of them when none is given. A few queries, however many topics."""
    feeds = list(_followable().values_list("resource_id", "language"))
    counts = Counter(code for _resource, code in feeds if code)
    spoken = {pk for pk, code in feeds if not languages or code in set(languages)}
    others = {pk for pk, _code in feeds} - spoken
    lines = topics.list_lines(reader)
    by_slug = {choice.slug: choice for choice in _choices(lines, spoken)}
    ticked = set(chosen)
    free = [choice for slug, choice in by_slug.items() if slug not in ticked]
    here = [choice for choice in free if choice.count]
    missing = {choice.slug for choice in free if not choice.count}
    return Offer(
        chosen=[choice for slug, choice in by_slug.items() if slug in ticked],
        found=[c for c in _find(words, by_slug) if c.slug not in ticked],
        often=sorted(here, key=lambda c: (-c.count, c.name))[:MOST_OFFERED],
        groups=_grouped(here),
        elsewhere=[c for c in _choices(lines, others) if c.count and c.slug in missing],
        languages=dict(counts.most_common()),
    )


def _followable() -> QuerySet[Feed]:
    """Feeds that curators chose and that still bring something."""
    return Feed.objects.filter(state=FeedState.ACTIVE, resource__isnull=False)


def _choices(
    lines: Sequence[topics.TopicLine], spoken: Collection[int]
) -> list[TopicChoice]:
    """Every topic, A-Z; a source counts for the topics above its own too."""
    parents = {line.id: line.parent_id for line in lines}
    ids = {line.slug: line.id for line in lines}
    sources: dict[int, set[int]] = {}
    for resource, slugs in catalogue.topic_slugs_of(spoken).items():
        for slug in slugs:
            for topic in _upwards(ids.get(slug), parents):
                sources.setdefault(topic, set()).add(resource)
    return [
        TopicChoice(
            line.slug,
            line.name,
            line.language,
            line.kind,
            len(sources.get(line.id, ())),
        )
        for line in lines
    ]


def _upwards(topic: int | None, parents: Mapping[int, int | None]) -> list[int]:
    """A topic and those above it; a circle ends the way."""
    way: list[int] = []
    while topic is not None and topic not in way:
        way.append(topic)
        topic = parents.get(topic)
    return way


def _find(words: str, by_slug: Mapping[str, TopicChoice]) -> list[TopicChoice]:
    """Topics whose name holds the words, or that are also called so."""
    wanted = fold(words)
    if not wanted:
        return []
    named = [choice for choice in by_slug.values() if wanted in fold(choice.name)]
    spoken = topics.find_spoken([wanted], wanted, limit=MOST_FOUND)
    called = [by_slug[term.slug] for term in spoken if term.slug in by_slug]
    found = dict.fromkeys([*named, *called])
    return sorted(found, key=lambda choice: choice.count == 0)[:MOST_FOUND]


def _grouped(choices: Iterable[TopicChoice]) -> list[tuple[str, list[TopicChoice]]]:
    groups: dict[str, list[TopicChoice]] = {kind.value: [] for kind in TopicKind}
    for choice in choices:
        groups.setdefault(choice.kind, []).append(choice)
    return [(kind, group) for kind, group in groups.items() if group]


@dataclass(frozen=True)
class Near:
    """What would bring sources when a choice brings none."""

    languages: list[tuple[str, int]]
    topics: list[TopicChoice]


def list_near(slugs: Collection[str], languages: Collection[str], reader: str) -> Near:
    """The same topics in other languages, and related topics in these languages."""
    spoken_by = dict(_followable().values_list("resource_id", "language"))
    lines = topics.list_lines(reader)
    ids = topics.ids_by_slug(slugs)
    everywhere = _sources_on(ids.values(), lines)
    counts = Counter(code for pk, code in spoken_by.items() if pk in everywhere)
    others = [(code, n) for code, n in counts.most_common() if code not in languages]
    here = {pk for pk, code in spoken_by.items() if not languages or code in languages}
    relatives = _relatives(set(ids.values()), lines)
    near = [c for c in _choices(lines, here) if c.slug in relatives and c.count]
    return Near(
        languages=[(code, count) for code, count in others if code],
        topics=sorted(near, key=lambda choice: -choice.count)[:12],
    )


def _sources_on(ids: Iterable[int], lines: Iterable[topics.TopicLine]) -> set[int]:
    children: dict[int | None, list[int]] = {}
    for line in lines:
        children.setdefault(line.parent_id, []).append(line.id)
    found, queue = set(ids), list(ids)
    while queue:
        new = [child for child in children.get(queue.pop(), []) if child not in found]
        found.update(new)
        queue += new
    return catalogue.ids_on_topics(found)


def _relatives(ids: set[int], lines: Iterable[topics.TopicLine]) -> set[str]:
    """Slugs of the topics above, beside and below these."""
    lines = list(lines)
    parents = {line.parent_id for line in lines if line.id in ids} - {None}
    return {
        line.slug
        for line in lines
        if line.id not in ids
        and (line.id in parents or line.parent_id in parents | ids)
    }
