"""The helpers' desk, and what an asker says about who is asked."""

from dataclasses import replace
from enum import StrEnum

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medagora.community import access
from medagora.community.domain.routing.words import PassReason
from medagora.community.domain.words import State
from medagora.community.forms_routing import AskerLanguagesForm, HelperForm
from medagora.community.models import Question
from medagora.community.queries import alike, routing_desk
from medagora.community.queries import routing as queries
from medagora.community.services import (
    routing_asker,
    routing_offers,
    routing_settings,
)
from medagora.community.tasks_routing import replace_helper
from medagora.community.views.writing import attempt
from medagora.kernel import languages
from medagora.kernel.refusals import NotAllowed
from medagora.people.services.notifying import mark_thread_read
from medagora.topics import queries as topics
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import Page, page_number, paginate


class Tab(StrEnum):
    OFFERS = "offers"
    UNANSWERED = "unanswered"
    PEERS = "peers"


@require_safe
@login_required
def desk(request: PersonRequest) -> HttpResponse:
    """Questions for you: what was offered, then what waits in your topics."""
    person, now = request.user, timezone.now()
    own = queries.find_own_settings(person)
    is_professional = access.is_professional(person)
    asked = request.GET.get("tab", "")
    tab = Tab(asked) if asked in set(Tab) else Tab.OFFERS
    if tab is Tab.PEERS and not is_professional:
        tab = Tab.OFFERS
    if tab is Tab.PEERS:
        rows = routing_desk.list_peer_questions(person, own)
    else:
        rows = routing_desk.list_unanswered(person, own)
    offers = (
        routing_desk.list_open_offers(person, now, request.LANGUAGE_CODE)
        if tab is Tab.OFFERS
        else []
    )
    # what was offered stands above already
    rows = rows.exclude(pk__in=[line.question.pk for line in offers])
    page: Page[Question] = paginate(rows, page_number(request.GET.get("page")))
    if tab is Tab.UNANSWERED:
        mark_thread_read(person, "unanswered", at=now)
    context = {
        "tab": tab.value,
        "offers": offers,
        "page": page,
        "settings": own,
        "is_professional": is_professional,
        "pass_reasons": list(PassReason),
        "now": now,
    }
    return render_page(request, "community/helping/desk.html", context=context)


@require_safe
@login_required
def offer(request: PersonRequest, uid: str) -> HttpResponse:
    """One question that was offered, why, and the way to it."""
    own = queries.get_offer(request.user, uid)
    access.get_question(uid, request.user)
    now = timezone.now()
    routing_offers.mark_seen(own, at=now)
    [line] = routing_desk.lines_of([own], request.LANGUAGE_CODE)
    context = {
        "line": line,
        "pass_reasons": list(PassReason),
        "now": now,
        "is_needed": line.question.state == State.SHOWN and own.closed_at is None,
    }
    return render_page(request, "community/helping/offer.html", context=context)


@require_POST
@login_required
def pass_offer(request: PersonRequest, uid: str) -> HttpResponse:
    """One tap; somebody else is asked in their place."""
    own = queries.get_offer(request.user, uid)
    reason = request.POST.get("reason", "")
    if routing_offers.pass_offer(own, reason, by=request.user, at=timezone.now()):
        replace_helper.enqueue(own.question_id)
    messages.success(request, _("Thank you for saying so. Somebody else is asked."))
    return redirect("community:helping")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: PersonRequest) -> HttpResponse:
    """Whether, with what and when somebody wants to be asked."""
    own = queries.find_own_settings(request.user)
    form = HelperForm.of(own, request.POST or None)
    now = timezone.now()
    mark_thread_read(request.user, "helping", at=now)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: routing_settings.change_settings(
                form.draft(), by=request.user, at=now
            ),
        )
        if saved is not None:
            _say_saved(request, takes_questions=saved.takes_questions)
            return redirect("community:helping")
    context = {
        "form": form,
        "settings": own,
        "is_professional": access.is_professional(request.user),
    }
    return render_page(request, "community/helping/settings.html", context=context)


def _say_saved(request: PersonRequest, *, takes_questions: bool) -> None:
    if takes_questions:
        messages.success(request, _("Thank you. We ask you when you can help."))
    else:
        messages.success(request, _("Saved. Nobody is sent to you."))


@require_POST
@login_required
def stop_helping(request: PersonRequest) -> HttpResponse:
    routing_settings.stop(request.user, at=timezone.now())
    messages.success(
        request, _("You are not asked any more. Your other wishes are kept.")
    )
    return redirect("community:helping")


# ---- the asker -------------------------------------------------------------------


@require_safe
@login_required
def meanwhile(request: PersonRequest, uid: str) -> HttpResponse:
    """What may help while nobody has answered: alike questions, resources, topics."""
    question = _own_question(request, uid)
    language = request.LANGUAGE_CODE
    slugs = [topic.slug for topic in question.topics.all()]
    found = alike.find(
        question.title,
        topics=slugs,
        language=question.language,
        viewer=request.user,
        shown_in=language,
    )
    others = tuple(other for other in found.questions if other.pk != question.pk)
    now = timezone.now()
    mark_thread_read(request.user, f"question:{uid}", at=now)
    promise = queries.promise_of(question, now)
    codes = promise.also_languages if promise else ()
    context = {
        "question": question,
        "alike": replace(found, questions=others),
        "topics": list(topics.cards_by_slug(slugs, language).values()),
        "promise": promise,
        "form": AskerLanguagesForm(
            initial={"languages": ", ".join(_names(codes, language))}
        ),
    }
    return render_page(request, "community/helping/meanwhile.html", context=context)


def _names(codes: tuple[str, ...], reader: str) -> list[str]:
    return [languages.name_in(code, reader) for code in codes]


def _own_question(request: PersonRequest, uid: str) -> Question:
    question = access.get_question(uid, request.user)
    if question.author_id != request.user.pk:
        raise NotAllowed("Only whoever asked can say who else is asked.")
    return question


@require_POST
@login_required
def stop_asking(request: PersonRequest, uid: str) -> HttpResponse:
    """The asker wants nobody else to be asked."""
    question = _own_question(request, uid)
    routing_asker.stop_routing(question, by=request.user, at=timezone.now())
    messages.success(request, _("Nobody else is asked. Answers are still welcome."))
    return redirect("community:question", uid)


@require_POST
@login_required
def other_languages(request: PersonRequest, uid: str) -> HttpResponse:
    """In which other languages the asker reads answers."""
    question = _own_question(request, uid)
    form = AskerLanguagesForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["languages"])))
        return redirect("community:meanwhile", uid)
    codes = form.cleaned_data["languages"]
    routing_asker.set_languages(question, codes, by=request.user, at=timezone.now())
    messages.success(request, _("Saved. People who speak them can be asked now too."))
    return redirect("community:meanwhile", uid)
