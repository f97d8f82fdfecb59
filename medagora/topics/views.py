"""Editing topics: for operators and editors."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.access import Permission, require
from medagora.topics import queries, services
from medagora.topics.domain.edits import SharedTerms
from medagora.topics.domain.files import TopicDraft
from medagora.topics.domain.words import CODE_NAMES, CodeSystem
from medagora.topics.forms import (
    NewTopicForm,
    TextForm,
    TopicForm,
    initial_of,
    language_choices,
)
from medagora.web.pages import PersonRequest, render_page
from medagora.web.refusals import sentence

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@_get_or_post
def topic_new(request: PersonRequest) -> HttpResponse:
    require(request.user, Permission.TOPIC_EDIT)
    initial = {"language": request.LANGUAGE_CODE}
    form = NewTopicForm(request.POST or None, initial=initial)

    def add() -> None:
        data = form.cleaned_data
        blank = TopicDraft(data["slug"], "", "", texts={data["language"]: form.draft()})
        draft = replace(blank, **form.changed(blank))
        services.add_topic(draft, by=request.user, shares_words=data["shares_words"])

    if request.method == "POST" and form.is_valid() and _attempt(form, add):
        messages.success(request, _("The topic is made."))
        return redirect("topics:topic-edit", form.cleaned_data["slug"])
    return render_page(request, "topics/topic_new.html", context={"form": form})


@login_required
@_get_or_post
def topic_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Where the topic stands, and a way to its words in each language."""
    require(request.user, Permission.TOPIC_EDIT)
    draft = queries.get_draft(slug)
    form = TopicForm(request.POST or None, initial=_place_of(draft))

    def change() -> None:
        services.save_topic(replace(draft, **form.changed(draft)), by=request.user)

    if request.method == "POST" and form.is_valid() and _attempt(form, change):
        messages.success(request, _("Your changes are saved."))
        return redirect("topics:topic-edit", slug)
    context = {
        "slug": slug,
        "form": form,
        "texts": sorted(draft.texts.items()),
        "missing": [code for code in languages.FINISHED if code not in draft.texts],
        "other_languages": language_choices(draft.texts),
    }
    return render_page(request, "topics/topic_edit.html", context=context)


def _place_of(draft: TopicDraft) -> dict[str, Any]:
    """What the form shows at first: topics by name, codes as people write them."""
    cards = queries.cards_by_slug(
        {*draft.related, draft.parent} - {""}, get_language() or "en"
    )
    names = {slug: card.name for slug, card in cards.items()}
    return {
        "kind": draft.kind,
        "body_system": draft.body_system,
        "parent": names.get(draft.parent, draft.parent),
        "related": ", ".join(names.get(slug, slug) for slug in draft.related),
        "codes": "\n".join(
            f"{CODE_NAMES[CodeSystem(system)]} {value}" for system, value in draft.codes
        ),
    }


@login_required
@_get_or_post
def text_edit(request: PersonRequest, slug: str, language: str) -> HttpResponse:
    """A topic's words in one language, whether it has any yet or not."""
    require(request.user, Permission.TOPIC_EDIT)
    draft = queries.get_draft(slug)
    form = TextForm(request.POST or None, initial=initial_of(draft.texts.get(language)))
    form.speak(language)

    def save() -> None:
        services.save_text(
            slug,
            language,
            form.draft(),
            by=request.user,
            shares_words=form.cleaned_data["shares_words"],
        )

    if request.method == "POST" and form.is_valid() and _attempt(form, save):
        messages.success(request, _("Your changes are saved."))
        return redirect("topics:topic-edit", slug)
    context = {
        "slug": slug,
        "form": form,
        "text_language": language,
        "is_new": language not in draft.texts,
        "can_remove": language in draft.texts and len(draft.texts) > 1,
        "english": draft.texts.get("en") if language != "en" else None,
    }
    return render_page(request, "topics/text_edit.html", context=context)


@login_required
@require_safe
def text_new(request: PersonRequest, slug: str) -> HttpResponse:
    """Goes on to the language that was chosen from the list."""
    require(request.user, Permission.TOPIC_EDIT)
    code = languages.primary(request.GET.get("language", ""))
    if not languages.is_known(code):
        raise BadInput(_("Choose a language from the list."))
    return redirect("topics:text-edit", slug, code)


@login_required
@require_POST
def text_remove(request: PersonRequest, slug: str, language: str) -> HttpResponse:
    services.remove_text(slug, language, by=request.user)
    messages.success(request, _("The words in this language are removed."))
    return redirect("topics:topic-edit", slug)


def _attempt(form: forms.Form, write: Callable[[], None]) -> bool:
    """True if it was written; else its refusal stands beside the field to mend."""
    try:
        write()
    except (BadInput, Conflict) as refusal:
        if isinstance(refusal, SharedTerms) and isinstance(form, TextForm):
            form.ask_about_shared_words()
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, sentence(refusal))
    else:
        return True
    return False
