"""What somebody means, with the help of what the index knows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from medagora.search.domain.requests import SearchRequest
from medagora.search.domain.stems import stems_of
from medagora.search.domain.topic_matching import Match, TopicMatch, match_topics
from medagora.search.domain.understanding.abbreviations import Reading, expand
from medagora.search.domain.understanding.codes import Code, System, read_code
from medagora.search.domain.understanding.compounds import (
    Joined,
    join_words,
    split_compound,
)
from medagora.search.domain.understanding.guess import languages_of
from medagora.search.domain.understanding.intents import Intents, read_intents
from medagora.search.domain.understanding.layouts import wrong_layout
from medagora.search.domain.understanding.scripts import readings
from medagora.search.domain.words import Question, understand, words_as_written
from medagora.search.gateways import SearchEngine
from medagora.search.queries import popularity

_CLASSIFICATIONS = {System.ICD10, System.MESH}
_NAMED = {Match.EXACT, Match.WITHIN}
#: In how many languages a question is read, the reader's own among them.
_MOST_LANGUAGES = 3
_MOST_SPELLINGS = 4


@dataclass(frozen=True)
class Understood:
    question: Question
    intents: Intents
    #: Topics that it names, the best first.
    matches: list[TopicMatch]
    #: How many resources in the reader's language each topic has.
    counts: Mapping[str, int] = field(default_factory=dict)
    code: Code | None = None
    #: Abbreviations in it, each with what it may stand for.
    abbreviations: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    #: Long words in it, each with its parts, where the whole is unknown.
    compounds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Neighbours that are also written as one word.
    joined: tuple[Joined, ...] = ()
    #: Words that stand nowhere and have no other reading.
    strange: tuple[str, ...] = ()

    @property
    def identifier(self) -> str:
        """The DOI or PMID that was typed, as documents have it; or empty."""
        code = self.code
        if code is None or code.system in _CLASSIFICATIONS:
            return ""
        return f"{code.system.value}:{code.value}"

    @property
    def named(self) -> list[TopicMatch]:
        return [match for match in self.matches if match.match in _NAMED]


def read_question(text: str, reader: str) -> Question:
    """The words of a text in the languages in which it may be written."""
    others = languages_of(text, reader)
    return understand(text, *list(dict.fromkeys((reader, *others)))[:_MOST_LANGUAGES])


def understand_with(engine: SearchEngine, request: SearchRequest) -> Understood:
    reader = request.reader
    question = read_question(request.text, reader)
    if not question.words:
        return Understood(question, read_intents((), reader), [])
    known = known_words(engine, question)
    intents = read_intents(
        question.words, question.languages[0], lambda phrase: _is_term(engine, phrase)
    )
    abbreviations = _abbreviations(question, request.audience or intents.audience)
    strange = [
        word
        for word in question.content
        if not known(word) and word not in abbreviations
    ]
    compounds = {
        word: parts for word in strange if (parts := _parts(word, known, question))
    }
    found = Understood(
        question,
        intents,
        [],
        popularity.of_topics(engine, reader),
        read_code(request.text),
        abbreviations,
        compounds,
        join_words(question.content, known),
        tuple(word for word in strange if word not in compounds),
    )
    return replace(found, matches=_match(engine, found, reader))


def _match(
    engine: SearchEngine, understood: Understood, reader: str
) -> list[TopicMatch]:
    """The topics that the words name as they stand; if none is named in full, those
    that another reading of the words names."""

    def matches_of(question: Question) -> list[TopicMatch]:
        terms = engine.find_terms(question, reader)
        return match_topics(question, terms, reader, understood.counts)

    whole = matches_of(understood.question)
    if any(match.match in _NAMED for match in whole):
        return whole
    for text in _variants(understood):
        matches = matches_of(understand(text, *understood.question.languages))
        if any(match.match in _NAMED for match in matches):
            return matches
    return whole


def _variants(understood: Understood) -> Iterator[str]:
    """Other ways to read the same text, the likely ones first."""
    if understood.code and understood.code.system in _CLASSIFICATIONS:
        yield from (understood.code.value, *understood.code.parents)
    words = understood.question.content
    for word, found in understood.abbreviations.items():
        for reading in found:
            yield " ".join(reading.text if w == word else w for w in words)
    if understood.compounds:
        yield " ".join(
            part for word in words for part in understood.compounds.get(word, (word,))
        )
    for one in understood.joined:
        yield " ".join((*words[: one.start], one.word, *words[one.stop :]))
    if understood.strange:  # perhaps in other letters, or on another keyboard
        text = understood.question.text
        yield from readings(text, limit=_MOST_SPELLINGS)
        layouts = (wrong_layout(text, code) for code in ("ru", "uk"))
        yield from filter(None, layouts)


def known_words(engine: SearchEngine, question: Question) -> Callable[[str], bool]:
    """Whether some text or some term has a word, in one of its forms."""
    seen: dict[str, bool] = {}

    def is_known(word: str) -> bool:
        if word not in seen:
            stems = {s for code in question.languages for s in stems_of(word, code)}
            seen[word] = any(engine.commonness(stems).values()) or bool(
                engine.topics_with([word])[word]
            )
        return seen[word]

    return is_known


def _is_term(engine: SearchEngine, phrase: str) -> bool:
    question = understand(phrase, "en")
    terms = engine.find_terms(question, "en", limit=20)
    return any(m.match is Match.EXACT for m in match_topics(question, terms, "en"))


def _abbreviations(question: Question, audience: str) -> dict[str, tuple[Reading, ...]]:
    found = {}
    for written in words_as_written(question.text):
        if meant := expand(written, question.languages[0], audience):
            folded = understand(written, question.languages[0]).words
            found[" ".join(folded)] = meant
    return found


def _parts(
    word: str, known: Callable[[str], bool], question: Question
) -> tuple[str, ...]:
    splits = (split_compound(word, known, code) for code in question.languages)
    return next((parts for parts in splits if len(parts) > 1), ())
