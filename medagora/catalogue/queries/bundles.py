"""Bundles: the resources whose news somebody is given who follows a topic.

A curator's choice for a topic and language is the bundle, in its order. Where there
is none it is everything published on the topic and the topics below it that speaks
the language and has a feed: some of each kind, the topic's own before the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from django.db.models import Count, Exists, OuterRef, Q

from medagora.catalogue.domain.words import State
from medagora.catalogue.models import BundleItem, Feed, Listing
from medagora.catalogue.queries.listings import audiences_for
from medagora.topics import queries as topics

#: As many resources as one topic gives in one language where nobody chose.
MOST_DERIVED = 60
#: Rows looked at for that; a topic with more of them has its newest looked at.
_MOST_ROWS = 2000


@dataclass(frozen=True)
class BundleLine:
    """A resource of a bundle, and the topic and language that brought it."""

    resource_id: int
    topic: str
    language: str


@dataclass(frozen=True)
class Bundle:
    """The bundle of one topic in one language; ``is_chosen``: by a curator."""

    ids: list[int]
    is_chosen: bool


def bundle_resource_ids(
    slugs: Iterable[str], languages: Iterable[str], audience: str
) -> list[int]:
    """The resources of the bundles of these topics and languages, each once."""
    return [line.resource_id for line in list_bundle(slugs, languages, audience)]


def list_bundle(
    slugs: Iterable[str], languages: Iterable[str], audience: str
) -> list[BundleLine]:
    """The same with the topic that brought each; topic by topic, in their order.

    ``audience`` as everywhere ("both" means everyone's). Topics that are not there
    are left out. Three queries, and one for each topic and language without a choice.
    """
    found: dict[int, BundleLine] = {}
    below = topics.ids_below(dict.fromkeys(slugs))
    spoken = list(dict.fromkeys(languages))
    chosen, fitting = _chosen(below, spoken, audience)
    for slug, ids in below.items():
        for language in spoken:
            mine = chosen.get((ids[0], language))
            if mine is None:
                mine = _derived(ids, language, audience)
            else:
                mine = [pk for pk in mine if pk in fitting]
            for pk in mine:
                found.setdefault(pk, BundleLine(pk, slug, language))
    return list(found.values())


def _chosen(
    below: dict[str, list[int]], languages: Sequence[str], audience: str
) -> tuple[dict[tuple[int, str], list[int]], set[int]]:
    """What curators chose, by topic and language, and which of it is shown now: a
    choice whose resources were all retired is still a choice."""
    rows = BundleItem.objects.filter(
        topic__in=[ids[0] for ids in below.values()], language__in=languages
    )
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    fitting = set()
    fields = ("topic_id", "language", "resource_id")
    state = ("resource__state", "resource__audience")
    wanted = set(audiences_for(audience))
    for topic, language, pk, its_state, its_audience in rows.values_list(
        *fields, *state
    ):
        found[topic, language].append(pk)
        if its_state == State.PUBLISHED and its_audience in wanted:
            fitting.add(pk)
    return found, fitting


def _derived(ids: Sequence[int], language: str, audience: str) -> list[int]:
    """Some of each kind, those of the topic itself (the first id) before the others."""
    rows = Listing.objects.filter(
        Exists(Feed.objects.filter(resource=OuterRef("resource"))),
        topic__in=ids,
        language=language,
        audience__in=audiences_for(audience),
    ).order_by("-published_at", "-resource")
    kinds: dict[str, dict[int, None]] = defaultdict(dict)
    found = list(rows.values_list("topic_id", "kind", "resource_id")[:_MOST_ROWS])
    found.sort(key=lambda row: row[0] != ids[0])  # stable: the newest stay first
    for _topic, kind, pk in found:
        kinds[kind][pk] = None
    in_turn = chain.from_iterable(zip_longest(*kinds.values()))
    return [pk for pk in in_turn if pk is not None][:MOST_DERIVED]


def get_bundle(slug: str, language: str) -> Bundle:
    """One bundle for whoever looks after it: everyone's audience, and of a choice
    also what is no longer published."""
    ids = topics.ids_below([slug]).get(slug, [])
    rows = BundleItem.objects.filter(topic__in=ids[:1], language=language)
    if chosen := list(rows.values_list("resource_id", flat=True)):
        return Bundle(chosen, is_chosen=True)
    return Bundle(_derived(ids, language, "both") if ids else [], is_chosen=False)


def addable_ids(slug: str, language: str) -> list[int]:
    """Published resources that the bundle could have as well, the newest first."""
    ids = topics.ids_below([slug]).get(slug, [])
    taken = get_bundle(slug, language).ids
    rows = Listing.objects.filter(
        Exists(Feed.objects.filter(resource=OuterRef("resource"))),
        topic__in=ids,
        language=language,
    ).exclude(resource__in=taken)
    newest = rows.order_by("-published_at", "-resource")
    return list(dict.fromkeys(newest.values_list("resource_id", flat=True)[:200]))


def with_feeds(ids: Iterable[int], language: str) -> set[int]:
    """Those of the resources that are published, speak the language and have feeds:
    only these can stand in a bundle."""
    rows = Listing.objects.filter(
        Exists(Feed.objects.filter(resource=OuterRef("resource"))),
        resource__in=list(ids),
        topic=None,
        language=language,
    )
    return set(rows.values_list("resource_id", flat=True))


def count_spoken_with_feeds(slug: str) -> dict[str, int]:
    """In which languages the topic has resources with feeds, and how many."""
    ids = topics.ids_below([slug]).get(slug, [])
    rows = Listing.objects.filter(
        Exists(Feed.objects.filter(resource=OuterRef("resource"))),
        ~Q(language=""),
        topic__in=ids,
    ).order_by()
    counted = rows.values_list("language").annotate(n=Count("resource", distinct=True))
    return dict(counted.order_by("-n", "language"))


def count_chosen() -> list[tuple[int, str, int]]:
    """Topic id, language and number of resources of each bundle that was chosen."""
    rows = BundleItem.objects.order_by().values_list("topic_id", "language")
    counted = rows.annotate(n=Count("pk")).order_by("topic_id", "language")
    return list(counted)
