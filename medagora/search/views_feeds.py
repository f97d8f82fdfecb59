"""What a search finds, newest first, for programs: Atom and JSON Feed."""

from dataclasses import replace

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.catalogue.queries.feed_items import item_of
from medagora.community.queries.feed_items import item_of_question
from medagora.kernel.refusals import BadInput, Unavailable
from medagora.search import queries
from medagora.search.domain.requests import Order, SearchRequest
from medagora.search.queries import Matching, SearchResults
from medagora.web import feeds
from medagora.web.feeds import FeedDocument, FeedItem
from medagora.web.links import absolute
from medagora.web.pages import PageRequest

FEED_SIZE = 50
_PARTLY = (Matching.SOME, Matching.MOST)


@require_safe
def feed(request: PageRequest, form: str) -> HttpResponseBase:
    """The newest of what a search finds; the parameters are those of its page.

    The address alone decides, never a cookie: programs share what they keep.
    """
    asked = SearchRequest.from_params(request.GET, reader=request.LANGUAGE_CODE)
    if asked.is_empty:
        raise BadInput("Say what you look for.", field="q")
    results = _search(asked)
    if results.is_degraded:  # an empty feed would say that nothing is there
        raise Unavailable("The search index is being rebuilt. Try again in a minute.")
    return feeds.respond(request, _document(request, asked, results), form)


def _search(asked: SearchRequest) -> SearchResults:
    """The newest with all of the words. Where a page has room left, it goes on with
    what has some of them; so we ask for no more than there are."""
    newest = replace(asked, order=Order.NEWEST, page=1)
    first = queries.search(replace(newest, size=1))
    shown = first.questions if first.shows_questions else first.page
    if shown.total <= 1:
        return first
    return queries.search(replace(newest, size=min(shown.total, FEED_SIZE)))


def _document(
    request: PageRequest, asked: SearchRequest, results: SearchResults
) -> FeedDocument:
    site = settings.CONFIG.site_name
    params = request.GET.copy()
    params.pop("page", None)
    return FeedDocument(
        title=_title(asked, site),
        description=_("What this search finds on %(site)s, newest first.")
        % {"site": site},
        address=absolute(request.get_full_path()),
        page=absolute(reverse("search:search", query=params)),
        author=site,
        language=asked.reader,
        items=_items(results),
        is_told=False,
    )


def _title(asked: SearchRequest, site: str) -> str:
    if not asked.text:
        return _("Search on %(site)s") % {"site": site}
    return _("“%(words)s” on %(site)s") % {"words": asked.text, "site": site}


def _items(results: SearchResults) -> list[FeedItem]:
    """Nothing that has only some of the words: on a page, where it is said, it helps;
    in a feed it would be noise."""
    if results.matching in _PARTLY:
        return []
    if results.shows_questions:
        items = [item_of_question(hit.card) for hit in results.questions]
    else:
        items = [item_of(hit.card) for hit in results.page]
    return sorted(items, key=lambda item: item.published_at, reverse=True)
