"""One post becomes rows: hat, rendering, links, screening. Other services call it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import State as Published
from medagora.community.domain import asks, markdown
from medagora.community.domain.drafts import PostDraft
from medagora.community.domain.moderation import limits
from medagora.community.domain.moderation.limits import Wanted
from medagora.community.domain.words import LinkKind, Part
from medagora.community.models import Post, PostLink, Question
from medagora.community.queries.footing import Footing
from medagora.community.queries.sanctions import require_within_limits
from medagora.community.services import pictures, screening, showing
from medagora.kernel.refusals import Refusal
from medagora.people.domain.hats import counts_as_professional
from medagora.people.queries import hats
from medagora.people.services.aliases import ensure_alias

if TYPE_CHECKING:
    from medagora.people.models import Person

#: The page's own headings stand above those of a post.
TOP_HEADING = {Part.QUESTION: 2, Part.ANSWER: 4, Part.COMMENT: 5}

#: A resource's page of this site, in any language.
_OWN_PAGE = re.compile(r"/[a-z]{2,3}(?:-[a-z]+)?/resource/([a-z0-9]{1,16})/?(?:[?#]|$)")

#: More than this in one post become no cards.
MOST_CARDS = 12


@dataclass(frozen=True)
class Cited:
    """What a text points to. ``outside``: links that lead neither to this site nor to
    a resource of it."""

    cards: tuple[tuple[LinkKind, str], ...]
    outside: int


def write(  # noqa: PLR0913 - where, what, whose and when, each by its name
    question: Question,
    draft: PostDraft,
    part: Part,
    *,
    by: "Person",
    at: datetime,
    under: Post | None = None,
    footing: Footing,
) -> Post:
    """Stores the post and shows it, or opens a matter for moderators. Call it inside
    the transaction of the service that it belongs to; ``footing`` is of the text."""
    text = asks.check_text(draft.text)
    written = read(text, part)
    cited = cite(written.pointers)
    wanted = Wanted(part, outside_links=cited.outside)
    require_within_limits(by, question, at, wanted=wanted, footing=footing)
    ensure_alias(by)
    hat = hats.get_wearable(by, draft.hat, at) if draft.hat else None
    post = Post(
        question=question,
        part=part,
        under=under,
        author=by,
        hat=hat,
        is_professional=hat is not None and counts_as_professional(hat, at),
        text=text,
        html=written.html,
        posted_at=at,
        was_confirmed=draft.was_confirmed,
    )
    decision = screening.listen(post, footing, by=by, at=at)
    showing.bring_in(post, is_held=decision.is_held)
    link(post, cited)
    if written.pictures:
        pictures.join(post, written.pictures)
    screening.call(post, decision, at=at)
    return post


def read(text: str, part: str) -> markdown.Written:
    return markdown.read(text, heading=TOP_HEADING[Part(part)])


def cite(pointers: Iterable[markdown.Pointer]) -> Cited:
    """What a text points to: cards, and links away from this site."""
    cards: dict[tuple[LinkKind, str], None] = {}
    outside = 0
    for pointer in pointers:
        if pointer.kind is not None:
            cards[pointer.kind, pointer.value] = None
        elif outside <= limits.MOST_LINKS and (uid := _resource_at(pointer.value)):
            cards[LinkKind.RESOURCE, uid] = None
        elif _is_away(pointer.value):
            outside += 1
    return Cited(tuple(cards)[:MOST_CARDS], outside)


def _is_away(address: str) -> bool:
    site = settings.CONFIG.site_url.rstrip("/")
    return not address.startswith((f"{site}/", "/", "#", "mailto:", "tel:"))


def link(post: Post, cited: Cited) -> None:
    """Keeps what a text without links yet points to, in its order."""
    if not cited.cards:
        return
    PostLink.objects.bulk_create(
        PostLink(post=post, kind=kind, value=value, position=position)
        for position, (kind, value) in enumerate(cited.cards)
    )


def _resource_at(address: str) -> str:
    """The uid of the published resource at an address, or whose page here it is."""
    own = _OWN_PAGE.match(address.removeprefix(settings.CONFIG.site_url.rstrip("/")))
    try:
        resource = (
            catalogue.get_resource(own[1])
            if own
            else catalogue.find_by_address(address)
        )
    except Refusal:  # an address that nobody can read, or a page that is gone
        return ""
    if resource is None or resource.state != Published.PUBLISHED:
        return ""
    return str(resource.uid)
