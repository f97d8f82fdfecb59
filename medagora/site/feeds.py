"""What the feeds of the site have in common: for whom they are, and their parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience
from medagora.catalogue.queries import Card, ListingSearch
from medagora.kernel.refusals import NotFound
from medagora.web.links import absolute

FEED_SIZE = 50
#: Older than what stands on so many parts is found by searching or harvesting.
LAST_PART = 200


def audience_of(request: HttpRequest) -> str:
    """Whom a feed is for: its address decides, never a cookie."""
    asked = request.GET.get("audience", "")
    return asked if asked in set(Audience) else Audience.BOTH


@dataclass(frozen=True)
class FeedPart:
    """Some cards of a long feed, with the addresses of the parts beside it."""

    cards: Sequence[Card]
    first: str
    newer: str
    older: str


def newest_part(
    request: HttpRequest, *, language: str, topic_id: int | None = None
) -> FeedPart:
    """The part of what is new that the address asks for (``?page=2``), newest first.

    NotFound for a part that is no number, or beyond the end.
    """
    number = _number(request.GET.get("page", "1"))
    search = ListingSearch(language=language, audience=audience_of(request))
    start = (number - 1) * FEED_SIZE
    ids = list(catalogue.listed_ids(topic_id, search)[start : start + FEED_SIZE + 1])
    if number > 1 and not ids:
        raise _no_such_part()
    has_more = len(ids) > FEED_SIZE and number < LAST_PART
    return FeedPart(
        catalogue.cards_of(ids[:FEED_SIZE], language),
        _address(request, 1),
        _address(request, number - 1) if number > 1 else "",
        _address(request, number + 1) if has_more else "",
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        raise _no_such_part()
    number = int(text)
    if not 1 <= number <= LAST_PART:
        raise _no_such_part()
    return number


def _no_such_part() -> NotFound:
    return NotFound("This feed has no such part.")


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return absolute(f"{request.path}?{query.urlencode()}" if query else request.path)
