"""What an asker is promised, and the settings and offers of one helper."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from medagora.community.domain.routing.words import Ended
from medagora.community.domain.words import Kind
from medagora.community.models import HelperSettings, Offer, Question, RoutingState
from medagora.kernel.refusals import NotFound
from medagora.people.domain.languages import mail_language
from medagora.people.queries import notice_wishes
from medagora.web.time_zones import usual_zone, zone_of

if TYPE_CHECKING:
    from medagora.people.models import Person


@dataclass(frozen=True)
class Promise:
    """What stands under a question that waits.

    ``half``, ``most``: within so many hours half and four of five of such questions
    had an answer; 0: not known. ``until``: the day, on the asker's calendar, on whose
    evening we write to them; ``day`` is "today" or "tomorrow" when it is one of these.
    ``state``: "asking", "told" (they heard that nobody has answered yet), "stopped" or
    "everybody" (nobody else is asked).
    """

    question: Question
    state: str
    asked: int
    half: int = 0
    most: int = 0
    until: date | None = None
    day: str = ""
    also_languages: tuple[str, ...] = ()

    @property
    def is_usual(self) -> bool:
        return self.state == "asking" and self.half > 0

    @property
    def is_for_support(self) -> bool:
        return self.question.kind == Kind.SUPPORT


def promise_of(question: Question, at: datetime) -> Promise | None:
    """None when there is nothing to promise: it has answers, or takes none.
    One query."""
    state = RoutingState.objects.filter(question=question).first()
    if state is None or state.first_answered_at or question.answer_count:
        return None
    if state.ended in {Ended.CLOSED, Ended.ANSWERED}:
        return None
    zone = zone_of(state.time_zone)
    until = _promised_day(state)
    return Promise(
        question=question,
        state=_state(state),
        asked=state.asked_count,
        half=state.usual_half or 0,
        most=state.usual_most or 0,
        until=until,
        day=_day(until, at.astimezone(zone).date()),
        also_languages=tuple(state.also_languages),
    )


def _promised_day(state: RoutingState) -> date | None:
    """None once the asker was told."""
    if state.told_at is not None or state.promised_until is None:
        return None
    return state.promised_until.astimezone(zone_of(state.time_zone)).date()


def _state(state: RoutingState) -> str:
    if state.ended:
        return state.ended
    return "told" if state.told_at else "asking"


def _day(until: date | None, today: date) -> str:
    if until is None:
        return ""
    days = (until - today) // timedelta(days=1)
    return {0: "today", 1: "tomorrow"}.get(days, "")


def find_settings(person: "Person") -> HelperSettings | None:
    """Somebody's wishes, if they said any or were invited to."""
    own = HelperSettings.objects.filter(person=person)
    return own.select_related("person").first()


def find_own_settings(person: "Person") -> HelperSettings:
    """Somebody's wishes; not stored, and off, when they said none yet."""
    found = find_settings(person)
    if found is not None and found.languages:
        return found
    told = notice_wishes.find_settings(person.pk)
    own = found or HelperSettings(person=person)
    own.languages = list(person.languages) or [mail_language(())]
    own.time_zone = told.time_zone if told else usual_zone()
    return own


def find_offer(person: "Person", uid: str) -> Offer | None:
    rows = Offer.objects.filter(person=person, question__uid=uid)
    return rows.select_related("question", "person").first()


def get_offer(person: "Person", uid: str) -> Offer:
    offer = find_offer(person, uid)
    if offer is None:
        raise NotFound("This question was not offered to you.")
    return offer
