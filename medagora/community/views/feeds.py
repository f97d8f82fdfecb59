"""New questions for programs: of everything, of a topic, in one language or in all."""

from dataclasses import replace

from django.conf import settings
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.community.domain.words import Order
from medagora.community.queries import questions
from medagora.community.queries.feed_items import item_of_question
from medagora.community.queries.for_search import question_cards
from medagora.community.queries.questions import QuestionSearch
from medagora.kernel import languages
from medagora.kernel.refusals import NotFound
from medagora.topics import queries as topics
from medagora.web import feeds
from medagora.web.links import absolute
from medagora.web.pages import PageRequest

FEED_SIZE = 50


@require_safe
def question_feed(request: PageRequest, form: str) -> HttpResponseBase:
    """What everybody may read, the newest question first, whoever asks for it.

    The parameters are those of the page: ``topic``, ``kind``, and ``language``, which
    is that of the address unless another is named, or ``all``.
    """
    language = request.LANGUAGE_CODE
    search = QuestionSearch.from_params(request.GET, language)
    search = replace(search, order=Order.NEW)
    newest = questions.list_questions(search, None).values_list("uid", flat=True)
    rows = question_cards(newest[:FEED_SIZE])
    document = feeds.FeedDocument(
        title=_title(search, language),
        description=_("What people ask, for everybody to read. Nobody is named."),
        address=absolute(request.get_full_path()),
        page=absolute(reverse("community:questions", query=_query(request.GET))),
        author=settings.CONFIG.site_name,
        language=language,
        items=[item_of_question(row) for row in rows],
    )
    return feeds.respond(request, document, form)


def _title(search: QuestionSearch, language: str) -> str:
    """NotFound for a topic that there is not: a program would wait for ever."""
    site = settings.CONFIG.site_name
    if not search.topic:
        spoken = languages.own_name(search.language or language)
        return _("%(site)s: questions in %(language)s") % {
            "site": site,
            "language": spoken if search.language else _("all languages"),
        }
    ids = topics.ids_by_slug([search.topic]) if len(search.topic) <= 80 else {}
    lines = topics.list_lines_of(ids.values(), language) if ids else []
    if not lines:
        raise NotFound("There is no topic %(slug)s.", slug=search.topic[:80])
    return _("%(topic)s: questions on %(site)s") % {
        "topic": lines[0].name,
        "site": site,
    }


def _query(params: QueryDict) -> QueryDict:
    query = params.copy()
    for name in set(query) - {"topic", "language", "kind"}:
        del query[name]
    return query
