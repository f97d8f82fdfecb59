"""Pure rules about collections: what a draft needs, order, what one is made of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from medagora.catalogue.domain.words import Visibility
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy, tidy_lines

LONGEST_NOTE = 1000
#: Longer lists are no longer chosen, and the page would grow without end.
MOST_ITEMS = 300
MOST_EDITORS = 20
MOST_TOPICS = 12

Thing = TypeVar("Thing")


class Step(StrEnum):
    UP = "up"
    DOWN = "down"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True)
class CollectionDraft:
    """What a person says about a collection. Topics are slugs."""

    title: str
    by_name: str
    language: str
    description: str = ""
    visibility: str = Visibility.PRIVATE
    topics: tuple[str, ...] = ()


def clean(draft: CollectionDraft) -> CollectionDraft:
    """The draft with tidy words, or BadInput with the fault."""
    title = tidy(draft.title, limit=200)
    by_name = tidy(draft.by_name, limit=160)
    if not title:
        raise BadInput("Give the collection a title.", field="title")
    if not by_name:
        raise BadInput(
            "Say who made it: your name or an organisation's.", field="by_name"
        )
    if draft.visibility not in set(Visibility):
        raise BadInput("Choose who may see it.", field="visibility")
    if not languages.is_known(draft.language):
        raise BadInput("Choose a language from the list.", field="language")
    if len(set(draft.topics)) > MOST_TOPICS:
        raise BadInput("Choose twelve topics at most.", field="topics")
    return replace(
        draft,
        title=title,
        by_name=by_name,
        language=languages.primary(draft.language),
        description=tidy_lines(draft.description),
        topics=tuple(dict.fromkeys(draft.topics)),
    )


def clean_note(text: str) -> str:
    return tidy_lines(text)[:LONGEST_NOTE].rstrip()


def moved(order: Sequence[Thing], thing: Thing, step: Step) -> list[Thing]:
    """The order after one thing took a step; at the end it stays where it is.

    ValueError when the thing is not there.
    """
    here = order.index(thing)
    rest = [*order[:here], *order[here + 1 :]]
    there = {
        Step.UP: max(here - 1, 0),
        Step.DOWN: min(here + 1, len(rest)),
        Step.FIRST: 0,
        Step.LAST: len(rest),
    }[step]
    return [*rest[:there], thing, *rest[there:]]


@dataclass(frozen=True)
class Share:
    """How much of a collection one word accounts for."""

    word: str
    count: int
    percent: int


def shares(words: Iterable[str], *, limit: int = 8) -> list[Share]:
    """The commonest words with their percentages of all, commonest first."""
    counts = Counter(words)
    total = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        Share(word, count, round(100 * count / total)) for word, count in ranked[:limit]
    ]
