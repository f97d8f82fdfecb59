"""Lists of sources to take along (OPML 2.0): those of topics and of
collections, and our own feeds."""

from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.catalogue import access
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience
from medagora.catalogue.queries import PublishedFeed
from medagora.kernel import languages
from medagora.reader.domain.taking.found import FoundSource
from medagora.reader.domain.taking.opml_writing import OpmlList, write_opml
from medagora.reader.queries import feeds as reader_feeds
from medagora.site import counts, feeds
from medagora.topics import queries as topics
from medagora.web.links import absolute
from medagora.web.pages import PageRequest

#: A list for people: longer ones are harvested.
MOST_COLLECTIONS = 500


@require_safe
def topic_sources(request: PageRequest, slug: str) -> HttpResponse:
    """What the curators chose to follow on one topic, and what else its resources
    publish, in the language of the address (``?language=de`` for another)."""
    language = _language(request)
    topic = topics.get_topic(slug)
    text = topics.text_of(topic, request.LANGUAGE_CODE)
    name = text.name if text else slug
    chosen = reader_feeds.bundle([slug], [language], feeds.audience_of(request))
    known = {one.pk for one in chosen}
    on_topic = catalogue.ids_on_topics(topics.with_descendants(topic))
    found = reader_feeds.feeds_of_resources(on_topic).filter(language=language)
    others = [one for one in found.order_by("title", "pk") if one.pk not in known]
    sources = [
        FoundSource(one.address, one.title, one.site, folder, one.language)
        for folder, rows in ((_("Chosen"), chosen), (_("More"), others))
        for one in rows
    ]
    return _answer(_title(name), sources, f"{slug}.opml")


def _title(name: str) -> str:
    return _("%(topic)s: sources on %(site)s") % {
        "topic": name,
        "site": settings.CONFIG.site_name,
    }


@require_safe
def collection_sources(request: PageRequest, uid: str) -> HttpResponse:
    """What the resources of a collection publish, in its order, as whoever has its
    address may see it."""
    collection = access.get_collection_to_read(uid, viewer=None)
    items = catalogue.list_items(collection, request.LANGUAGE_CODE)
    order = {item.card.id: place for place, item in enumerate(items) if item.is_shown}
    found = reader_feeds.feeds_of_resources(order)
    sources = [
        FoundSource(one.address, one.title, one.site, "", one.language)
        for one in sorted(found, key=lambda one: (order[one.resource_id or 0], one.pk))
    ]
    return _answer(_title(collection.title), sources, f"{uid}.opml")


@require_safe
def all_sources(request: PageRequest) -> HttpResponse:
    """Every source of the catalogue in one language, in a folder for each topic."""
    language = _language(request)
    found = [
        one for one in catalogue.list_published_feeds() if one.language == language
    ]
    covered = catalogue.topic_slugs_of(one.resource_id for one in found)
    names = {line.slug: line.name for line in topics.list_lines(request.LANGUAGE_CODE)}
    sources = sorted(_foldered(found, covered, names), key=lambda one: one.folder)
    title = _("Sources in %(language)s on %(site)s") % {
        "language": languages.own_name(language),
        "site": settings.CONFIG.site_name,
    }
    return _answer(title, sources, f"sources-{language}.opml")


def _foldered(
    found: Iterable[PublishedFeed],
    covered: Mapping[int, set[str]],
    names: Mapping[str, str],
) -> Iterator[FoundSource]:
    """A source stands in the folder of each of its topics, as in a shop."""
    for one in found:
        folders = [names[slug] for slug in covered.get(one.resource_id, ())]
        for folder in sorted(filter(None, folders)) or [_("Other topics")]:
            # " / " would make a folder within a folder
            yield _source(one, folder.replace(" / ", "/"))


def _source(one: PublishedFeed, folder: str) -> FoundSource:
    return FoundSource(one.address, one.title, one.site, folder, one.language)


@require_safe
def own_feeds(request: PageRequest) -> HttpResponse:
    """The feeds of this site in the language of the address."""
    language = request.LANGUAGE_CODE
    sources = [*_general(), *_topics(language), *_collections(language)]
    title = _("Feeds of %(site)s") % {"site": settings.CONFIG.site_name}
    return _answer(title, sources, f"feeds-{language}.opml")


def _general() -> Iterator[FoundSource]:
    site = settings.CONFIG.site_name
    for title, address, page in (
        (_("What is new"), _feed("site:new-feed"), "site:new"),
        (
            _("Conversations"),
            _feed("community:question-feed"),
            "community:questions",
        ),
        (_("The public log"), absolute(reverse("log-atom")), "curation:log"),
    ):
        yield FoundSource(address, f"{site}: {title}", absolute(reverse(page)))


def _topics(language: str) -> Iterator[FoundSource]:
    """Topics on which there is anything in the language, A-Z."""
    found = counts.by_topic(language, Audience.BOTH)
    for line in topics.list_lines_of(found, language):
        yield FoundSource(
            _feed("site:topic-feed", slug=line.slug),
            line.name,
            absolute(reverse("site:topic-detail", args=[line.slug])),
            _("Topics"),
            language,
        )


def _collections(language: str) -> Iterator[FoundSource]:
    for one in catalogue.public_collections(language)[:MOST_COLLECTIONS]:
        yield FoundSource(
            _feed("catalogue:collection-feed", uid=one.uid),
            one.title,
            absolute(reverse("catalogue:collection-detail", args=[one.uid])),
            _("Collections"),
            language,
        )


def _feed(view: str, **names: str) -> str:
    return absolute(reverse(view, kwargs={**names, "form": "atom"}))


def _language(request: PageRequest) -> str:
    asked = languages.primary(request.GET.get("language", "")[:12])
    return asked if languages.is_known(asked) else request.LANGUAGE_CODE


def _answer(title: str, sources: Iterable[FoundSource], name: str) -> HttpResponse:
    listed = OpmlList(title, timezone.now(), list(sources))
    return HttpResponse(
        write_opml(listed),
        content_type="text/x-opml; charset=utf-8",
        headers={
            "Cache-Control": "public, max-age=3600",
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )
