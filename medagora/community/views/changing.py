"""What authors do with what stands: edit, take back, say which answers helped."""

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
from medagora.community.domain.words import Part
from medagora.community.forms import EditForm
from medagora.community.queries import conversations
from medagora.community.services import posting
from medagora.community.views.writing import attempt, tell_what_became
from medagora.web.pages import PageRequest, PersonRequest, render_page, viewer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, uid: str) -> HttpResponse:
    post = access.get_own_post(uid, request.user)
    has_title = post.part == Part.QUESTION
    initial = {"title": post.question.title, "text": post.text}
    form = EditForm(request.POST or None, initial=initial, has_title=has_title)
    if request.method == "POST" and form.is_valid():
        edited = attempt(
            form,
            lambda: posting.edit_post(
                post,
                form.draft(),
                by=request.user,
                at=timezone.now(),
                title=form.cleaned_data.get("title", ""),
            ),
        )
        if edited is not None:
            tell_what_became(request, edited.state)
            return redirect("community:post", uid)
    context = {"form": form, "post": post}
    return render_page(request, "community/edit.html", context=context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PersonRequest, uid: str) -> HttpResponse:
    """Asks once, then takes the post back."""
    post = access.get_own_post(uid, request.user)
    if request.method == "POST":
        question = post.question
        posting.withdraw_post(post, by=request.user, at=timezone.now())
        messages.success(request, _("You took it back. Nobody sees it any more."))
        if post.part == Part.QUESTION:
            return redirect("community:questions")
        return redirect("community:question", question.uid)
    return render_page(request, "community/withdraw.html", context={"post": post})


@login_required
@require_POST
def accept(request: PersonRequest, uid: str) -> HttpResponse:
    """Marks an answer as one that helped, or takes the mark back."""
    post = access.get_answer_to_own(uid, request.user)
    if request.POST.get("accept") == "no":
        posting.take_back_acceptance(post, by=request.user)
    else:
        posting.accept_answer(post, by=request.user, at=timezone.now())
    return redirect("community:post", uid)


@require_safe
def versions(request: PageRequest, uid: str) -> HttpResponse:
    """How a post read before it was edited."""
    post = access.get_post(uid, viewer(request))
    context = {"post": post, "versions": conversations.list_versions(post)}
    return render_page(request, "community/versions.html", context=context)
