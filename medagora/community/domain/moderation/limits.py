"""How much a person may post: slow mode, new members, links."""

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from medagora.community.domain.words import Part
from medagora.kernel.refusals import NotAllowed

#: Somebody is new for three days, or until three of their posts have stood.
NEW_FOR = timedelta(days=3)
NEW_UNTIL_STOOD = 3
#: A post has stood when it is still shown after this long.
STANDS_AFTER = timedelta(hours=12)
NEW_MOST_AN_HOUR = 3
MOST_AN_HOUR = 30
#: Links that lead off this site.
MOST_LINKS = 10


@dataclass(frozen=True)
class Wanted:
    """What is about to be posted; ``outside_links`` lead off this site."""

    part: Part | None = None
    outside_links: int = 0
    pictures: int = 0


@dataclass(frozen=True)
class Pace:
    """Slow mode: so many seconds after the last post that it is about."""

    seconds: int
    last_posted_at: datetime | None


@dataclass(frozen=True)
class LimitFacts:
    """What is known of a person who wants to post in a conversation."""

    joined_at: datetime
    stood: int = 0
    posts_last_hour: int = 0
    paces: tuple[Pace, ...] = ()  # theirs, and the conversation's
    is_own_question: bool = False
    #: Verified professionals and those who moderate are known.
    is_known: bool = False
    wanted: Wanted = field(default_factory=Wanted)


@dataclass(frozen=True)
class Allowed:
    pass


@dataclass(frozen=True)
class Refused:
    """``sentence`` has %(name)s places for ``values``, so that it can be translated."""

    sentence: str
    values: dict[str, object] = field(default_factory=dict)

    def refusal(self) -> NotAllowed:
        return NotAllowed(self.sentence, field=None, **self.values)


def allowed(facts: LimitFacts, now: datetime) -> Allowed | Refused:
    """The first limit that is reached, or Allowed."""
    return (
        _slow(facts, now)
        or _often(facts, now)
        or _new_ways(facts, now)
        or _links(facts)
        or Allowed()
    )


def allowed_in_edit(facts: LimitFacts, now: datetime) -> Allowed | Refused:
    """An edit is no new post, but brings in nothing that a new one could not."""
    return _new_ways(facts, now) or _links(facts) or Allowed()


def is_new(facts: LimitFacts, now: datetime) -> bool:
    if facts.is_known:
        return False
    return now - facts.joined_at < NEW_FOR and facts.stood < NEW_UNTIL_STOOD


def _slow(facts: LimitFacts, now: datetime) -> Refused | None:
    waits = [
        pace.seconds - (now - pace.last_posted_at).total_seconds()
        for pace in facts.paces
        if pace.last_posted_at is not None
    ]
    wait = max(waits, default=0.0)
    if wait <= 0:
        return None
    return Refused(
        "Posts are kept apart here for a while. You can post again in %(minutes)s "
        "minutes; your words stay in the draft.",
        {"minutes": _minutes(wait)},
    )


def _often(facts: LimitFacts, now: datetime) -> Refused | None:
    """In one's own conversation a new member may speak like anybody else; a new
    question begins another one."""
    is_inside = facts.is_own_question and facts.wanted.part is not Part.QUESTION
    is_limited = is_new(facts, now) and not is_inside
    most = NEW_MOST_AN_HOUR if is_limited else MOST_AN_HOUR
    if facts.posts_last_hour < most:
        return None
    return Refused(
        "That is %(most)s posts in an hour, as many as we take. Please come back a "
        "little later; your words stay in the draft.",
        {"most": most},
    )


def _new_ways(facts: LimitFacts, now: datetime) -> Refused | None:
    if not is_new(facts, now):
        return None
    wanted = facts.wanted
    if wanted.outside_links:
        return Refused(
            "In your first days posts can point to resources of this site, not to "
            "other addresses. Look whether we have it, or take the link out."
        )
    if wanted.pictures:
        return Refused(
            "In your first days posts cannot hold pictures. Please say in words what "
            "it shows."
        )
    may_comment = facts.is_own_question or facts.stood > 0
    if wanted.part is Part.COMMENT and not may_comment:
        return Refused(
            "You can comment in other people’s conversations once a question or an "
            "answer of yours has stood for half a day."
        )
    return None


def _links(facts: LimitFacts) -> Refused | None:
    if facts.wanted.outside_links <= MOST_LINKS:
        return None
    return Refused(
        "The post has %(links)s links to other sites; at most %(most)s fit. Keep the "
        "ones that matter.",
        {"links": facts.wanted.outside_links, "most": MOST_LINKS},
    )


def _minutes(seconds: float) -> int:
    return math.ceil(seconds / 60)
