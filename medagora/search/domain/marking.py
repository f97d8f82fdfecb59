"""Which words of a text are those that were asked for, and why a hit is one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from medagora.search.domain.stems import stems_in, stems_of
from medagora.search.domain.words import is_unspaced, words_of, written_words


@dataclass(frozen=True)
class Piece:
    """A stretch of text, marked or not; the template escapes it."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Wanted:
    """Words that are looked for, and beginnings of words."""

    words: frozenset[str]
    starts: frozenset[str] = frozenset()
    #: Other forms of the words, by their stems in these languages.
    stems: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    #: Stems of expressions that only count together ("myocardial infarction").
    expressions: tuple[frozenset[str], ...] = ()

    def within(self, texts: Iterable[str]) -> "Wanted":
        """With the words of those expressions that the texts have in full."""
        if not self.expressions:
            return self
        there = {s for text in texts for s in stems_in(text, self.languages)}
        whole = [stems for stems in self.expressions if stems <= there]
        return replace(self, stems=self.stems.union(*whole)) if whole else self

    def fits(self, folded: str) -> bool:
        if folded in self.words:
            return True
        if self.stems and any(
            not self.stems.isdisjoint(stems_of(folded, code)) for code in self.languages
        ):
            return True
        if not self.starts and " " not in folded:
            return False  # the common case, asked for every word of a page
        starts = tuple(self.starts)
        return any(
            part in self.words or part.startswith(starts) for part in folded.split()
        )


def mark(text: str, wanted: Wanted) -> tuple[Piece, ...]:
    """The text in pieces; joined, they are the text again."""
    pieces, end = [], 0
    for start, stop in _joined(_fitting(text, wanted)):
        pieces += [Piece(text[end:start]), Piece(text[start:stop], is_marked=True)]
        end = stop
    pieces.append(Piece(text[end:]))
    return tuple(piece for piece in pieces if piece.text)


def _fitting(text: str, wanted: Wanted) -> Iterable[tuple[int, int]]:
    has_pairs = is_unspaced(text)
    for start, stop, folded in written_words(text):
        if has_pairs and is_unspaced(folded):
            yield from _pairs(text, start, stop, wanted)
        elif wanted.fits(folded):
            yield start, stop


def _pairs(
    text: str, start: int, stop: int, wanted: Wanted
) -> Iterable[tuple[int, int]]:
    """In scripts without spaces, words are pairs of letters (see ``words_of``)."""
    for index in range(start, max(stop - 1, start + 1)):
        pair = text[index : min(index + 2, stop)]
        if any(wanted.fits(word) for word in words_of(pair)):
            yield index, index + len(pair)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, stop in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


MAX_TOPICS_AS_REASON = 2


class Where(StrEnum):
    TITLE = "title"
    DESCRIPTION = "description"
    PUBLISHER = "publisher"
    TOPIC = "topic"


@dataclass(frozen=True)
class Reason:
    """Why a resource was found: these words, there. ``topic`` is a slug."""

    where: Where
    words: tuple[str, ...] = ()
    topic: str = ""
    #: The reader sees the words; they do not stand in a text of another language.
    is_shown: bool = True


@dataclass(frozen=True)
class HitTexts:
    """What is known of a hit when its reasons are looked for; ``shown`` are those of
    its texts that the reader sees."""

    titles: Collection[str]
    descriptions: Collection[str]
    publisher: str
    topics: tuple[str, ...]
    shown: Collection[str]

    def as_shown(self) -> "HitTexts":
        return replace(
            self,
            titles=[text for text in self.titles if text in self.shown],
            descriptions=[text for text in self.descriptions if text in self.shown],
        )


def find_reasons(
    texts: HitTexts,
    wanted: Wanted,
    topics_by_word: dict[str, frozenset[str]],
    named_topics: Collection[str] = (),
) -> tuple[Reason, ...]:
    """Where the words stand; topics last, each with the words that named it. What the
    reader cannot see is only told where there is nothing else to tell: a topic that
    the whole question names, and words in other languages."""
    reasons = (
        *_word_reasons(texts.as_shown(), wanted),
        *_topic_reasons(texts.topics, topics_by_word),
    )
    if reasons:
        return reasons
    named = [Reason(Where.TOPIC, (), s) for s in texts.topics if s in named_topics]
    if named:
        return tuple(named[:MAX_TOPICS_AS_REASON])
    hidden = _word_reasons(texts, wanted)
    return tuple(replace(reason, is_shown=False) for reason in hidden)


def _word_reasons(texts: HitTexts, wanted: Wanted) -> list[Reason]:
    places = (
        (Where.TITLE, texts.titles),
        (Where.DESCRIPTION, texts.descriptions),
        (Where.PUBLISHER, (texts.publisher,)),
    )
    found = ((where, _marked_words(values, wanted)) for where, values in places)
    return [Reason(where, words) for where, words in found if words]


def _topic_reasons(
    slugs: Iterable[str], topics_by_word: dict[str, frozenset[str]]
) -> list[Reason]:
    """The topics that most of the words name."""
    words = {
        slug: tuple(word for word, named in topics_by_word.items() if slug in named)
        for slug in slugs
    }
    named = [Reason(Where.TOPIC, words[slug], slug) for slug in words]
    most = max((len(reason.words) for reason in named), default=0)
    fitting = [reason for reason in named if most and len(reason.words) == most]
    return fitting[:MAX_TOPICS_AS_REASON]


def _marked_words(values: Iterable[str], wanted: Wanted) -> tuple[str, ...]:
    pieces = (piece for value in values for piece in mark(value, wanted))
    found = {piece.text.casefold(): piece.text for piece in pieces if piece.is_marked}
    return tuple(found.values())
