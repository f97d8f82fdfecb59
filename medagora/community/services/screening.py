"""What the engines hear in a post, and what is done about it at once."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from medagora.catalogue.queries import resources as catalogue
from medagora.community.domain.safety.advice import find_dangerous_advice
from medagora.community.domain.safety.crisis import Crisis, Grade, assess
from medagora.community.domain.safety.spam import SpamFacts, spam_score
from medagora.community.domain.safety.spam_looks import links_in
from medagora.community.domain.screening import Decision, Screened, decide
from medagora.community.domain.words import Part
from medagora.community.models import Post, Question
from medagora.community.queries import footing as footings
from medagora.community.queries.calls import list_own_calls
from medagora.community.queries.footing import Footing
from medagora.community.services import matters

if TYPE_CHECKING:
    from medagora.people.models import Person

#: So long the writer's own page goes on saying whom to call.
SHOWN_FOR = timedelta(days=3)


def look_at(post: Post, *, by: "Person", at: datetime) -> Decision:
    """Listens to a post that stands and opens what moderators have to see; whoever
    calls it hides the post if it ``is_held``."""
    footing = footings.look(by, at, text=post.text, besides=post.pk)
    decision = listen(post, footing, by=by, at=at)
    call(post, decision, at=at)
    return decision


def listen(post: Post, footing: Footing, *, by: "Person", at: datetime) -> Decision:
    """What is to be done about a post, which may not be stored yet."""
    text = heard_text(post)
    language = post.question.language
    heard = Screened(
        crisis=assess(text, language),
        advice=find_dangerous_advice(text, language),
        spam=spam_score(text, _spam_facts(post, footing, by, at)),
    )
    return decide(heard, is_professional=post.is_professional)


def call(post: Post, decision: Decision, *, at: datetime) -> None:
    """Opens the matters that follow from a decision about a stored post."""
    for one in decision.calls:
        matters.open_matter(
            post,
            one.kind,
            one.reasons,
            by=None,
            at=at,
            spans=one.spans,
            grade=one.grade,
        )


def heard_text(post: Post) -> str:
    """The text as the engines hear it: a question's title is part of what it says."""
    if post.part == Part.QUESTION:
        return f"{post.text}\n\n{post.question.title}"
    return post.text


def crisis_for_author(
    question: Question, person: "Person", at: datetime
) -> Crisis | None:
    """What the page answers to somebody who spoke of danger in it a short while ago:
    the gravest. It is heard anew; what the machine believes of somebody is not kept."""
    calls = list_own_calls(question, person, since=at - SHOWN_FOR)
    heard = [assess(heard_text(post), question.language) for post in calls]
    grave = [crisis for crisis in heard if crisis and crisis.grade >= Grade.MEDIUM]
    return max(grave, key=lambda crisis: crisis.grade, default=None)


def _spam_facts(post: Post, footing: Footing, by: "Person", at: datetime) -> SpamFacts:
    """What is known of the writer and of the hosts that the text leads to."""
    hosts = set(links_in(post.text))
    return SpamFacts(
        account_days=(at - by.joined_at).days,
        posts_before=footing.posts_shown,
        known_hosts=catalogue.known_hosts(hosts) if hosts else frozenset(),
        same_text_lately=footing.same_text,
    )
