"""What came of the questions that somebody was asked or answered."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count

from medagora.community.domain.routing.helpfulness import Outcome
from medagora.community.domain.words import Part, State
from medagora.community.models import Offer, Post

#: What is older weighs too little to matter.
LOOKS_BACK = timedelta(days=3 * 365)


def outcomes_of(person_id: int, at: datetime) -> Iterator[Outcome]:
    """Answers of theirs that stand, whether they were asked for them or not, and
    offers that ran out without a word; two queries."""
    since = at - LOOKS_BACK
    answers = Post.objects.filter(
        author=person_id, part=Part.ANSWER, state=State.SHOWN, posted_at__gt=since
    ).exclude(question__author=person_id)
    rows = answers.annotate(words=Count("good_words"))
    for posted_at, accepted_at, words in rows.values_list(
        "posted_at", "accepted_at", "words"
    ):
        yield Outcome(posted_at, True, accepted_at is not None, words)
    ignored = Offer.objects.filter(
        person=person_id,
        answered_at=None,
        passed_at=None,
        closed_at=None,
        expires_at__gt=since,
        expires_at__lte=at,
    )
    for expired_at in ignored.values_list("expires_at", flat=True):
        yield Outcome(expired_at)
