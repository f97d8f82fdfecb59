"""The desk's sources: how each is doing, and what can be done about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medagora.catalogue import queries as catalogue
from medagora.curation.queries.tabs import tabs_for
from medagora.kernel.refusals import BadInput, Conflict
from medagora.reader import access, labels
from medagora.reader.domain.words import ENDED, FeedState
from medagora.reader.forms_health import MergeForm, MoveForm, ReasonForm, RetireForm
from medagora.reader.models import Feed
from medagora.reader.queries import health
from medagora.reader.queries.health import HealthSearch
from medagora.reader.queries.replacements import replacements_for
from medagora.reader.services import upkeep
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.paging import Page, page_number, paginate
from medagora.web.refusals import sentence

if TYPE_CHECKING:
    from medagora.people.models import Person

TAB = "reader:health"


@require_safe
@login_required
def health_list(request: PageRequest) -> HttpResponse:
    person = access.require_health(viewer(request))
    now = timezone.now()
    search = HealthSearch.from_params(request.GET)
    seen = access.feeds_seen_by(person)
    found = paginate(
        health.search_feeds(seen, search), page_number(request.GET.get("page"))
    )
    rows = [
        {
            "feed": row.feed,
            "a_week": row.a_week,
            "followers": row.followers,
            "failure": _sentence_of(row.feed),
            "remarks": row.feed.remarks.split(),
        }
        for row in health.health_rows(found.rows, now=now)
    ]
    counts = health.count_shows(seen)
    context = tabs_for(person, TAB, on=now.date()) | {
        "search": search,
        "page": Page(rows, found.number, found.pages, found.total),
        "shows": [
            (show, counts[show])
            for show in labels.HEALTH_SHOWS
            if counts[show] or show in {"", search.show}
        ],
        "now": now,
    }
    return render_page(request, "reader/health.html", "results", context)


def _sentence_of(feed: Feed) -> Any:
    return labels.fetch_sentence(feed.failure, feed.failure_status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def health_feed(request: PageRequest, feed_id: int) -> HttpResponse:
    person = access.require_health(viewer(request))
    visit = Visit(request, person, access.get_feed_to_see(person, feed_id))
    return visit.answer() if request.method == "POST" else visit.show()


class Visit:
    """One visit to a source's page at the desk: its forms, and the pressed button."""

    def __init__(self, request: PageRequest, person: "Person", feed: Feed) -> None:
        self.request, self.person, self.feed = request, person, feed
        self.action = request.POST.get("action", "")
        self.now = timezone.now()
        seen = access.feeds_seen_by(person)
        self.reason = ReasonForm(self._sent("pause", "resume"), prefix="reason")
        self.move = MoveForm(self._sent("move"), prefix="move")
        self.merge = MergeForm(self._sent("merge"), prefix="merge", seen=seen)
        self.retire = RetireForm(self._sent("retire"), prefix="retire", seen=seen)

    def _sent(self, *actions: str) -> Any:
        return self.request.POST if self.action in actions else None

    def answer(self) -> HttpResponse:
        without_form: dict[str, Callable[[], str]] = {
            "check": self._check,
            "full_text": self._full_text,
        }
        with_form: dict[str, tuple[Form, Callable[[], str]]] = {
            "pause": (self.reason, self._pause),
            "resume": (self.reason, self._resume),
            "move": (self.move, self._move),
            "merge": (self.merge, self._merge),
            "retire": (self.retire, self._retire),
        }
        if self.action in without_form:
            return self._done(without_form[self.action]())
        if self.action not in with_form:
            raise BadInput("That cannot be done with a source.")
        form, act = with_form[self.action]
        if not form.is_valid():
            return self.show()
        try:
            return self._done(act())
        except (BadInput, Conflict) as refusal:
            form.add_error(None, sentence(refusal))
            return self.show()

    def _done(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect("reader:health-feed", self.feed.pk)

    def _check(self) -> str:
        upkeep.check_now(self.feed, by=self.person, at=self.now)
        return _("It will be asked within moments.")

    def _full_text(self) -> str:
        wanted = self.request.POST.get("wanted") == "1"
        upkeep.want_full_text(self.feed, wanted=wanted, by=self.person)
        return _("Your changes are saved.")

    def _pause(self) -> str:
        words = self.reason.cleaned_data["words"]
        upkeep.pause_feed(self.feed, by=self.person, words=words)
        return _("It is not asked until somebody resumes it.")

    def _resume(self) -> str:
        words = self.reason.cleaned_data["words"]
        upkeep.resume_feed(self.feed, by=self.person, at=self.now, words=words)
        return _("It is asked again.")

    def _move(self) -> str:
        said = self.move.cleaned_data
        self.feed = upkeep.move_feed(
            self.feed, said["address"], by=self.person, at=self.now, words=said["words"]
        )
        return _("It has moved, with all that it had.")

    def _merge(self) -> str:
        said = self.merge.cleaned_data
        self.feed = upkeep.merge_feeds(
            self.feed, said["other"], by=self.person, at=self.now, words=said["words"]
        )
        return _("The two are one now. Its readers are told.")

    def _retire(self) -> str:
        said = self.retire.cleaned_data
        upkeep.retire_feed(
            self.feed,
            replacement=said["other"],
            by=self.person,
            at=self.now,
            words=said["words"],
        )
        return _("It is retired. Its readers are told.")

    def show(self) -> HttpResponse:
        feed = self.feed
        (row,) = health.health_rows([feed], now=self.now)
        context = tabs_for(self.person, TAB, on=self.now.date()) | {
            "feed": feed,
            "row": row,
            "failure": _sentence_of(feed),
            "remarks": feed.remarks.split(),
            "history": health.history_of(feed, on=self.now.date()),
            "lease": getattr(feed, "hub_lease", None),
            "cards": self._cards(),
            "replacements": replacements_for(feed) if feed.state in ENDED else [],
            "can_keep": access.can_keep(self.person, feed),
            "is_asked": feed.state == FeedState.ACTIVE,
            "is_merged": feed.state == FeedState.MERGED,
            "can_resume": feed.state in {FeedState.PAUSED, *ENDED},
            "now": self.now,
            "reason": self.reason,
            "move": self.move,
            "merge": self.merge,
            "retire": self.retire,
        }
        forms = (self.reason, self.move, self.merge, self.retire)
        status = 422 if any(form.errors for form in forms) else 200
        return render_page(
            self.request, "reader/health_feed.html", None, context, status
        )

    def _cards(self) -> list[catalogue.Card]:
        ids = [self.feed.resource_id] if self.feed.resource_id else []
        return catalogue.cards_of(ids, self.request.LANGUAGE_CODE)
