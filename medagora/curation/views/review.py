"""Judging one suggestion, or many of an import at once."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medagora.catalogue import queries as catalogue
from medagora.catalogue.queries import upkeep
from medagora.curation import access
from medagora.curation.domain.claims import holds
from medagora.curation.domain.readiness import is_ready
from medagora.curation.domain.states import Move
from medagora.curation.domain.verdicts import Verdict
from medagora.curation.forms import ResourceForm
from medagora.curation.forms_verdict import VerdictForm
from medagora.curation.models import Suggestion
from medagora.curation.queries import desk as desk_queries
from medagora.curation.queries import history
from medagora.curation.services import claiming, correcting, reviewing
from medagora.curation.views.desk import open_next
from medagora.curation.views.seen import seen_on_page
from medagora.curation.views.suggest import duplicates_of
from medagora.curation.views.tables import (
    ARCHIVE,
    desk_context,
    person_at_desk,
)
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput, Refusal
from medagora.web.pages import PageRequest, render_page
from medagora.web.refusals import add_refusal

if TYPE_CHECKING:
    from medagora.people.models import Person


@login_required
def suggestion(request: PageRequest, suggestion_id: int) -> HttpResponse:
    person = person_at_desk(request)
    found = access.get_open_suggestion(person, suggestion_id)
    if found.state != Suggestion.State.OPEN:
        return redirect("curation:resource", found.resource.uid)
    if request.method == "POST":
        return Review(request, person, found).answer()
    return Review(request, person, found).show()


class Review:
    """One visit to the page: its forms, and what the pressed button means."""

    def __init__(
        self, request: PageRequest, person: "Person", suggestion: Suggestion
    ) -> None:
        self.request, self.person, self.suggestion = request, person, suggestion
        self.resource = catalogue.get_resource(suggestion.resource.uid)
        self.base = catalogue.draft_of(self.resource)
        self.action = request.POST.get("action", "")
        sent = request.POST or None
        initial = ResourceForm.initial_of(self.base, self.text_language)
        ResourceForm.add_seen(initial, suggestion.seen_by_machine)
        self.details = ResourceForm(sent, initial=initial)
        judging = sent if self.action in {Verdict.AGREE, Verdict.DECLINE} else None
        self.page_seen = seen_on_page(self.resource.uid)
        fitting = {"reason": self.page_seen.get("reason", "")}
        self.verdict = VerdictForm(judging, prefix="verdict", initial=fitting)

    @property
    def text_language(self) -> str:
        asked = self.request.GET.get("text", "")
        return asked if languages.is_known(asked) else self.request.LANGUAGE_CODE

    def answer(self) -> HttpResponse:
        now = timezone.now()
        if self.action == "claim":
            claiming.claim(self.suggestion, by=self.person, at=now)
            return redirect(self.request.get_full_path())
        if self.action == "release":
            claiming.release(self.suggestion, by=self.person)
            return redirect("curation:desk")
        if self.action == Verdict.DECLINE:
            return self._judge(Verdict.DECLINE)
        if not self.details.is_valid():
            return self.show()
        if self.action == Verdict.AGREE:
            return self._judge(Verdict.AGREE)
        return self._save()

    def _save(self) -> HttpResponse:
        try:
            self._correct()
        except BadInput as refusal:
            add_refusal(self.details, refusal)
            return self.show()
        messages.success(self.request, _("Saved."))
        return redirect(self.request.get_full_path())

    def _correct(self) -> None:
        correcting.correct_resource(
            self.resource,
            self.details.draft(self.base),
            by=self.person,
            at=timezone.now(),
        )

    def _judge(self, verdict: Verdict) -> HttpResponse:
        """What was corrected in the form is what is agreed to."""
        if not self.verdict.is_valid():
            return self.show()
        try:
            with transaction.atomic():
                if verdict is Verdict.AGREE:
                    self._correct()
                decision = reviewing.review_suggestion(
                    self.suggestion,
                    self.verdict.opinion(self.person, verdict),
                    by=self.person,
                    at=timezone.now(),
                )
        except Refusal as refusal:
            is_detail = refusal.field in self.details.fields
            add_refusal(self.details if is_detail else self.verdict, refusal)
            return self.show()
        messages.success(self.request, said(decision.move))
        return open_next(self.request, self.person)

    def _title(self) -> str:
        text = catalogue.text_of(self.resource)
        if text:
            return text.title
        return self.suggestion.seen_by_machine.get("title") or self.resource.address

    def show(self) -> HttpResponse:
        suggestion, request = self.suggestion, self.request
        at = timezone.now()
        same_site = upkeep.list_same_site(self.resource.address)
        others = [r.pk for r in same_site if r.pk != self.resource.pk]
        context: dict[str, Any] = desk_context(self.person, "queue") | {
            "suggestion": suggestion,
            "resource": self.resource,
            "title": self._title(),
            "details": self.details,
            "verdict": self.verdict,
            "seen": suggestion.seen_by_machine,
            "page_seen": self.page_seen,
            "duplicates": duplicates_of(suggestion, request.LANGUAGE_CODE),
            "same_site": catalogue.cards_of(others, request.LANGUAGE_CODE),
            "judgements": history.judgements_of(desk_queries.list_reviews(suggestion)),
            "history": history.list_history(self.resource),
            "is_ready": is_ready(self.base),
            "is_mine": suggestion.claimed_by_id == self.person.pk
            and holds(suggestion.claimed_at, at),
            "is_taken": suggestion.claimed_by_id not in {None, self.person.pk}
            and holds(suggestion.claimed_at, at),
            "archive": ARCHIVE + self.resource.address,
            "text_language": self.text_language,
            "text_languages": sorted({*self.base.texts, *languages.FINISHED}),
            "query": request.GET.urlencode(),
        }
        status = 422 if self.details.errors or self.verdict.errors else 200
        return render_page(
            request, "curation/desk_suggestion.html", None, context, status
        )


def said(move: Move | None) -> str:
    if move is Move.PUBLISH:
        return _("Published.")
    if move is Move.DECLINE:
        return _("Declined.")
    return _("You agreed. It is published when a second person agrees too.")


def count_said(agreed: int, published: int, declined: int) -> list[str]:
    """Sentences about many verdicts at once."""
    lines = []
    if agreed:
        lines.append(
            ngettext("You agreed to %(n)d.", "You agreed to %(n)d.", agreed)
            % {"n": agreed}
        )
    if published:
        lines.append(
            ngettext(
                "%(n)d of them is published now.",
                "%(n)d of them are published now.",
                published,
            )
            % {"n": published}
        )
    if declined:
        lines.append(
            ngettext("You declined %(n)d.", "You declined %(n)d.", declined)
            % {"n": declined}
        )
    return lines
