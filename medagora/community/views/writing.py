"""What every page for writing does: refusals beside the field, drafts, what became."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from medagora.community import access
from medagora.community.domain import asks, markdown
from medagora.community.domain.drafts import is_place
from medagora.community.domain.words import State
from medagora.community.models import Draft
from medagora.community.services import drafts
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people.queries.consents import may_write
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.refusals import sentence

if TYPE_CHECKING:
    from medagora.people.models import Person

Made = TypeVar("Made")
LONGEST_PLACE = 40
#: Of a form as it was posted, what is no part of a draft.
_NOT_KEPT = frozenset(["csrfmiddlewaretoken", "action", "identifies_nobody", "place"])


def attempt(form: forms.Form, write: Callable[[], Made]) -> Made | None:
    """What the write gives, or None with its refusal beside the field to mend."""
    try:
        return write()
    except (BadInput, Conflict, NotAllowed, NotFound) as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, sentence(refusal))
        return None


def before_first(request: HttpRequest) -> HttpResponse | None:
    """Whoever writes for the first time is asked their age and consent first."""
    person = viewer(request)
    if person is None or may_write(person):
        return None
    query = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('people:before-writing')}?{query}")


def kept_fields(request: HttpRequest) -> dict[str, list[str]]:
    """What a draft keeps of a form as it was posted."""
    return {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name not in _NOT_KEPT
    }


def keep_posted(request: HttpRequest, person: "Person", place: str) -> bool:
    """Keeps what was posted until it is a post; whether no more was asked for, which
    is said."""
    try:
        drafts.keep(person, place, kept_fields(request), at=timezone.now())
    except BadInput:  # the form says beside its field what is too long
        return False
    if request.POST.get("action") != "draft":
        return False
    messages.success(request, _("Your draft is kept. Only you can see it."))
    return True


def kept_initial(draft: Draft | None) -> dict[str, Any]:
    """A kept draft as the first values of its form."""
    fields = draft.fields if draft else {}
    return {name: values[-1] for name, values in fields.items() if values}


def tell_what_became(request: HttpRequest, state: str) -> None:
    """Says after posting whether others see it already; ``posted`` tells the page that
    the words arrived."""
    if state == State.SHOWN:
        messages.success(request, _("It is posted."), extra_tags="posted")
    else:
        messages.info(
            request,
            _("It is kept, and a moderator looks at it before others see it."),
            extra_tags="posted",
        )


@require_POST
def keep_draft(request: PageRequest) -> HttpResponse:
    """What the page sends now and then while somebody writes; 204 when it is kept."""
    person = access.require_member(viewer(request))
    place = request.POST.get("place", "")
    if not is_place(place) or len(place) > LONGEST_PLACE:
        raise BadInput("This is no place for a draft.", field="place")
    drafts.keep(person, place, kept_fields(request), at=timezone.now())
    return HttpResponse(status=204)


@require_POST
def preview(request: PageRequest) -> HttpResponse:
    """How Markdown will read (htmx); nothing is stored."""
    access.require_member(viewer(request))
    text = request.POST.get("text", "")[: asks.LONGEST_TEXT]
    context = {"preview": markdown.render(text, heading=4)}
    return render_page(request, "community/_preview.html", context=context)
