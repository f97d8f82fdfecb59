"""Telling curators what was not found, and their list of it."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from medagora.curation.queries.tabs import tabs_for
from medagora.kernel.refusals import BadInput
from medagora.search import access, services_unmet
from medagora.search.domain.unmet import Settled
from medagora.search.forms_unmet import SettleForm, TellForm
from medagora.search.queries import unmet as queries
from medagora.search.visits_unmet import Unmet, is_first_this_week
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.paging import Page, page_number, paginate
from medagora.web.rates import require_rate
from medagora.web.refusals import sentence

if TYPE_CHECKING:
    from medagora.people.models import Person

TAB = "search:unmet"
MOST_AN_HOUR = 20


@require_POST
def tell(request: PageRequest) -> HttpResponse:
    """One tap of a reader whose search found nothing."""
    form = TellForm(request.POST)
    if not form.is_valid():
        raise BadInput("There are no words to tell.", field="words")
    asked = Unmet(form.cleaned_data["words"], form.cleaned_data["language"])
    said = _("Thank you. The curators see what is looked for, not who looked.")
    if form.is_trapped:
        return _told(request, asked, said)
    require_rate(request, "tell", most=MOST_AN_HOUR, seconds=3600)
    try:
        if is_first_this_week(request, "tell", asked):
            services_unmet.tell_curators(asked.words, asked.language)
    except BadInput as refusal:
        return _told(request, asked, sentence(refusal), is_refused=True)
    return _told(request, asked, said)


def _told(
    request: PageRequest, asked: Unmet, said: str, *, is_refused: bool = False
) -> HttpResponse:
    """The sentence in place of the button, or above the search again."""
    if request.htmx:
        context = {"said": said, "is_refused": is_refused}
        return render(request, "search/_tell_curators.html", context)
    if is_refused:
        messages.warning(request, said)
    else:
        messages.success(request, said)
    query = {"q": asked.words}
    if asked.language != request.LANGUAGE_CODE:
        query["language"] = asked.language
    return HttpResponseRedirect(f"{reverse('search:search')}?{urlencode(query)}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unmet(request: PageRequest) -> HttpResponse:
    """What people look for: the list of the curators."""
    person = access.require_unmet(viewer(request))
    if request.method == "POST":
        return _settle(request, person)
    counts = queries.count_by_language()
    asked = request.GET.get("language", "")
    language = asked if asked in dict(counts) else ""
    found = paginate(queries.list_unmet(language), page_number(request.GET.get("page")))
    rows = queries.with_topics(found.rows, request.LANGUAGE_CODE)
    own = {code for code, _n in counts if access.can_settle(person, code)}
    context = tabs_for(person, TAB, on=timezone.now().date()) | {
        "page": Page(rows, found.number, found.pages, found.total),
        "languages": counts,
        "chosen": language,
        "own_languages": own,
    }
    return render_page(request, "search/unmet.html", context=context)


def _settle(request: PageRequest, person: "Person") -> HttpResponse:
    form = SettleForm(request.POST)
    if not form.is_valid():
        raise BadInput("That cannot be done with a search.")
    how = Settled(form.cleaned_data["how"])
    services_unmet.settle(form.cleaned_data["id"], how, by=person)
    messages.success(
        request, _("It has left the list, and comes back if people look for it again.")
    )
    response = redirect(TAB)
    if request.GET:
        response["Location"] += f"?{request.GET.urlencode()}"
    return response
