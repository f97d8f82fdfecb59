"""The desk: the queue, imports that wait, reports, charts of work done."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medagora.catalogue import queries as catalogue
from medagora.curation import access, labels
from medagora.curation.forms_verdict import OutcomeForm
from medagora.curation.queries import desk as desk_queries
from medagora.curation.queries import statistics
from medagora.curation.queries.desk import QueueSearch
from medagora.curation.services import claiming, reporting
from medagora.curation.views.tables import (
    desk_context,
    person_at_desk,
    queue_rows,
)
from medagora.kernel import languages
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest, render_page
from medagora.web.paging import Page, page_number, paginate

if TYPE_CHECKING:
    from medagora.people.models import Person

WEEKS = 26


@require_safe
@login_required
def desk(request: PageRequest) -> HttpResponse:
    person = person_at_desk(request)
    if not access.can_review(person):
        return redirect("curation:desk-reports")
    search = QueueSearch.from_params(request.GET)
    queue = desk_queries.list_queue(person, search)
    page = paginate(
        desk_queries.with_details(queue), page_number(request.GET.get("page"))
    )
    reader = request.LANGUAGE_CODE
    context = desk_context(person, "queue") | {
        "search": search,
        "page": Page(queue_rows(page, reader), page.number, page.pages, page.total),
        "topics": topics.list_lines(reader),
        "languages": _language_choices(reader),
        "batches": desk_queries.list_batches(limit=20),
        "needs": labels.NEEDS,
    }
    return render_page(request, "curation/desk.html", "queue", context)


def _language_choices(reader: str) -> list[tuple[str, str]]:
    named = (
        (code, languages.name_in(code, reader)) for code in languages.common_codes()
    )
    return sorted(named, key=lambda pair: pair[1].casefold())


@require_POST
@login_required
def desk_next(request: PageRequest) -> HttpResponse:
    """Claims the first free item of the queue as it is filtered, and opens it."""
    person = person_at_desk(request)
    return open_next(request, person)


def open_next(request: PageRequest, person: "Person") -> HttpResponse:
    search = QueueSearch.from_params(request.GET)
    queue = desk_queries.list_queue(person, search)
    suggestion = claiming.claim_next(queue, by=person, at=timezone.now())
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    if suggestion is None:
        messages.info(request, _("That was the last one here."))
        response = redirect("curation:desk")
    else:
        response = redirect("curation:desk-suggestion", suggestion.pk)
    response["Location"] += query
    return response


@require_safe
@login_required
def batches(request: PageRequest) -> HttpResponse:
    person = person_at_desk(request)
    context = desk_context(person, "batches") | {
        "batches": desk_queries.list_batches(limit=100)
    }
    return render_page(request, "curation/desk_batches.html", context=context)


@require_safe
@login_required
def reports(request: PageRequest) -> HttpResponse:
    person = person_at_desk(request)
    handled = request.GET.get("show") == "handled"
    found = desk_queries.list_reports(handled=handled)
    page = paginate(found, page_number(request.GET.get("page")))
    rows = [
        {
            "report": report,
            "card": catalogue.card_of(report.resource, request.LANGUAGE_CODE),
        }
        for report in page
    ]
    context = desk_context(person, "reports") | {
        "page": Page(rows, page.number, page.pages, page.total),
        "handled": handled,
        "outcomes": labels.OUTCOMES,
    }
    return render_page(request, "curation/desk_reports.html", context=context)


@require_POST
@login_required
def handle_report(request: PageRequest, report_id: int) -> HttpResponse:
    person = person_at_desk(request)
    report = access.get_report(person, report_id)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        reporting.handle_report(report, form.chosen, by=person, at=timezone.now())
        messages.success(request, _("Noted in the log."))
    return redirect("curation:desk-reports")


@require_safe
@login_required
def work_done(request: PageRequest) -> HttpResponse:
    person = person_at_desk(request)
    now = timezone.now()
    numbers = statistics.measure(since=now - timedelta(weeks=WEEKS))
    reader = request.LANGUAGE_CODE
    context = desk_context(person, "statistics") | {
        "weeks_shown": WEEKS,
        "numbers": numbers,
        "median_wait": timesince(now - (numbers.median_wait or timedelta()), now),
        "weeks": statistics.bars([(week, n) for week, n in numbers.weeks]),
        "curators": statistics.bars(list(numbers.curators)),
        "verdicts": statistics.bars(
            [(labels.VERDICTS.get(word, word), n) for word, n in numbers.verdicts]
        ),
        "reasons": statistics.bars(
            [(labels.REASONS.get(word, word), n) for word, n in numbers.reasons]
        ),
        "languages": statistics.bars(
            [(languages.name_in(code, reader), n) for code, n in numbers.languages]
        ),
    }
    return render_page(request, "curation/desk_statistics.html", context=context)
