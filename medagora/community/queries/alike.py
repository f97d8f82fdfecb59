"""What may answer a question before it is posted: similar questions and resources."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from medagora.catalogue import queries as catalogue
from medagora.catalogue.queries.for_search import ids_of_published
from medagora.community import lending
from medagora.community.models import Question
from medagora.community.queries.questions import readable_by, with_card
from medagora.kernel.text import tidy

if TYPE_CHECKING:
    from medagora.people.models import Person

MOST = 5
#: Fewer letters say nothing yet.
SHORTEST = 4


@dataclass(frozen=True)
class AlikeFound:
    """Best first; each at most ``MOST``."""

    questions: tuple[Question, ...] = ()
    resources: tuple[catalogue.Card, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questions or self.resources)


def find(
    title: str,
    *,
    topics: Sequence[str],
    language: str,
    viewer: "Person | None",
    shown_in: str,
) -> AlikeFound:
    """Questions in the same language that the viewer may read, and resources."""
    words = tidy(title)
    if len(words) < SHORTEST and not topics:
        return AlikeFound()
    near = lending.find_alike(words, language, topics, limit=MOST)
    if near is None:
        return AlikeFound(questions=_on_topics(topics, language, viewer))
    return AlikeFound(
        questions=_questions(near.questions, viewer),
        resources=_resources(near.resources, shown_in),
    )


def _questions(uids: Sequence[str], viewer: "Person | None") -> tuple[Question, ...]:
    rows = with_card(readable_by(viewer).filter(uid__in=uids))
    found = {question.uid: question for question in rows}
    return tuple(found[uid] for uid in uids if uid in found)[:MOST]


def _resources(uids: Sequence[str], language: str) -> tuple[catalogue.Card, ...]:
    ids = ids_of_published(uids)
    order = [ids[uid] for uid in uids if uid in ids]
    return tuple(catalogue.cards_of(order[:MOST], language))


def _on_topics(
    topics: Sequence[str], language: str, viewer: "Person | None"
) -> tuple[Question, ...]:
    """Without a finder: the newest answered questions on the same topics."""
    rows = readable_by(viewer).filter(
        places__topic__slug__in=topics,
        places__language=language,
        answer_count__gt=0,
    )
    return tuple(with_card(rows.order_by("-last_post_at").distinct())[:MOST])
