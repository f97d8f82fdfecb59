"""A reader's own small deeds, and their own pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medagora.community import access
from medagora.community.queries import own, profiles, questions
from medagora.community.services import ties as deeds
from medagora.people import queries as people
from medagora.people.queries import hats
from medagora.people.services import notifying
from medagora.web.pages import PageRequest, PersonRequest, render_page, viewer
from medagora.web.paging import page_number, paginate


@login_required
@require_POST
def good_word(request: PersonRequest, uid: str) -> HttpResponse:
    """Gives a good word, or takes it back."""
    post = access.get_post(uid, request.user)
    if taken_back := request.POST.get("take_back"):
        deeds.take_word_back(post, taken_back, by=request.user)
    else:
        word = request.POST.get("word", "")
        deeds.give_word(post, word, by=request.user, at=timezone.now())
    return redirect("community:post", uid)


@login_required
@require_POST
def bookmark(request: PersonRequest, uid: str) -> HttpResponse:
    question = access.get_question(uid, request.user)
    if request.POST.get("keep") == "no":
        deeds.drop_bookmark(question, by=request.user)
    else:
        deeds.keep_bookmark(question, by=request.user, at=timezone.now())
    return redirect("community:question", uid)


@login_required
@require_POST
def follow(request: PersonRequest, uid: str) -> HttpResponse:
    """Follows a conversation, mutes it, or neither."""
    question = access.get_question(uid, request.user)
    level = request.POST.get("level", "")
    if level not in set(notifying.Level):
        level = notifying.Level.USUAL
    notifying.set_thread(
        request.user,
        f"question:{uid}",
        level,
        title=question.title,
        url_path=reverse("community:question", args=[uid]),
    )
    return redirect("community:question", uid)


@require_safe
def profile(request: PageRequest, alias: str) -> HttpResponse:
    """What somebody did here under this alias."""
    person = people.get_by_alias_key(alias)
    context = {
        "profile": profiles.of_alias(person, viewer(request)),
        "tie": own.tie_with(viewer(request), person),
        "is_own": viewer(request) == person,
        "alias_key": person.alias_key,
    }
    return render_page(request, "community/profile.html", context=context)


@require_safe
def professional(request: PageRequest, uid: str) -> HttpResponse:
    """What somebody did here under one hat, and what they collected."""
    hat = hats.get_hat(uid)
    context = {
        "profile": profiles.of_hat(hat, viewer(request)),
        "is_own": viewer(request) == hat.person,
    }
    return render_page(request, "community/profile.html", context=context)


@login_required
@require_POST
def tie(request: PersonRequest, alias: str) -> HttpResponse:
    """Mutes or blocks somebody, or takes it back."""
    other = people.get_by_alias_key(alias)
    kind = request.POST.get("kind", "")
    if kind == "none":
        deeds.untie(other, by=request.user)
        messages.success(request, _("You hear each other again."))
    else:
        deeds.tie(other, kind, by=request.user, at=timezone.now())
        messages.success(request, _("It is done. They are not told."))
    return redirect("community:profile", alias)


@login_required
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """What I asked, answered and kept."""
    lists = {
        "asked": questions.list_by_author,
        "answered": questions.list_answered_by,
        "kept": own.list_bookmarked,
    }
    asked = request.GET.get("show", "")
    show = asked if asked in lists else "asked"
    page = paginate(lists[show](request.user), page_number(request.GET.get("page")))
    context = {"page": page, "show": show}
    return render_page(request, "community/mine.html", context=context)


@login_required
@require_safe
def unheard(request: PersonRequest) -> HttpResponse:
    """Whom I muted or blocked."""
    context = {"ties": own.list_ties(request.user)}
    return render_page(request, "community/unheard.html", context=context)
