"""Reading and answering: lists, one conversation, comments."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from medagora.community import access, labels_moderation
from medagora.community.domain.drafts import answer_place, comment_place
from medagora.community.domain.words import Kind, Order
from medagora.community.forms import AnswerForm, CommentForm
from medagora.community.models import Post, Question
from medagora.community.queries import conversations, moderators, own, questions
from medagora.community.queries.routing import promise_of
from medagora.community.services import drafts, posting, screening
from medagora.community.views.crisis import crisis_context, usual_help
from medagora.community.views.structured import structured_data
from medagora.community.views.writing import (
    attempt,
    before_first,
    keep_posted,
    kept_initial,
    tell_what_became,
)
from medagora.people.queries.notices import level_for
from medagora.people.services import notifying
from medagora.people.services.aliases import ensure_alias
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest, PersonRequest, render_page, viewer
from medagora.web.paging import page_number, paginate

if TYPE_CHECKING:
    from medagora.people.models import Person


@require_safe
def question_list(request: PageRequest) -> HttpResponse:
    """Questions in the reader's language; narrowed by topic, kind and order."""
    search = questions.QuestionSearch.from_params(request.GET, request.LANGUAGE_CODE)
    found = questions.list_questions(search, viewer(request))
    total = questions.count_questions(search, viewer(request))
    context = {
        "search": search,
        "page": paginate(found, page_number(request.GET.get("page")), total=total),
        "kinds": list(Kind),
        "orders": list(Order),
        "topic": _topic_line(search.topic, request.LANGUAGE_CODE),
    }
    template = "community/question_list.html"
    return render_page(request, template, "results", context)


def _topic_line(slug: str, language: str) -> Any:
    ids = topics.ids_by_slug([slug]) if slug else {}
    lines = topics.list_lines_of(ids.values(), language) if ids else []
    return lines[0] if lines else None


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: PageRequest, uid: str) -> HttpResponse:
    """A conversation with the form for an answer at its end."""
    person = viewer(request)
    found = access.get_question(uid, person)
    if person is None or not (request.method == "POST" or access.is_open(found)):
        return _show(request, found, None)
    ensure_alias(person)
    kept = kept_initial(drafts.find(person, answer_place(uid)))
    form = AnswerForm(request.POST or None, person=person, initial=kept)
    if request.method == "POST":
        return _answer(request, found, form, person)
    return _show(request, found, form)


def _answer(
    request: PageRequest, question: Question, form: AnswerForm, person: "Person"
) -> HttpResponse:
    """To the posted answer; or the page again, with what is to mend in the form."""
    is_draft = keep_posted(request, person, answer_place(question.uid))
    if asked_first := before_first(request):
        return asked_first
    access.require_open(question)
    if is_draft:
        path = reverse("community:question", args=[question.uid])
        return redirect(f"{path}#your-answer")
    if form.is_valid():
        answered = attempt(
            form,
            lambda: posting.answer(
                question, form.draft(), by=person, at=timezone.now()
            ),
        )
        if answered is not None:
            tell_what_became(request, answered.state)
            return redirect(_address(answered, person))
    return _show(request, question, form)


def _show(
    request: PageRequest, question: Question, form: AnswerForm | None
) -> HttpResponse:
    person, now = viewer(request), timezone.now()
    about = f"question:{question.uid}"
    if person is not None:
        notifying.mark_thread_read(person, about, at=now)
    found = conversations.get_conversation(
        question,
        person,
        page=page_number(request.GET.get("page")),
        language=request.LANGUAGE_CODE,
        folded=own.folded_for(person),
    )
    crisis = screening.crisis_for_author(question, person, now) if person else None
    lines = topics.list_lines_of(
        [topic.pk for topic in question.topics.all()], request.LANGUAGE_CODE
    )
    context: dict[str, Any] = {
        "conversation": found,
        "question": question,
        "topics": lines,
        "structured_data": structured_data(
            question, found, (line.name for line in lines)
        ),
        "form": form,
        "is_open": access.is_open(question),
        "place": answer_place(question.uid),
        "level": level_for(person, about),
        "promise": promise_of(question, now) if found.is_own else None,
        "words_given": own.words_given(person, question),
        "words_got": own.words_got(person, question) if found.has_own else {},
        "is_bookmarked": own.is_bookmarked(person, question),
        "can_keep_order": moderators.can_moderate(person, question),
        "paces": list(labels_moderation.PACES.items()),
        **crisis_context(request, crisis),
    }
    return render_page(request, "community/question.html", context=context)


@require_safe
def post(request: PageRequest, uid: str) -> HttpResponse:
    """A post's own address leads to its place in the conversation."""
    return redirect(_address(access.get_post(uid, viewer(request)), viewer(request)))


def _address(post: Post, person: "Person | None") -> str:
    page = conversations.page_of_answer(post, person)
    path = reverse("community:question", args=[post.question.uid])
    query = f"?page={page}" if page > 1 else ""
    return f"{path}{query}#post-{post.uid}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: PersonRequest, uid: str) -> HttpResponse:
    """A page of its own for a comment, so that it works on any phone."""
    under = access.get_post(uid, request.user)
    if asked_first := before_first(request):
        return asked_first
    ensure_alias(request.user)
    place = comment_place(uid)
    kept = kept_initial(drafts.find(request.user, place))
    form = CommentForm(request.POST or None, person=request.user, initial=kept)
    if request.method == "POST":
        if keep_posted(request, request.user, place):
            return redirect("community:comment", uid)
        if form.is_valid():
            made = attempt(
                form,
                lambda: posting.comment(
                    under, form.draft(), by=request.user, at=timezone.now()
                ),
            )
            if made is not None:
                tell_what_became(request, made.state)
                return redirect(_address(made, request.user))
    context = {
        "form": form,
        "place": place,
        "shown": conversations.get_post_view(
            under, request.user, language=request.LANGUAGE_CODE
        ),
        "help": usual_help(request),
    }
    return render_page(request, "community/comment.html", context=context)
