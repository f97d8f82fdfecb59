"""References to a resource, a collection, a topic and a search, as downloads."""

from dataclasses import replace

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from medagora.catalogue import access
from medagora.catalogue import queries as catalogue
from medagora.kernel.refusals import BadInput, Unavailable
from medagora.search import queries as searching
from medagora.search.domain.requests import SearchRequest
from medagora.site import choices, citing
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest, viewer

#: More than this nobody reads; the exports have everything.
MOST = 500
MOST_FOUND = 100


@require_safe
def resource_citation(request: PageRequest, uid: str, form: str) -> HttpResponse:
    resource = access.get_resource_to_read(uid, viewer=viewer(request))
    works = citing.works_of([resource.pk])
    return citing.respond(works, form, works[0].title if works else uid)


@require_safe
def collection_citation(request: PageRequest, uid: str, form: str) -> HttpResponse:
    """The collection itself, then what is in it, with its maker's notes."""
    collection = access.get_collection_to_read(uid, viewer=viewer(request))
    notes = {
        item.card.id: item.note
        for item in catalogue.list_items(collection, request.LANGUAGE_CODE)
    }
    works = [citing.work_of_collection(collection), *citing.works_of(notes, notes)]
    return citing.respond(works, form, collection.title)


@require_safe
def topic_citation(request: PageRequest, slug: str, form: str) -> HttpResponse:
    """What the topic's page lists, under the same parameters."""
    topic = topics.get_topic(slug)
    search = catalogue.ListingSearch.from_params(
        request.GET,
        language=choices.language_of(request.GET, request.LANGUAGE_CODE),
        audience=request.audience,
    )
    works = citing.works_of(catalogue.listed_ids(topic.pk, search)[:MOST])
    text = topics.text_of(topic, request.LANGUAGE_CODE)
    return citing.respond(works, form, text.name if text else slug)


@require_safe
def search_citation(request: PageRequest, form: str) -> HttpResponse:
    """The first hundred that a search finds, under the parameters of its page."""
    asked = SearchRequest.from_params(
        request.GET, reader=request.LANGUAGE_CODE, audience=request.audience
    )
    if asked.is_empty:
        raise BadInput("Say what you look for.", field="q")
    results = searching.search(replace(asked, page=1, size=MOST_FOUND))
    if results.is_degraded:
        raise Unavailable("The search index is being rebuilt. Try again in a minute.")
    works = citing.works_of(hit.card.id for hit in results.page)
    return citing.respond(works, form, asked.text or asked.topic or asked.kind)
