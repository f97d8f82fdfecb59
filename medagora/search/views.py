"""The page of results, and suggestions while somebody types."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from medagora.kernel.emergencies import Emergency, find_emergency
from medagora.kernel.refusals import BadInput
from medagora.search import queries, visits_unmet
from medagora.search.domain.requests import SearchRequest
from medagora.search.queries import SearchResults, Suggestion, Suggestions
from medagora.web.countries import country_of, depends_on_country
from medagora.web.emergency_lines import emergency_help
from medagora.web.errors import wants_json
from medagora.web.pages import PageRequest, render_page

_SUGGESTIONS_SECONDS = 60


@require_safe
def search(request: PageRequest) -> HttpResponse:
    """A page of results; before anything else, help for somebody in an emergency."""
    asked = SearchRequest.from_params(
        request.GET, reader=request.LANGUAGE_CODE, audience=request.audience
    )
    context: dict[str, Any] = {"asked": asked, "results": SearchResults(asked)}
    if found := _emergency(request, asked):
        language, country = request.LANGUAGE_CODE, country_of(request)
        context["help"] = emergency_help(found, country, language)
        return depends_on_country(_page(request, context))
    try:
        context["results"] = queries.search(asked)
    except BadInput as fault:
        return _page(request, context | {"fault": fault}, status=fault.status)
    context["unmet"] = visits_unmet.note_visit(request, context["results"])
    return _page(request, context)


def _emergency(request: PageRequest, asked: SearchRequest) -> Emergency | None:
    """What somebody may be in; None when they said that they search all the same."""
    if request.GET.get("go"):
        return None
    return find_emergency(asked.text, request.LANGUAGE_CODE)


def _page(
    request: PageRequest, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render_page(request, "search/search.html", "results", context, status)


@require_safe
def suggest(request: PageRequest) -> HttpResponse:
    """A listbox for the search field; as data for programs and browsers."""
    found = queries.suggest(request.GET.get("q", ""), request.LANGUAGE_CODE)
    form = request.GET.get("format", "")
    if form == "opensearch":
        content_type = "application/x-suggestions+json"
        body = _for_browsers(request, found)
        response: HttpResponse = JsonResponse(
            body, safe=False, content_type=content_type
        )
    elif form == "json" or wants_json(request):
        response = JsonResponse(_as_data(found))
    else:
        response = render(request, "search/_suggestions.html", {"found": found})
    patch_cache_control(response, max_age=_SUGGESTIONS_SECONDS)
    patch_vary_headers(response, ["Accept"])
    return response


def _topic_address(suggestion: Suggestion) -> str:
    return reverse("site:topic-detail", args=[suggestion.key])


def _resource_address(suggestion: Suggestion) -> str:
    return reverse("site:resource-detail", args=[suggestion.key])


def _collection_address(suggestion: Suggestion) -> str:
    return reverse("catalogue:collection-detail", args=[suggestion.key])


def _as_data(found: Suggestions) -> dict[str, Any]:
    return {
        "query": found.text,
        "topics": [
            {
                "slug": topic.key,
                "name": topic.name,
                "language": topic.language,
                "because": topic.because,
                "path": _topic_address(topic),
            }
            for topic in found.topics
        ],
        "resources": [
            {
                "uid": resource.key,
                "title": resource.name,
                "path": _resource_address(resource),
            }
            for resource in found.resources
        ],
        "collections": [
            {
                "uid": collection.key,
                "title": collection.name,
                "path": _collection_address(collection),
            }
            for collection in found.collections
        ],
    }


def _for_browsers(request: PageRequest, found: Suggestions) -> list[Any]:
    """The OpenSearch form: the query, completions, descriptions, addresses."""
    paths = [_topic_address(topic) for topic in found.topics]
    paths += [_resource_address(resource) for resource in found.resources]
    paths += [_collection_address(collection) for collection in found.collections]
    shown = [*found.topics, *found.resources, *found.collections]
    return [
        found.text,
        [suggestion.name for suggestion in shown],
        [suggestion.because for suggestion in shown],
        [request.build_absolute_uri(path) for path in paths],
    ]
