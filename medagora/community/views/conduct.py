"""The conduct kit: the rules, what to say of oneself, a look before one posts."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medagora.community import labels_safety
from medagora.community.domain.conduct.disclaimers import clauses
from medagora.community.domain.safety.advice import find_dangerous_advice
from medagora.community.forms_conduct import DisclaimerForm, PreflightForm
from medagora.community.labels_conduct import CLAUSES, QUESTIONS
from medagora.kernel.privacy import (
    find_traces,
    guess_language,
    key_of,
    suggest_safer,
)
from medagora.web.guarded_question import Doubt
from medagora.web.pages import PageRequest, render_page
from medagora.web.rates import require_rate

MOST_AN_HOUR = 120


@require_safe
def rules(request: PageRequest) -> HttpResponse:
    return render_page(request, "community/conduct/rules.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preflight(request: PageRequest) -> HttpResponse:
    """What we see in a text, what to ask oneself, safer words. Nothing is kept."""
    form = PreflightForm(request.POST or None)
    context = {"form": form, "questions": QUESTIONS}
    if request.method == "POST" and form.is_valid():
        require_rate(request, "preflight", most=MOST_AN_HOUR, seconds=3600)
        text = form.cleaned_data["text"]
        language = guess_language(text, request.LANGUAGE_CODE)
        traces = find_traces(text, language)
        advice = find_dangerous_advice(text, language)
        context |= {
            "is_looked_at": True,
            "doubts": [Doubt("", text, trace, key_of(text, trace)) for trace in traces],
            "advice": [labels_safety.ADVICE_REASONS[found.reason] for found in advice],
            "safer": suggest_safer(text, traces) if traces else "",
        }
    return render_page(request, "community/conduct/preflight.html", context=context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def disclaimers(request: PageRequest) -> HttpResponse:
    """A text about oneself, to be copied. Nothing is kept."""
    form = DisclaimerForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        words = form.words() | {"day": date_format(timezone.localdate())}
        context["sentences"] = [str(CLAUSES[c]) % words for c in clauses(form.facts())]
    return render_page(request, "community/conduct/disclaimers.html", context=context)
