"""Which topics a question names, the best first, and by which of their terms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.stems import stems_of, stems_of_question
from medagora.search.domain.words import Question, is_unspaced, words_of

#: A term inside a longer question counts from this length: "ALL" is a leukaemia,
#: "all" is not. Arabic leaves out most vowels, so that asthma has three letters there;
#: Chinese and Japanese need two.
MIN_LETTERS_WITHIN = 4
_MIN_IN_ARABIC = 3
_MIN_UNSPACED = 2
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
#: One word is found by its stem from this length: "duele" is no "duelo".
MIN_STEM = 5
#: A beginning of a word counts from this length; of a word of a page from the other,
#: since there are so many more of them.
MIN_LETTERS_START = 2
MIN_LETTERS_START_OF_PAGE = 3
MAX_TOPICS = 5
#: How many further topics stand beside those that the question names exactly.
MAX_BESIDE = 2
MAX_NEAR = 3
#: So short, a word that fits exactly is a short form, and no beginning of a word.
LONGEST_SHORT_FORM = 3

_ROLES = list(Role)


class Match(IntEnum):
    """How a term fits a question, the best first. Words fit in any form."""

    EXACT = 0
    WITHIN = 1  # the term stands inside the question, be it in another order
    START = 2  # the term begins with the question
    WORDS = 3  # the term has every word of the question


@dataclass(frozen=True)
class TopicMatch:
    """A topic and the term by which it was found."""

    term: TopicTerm
    match: Match
    length: int = 0
    #: Letter by letter (but for case and accents), in the order of the term.
    is_literal: bool = True

    @property
    def slug(self) -> str:
        return self.term.topic


def match_topics(
    question: Question,
    terms: Iterable[TopicTerm],
    language: str,
    popularity: Mapping[str, int] | None = None,
    *,
    is_finished: bool = False,
) -> list[TopicMatch]:
    """Each topic once, by its best term; ``language`` is the reader's. Among equals
    the topics with more resources come first. Nobody adds to a question that
    ``is_finished``: a short form is then no beginning, and a saying of which only a
    part was typed says nothing."""
    weights = popularity or {}
    best: dict[str, TopicMatch] = {}
    matcher = _Matcher(question, is_finished=is_finished)
    found = [match for term in terms if (match := matcher.match(term))]
    for match in sorted(found, key=lambda match: _rank(match, language, weights)):
        best.setdefault(match.slug, match)
    matches = list(best.values())
    if is_finished:
        matches = _without_starts(question, matches, language)
    return _cut(matches)


def min_letters_within(text: str) -> int:
    """From how many letters on a term counts inside a question, by its script."""
    if is_unspaced(text):
        return _MIN_UNSPACED
    return _MIN_IN_ARABIC if _ARABIC.search(text) else MIN_LETTERS_WITHIN


def can_start(text: str, *, letters: int = MIN_LETTERS_START) -> bool:
    """May this be the beginning of a longer word?"""
    return len(text) >= letters or is_unspaced(text)


#: Each word of a question or a term in all its forms.
Forms = tuple[frozenset[str], ...]


class _Matcher:
    """Holds terms against one question."""

    def __init__(self, question: Question, *, is_finished: bool = False) -> None:
        self.question = question
        self.is_finished = is_finished
        self.phrases = frozenset(question.phrases())
        self._known_forms: dict[str, dict[str, frozenset[str]]] = {}

    def _forms(self, language: str) -> dict[str, frozenset[str]]:
        """The words of the question as the stemmer of a language sees them."""
        if language not in self._known_forms:
            stems = stems_of_question(self.question, [language])
            self._known_forms[language] = {
                word: frozenset((word, *stems[word])) for word in self.question.words
            }
        return self._known_forms[language]

    def match(self, term: TopicTerm) -> TopicMatch | None:
        words = tuple(words_of(term.text))
        if not words or not self.question.words or self._is_foreign(term):
            return None
        if words in {self.question.words, self.question.content}:
            return TopicMatch(term, Match.EXACT, len(words))
        if term.role is Role.CODE:
            return None
        phrase = " ".join(words)
        if phrase in self.phrases and len(phrase) >= min_letters_within(phrase):
            return TopicMatch(term, Match.WITHIN, len(words))
        found = self._match_forms(term, words)
        if found or (self.is_finished and term.role is Role.SAYING):
            return found
        return self._match_start(term, words)

    def _is_foreign(self, term: TopicTerm) -> bool:
        """Sayings are everyday words, which mean something else in other languages."""
        is_saying = term.role is Role.SAYING
        return is_saying and term.language not in self.question.languages

    def _match_forms(
        self, term: TopicTerm, words: tuple[str, ...]
    ) -> TopicMatch | None:
        """The same words in other forms or in another order; small words of a longer
        term have to be there as well ("can't sit still")."""
        letters = "".join(words)
        if len(letters) < min_letters_within(letters):
            return None
        forms = self._forms(term.language)
        asked = [forms[word] for word in self.question.content]
        own = [frozenset((word, *stems_of(word, term.language))) for word in words]
        if len(own) == 1:
            own = [frozenset(form for form in own[0] if len(form) >= MIN_STEM)]
        typed = [forms[word] for word in self.question.words] if own[1:] else asked
        if not all(any(form & there for there in typed) for form in own):
            return None
        is_whole = all(any(form & there for there in own) for form in asked)
        match = Match.EXACT if is_whole else Match.WITHIN
        return TopicMatch(term, match, len(words), is_literal=False)

    def _match_start(
        self, term: TopicTerm, words: tuple[str, ...]
    ) -> TopicMatch | None:
        start = " ".join(self.question.content)
        if can_start(start) and " ".join(words).startswith(start):
            return TopicMatch(term, Match.START, len(words))
        if self._has_all(words, is_start=can_start(start)):
            return TopicMatch(term, Match.WORDS, len(words))
        return None

    def _has_all(self, words: tuple[str, ...], *, is_start: bool) -> bool:
        """Every word of the question; the last may be a beginning."""
        *whole, last = self.question.content
        has_last = last in words or (
            is_start and any(word.startswith(last) for word in words)
        )
        return has_last and set(whole) <= set(words)


def _rank(
    match: TopicMatch, language: str, weights: Mapping[str, int]
) -> tuple[object, ...]:
    term = match.term
    return (
        match.match,
        not match.is_literal and match.match is Match.EXACT,
        -match.length if match.match is Match.WITHIN else 0,
        term.language != language,
        not match.is_literal,
        term.role is not Role.NAME,
        -weights.get(match.slug, 0),
        _ROLES.index(term.role),
        match.length,
        term.text,
        match.slug,
    )


def _without_starts(
    question: Question, matches: list[TopicMatch], language: str
) -> list[TopicMatch]:
    """Without words that only begin like a short form ("MI", "migraine"), and without
    other languages, where it is another word."""
    typed = " ".join(question.content)
    is_exact = any(match.match is Match.EXACT for match in matches)
    if not is_exact or len(typed) > LONGEST_SHORT_FORM:
        return matches
    return [
        match
        for match in matches
        if match.match < Match.START
        or (match.term.language == language and typed in words_of(match.term.text))
    ]


def _cut(matches: list[TopicMatch]) -> list[TopicMatch]:
    exact = [match for match in matches if match.match is Match.EXACT]
    others = [match for match in matches if match.match is not Match.EXACT]
    room = MAX_BESIDE if exact else MAX_TOPICS
    return (exact + others[:room])[:MAX_TOPICS]


def near_topics(topics_by_word: Mapping[str, frozenset[str]]) -> list[str]:
    """Topics that have some of the words, when none has all of them; a word that few
    topics have says more than one that many have."""
    scores: dict[str, float] = {}
    for word, slugs in topics_by_word.items():
        if word.isdecimal():
            continue  # "2" says nothing, "type 2" would have been a term
        for slug in slugs:
            scores[slug] = scores.get(slug, 0.0) + 1 / len(slugs)
    ranked = sorted(scores, key=lambda slug: (-scores[slug], slug))
    return ranked[:MAX_NEAR]


def named_topics(matches: Iterable[TopicMatch]) -> tuple[str, ...]:
    """The topics that the question names in full, not only in part."""
    return tuple(m.slug for m in matches if m.match in {Match.EXACT, Match.WITHIN})
