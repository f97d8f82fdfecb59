"""Lists of the desk as feeds, for curators whose feed reader has no session.

The key is one that the person made for their own feeds (``reader``); what it opens
here is what its owner may see at the desk now.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.catalogue import queries as catalogue
from medagora.catalogue.queries import upkeep
from medagora.curation import access
from medagora.curation.domain.links import TROUBLE
from medagora.curation.queries import desk
from medagora.curation.queries.desk import QueueSearch
from medagora.kernel.languages import FINISHED
from medagora.kernel.refusals import NotFound
from medagora.reader.domain.words import KeyScope
from medagora.reader.services import keys
from medagora.web.feeds import FeedDocument, FeedItem, respond
from medagora.web.links import absolute
from medagora.web.rates import require_rate

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person

FEED_SIZE = 50
_FORMS = frozenset({"atom", "json"})
#: A key is a guess of 123 bits; whoever guesses is slowed down all the same.
_MOST_GUESSES, _GUESSES_SECONDS = 30, 600
LISTS = ("queue", "due", "new", "broken", "reports")


@require_safe
def desk_feed(request: HttpRequest, key: str, name: str, form: str) -> HttpResponseBase:
    """One list of the desk as its curator sees it; 404 for whoever may not see it."""
    if name not in LISTS or form not in _FORMS:
        raise _nothing()
    person = _person(request, key)
    spoken = (code for code in person.languages if code in FINISHED)
    language = next(spoken, FINISHED[0])
    with translation.override(language):
        document = FeedDocument(
            title=f"{_titles()[name]} · {settings.CONFIG.site_name}",
            description=_("A private list of %(name)s. Do not pass its address on.")
            % {"name": person},
            address=absolute(request.get_full_path()),
            page=absolute(reverse(_PAGES[name])),
            author=settings.CONFIG.site_name,
            language=language,
            items=_items(name, person, language),
        )
        return respond(request, document, form, is_private=True)


def _person(request: HttpRequest, key: str) -> "Person":
    person = keys.person_of_key(key[:200], KeyScope.FEEDS, at=timezone.now())
    if person is None or not access.can_see_desk(person):
        require_rate(request, "desk-feed", most=_MOST_GUESSES, seconds=_GUESSES_SECONDS)
        raise _nothing()
    return person


def _nothing() -> NotFound:
    return NotFound("There is no such list, or its key was taken back.")


_PAGES = {
    "queue": "curation:desk",
    "due": "curation:desk-due",
    "new": "curation:desk-due",
    "broken": "curation:desk-broken",
    "reports": "curation:desk-reports",
}


def _titles() -> dict[str, str]:
    return {
        "queue": _("Waiting for a verdict"),
        "due": _("Due for a new look"),
        "new": _("Never looked at here"),
        "broken": _("Broken addresses"),
        "reports": _("Reports of readers"),
    }


def _items(name: str, person: "Person", language: str) -> list[FeedItem]:
    if name == "queue":
        return _queue(person, language)
    if name == "reports":
        return _reports(language)
    rows: dict[str, QuerySet[Resource]] = {
        "due": upkeep.due_for_review(timezone.now().date()),
        "new": upkeep.never_reviewed(),
        "broken": upkeep.with_link_states(TROUBLE),
    }
    found = desk.in_scope(person, rows[name])[:FEED_SIZE]
    return _resources(found.values_list("pk", flat=True), language)


def _queue(person: "Person", language: str) -> list[FeedItem]:
    """The newest suggestions; the page itself begins with the oldest."""
    if not access.can_review(person):
        return []
    rows = desk.list_queue(person, QueueSearch()).order_by("-suggested_at", "-pk")
    found = desk.with_details(rows)[:FEED_SIZE]
    return [
        FeedItem(
            id=absolute(f"/desk/suggestion/{row.pk}/"),
            address=absolute(reverse("curation:desk-suggestion", args=[row.pk])),
            title=(card := catalogue.card_of(row.resource, language)).title,
            summary=card.description,
            published_at=row.suggested_at,
            updated_at=row.suggested_at,
            language=card.description_language or card.title_language,
            tags=(card.kind, card.audience),
        )
        for row in found
    ]


def _reports(language: str) -> list[FeedItem]:
    """That there is a report on a resource: what somebody wrote stays at the desk."""
    rows = desk.list_reports().order_by("-reported_at", "-pk")[:FEED_SIZE]
    page = absolute(reverse("curation:desk-reports"))
    return [
        FeedItem(
            id=absolute(f"/desk/report/{row.pk}/"),
            address=page,
            title=catalogue.card_of(row.resource, language).title,
            summary=_("Somebody reported this resource. Read why at the desk."),
            published_at=row.reported_at,
            updated_at=row.reported_at,
            language=language,
        )
        for row in rows
    ]


def _resources(ids: Iterable[int], language: str) -> list[FeedItem]:
    return [
        FeedItem(
            id=absolute(f"/desk/resource/{card.uid}/"),
            address=absolute(reverse("curation:resource", args=[card.uid])),
            title=card.title,
            summary=card.description,
            published_at=card.published_at or card.updated_at,
            updated_at=card.updated_at,
            language=card.description_language or card.title_language,
            tags=(card.kind, card.audience, card.link_state),
        )
        for card in catalogue.cards_of(ids, language)
    ]
