"""What gives a hit its place: words by how rare they are (BM25), then wishes."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from medagora.search.domain import ranking
from medagora.search.domain.requests import (
    ContentQuery,
    Filters,
    Need,
    Part,
    Synonym,
    Wishes,
    WordGroup,
)
from tests.search.memory.kept import KeptContent
from tests.search.memory.librarian import holds, wanted_words, weight_of

#: How soon more of the same word adds little, and how much long texts lose.
_SATURATION = 1.2
_LENGTH = 0.75


class Scorer:
    """Judges content by all the content that there is at one moment."""

    def __init__(self, contents: Sequence[KeptContent]) -> None:
        self.count = len(contents)
        self._holders: Counter[tuple[str, str]] = Counter()
        self._lengths: Counter[str] = Counter()
        for content in contents:
            for place, words in content.counted.items():
                self._holders.update((place, word) for word in set(words))
                self._lengths[place] += len(words)

    def commonness(self, stem: str) -> float:
        return self._holders["stem", stem] / max(self.count, 1)

    # ---- what fits -------------------------------------------------------------
    def fits(self, content: KeptContent, query: ContentQuery) -> bool:
        return (
            content.document.sort is query.sort
            and passes(content, query.filters)
            and self._has_words(content, query)
        )

    def _has_words(self, content: KeptContent, query: ContentQuery) -> bool:
        if query.tree:
            return holds(query.tree, content, query.named_topics)
        held = [group for group in query.needed if self.group(content, group)]
        is_on_topic = _has_topic(content, query.wishes.best_topics)
        return len(held) >= query.enough or (query.need is not Need.ALL and is_on_topic)

    # ---- what comes first ------------------------------------------------------
    def order(self, content: KeptContent, query: ContentQuery) -> float:
        """The smaller, the earlier."""
        has_words = query.groups or wanted_words(query.tree)
        if query.by_day or not has_words:
            return -content.document.published
        return -sum(part.score for part in self.parts(content, query))

    def parts(self, content: KeptContent, query: ContentQuery) -> list[Part]:
        """What each word and wish gives; what gives nothing is left out."""
        parts = [*self._words(content, query), *_wishes(content, query)]
        return [part for part in parts if part.score]

    def _words(self, content: KeptContent, query: ContentQuery) -> Iterator[Part]:
        for words in wanted_words(query.tree):
            yield Part(words.text, weight_of(words, content))
        for group in () if query.tree else query.groups:
            is_less = group.is_intent and group not in query.needed
            share = ranking.INTENT_SHARE if is_less else 1.0
            yield Part(group.word, self.group(content, group) * share)
        for stem, weight in query.wishes.feedback:
            yield Part(f"+{stem}", self._rarity(content, "stem", stem) * weight)

    def group(self, content: KeptContent, group: WordGroup) -> float:
        """The best place of a word and a little of the others; titles on top."""
        places = [ranking.STEM * self._rarity(content, "stem", s) for s in group.forms]
        places.append(ranking.BY * self._rarity(content, "by", group.word))
        places += [self._synonym(content, synonym) for synonym in group.synonyms]
        if _has_topic(content, group.topics):
            places.append(ranking.TOPIC)
        if group.is_start:
            places += _beginnings(content, group.word)
        best = max(places)
        in_titles = sum(self._rarity(content, "title_stem", s) for s in group.forms)
        others = ranking.ALSO * (sum(places) - best)
        return best + others + ranking.TITLE_STEM * in_titles

    def _synonym(self, content: KeptContent, synonym: Synonym) -> float:
        """All of its stems must be there."""
        each = [self._rarity(content, "stem", stem) for stem in synonym.stems]
        return synonym.weight * ranking.STEM * sum(each) / len(each) if all(each) else 0

    def _rarity(self, content: KeptContent, place: str, word: str) -> float:
        """BM25 (Robertson and Zaragoza 2009) of a word in one place."""
        words = content.counted[place]
        times, holders = words.count(word), self._holders[place, word]
        if not times:
            return 0.0
        rare = math.log(1 + (self.count - holders + 0.5) / (holders + 0.5))
        length = len(words) * self.count / self._lengths[place]
        dampening = _SATURATION * (1 - _LENGTH + _LENGTH * length)
        return rare * times * (1 + _SATURATION) / (times + dampening)


def passes(content: KeptContent, filters: Filters) -> bool:
    document = content.document
    return (
        (not filters.language or filters.language in document.languages)
        and (not filters.audience or document.audience in filters.audiences)
        and (not filters.kind or document.kind == filters.kind)
        and (not filters.topics or _has_topic(content, filters.topics))
        and {mark.value for mark in filters.marks} <= set(document.marks)
    )


def _wishes(content: KeptContent, query: ContentQuery) -> Iterator[Part]:
    document, wishes = content.document, query.wishes
    for name, is_so, weight in (
        ("topic", _has_topic(content, wishes.best_topics), ranking.BEST_TOPIC),
        ("also", _has_topic(content, wishes.also_topics), ranking.ALSO_TOPIC),
        ("same", _has_topic(content, wishes.same_topics), ranking.SAME_TOPIC),
        ("kind", document.kind in wishes.kinds, ranking.KIND_ASKED),
        (
            "kind on topic",
            _is_kind_on_topic(content, wishes),
            ranking.KIND_ON_TOPIC,
        ),
        (
            "journal",
            document.kind == "journal" and ranking.are_journals_last(query),
            ranking.JOURNAL_FOR_PATIENTS,
        ),
        ("audience", document.audience == wishes.audience, ranking.AUDIENCE_ASKED),
        (
            "language",
            wishes.first_language in document.languages,
            ranking.FIRST_LANGUAGE,
        ),
    ):
        yield Part(name, weight if is_so else 0.0)
    if query.groups:
        yield from _trust(content, wishes)


def _is_kind_on_topic(content: KeptContent, wishes: Wishes) -> bool:
    topics = wishes.best_topics
    is_on_it = not topics or _has_topic(content, topics)
    return content.document.kind in wishes.kinds and is_on_it


def _trust(content: KeptContent, wishes: Wishes) -> Iterator[Part]:
    document = content.document
    for mark, weight in ranking.MARKS.items():
        yield Part(mark.value, weight if mark.value in document.marks else 0.0)
    is_fresh = 0 < wishes.fresh_since <= document.published
    yield Part("fresh", ranking.FRESH if is_fresh else 0.0)


def _has_topic(content: KeptContent, topics: Collection[str]) -> bool:
    return bool(set(content.document.topics).intersection(topics))


def _beginnings(content: KeptContent, start: str) -> list[float]:
    """One for each place in which a word begins so."""
    return [
        1.0
        for texts in content.texts.values()
        if any(word.startswith(start) for words in texts for word in words)
    ]
