"""Judging any page: the form, the report while it is made and after, five questions."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medagora.appraisal import labels_findings as labels
from medagora.appraisal import lending
from medagora.appraisal.domain.findings import NOT_ASSESSED, Finding
from medagora.appraisal.domain.questions import QUESTIONS, Question
from medagora.appraisal.domain.standing_out import standing_out
from medagora.appraisal.forms_judge import JudgeForm
from medagora.appraisal.labels_questions import ANSWERS, WORDS
from medagora.appraisal.models import PageReport
from medagora.appraisal.queries.mapping import by_instrument
from medagora.appraisal.queries.reports import findings_of, get_report
from medagora.appraisal.queries.telling import grouped, told
from medagora.appraisal.services import reports
from medagora.web.pages import PageRequest, render_page
from medagora.web.rates import require_rate

#: From one place in ten minutes.
MOST, SECONDS = 30, 600
#: The worker has this long before the page stops waiting for it.
PATIENCE = timedelta(seconds=45)


@require_http_methods(["GET", "HEAD", "POST"])
def judge_page(request: PageRequest) -> HttpResponse:
    """Takes an address or a text; a bookmark gives the address as ``?url=``."""
    asked = request.GET.get("url", "")[:2000]
    form = JudgeForm(request.POST or None, initial={"address": asked})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["address"] and not settings.CONFIG.outside:
            form.add_error(
                "address", _("This site does not visit others. Paste the text instead.")
            )
        else:
            require_rate(request, "judge", most=MOST, seconds=SECONDS)
            return redirect("judge:report", _ask(form.cleaned_data).token)
    status = 422 if form.errors else 200
    return render_page(
        request, "appraisal/page_form.html", None, {"form": form}, status
    )


def _ask(given: dict[str, Any]) -> PageReport:
    at = timezone.now()
    if given["address"]:
        return reports.ask_about_address(given["address"], at=at)
    return reports.ask_about_text(given["text"], at=at)


@require_safe
@never_cache
def report(request: PageRequest, token: str) -> HttpResponse:
    """The page that waits, then the report. Whoever has the address can read it."""
    found = get_report(token)
    if found.state == reports.WAITING:
        is_slow = timezone.now() - found.asked_at > PATIENCE
        context: dict[str, Any] = {"report": found, "is_slow": is_slow}
        return render_page(request, "appraisal/page_waiting.html", context=context)
    findings = findings_of(found)
    out = standing_out(findings)
    context = {
        "report": found,
        "form": JudgeForm(initial={"address": found.address}),
        "failure": labels.failure_sentence(found.failure, found.status),
        "look_twice": told(out.look_twice),
        "can_be_checked": told(out.can_be_checked),
        "groups": grouped(findings),
        "not_assessed": NOT_ASSESSED,
        "in_catalogue": lending.find_judged_by_address(
            found.address, request.LANGUAGE_CODE
        )
        if found.address
        else None,
        "kept_until": found.asked_at + reports.KEPT,
    }
    return render_page(request, "appraisal/page_report.html", context=context)


@require_safe
@never_cache
def ready(request: PageRequest, token: str) -> HttpResponse:
    """What htmx asks while it waits: 204, or an order to load the page again."""
    if get_report(token).state == reports.WAITING:
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_safe
@never_cache
def instruments(request: PageRequest, token: str) -> HttpResponse:
    """The same findings beside the items of published instruments."""
    found = get_report(token)
    if found.state != reports.READ:
        return redirect("judge:report", token)
    context = {"report": found, "instruments": by_instrument(findings_of(found))}
    return render_page(request, "appraisal/page_instruments.html", context=context)


@require_safe
@never_cache
def learn(request: PageRequest, token: str) -> HttpResponse:
    """Five questions on that very page: first the reader looks, then the machine says
    what it saw. The answers stand in the address and nowhere else."""
    found = get_report(token)
    if found.state != reports.READ:
        return redirect("judge:report", token)
    step = _step(request.GET.get("step", ""))
    given = _given(request, step)
    context: dict[str, Any] = {
        "report": found,
        "steps": [WORDS[question.key].short for question in QUESTIONS],
        "step": step,
        "answers": given,
        "choices": ANSWERS,
    }
    if step > len(QUESTIONS):
        context["lines"] = [
            (WORDS[q.key], ANSWERS.get(given.get(q.key, ""), "")) for q in QUESTIONS
        ]
        return render_page(request, "appraisal/page_learnt.html", context=context)
    question = QUESTIONS[step - 1]
    context |= {
        "question": question,
        "words": WORDS[question.key],
        "answer": given.get(question.key, ""),
        "seen": told(_bearing_on(question, findings_of(found))),
    }
    return render_page(request, "appraisal/page_learn.html", context=context)


def _step(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 2
    return min(max(int(text) if is_number else 1, 1), len(QUESTIONS) + 1)


def _given(request: PageRequest, step: int) -> dict[str, str]:
    """The reader's answers so far, by question."""
    return {
        question.key: answer
        for question in QUESTIONS[:step]
        if (answer := request.GET.get(question.key, "")) in ANSWERS
    }


def _bearing_on(question: Question, findings: list[Finding]) -> list[Finding]:
    return [f for f in findings if f.criterion in question.criteria]
