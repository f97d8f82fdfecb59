"""The page of results, and suggestions while somebody types."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from medagora.search import queries
from medagora.search.domain.requests import SearchRequest
from medagora.search.queries import Suggestion, Suggestions
from medagora.web.errors import wants_json
from medagora.web.pages import PageRequest, render_page

_SUGGESTIONS_SECONDS = 60


@require_safe
def search(request: PageRequest) -> HttpResponse:
    asked = SearchRequest.from_params(
        request.GET, reader=request.LANGUAGE_CODE, audience=request.audience
    )
    context = {"results": queries.search(asked), "asked": asked}
    return render_page(request, "search/search.html", "results", context)


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
    }


def _for_browsers(request: PageRequest, found: Suggestions) -> list[Any]:
    """The OpenSearch form: the query, completions, descriptions, addresses."""
    paths = [_topic_address(topic) for topic in found.topics]
    paths += [_resource_address(resource) for resource in found.resources]
    shown = [*found.topics, *found.resources]
    return [
        found.text,
        [suggestion.name for suggestion in shown],
        [suggestion.because for suggestion in shown],
        [request.build_absolute_uri(path) for path in paths],
    ]
