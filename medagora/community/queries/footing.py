"""What stands in somebody's way when they post: one look for nearly everybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from medagora.community.domain.moderation.sanctions import SanctionState
from medagora.community.domain.safety.spam import NEW_POSTS
from medagora.community.domain.words import State
from medagora.community.models import Tie

if TYPE_CHECKING:
    from medagora.people.models import Person

HOUR = timedelta(hours=1)
#: The same words again within this time look like a machine.
LATELY = timedelta(days=7)
#: More of the same are not counted.
MOST_SAME = 5

# Plain SQL, because each of these would cost a statement of its own otherwise, and
# most of a post's time goes into making statements. Every part is read from an index.
_SANCTION = (
    "EXISTS (SELECT 1 FROM community_sanction WHERE person_id = %s AND state = %s"
    " AND (until IS NULL OR until > %s))"
)
_BLOCK = (
    "EXISTS (SELECT 1 FROM community_tie WHERE other_id = %s AND kind = %s"
    " AND person_id IN ({authors}))"
)
_DRAFT = "EXISTS (SELECT 1 FROM community_draft WHERE person_id = %s AND place = %s)"
_LAST_HOUR = (
    "(SELECT COUNT(*) FROM community_post WHERE author_id = %s AND posted_at > %s)"
)
_SHOWN = (
    "(SELECT COUNT(*) FROM (SELECT 1 FROM community_post WHERE author_id = %s"
    " AND state = %s AND id <> %s LIMIT %s) AS shown)"
)
_SAME = (
    "(SELECT COUNT(*) FROM (SELECT 1 FROM community_post WHERE author_id = %s"
    " AND posted_at > %s AND text = %s AND id <> %s LIMIT %s) AS same)"
)


@dataclass(frozen=True)
class Footing:
    """``has_sanction``: one that is in force, of any kind; what it means is read then.

    ``posts_shown`` is counted up to ``NEW_POSTS``; ``same_text``: their own posts of
    the last days with the same words, up to ``MOST_SAME``.
    """

    has_sanction: bool
    is_blocked: bool
    has_draft: bool
    posts_last_hour: int
    posts_shown: int
    same_text: int


def look(
    person: "Person",
    at: datetime,
    *,
    text: str,
    authors: Collection[int | None] = (),
    place: str = "",
    besides: int = 0,
) -> Footing:
    """One statement. ``authors``: whoever may have blocked the person; ``place``: where
    their draft would lie; ``besides``: the id of a post that is not counted."""
    met = [pk for pk in authors if pk is not None] or [0]
    now, hour, lately = map(
        connection.ops.adapt_datetimefield_value, (at, at - HOUR, at - LATELY)
    )
    parts: list[tuple[str, list[Any]]] = [
        (_SANCTION, [person.pk, SanctionState.IN_FORCE.value, now]),
        (
            _BLOCK.format(authors=", ".join(["%s"] * len(met))),
            [person.pk, Tie.Kind.BLOCK.value, *met],
        ),
        (_DRAFT, [person.pk, place]),
        (_LAST_HOUR, [person.pk, hour]),
        (_SHOWN, [person.pk, State.SHOWN.value, besides, NEW_POSTS]),
        (_SAME, [person.pk, lately, text, besides, MOST_SAME]),
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(part for part, _ in parts),
            [value for _, values in parts for value in values],
        )
        sanction, block, draft, *counts = cursor.fetchone()
    return Footing(bool(sanction), bool(block), bool(draft), *counts)
