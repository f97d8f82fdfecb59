"""Judging many suggestions of one import at once; each gets its own entry."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from medagora.curation import access
from medagora.curation.domain.states import Move
from medagora.curation.domain.verdicts import Opinion, Verdict
from medagora.curation.forms_verdict import VerdictForm
from medagora.curation.models import ImportBatch, Suggestion
from medagora.curation.queries import desk as desk_queries
from medagora.curation.queries.desk import QueueSearch
from medagora.curation.services import reviewing
from medagora.curation.views.review import count_said
from medagora.curation.views.tables import (
    desk_context,
    person_at_desk,
    queue_rows,
)
from medagora.kernel.refusals import Refusal
from medagora.web.pages import PageRequest, render_page
from medagora.web.paging import Page, page_number, paginate
from medagora.web.refusals import sentence

if TYPE_CHECKING:
    from medagora.people.models import Person

PAGE_SIZE = 50
_VERDICTS = {Verdict.AGREE.value: Verdict.AGREE, Verdict.DECLINE.value: Verdict.DECLINE}


@login_required
def batch(request: PageRequest, batch_id: int) -> HttpResponse:
    person = person_at_desk(request)
    found = access.get_batch(person, batch_id)
    verdict = _VERDICTS.get(request.POST.get("action", ""))
    form = VerdictForm(request.POST if verdict else None, prefix="verdict")
    if verdict is None or not form.is_valid():
        return _show(request, person, found, form)
    chosen = _chosen(request, person, found)
    if not chosen:
        form.add_error(None, _("Tick the ones that you mean."))
        return _show(request, person, found, form)
    outcome = judge_many(chosen, form.opinion(person, verdict), by=person)
    for line in count_said(outcome.agreed, outcome.published, outcome.declined):
        messages.success(request, line)
    for title, refusal in outcome.refused[:5]:
        messages.warning(request, f"{title}: {refusal}")
    return redirect(request.get_full_path())


@dataclass
class Outcome:
    """What became of many verdicts."""

    agreed: int = 0
    published: int = 0
    declined: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def judge_many(
    suggestions: Iterable[Suggestion], opinion: Opinion, *, by: "Person"
) -> Outcome:
    """One verdict on each, in a transaction of its own: one refusal stops no other."""
    outcome = Outcome()
    for suggestion in suggestions:
        try:
            decision = reviewing.review_suggestion(
                suggestion, opinion, by=by, at=timezone.now()
            )
        except Refusal as refusal:
            outcome.refused.append((suggestion.resource.address, sentence(refusal)))
            continue
        outcome.agreed += opinion.verdict is Verdict.AGREE
        outcome.published += decision.move is Move.PUBLISH
        outcome.declined += decision.move is Move.DECLINE
    return outcome


def _chosen(
    request: PageRequest, person: "Person", batch: ImportBatch
) -> list[Suggestion]:
    ids = [int(pk) for pk in request.POST.getlist("chosen") if pk.isdecimal()]
    queue = desk_queries.list_queue(person, QueueSearch(batch=batch.pk))
    return list(queue.filter(pk__in=ids[:PAGE_SIZE]).select_related("resource"))


def _show(
    request: PageRequest, person: "Person", batch: ImportBatch, form: VerdictForm
) -> HttpResponse:
    search = QueueSearch.from_params({**request.GET.dict(), "batch": str(batch.pk)})
    queue = desk_queries.with_details(desk_queries.list_queue(person, search))
    page = paginate(queue, page_number(request.GET.get("page")), PAGE_SIZE)
    rows = queue_rows(page, request.LANGUAGE_CODE)
    context = desk_context(person, "batches") | {
        "batch": batch,
        "search": search,
        "page": Page(rows, page.number, page.pages, page.total),
        "verdict": form,
        "ticked": set(request.POST.getlist("chosen")),
    }
    status = 422 if form.errors else 200
    return render_page(request, "curation/desk_batch.html", None, context, status)
