"""Home, what is new, and the feeds of both."""

from dataclasses import replace
from itertools import islice
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience, Kind
from medagora.catalogue.queries.feed_items import item_of
from medagora.curation import access
from medagora.kernel import languages
from medagora.site import choices, counts, feeds, structured
from medagora.site.views import desk_feeds
from medagora.topics import queries as topics
from medagora.topics.domain.words import TopicKind
from medagora.web import feeds as web_feeds
from medagora.web.feeds import FeedDocument
from medagora.web.hub.places import hub_address
from medagora.web.links import absolute
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.paging import Page, page_number, paginate

POPULAR = 18
NEWEST = 6
COLLECTIONS = 4


def home(request: PageRequest) -> HttpResponse:
    language, audience = request.LANGUAGE_CODE, request.audience
    spoken = counts.by_language(audience)
    newest = catalogue.list_newest(audience=audience, language=language, limit=NEWEST)
    context = {
        "kinds": _kinds(),
        "popular": _popular_topics(language, audience),
        "newest": newest,
        "has_unconfirmed": any(card.is_unconfirmed for card in newest),
        "collections": list(catalogue.public_collections(language)[:COLLECTIONS]),
        "languages": spoken,
        "resource_count": spoken.get(language, 0),
        "topic_count": sum(counts.topics_by_kind().values()),
        "structured_data": structured.home_page(
            settings.CONFIG.site_name, reverse("search:search")
        ),
    }
    return render_page(request, "site/home.html", context=context)


def _kinds() -> list[tuple[str, int]]:
    """Topic kinds in our own order with their counts, empty ones left out."""
    found = counts.topics_by_kind()
    return [(kind.value, found[kind]) for kind in TopicKind if found.get(kind)]


def _popular_topics(language: str, audience: str) -> list[tuple[topics.TopicLine, int]]:
    """The topics with most resources in the language, A-Z."""
    found = counts.by_topic(language, audience)
    ids = list(islice(found, POPULAR))
    if len(ids) < POPULAR:
        ids += topics.list_first_ids(language, limit=POPULAR)
    lines = topics.list_lines_of(list(dict.fromkeys(ids))[:POPULAR], language)
    return [(line, found.get(line.id, 0)) for line in lines]


def new(request: PageRequest) -> HttpResponse:
    """Everything published in one language, the newest first."""
    reader = request.LANGUAGE_CODE
    search = catalogue.ListingSearch.from_params(
        request.GET,
        language=choices.language_of(request.GET, reader),
        audience=request.audience,
    )
    spoken = counts.by_language(request.audience)
    ids = catalogue.listed_ids(None, replace(search, sort=catalogue.Sort.NEWEST))
    total = None if search.kind else spoken.get(search.language, 0)
    context = {
        "search": search,
        "page": card_page(ids, request, total=total),
        "kinds": choices.words(["", *Kind], search.kind),
        "languages": choices.other_languages(spoken, search.language, reader),
    }
    return render_page(request, "site/new.html", "results", context)


def card_page(
    ids: Any, request: PageRequest, *, total: int | None
) -> Page[catalogue.Card]:
    """A page of cards of a query of ids, in the reader's words."""
    page = paginate(ids, page_number(request.GET.get("page")), total=total)
    return replace(page, rows=catalogue.cards_of(page.rows, request.LANGUAGE_CODE))


def new_feed(request: PageRequest, form: str) -> HttpResponseBase:
    language = request.LANGUAGE_CODE
    part = feeds.newest_part(request, language=language)
    own_name = languages.own_name(language)
    document = FeedDocument(
        title=_("%(site)s: new in %(language)s")
        % {"site": settings.CONFIG.site_name, "language": own_name},
        description=_("Medical resources that people chose, each with the reason."),
        address=absolute(request.get_full_path()),
        page=absolute(reverse("site:new")),
        author=settings.CONFIG.site_name,
        language=language,
        items=[item_of(card) for card in part.cards],
        first=part.first,
        newer=part.newer,
        older=part.older,
    )
    return web_feeds.respond(request, document, form)


def feed_list(request: PageRequest) -> HttpResponse:
    """What can be followed, and how, for people who do not know what a feed is."""
    context = {
        "codes": languages.FINISHED,
        "popular": _popular_topics(request.LANGUAGE_CODE, Audience.BOTH),
        "hub": hub_address(),
        "is_at_desk": access.can_see_desk(viewer(request)),
        "desk_feeds": [
            absolute(f"/desk/feed/KEY/{name}.atom") for name in desk_feeds.LISTS
        ],
    }
    return render_page(request, "site/feeds.html", context=context)
