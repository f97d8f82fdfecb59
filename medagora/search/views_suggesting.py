"""Suggestions while somebody types; for who is in need, whom to call before them."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from medagora.kernel.emergencies import find_emergency
from medagora.search import queries
from medagora.search.helplines import Helplines
from medagora.search.queries import Suggestion, Suggestions
from medagora.web.countries import country_of, depends_on_country
from medagora.web.emergency_lines import emergency_help
from medagora.web.errors import wants_json
from medagora.web.pages import PageRequest

_SUGGESTIONS_SECONDS = 60


@require_safe
def suggest(request: PageRequest) -> HttpResponse:
    """A listbox for the search field; as data for programs and browsers."""
    text = request.GET.get("q", "")
    found, helplines = (
        queries.suggest(text, request.LANGUAGE_CODE),
        _help(request, text),
    )
    form = request.GET.get("format", "")
    if form == "opensearch":
        content_type = "application/x-suggestions+json"
        body = _for_browsers(request, found, helplines)
        response: HttpResponse = JsonResponse(
            body, safe=False, content_type=content_type
        )
    elif form == "json" or wants_json(request):
        response = JsonResponse(_as_data(found, helplines))
    else:
        count = found.count + len(helplines.lines if helplines else ())
        context = {"found": found, "help": helplines, "count": count}
        response = render(request, "search/_suggestions.html", context)
    patch_cache_control(response, max_age=_SUGGESTIONS_SECONDS)
    patch_vary_headers(response, ["Accept"])
    return depends_on_country(response) if helplines else response


def _help(request: PageRequest, text: str) -> Helplines | None:
    emergency = find_emergency(text, request.LANGUAGE_CODE)
    if emergency is None:
        return None
    country, language = country_of(request), request.LANGUAGE_CODE
    return Helplines.of(emergency_help(emergency, country, language))


def _topic_address(suggestion: Suggestion) -> str:
    return reverse("site:topic-detail", args=[suggestion.key])


def _resource_address(suggestion: Suggestion) -> str:
    return reverse("site:resource-detail", args=[suggestion.key])


def _collection_address(suggestion: Suggestion) -> str:
    return reverse("catalogue:collection-detail", args=[suggestion.key])


def _as_data(found: Suggestions, helplines: Helplines | None) -> dict[str, Any]:
    return {
        "query": found.text,
        "help": helplines.as_data() if helplines else None,
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


def _for_browsers(
    request: PageRequest, found: Suggestions, helplines: Helplines | None
) -> list[Any]:
    """The OpenSearch form: the query, completions, descriptions, addresses. A line of
    help leads to the page that shows all of it: browsers open no telephone."""
    lines = helplines.lines if helplines else ()
    page = reverse("search:search", query={"q": found.text})
    paths = [_topic_address(topic) for topic in found.topics]
    paths += [_resource_address(resource) for resource in found.resources]
    paths += [_collection_address(collection) for collection in found.collections]
    shown = [*found.topics, *found.resources, *found.collections]
    paths = [page for _line in lines] + paths
    return [
        found.text,
        [*map(str, lines), *(suggestion.name for suggestion in shown)],
        [*("" for _line in lines), *(suggestion.because for suggestion in shown)],
        [request.build_absolute_uri(path) for path in paths],
    ]
