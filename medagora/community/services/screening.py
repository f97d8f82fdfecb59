"""What the engines hear in a post, and what is done about it at once."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from medagora.catalogue.queries import resources as catalogue
from medagora.community.domain.safety.advice import find_dangerous_advice
from medagora.community.domain.safety.crisis import Crisis, Grade, assess
from medagora.community.domain.safety.spam import (
    NEW_POSTS,
    SpamFacts,
    spam_score,
)
from medagora.community.domain.safety.spam_looks import links_in
from medagora.community.domain.screening import Decision, Screened, decide
from medagora.community.domain.words import Part, State
from medagora.community.models import Post, Question
from medagora.community.queries.calls import list_own_calls
from medagora.community.services import matters

if TYPE_CHECKING:
    from medagora.people.models import Person

#: The same words again within this time look like a machine.
LATELY = timedelta(days=7)
#: So long the writer's own page goes on saying whom to call.
SHOWN_FOR = timedelta(days=3)


def look_at(post: Post, *, by: "Person", at: datetime) -> Decision:
    """Listens to the post and opens what moderators have to see. Whoever calls it
    shows the post unless it ``is_held``."""
    text = heard_text(post)
    language = post.question.language
    heard = Screened(
        crisis=assess(text, language),
        advice=find_dangerous_advice(text, language),
        spam=spam_score(text, _spam_facts(post, by, at)),
    )
    decision = decide(heard, is_professional=post.is_professional)
    for call in decision.calls:
        matters.open_matter(
            post,
            call.kind,
            call.reasons,
            by=None,
            at=at,
            spans=call.spans,
            grade=call.grade,
        )
    return decision


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


def _spam_facts(post: Post, by: "Person", at: datetime) -> SpamFacts:
    """What is known of the writer and of the hosts that the text leads to."""
    others = Post.objects.filter(author=by).exclude(pk=post.pk)
    same = others.filter(posted_at__gt=at - LATELY, text=post.text)
    stood = others.filter(state=State.SHOWN)
    hosts = set(links_in(post.text))
    return SpamFacts(
        account_days=(at - by.joined_at).days,
        posts_before=stood[:NEW_POSTS].count(),
        known_hosts=catalogue.known_hosts(hosts) if hosts else frozenset(),
        same_text_lately=same[:5].count(),
    )
