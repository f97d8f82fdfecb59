"""The page of results."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from medagora.kernel.emergencies import Emergency, find_emergency
from medagora.kernel.refusals import BadInput
from medagora.search import queries, visits_unmet
from medagora.search.domain.requests import SearchRequest
from medagora.search.queries import SearchResults
from medagora.web.countries import country_of, depends_on_country
from medagora.web.emergency_lines import emergency_help
from medagora.web.pages import PageRequest, render_page


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
