"""What people say about themselves and what they follow."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from medagora.kernel.text import fold
from medagora.people import access, queries, services
from medagora.people.domain.roles import Permission
from medagora.people.forms import InterestForm, ProfileForm
from medagora.people.topic_names import name_of, topic_names
from medagora.web.pages import PersonRequest, render_page

#: More names than one page shows; who has more topics searches for them.
MOST_SHOWN = 400


@login_required
def profile(request: PersonRequest) -> HttpResponse:
    """Everything about the account at a glance, with a way to change each part."""
    person = request.user
    names = topic_names(request.LANGUAGE_CODE)
    context = {
        "person": person,
        "topics": [name_of(slug, names) for slug in person.interests],
        "interests": queries.list_interests(person),
        "grants": queries.list_grants(person),
        "topic_names": names,
        "can_invite": access.can(person, Permission.ROLE_GRANT_CURATOR),
        "can_manage": access.can(person, Permission.ACCOUNT_MANAGE),
    }
    return render_page(request, "people/profile.html", context=context)


@login_required
def edit_profile(request: PersonRequest) -> HttpResponse:
    form = ProfileForm.of(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.change_profile(form.draft(), by=request.user)
        messages.success(request, _("Your profile is saved."))
        return redirect("people:profile")
    return render_page(request, "people/edit_profile.html", context={"form": form})


@login_required
def topics(request: PersonRequest) -> HttpResponse:
    """Boxes to tick; a search narrows them, what is ticked already stays in sight."""
    names = topic_names(request.LANGUAGE_CODE)
    chosen = [slug for slug in request.user.interests if slug in names]
    if request.method == "POST":
        shown = set(request.POST.getlist("shown"))
        ticked = set(request.POST.getlist("topic"))
        kept = set(chosen) - shown
        services.follow_topics(kept | (ticked & shown), by=request.user)
        messages.success(request, _("Your topics are saved."))
        return redirect("people:profile")
    words = request.GET.get("q", "").strip()
    wanted = fold(words)
    found = [
        (slug, name)
        for slug, name in names.items()
        if slug not in chosen and wanted in fold(name)
    ]
    context = {
        "words": words,
        "chosen": [(slug, names[slug]) for slug in chosen],
        "found": found[:MOST_SHOWN],
        "more": len(found) > MOST_SHOWN,
    }
    return render_page(request, "people/topics.html", "results", context)


@login_required
def declared_interests(request: PersonRequest) -> HttpResponse:
    form = InterestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.declare_interest(form.draft(), by=request.user)
        messages.success(request, _("Your interest is declared. Thank you."))
        return redirect("people:declared-interests")
    context = {"form": form, "interests": queries.list_interests(request.user)}
    return render_page(request, "people/declared_interests.html", context=context)


@login_required
@require_POST
def change_interest(request: PersonRequest, interest_id: int) -> HttpResponse:
    """``action`` says whether it ended this year or was a mistake."""
    interest = queries.get_interest(request.user, interest_id)
    if request.POST.get("action") == "end":
        year = timezone.localdate().year
        services.end_interest(interest, by=request.user, year=year)
        messages.success(request, _("It is shown as ended this year."))
    else:
        services.remove_interest(interest, by=request.user)
        messages.success(request, _("It is removed."))
    return redirect("people:declared-interests")


def judge(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """The public page of somebody who judges: who they are, what binds them.

    The log leads here, also years after a role ended; then only the name is left and
    the interests, which readers still need beside old choices. The opaque names of
    people who never judged are published nowhere.
    """
    person = queries.get_by_pseudonym(pseudonym)
    context = {
        "person": person,
        "grants": queries.list_grants(person) if person.is_active else [],
        "interests": queries.list_interests(person),
        "topic_names": topic_names(request.LANGUAGE_CODE),
    }
    return render_page(request, "people/judge.html", context=context)
