"""What is alike to a question that somebody is writing: for the room of conversations.

The cheap way of a search, since it is asked while somebody types: no counts, no second
pass, no mending of slips. The words are understood as everywhere: stems, other words
for the same, what topics are called. Rare words choose the questions, all words and
the topics put them in order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from medagora.community.services import Alike, Paper
from medagora.reader.queries.papers_by_id import find_papers_by_id
from medagora.search import tasks
from medagora.search.domain.alike import MOST_WORDS, choose_words
from medagora.search.domain.documents import Sort
from medagora.search.domain.requests import (
    ContentQuery,
    Filters,
    Need,
    Wishes,
    WordGroup,
)
from medagora.search.domain.topic_matching import match_topics
from medagora.search.domain.understanding.intents import read_intents
from medagora.search.domain.words import understand
from medagora.search.gateways import IndexUnavailable, SearchEngine, engine
from medagora.search.queries.planning import holders_of, word_groups
from medagora.search.queries.understanding import Understood

#: People say a thing in many ways: of a topic that a title names so many terms are
#: looked for, where a search of resources needs a few.
_MOST_TERMS = 24


def find_alike(words: str, language: str, topics: Sequence[str], limit: int) -> Alike:
    """Questions in the same language that everybody may read, and published resources
    in it; the best first, at most ``limit`` of each. ``topics``: slugs that whoever
    asks has chosen. Nothing while there is no index."""
    try:
        return _find(engine(), words, language, topics, limit)
    except IndexUnavailable:
        tasks.ask_for_rebuild()
        return Alike()


def _find(
    index: SearchEngine, words: str, language: str, topics: Sequence[str], limit: int
) -> Alike:
    understood = _understand(index, words, language)
    named = [match.slug for match in understood.named]
    wanted = tuple(dict.fromkeys((*topics, *named)))
    groups = _groups(index, understood)
    plain = ContentQuery(
        filters=Filters(language=language), limit=limit, has_facets=False
    )
    return Alike(
        _questions(index, replace(plain, sort=Sort.QUESTION), groups, wanted),
        _resources(index, plain, groups, wanted),
    )


def _understand(index: SearchEngine, words: str, language: str) -> Understood:
    question = understand(words, language, most=MOST_WORDS)
    intents = read_intents((), language)
    if not question.words:
        return Understood(question, intents, [])
    terms = index.find_terms(question, language)
    return Understood(question, intents, match_topics(question, terms, language))


def _groups(index: SearchEngine, understood: Understood) -> tuple[WordGroup, ...]:
    """Without the topics of single words: a question about asthma says the word."""
    if not understood.question.words:
        return ()
    groups = word_groups(index, understood, most_terms=_MOST_TERMS)
    return tuple(replace(group, topics=frozenset()) for group in groups)


def _questions(
    index: SearchEngine,
    plain: ContentQuery,
    groups: tuple[WordGroup, ...],
    topics: tuple[str, ...],
) -> tuple[str, ...]:
    holders = holders_of(index, _stems(groups), Sort.QUESTION)
    chosen = choose_words(groups, holders)
    if not chosen:
        return _newest(index, plain, topics)
    wishes = Wishes(same_topics=topics)
    query = replace(plain, groups=chosen, need=Need.SOME, wishes=wishes)
    found = index.find_content(query).uids
    if len(found) < plain.limit:  # where little was asked yet, what is near helps
        found = tuple(dict.fromkeys((*found, *_newest(index, plain, topics))))
    return found[: plain.limit]


def _stems(groups: Iterable[WordGroup]) -> set[str]:
    return {
        stem
        for group in groups
        for stem in (*group.forms, *(s for one in group.synonyms for s in one.stems))
    }


def _newest(
    index: SearchEngine, plain: ContentQuery, topics: tuple[str, ...]
) -> tuple[str, ...]:
    """What was asked last about these topics."""
    if not topics:
        return ()
    filters = replace(plain.filters, topics=topics)
    return index.find_content(replace(plain, filters=filters)).uids


def _resources(
    index: SearchEngine,
    plain: ContentQuery,
    groups: tuple[WordGroup, ...],
    topics: tuple[str, ...],
) -> tuple[str, ...]:
    """On the topics that were named or chosen, the words put them in order; without
    one, what has all words."""
    if topics:
        filters = replace(plain.filters, topics=topics)
        wishes = Wishes(best_topics=topics)
        query = replace(plain, filters=filters, groups=groups, wishes=wishes)
        return index.find_content(replace(query, need=Need.SOME)).uids
    return index.find_content(replace(plain, groups=groups)).uids if groups else ()


def find_papers(dois: Collection[str], pmids: Collection[str]) -> Mapping[str, Paper]:
    """What the reader has of these, as the room of conversations shows it."""
    found = find_papers_by_id(dois, pmids)
    return {
        key: Paper(paper.title, paper.language, paper.page)
        for key, paper in found.items()
    }
