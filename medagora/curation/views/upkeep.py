"""Looking after what is published: due, broken, set aside, and one resource."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.catalogue import queries as catalogue
from medagora.catalogue import services as catalogue_services
from medagora.catalogue.domain.words import LinkState, State
from medagora.catalogue.queries import upkeep
from medagora.curation import access
from medagora.curation.domain.links import TROUBLE
from medagora.curation.domain.verdicts import Verdict
from medagora.curation.forms import ResourceForm
from medagora.curation.forms_verdict import DueForm, WordsForm
from medagora.curation.queries import desk as desk_queries
from medagora.curation.queries import history
from medagora.curation.services import correcting, reviewing
from medagora.curation.views.seen import seen_on_page
from medagora.curation.views.tables import (
    ARCHIVE,
    ARCHIVE_NOW,
    desk_context,
    person_at_desk,
    resource_page,
)
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput, Refusal
from medagora.web.pages import PageRequest, render_page
from medagora.web.refusals import add_refusal

if TYPE_CHECKING:
    from medagora.people.models import Person


@require_safe
@login_required
def due(request: PageRequest) -> HttpResponse:
    """What curators should look at again, or for the first time."""
    person = person_at_desk(request)
    is_new = request.GET.get("show") == "new"
    today = timezone.now().date()
    found = upkeep.never_reviewed() if is_new else upkeep.due_for_review(today)
    context = desk_context(person, "due") | {
        "page": resource_page(request, desk_queries.in_scope(person, found)),
        "is_new": is_new,
    }
    return render_page(request, "curation/desk_due.html", context=context)


@require_safe
@login_required
def broken(request: PageRequest) -> HttpResponse:
    person = person_at_desk(request)
    asked = request.GET.get("state", "")
    states = [asked] if asked in TROUBLE else list(TROUBLE)
    found = upkeep.with_link_states(states)
    context = desk_context(person, "broken") | {
        "page": resource_page(request, desk_queries.in_scope(person, found)),
        "state": asked,
        "states": TROUBLE,
    }
    return render_page(request, "curation/desk_broken.html", context=context)


@require_safe
@login_required
def set_aside(request: PageRequest) -> HttpResponse:
    person = person_at_desk(request)
    asked = request.GET.get("state", "")
    state = asked if asked == State.DECLINED else State.RETIRED.value
    context = desk_context(person, "set_aside") | {
        "page": resource_page(request, upkeep.in_state(state)),
        "state": state,
    }
    return render_page(request, "curation/desk_set_aside.html", context=context)


@login_required
def resource(request: PageRequest, uid: str) -> HttpResponse:
    person = person_at_desk(request)
    found = catalogue.get_resource(uid)
    waiting = desk_queries.find_open(found)
    if waiting and access.can_review(person, found):
        return redirect("curation:desk-suggestion", waiting.pk)
    visit = Upkeep(request, person, found.uid)
    return visit.answer() if request.method == "POST" else visit.show()


class Upkeep:
    """One visit to the page: its forms, and what the pressed button means."""

    def __init__(self, request: PageRequest, person: "Person", uid: str) -> None:
        self.request, self.person = request, person
        self.resource = catalogue.get_resource(uid)
        self.base = catalogue.draft_of(self.resource)
        self.action = request.POST.get("action", "")
        initial = ResourceForm.initial_of(self.base, self.text_language)
        if moved := request.GET.get("address"):
            initial["address"] = moved[:1000]
        self.details = ResourceForm(self._sent("save"), initial=initial)
        self.verdict = DueForm(
            self._sent(Verdict.RENEW, Verdict.RETIRE),
            prefix="verdict",
            can_retire=access.can_retire(person),
        )
        self.back = WordsForm(self._sent("bring_back"), prefix="back")

    def _sent(self, *actions: str) -> Any:
        return self.request.POST if self.action in actions else None

    @property
    def text_language(self) -> str:
        asked = self.request.GET.get("text", "")
        return asked if languages.is_known(asked) else self.request.LANGUAGE_CODE

    def answer(self) -> HttpResponse:
        answers = {
            "save": (self.details, self._save),
            Verdict.RENEW.value: (self.verdict, self._judge),
            Verdict.RETIRE.value: (self.verdict, self._judge),
            "bring_back": (self.back, self._bring_back),
        }
        if self.action == "check_link":
            return self._check_link()
        if self.action not in answers:
            return self.show()
        form, act = answers[self.action]
        if not form.is_valid():
            return self.show()
        try:
            words = act()
        except Refusal as refusal:
            if not isinstance(refusal, BadInput) and refusal.field is None:
                raise
            add_refusal(form, refusal)
            return self.show()
        messages.success(self.request, words)
        return redirect("curation:resource", self.resource.uid)

    def _save(self) -> str:
        correcting.correct_resource(
            self.resource,
            self.details.draft(self.base),
            by=self.person,
            at=timezone.now(),
        )
        return _("Saved.")

    def _judge(self) -> str:
        opinion = self.verdict.opinion(self.person, Verdict(self.action))
        reviewing.review_due(
            self.resource,
            opinion,
            by=self.person,
            at=timezone.now(),
            successor=self.verdict.successor_words,
        )
        if opinion.verdict is Verdict.RETIRE:
            return _("Retired. Its page says so, and why.")
        return _("It stays. You will be asked again when it is due.")

    def _bring_back(self) -> str:
        reviewing.bring_back(
            self.resource,
            words=self.back.cleaned_data["words"],
            by=self.person,
            at=timezone.now(),
        )
        return _("It is on the desk again: two people decide.")

    def _check_link(self) -> HttpResponse:
        access.require_correct(self.person, self.resource)
        catalogue_services.ask_for_link_check(self.resource, at=timezone.now())
        messages.success(
            self.request, _("It will be visited within the next few minutes.")
        )
        return redirect("curation:resource", self.resource.uid)

    def show(self) -> HttpResponse:
        visits = upkeep.list_link_checks(self.resource)
        context = desk_context(self.person, "") | {
            "resource": self.resource,
            "card": catalogue.card_of(self.resource, self.request.LANGUAGE_CODE),
            "details": self.details,
            "verdict": self.verdict,
            "back": self.back,
            "visits": visits,
            "page_seen": seen_on_page(self.resource.uid),
            "judgements": history.list_judgements(self.resource),
            "history": history.list_history(self.resource),
            "reports": desk_queries.count_open_reports(self.resource),
            "can_correct": access.can_correct(self.person, self.resource),
            "can_judge": access.can_review(self.person, self.resource),
            "archive": ARCHIVE + self.resource.address,
            "archive_now": ARCHIVE_NOW + self.resource.address,
            "is_doubtful": self.resource.link_state in TROUBLE,
            "has_new_address": "address" in self.request.GET,
            "is_unchecked": self.resource.link_state == LinkState.UNCHECKED,
            "text_language": self.text_language,
            "text_languages": sorted({*self.base.texts, *languages.FINISHED}),
        }
        forms = (self.details, self.verdict, self.back)
        status = 422 if any(form.errors for form in forms) else 200
        return render_page(
            self.request, "curation/desk_resource.html", None, context, status
        )
