"""Which topics a question names, the best first, and by which of their terms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.function_words import LINKING_WORDS
from medagora.search.domain.stems import stems_of, stems_of_question
from medagora.search.domain.words import Question, is_unspaced, words_of

#: A term inside a longer question counts from this length: "ALL" is a leukaemia,
#: "all" is not. Arabic leaves out most vowels, so that asthma has three letters there;
#: Chinese and Japanese need two.
MIN_LETTERS_WITHIN = 4
_MIN_IN_ARABIC = 3
#: Of a word that is no short form, in the reader's language.
SHORTEST_WORD_WITHIN = 3
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
#: So short, a word is whole or a short form, and no beginning of another.
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
    #: Does more follow than the rest of the last word that was typed?
    goes_on: bool = False

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
    is_beginning: bool = False,
) -> list[TopicMatch]:
    """Each topic once, by its best term; ``language`` is the reader's. Among equals
    the topics with more resources come first. Nobody adds to a question that
    ``is_finished``: a short form is then no beginning, and a saying of which only a
    part was typed says nothing. Of one that ``is_beginning``, whole words fit in any
    form, and the last is no word of another language by its stem."""
    weights = popularity or {}
    best: dict[str, TopicMatch] = {}
    matcher = _Matcher(question, is_finished=is_finished, is_beginning=is_beginning)
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


@lru_cache(maxsize=20_000)  # the terms of a language are met again and again
def _forms_of(text: str, language: str) -> tuple[tuple[str, ...], Forms]:
    """The words of a term, and all forms of each."""
    words = tuple(words_of(text))
    return words, tuple(frozenset((word, *stems_of(word, language))) for word in words)


class _Matcher:
    """Holds terms against one question."""

    def __init__(
        self,
        question: Question,
        *,
        is_finished: bool,
        is_beginning: bool,
    ) -> None:
        self.question = question
        self.is_finished = is_finished
        self.is_beginning = is_beginning
        self.starts = {" ".join(question.content)}
        if is_beginning:
            self.starts.add(" ".join(question.words))
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
        words, own = _forms_of(term.text, term.language)
        if not words or not self.question.words or self._is_foreign(term):
            return None
        if words in {self.question.words, self.question.content}:
            return TopicMatch(term, Match.EXACT, len(words))
        if term.role is Role.CODE:
            return None
        phrase = " ".join(words)
        if phrase in self.phrases and self._counts_within(term, words, phrase):
            return TopicMatch(term, Match.WITHIN, len(words))
        is_accident = self.is_beginning and term.language not in self.question.languages
        found = None if is_accident else self._match_forms(term, words, own)
        if found or (self.is_finished and term.role is Role.SAYING):
            return found
        return self._match_start(term, words, own)

    def _counts_within(
        self, term: TopicTerm, words: tuple[str, ...], phrase: str
    ) -> bool:
        """Inside a longer question: of three letters, "flu" and the name "HIV" do,
        "ALL" does not; a single plain word of another language may be another one."""
        is_own = term.language in self.question.languages
        if len(words) == 1 and term.role is Role.LAY and not is_own:
            return False
        if len(phrase) >= min_letters_within(phrase):
            return True
        is_short = not self.question.is_guess and len(phrase) == SHORTEST_WORD_WITHIN
        is_word = term.role is Role.NAME or not term.text.isupper()
        return is_short and is_own and is_word

    def _is_foreign(self, term: TopicTerm) -> bool:
        """Sayings are everyday words, which mean something else in other languages."""
        is_saying = term.role is Role.SAYING
        return is_saying and term.language not in self.question.languages

    def _match_forms(
        self, term: TopicTerm, words: tuple[str, ...], own: Forms
    ) -> TopicMatch | None:
        """The same words in other forms or in another order; of small words, those that
        turn it round have to be there as well ("can't sit still")."""
        letters = "".join(words)
        if len(letters) < min_letters_within(letters):
            return None
        forms = self._forms(term.language)
        asked = [forms[word] for word in self.question.content]
        if len(own) == 1:
            own = (frozenset(form for form in own[0] if len(form) >= MIN_STEM),)
        typed = [forms[word] for word in self.question.words] if own[1:] else asked
        small = LINKING_WORDS.get(term.language, frozenset())
        missing = [
            word
            for word, form in zip(words, own, strict=True)
            if not any(form & there for there in typed)
        ]
        is_enough = not missing or len(own) - len(missing) > 1
        if not is_enough or not small.issuperset(missing):
            return None
        is_whole = all(any(form & there for there in own) for form in asked)
        match = Match.EXACT if is_whole else Match.WITHIN
        # what was typed in full comes before what was not
        length = len(words) - 2 * len(missing)
        return TopicMatch(term, match, length, is_literal=False)

    def _match_start(
        self, term: TopicTerm, words: tuple[str, ...], own: Forms
    ) -> TopicMatch | None:
        phrase = " ".join(words)
        starts = [start for start in self.starts if can_start(start)]
        if any(phrase.startswith(start) for start in starts):
            match = Match.START
        elif self._has_all(words, self._known(term, own), is_start=bool(starts)):
            match = Match.WORDS
        else:
            return None
        goes_on = self.is_beginning and len(words) > len(self.question.content)
        return TopicMatch(term, match, len(words), goes_on=goes_on)

    def _known(self, term: TopicTerm, own: Forms) -> frozenset[str]:
        """The words of the question that the term has in some form."""
        if not self.is_beginning:
            return frozenset()
        forms = self._forms(term.language)
        asked = self.question.content
        return frozenset(w for w in asked if any(forms[w] & there for there in own))

    def _has_all(
        self, words: tuple[str, ...], known: frozenset[str], *, is_start: bool
    ) -> bool:
        """Every word of the question; the last may be a beginning."""
        *whole, last = self.question.content
        has_last = last in words or (
            is_start and any(word.startswith(last) for word in words)
        )
        return has_last and known.issuperset(set(whole) - set(words))


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
        match.goes_on,
        -weights.get(match.slug, 0),
        _ROLES.index(term.role),
        match.length,
        term.text,
        match.slug,
    )


def _without_starts(
    question: Question, matches: list[TopicMatch], language: str
) -> list[TopicMatch]:
    """Without words that only begin like a short one ("MI", "migraine"), and, where it
    is a name itself, without other languages, in which it is another word."""
    typed = " ".join(question.content)
    is_exact = any(match.match is Match.EXACT for match in matches)
    if len(typed) > LONGEST_SHORT_FORM or is_unspaced(typed):
        return matches
    return [
        match
        for match in matches
        if match.match < Match.START
        or (
            (match.term.language == language or not is_exact)
            and typed in words_of(match.term.text)
        )
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
