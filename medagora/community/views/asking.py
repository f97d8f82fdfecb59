"""Asking: what kind, the template, then what is alike, then it is posted."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from medagora.community import access, labels
from medagora.community.domain import asks, markdown
from medagora.community.domain.drafts import ASK
from medagora.community.domain.safety.crisis import Grade, assess
from medagora.community.domain.words import Audience, Kind
from medagora.community.forms import AskForm
from medagora.community.models import Question
from medagora.community.queries import alike
from medagora.community.services import asking, drafts
from medagora.community.views.crisis import crisis_context, usual_help
from medagora.community.views.writing import (
    attempt,
    before_first,
    keep_posted,
    kept_initial,
    tell_what_became,
)
from medagora.people.services.aliases import ensure_alias
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest, PersonRequest, render_page, viewer


@require_safe
def choose(request: PageRequest) -> HttpResponse:
    """What do you want to ask? One page of plain choices, open to everybody."""
    person = viewer(request)
    kinds = [
        (kind, labels.KINDS[kind], labels.KINDS_ABOUT[kind])
        for kind in Kind
        if not asks.TEMPLATES[kind].is_for_professionals
        or access.is_professional(person)
    ]
    draft = drafts.find(person, ASK) if person else None
    context = {
        "kinds": kinds,
        "draft": draft,
        "topic": request.GET.get("topic", ""),
        "help": usual_help(request),
    }
    return render_page(request, "community/ask_choose.html", context=context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PersonRequest, kind: str) -> HttpResponse:
    """The template of one kind. What is alike is shown once before it is posted."""
    template = asks.template_of(kind)
    if asked_first := before_first(request):
        return asked_first
    access.require_may_write(request.user, timezone.now())
    ensure_alias(request.user)
    form = AskForm(
        request.POST or None,
        person=request.user,
        kind=template.kind,
        is_professional=access.is_professional(request.user),
        initial=_initial(request, template.kind),
    )
    context: dict[str, Any] = {
        "form": form,
        "template": template,
        "help": usual_help(request),
    }
    if request.method != "POST":
        return render_page(request, "community/ask.html", context=context)
    if keep_posted(request, request.user, ASK):
        return redirect("community:ask", kind)
    if not form.is_valid():
        return render_page(request, "community/ask.html", context=context)
    if request.POST.get("action") != "post":
        context |= _look(request, form)
        return render_page(request, "community/ask.html", context=context)
    return _post(request, form, context)


def _post(
    request: PersonRequest, form: AskForm, context: dict[str, Any]
) -> HttpResponse:
    asked = attempt(
        form, lambda: asking.ask(form.draft(), by=request.user, at=timezone.now())
    )
    if not isinstance(asked, Question):
        return render_page(request, "community/ask.html", context=context)
    tell_what_became(request, asked.state)
    return redirect("community:question", asked.uid)


def _look(request: PersonRequest, form: AskForm) -> dict[str, Any]:
    """How it will read, and what may answer it already."""
    draft = form.draft()
    found = alike.find(
        draft.title,
        topics=draft.topics,
        language=draft.language,
        viewer=request.user,
        shown_in=request.LANGUAGE_CODE,
    )
    heard = assess(f"{draft.post.text}\n\n{draft.title}", draft.language)
    is_grave = heard is not None and heard.grade >= Grade.MEDIUM
    return crisis_context(request, heard if is_grave else None) | {
        "is_looking": True,
        "preview": markdown.render(draft.post.text, heading=3),
        "alike": found,
    }


def _initial(request: PersonRequest, kind: Kind) -> dict[str, Any]:
    """The kept draft of this kind, else the topic that somebody comes from."""
    draft = drafts.find(request.user, ASK)
    if draft and draft.fields.get("kind") == [kind.value]:
        return kept_initial(draft)
    initial: dict[str, Any] = {
        "language": request.LANGUAGE_CODE,
        "audience": Audience.EVERYONE,
    }
    slug = request.GET.get("topic", "")
    if ids := topics.ids_by_slug([slug]):
        lines = topics.list_lines_of(ids.values(), request.LANGUAGE_CODE)
        initial["topics"] = lines[0].name if lines else ""
    return initial


@require_safe
def alike_so_far(request: PageRequest) -> HttpResponse:
    """What may answer a question while its title is being written (htmx)."""
    person = viewer(request)
    language = request.LANGUAGE_CODE
    found = alike.find(
        request.GET.get("title", "")[: asks.LONGEST_TITLE],
        topics=(),
        language=language,
        viewer=person,
        shown_in=language,
    )
    return render_page(request, "community/_alike.html", context={"alike": found})
