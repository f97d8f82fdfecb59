"""The list of topics, a topic's page and its feeds."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from medagora.catalogue import queries as catalogue
from medagora.catalogue.queries.feed_items import item_of
from medagora.community.queries.questions import QuestionSearch, list_questions
from medagora.people import access
from medagora.people.access import Permission
from medagora.reader.queries.sections import list_new_on_topic
from medagora.reader.services import devices
from medagora.site import choices, counts, feeds, structured
from medagora.site.views.home import card_page
from medagora.topics import queries as topics
from medagora.topics.domain.words import BodySystem, Register, TopicKind
from medagora.web import feeds as web_feeds
from medagora.web.feeds import FeedDocument
from medagora.web.links import absolute
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.paging import page_number, paginate

if TYPE_CHECKING:
    from medagora.community.models import Question
    from medagora.topics.models import Topic

LIST_SIZE = 200
#: "Also called" shows few words: blunt ones are there to be found by, not shown.
LAY_SHOWN, CLINICAL_SHOWN = 3, 4
CHILDREN_SHOWN = 40
QUESTIONS_SHOWN = 3


def topic_list(request: PageRequest) -> HttpResponse:
    """A-Z, by body system or by kind, in one language."""
    language = request.LANGUAGE_CODE
    search = topics.TopicSearch.from_params(request.GET)
    page = paginate(
        topics.lines_for(search, language),
        page_number(request.GET.get("page")),
        LIST_SIZE,
    )
    lines = [topics.TopicLine(*row) for row in page]
    by_letter = groupby(lines, key=lambda line: line.letter)
    context = {
        "search": search,
        "page": page,
        "letters": topics.list_letters(search, language),
        "groups": [(letter, list(group)) for letter, group in by_letter],
        "systems": _counted(BodySystem, counts.topics_by_system()),
        "kinds": _counted(TopicKind, counts.topics_by_kind()),
        "unnamed_count": counts.topics_unnamed(language),
        "name_language": "en" if search.is_unnamed else language,
        "can_edit": access.can(viewer(request), Permission.TOPIC_EDIT),
    }
    return render_page(request, "site/topics.html", context=context)


def _counted(words: Any, found: dict[str, int]) -> list[tuple[str, int]]:
    """The words of a closed list in its own order with their counts, none empty."""
    return [(word.value, found[word]) for word in words if found.get(word)]


@dataclass(frozen=True)
class Group:
    """The first resources of one kind, as cards."""

    kind: str
    count: int
    cards: list[catalogue.Card]

    @property
    def has_more(self) -> bool:
        return self.count > len(self.cards)


def topic_detail(request: PageRequest, slug: str) -> HttpResponse:
    topic = topics.get_topic(slug)
    reader = request.LANGUAGE_CODE
    text = topics.text_of(topic, reader)
    search = _search(request)
    tallies = catalogue.tally(topic.pk, search)
    results = _results(topic, search, tallies, request)
    family = topics.get_family(topic, reader)
    context = {
        "topic": topic,
        "text": text,
        **_other_names(topic, text.language if text else "en"),
        "codes": _codes(topic),
        "family": family,
        "children": family.children[:CHILDREN_SHOWN],
        "search": search,
        "tallies": tallies,
        "kinds": choices.kinds(tallies.kinds, search.kind),
        "audiences": choices.audiences(tallies.audiences, search.audience),
        "languages": choices.other_languages(
            tallies.languages, search.language, reader
        ),
        "sorts": choices.words(catalogue.Sort, search.sort),
        **results,
        "collections": catalogue.list_on_topic(topic.pk, reader),
        "can_edit": access.can(viewer(request), Permission.TOPIC_EDIT),
        "structured_data": structured.topic_page(topic, text, request),
        **_news(topic, request),
        "questions": _questions(topic, request),
    }
    return render_page(request, "site/topic_detail.html", "results", context)


def _news(topic: "Topic", request: PageRequest) -> dict[str, Any]:
    """The newest entries of the topic's sources, and whether it is on the reader's
    page."""
    reader = devices.reader_of(request)
    lines = list_new_on_topic(topic.slug, request.LANGUAGE_CODE, request.audience)
    return {
        "news": lines,
        "now": timezone.now(),
        "has_page": reader.has_page,
        "is_followed": topic.slug in reader.topics,
    }


def _questions(topic: "Topic", request: PageRequest) -> list["Question"]:
    """What people asked last about the topic, in the reader's language."""
    search = QuestionSearch(topic.slug, request.LANGUAGE_CODE)
    return list(list_questions(search, viewer(request))[:QUESTIONS_SHOWN])


def _search(request: PageRequest) -> catalogue.ListingSearch:
    return catalogue.ListingSearch.from_params(
        request.GET,
        language=choices.language_of(request.GET, request.LANGUAGE_CODE),
        audience=request.audience,
    )


def _results(
    topic: "Topic",
    search: catalogue.ListingSearch,
    tallies: catalogue.Tallies,
    request: PageRequest,
) -> dict[str, Any]:
    """An overview of all kinds, or pages of one; the cards need three queries."""
    if search.kind or len(tallies.kinds) == 1:
        total = tallies.kinds.get(search.kind, 0) if search.kind else tallies.total
        listed = catalogue.listed_ids(topic.pk, search)
        page = card_page(listed, request, total=total)
        return {"page": page, "has_unconfirmed": _has_unconfirmed(page.rows)}
    found = catalogue.list_groups(topic.pk, search, tallies)
    ids = [pk for group in found for pk in group.ids]
    cards = {card.id: card for card in catalogue.cards_of(ids, request.LANGUAGE_CODE)}
    groups = [
        Group(group.kind, group.count, [cards[pk] for pk in group.ids if pk in cards])
        for group in found
    ]
    return {"groups": groups, "has_unconfirmed": _has_unconfirmed(cards.values())}


def _has_unconfirmed(cards: Any) -> bool:
    return any(card.is_unconfirmed for card in cards)


def _other_names(topic: "Topic", language: str) -> dict[str, list[str]]:
    """A few of its other names in the language, in everyday and in clinical words."""
    terms = [term for term in topic.terms.all() if term.language == language]
    lay = [term.text for term in terms if term.register == Register.LAY]
    clinical = [term.text for term in terms if term.register == Register.CLINICAL]
    return {
        "lay_terms": lay[:LAY_SHOWN],
        "clinical_terms": clinical[:CLINICAL_SHOWN],
    }


def _codes(topic: "Topic") -> list[tuple[str, list[str]]]:
    """Its codes by system."""
    codes = sorted((code.system, code.value) for code in topic.codes.all())
    return [
        (system, [value for _system, value in group])
        for system, group in groupby(codes, key=lambda code: code[0])
    ]


def topic_feed(request: PageRequest, slug: str, form: str) -> HttpResponseBase:
    """What is new on one topic in the language of the address."""
    topic = topics.get_topic(slug)
    language = request.LANGUAGE_CODE
    text = topics.text_of(topic, language)
    part = feeds.newest_part(request, language=language, topic_id=topic.pk)
    document = FeedDocument(
        title=_("%(topic)s: new on %(site)s")
        % {"topic": text.name if text else slug, "site": settings.CONFIG.site_name},
        description=text.description if text else "",
        address=absolute(request.get_full_path()),
        page=absolute(reverse("site:topic-detail", args=[slug])),
        author=settings.CONFIG.site_name,
        language=language,
        items=[item_of(card) for card in part.cards],
        first=part.first,
        newer=part.newer,
        older=part.older,
    )
    return web_feeds.respond(request, document, form)
