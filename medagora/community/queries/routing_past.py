"""How long questions like one waited for their first answer: for a promise of time."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from medagora.community.domain.routing.promises import Past, Usual, usual
from medagora.community.domain.words import State
from medagora.community.models import Question, RoutingState

#: Older than this says nothing about who is here now.
LOOKS_BACK = timedelta(days=120)
#: The newest of them are enough.
MOST = 200


def usual_for(question: Question, at: datetime) -> Usual | None:
    """From questions of its kind and language on its topics; when these are too few,
    from all of its kind and language; None when those are too few as well."""
    alike = RoutingState.objects.filter(
        question__kind=question.kind,
        question__language=question.language,
        question__state=State.SHOWN,
        started_at__gt=at - LOOKS_BACK,
    ).exclude(question=question)
    of_all = usual(_past(alike, at))
    if of_all is None:  # then there are too few on its topics as well
        return None
    on_topic = alike.filter(question__topics__in=question.topics.values("pk"))
    return usual(_past(on_topic.distinct(), at)) or of_all


def _past(rows: "QuerySet[RoutingState]", at: datetime) -> list[Past]:
    newest = rows.order_by("-started_at")
    times = newest.values_list("started_at", "first_answered_at")[:MOST]
    return [
        Past((answered or at) - started, answered is not None)
        for started, answered in times
    ]
