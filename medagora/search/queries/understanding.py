"""What somebody means, with the help of what the index knows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.requests import SearchRequest
from medagora.search.domain.stems import stems_in, stems_of_question
from medagora.search.domain.topic_matching import Match, TopicMatch, match_topics
from medagora.search.domain.understanding.abbreviations import Reading, expand
from medagora.search.domain.understanding.codes import Code, System, read_code
from medagora.search.domain.understanding.compounds import (
    Joined,
    join_words,
)
from medagora.search.domain.understanding.guess import languages_of
from medagora.search.domain.understanding.intents import (
    TOPICS_OF,
    Aspect,
    Intents,
    read_intents,
)
from medagora.search.domain.understanding.layouts import wrong_layout
from medagora.search.domain.understanding.scripts import readings
from medagora.search.domain.words import (
    Question,
    understand,
    words_as_written,
    words_of,
)
from medagora.search.gateways import SearchEngine
from medagora.search.queries import popularity
from medagora.search.queries.known import (
    known_words,
    languages_of_compounds,
    parts_of,
)

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
    #: Those among them that only say what is wanted of the subject.
    wished_topics: frozenset[str] = frozenset()
    #: How many resources in the reader's language each topic has.
    counts: Mapping[str, int] = field(default_factory=dict)
    code: Code | None = None
    #: Abbreviations in it, each with what it may stand for.
    abbreviations: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    #: Long words in it, each with its parts, where the whole is unknown.
    compounds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Neighbours that are also written as one word.
    joined: tuple[Joined, ...] = ()
    #: Words that stand nowhere and have no other reading, or only one as a long word
    #: whose parts name nothing.
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
        """Topics that it names in full, as its subject."""
        return [
            match
            for match in self.matches
            if match.match in _NAMED and match.slug not in self.wished_topics
        ]

    def words_of(self, match: TopicMatch) -> tuple[str, ...]:
        """The words of the question by which a topic was named."""
        term = match.term
        named_by = {*stems_in(term.text, [term.language]), *words_of(term.text)}
        stems = stems_of_question(self.question)
        return tuple(w for w in self.question.content if named_by & {w, *stems[w]})


def read_question(request: SearchRequest) -> Question:
    """The words of a text in the languages in which it may be written, and in the one
    that what is found must have: its stems are those that are there."""
    reader, wanted = request.reader, request.wanted_language or request.reader
    others = (wanted, *languages_of(request.text, reader))
    languages = list(dict.fromkeys((reader, *others)))[:_MOST_LANGUAGES]
    return understand(request.text, *languages)


def understand_with(engine: SearchEngine, request: SearchRequest) -> Understood:
    reader, code = request.reader, read_code(request.text)
    question = _as_code(engine, code, read_question(request), reader)
    if not question.words:
        return Understood(question, read_intents((), reader), [])
    known = known_words(engine, question, in_questions=request.wants_questions)
    terms = engine.find_terms(question, reader)
    named = {" ".join(words_of(term.text)) for term in terms}
    intents = read_intents(
        question.words, question.languages[0], lambda phrase: phrase in named
    )
    abbreviations = _abbreviations(question, request.audience or intents.audience)
    found = Understood(
        question,
        intents,
        matches=[],
        counts=popularity.of_topics(engine, reader),
        code=code,
        abbreviations=abbreviations,
        joined=join_words(question.content, known),
    )
    if not found.identifier:  # a citation is looked up, whatever its words
        found = _with_strange_words(engine, found, request, known)
    matches = _match(engine, found, terms, reader)
    if not matches:
        matches = _general_topics(engine, intents, reader)
    return _with_wishes_last(_with_doubt(replace(found, matches=matches)))


def _with_strange_words(
    engine: SearchEngine,
    understood: Understood,
    request: SearchRequest,
    known: Callable[[str], bool],
) -> Understood:
    """Words that only say what is wanted need not stand anywhere."""
    usual = {*understood.intents.optional, *understood.abbreviations}
    words = understood.question.content
    strange = [word for word in words if word not in usual and not known(word)]
    languages = languages_of_compounds(request)
    compounds = {
        word: parts
        for word in strange
        if (parts := parts_of(engine, word, known, languages))
    }
    return replace(
        understood,
        compounds=compounds,
        strange=tuple(word for word in strange if word not in compounds),
    )


def _with_doubt(understood: Understood) -> Understood:
    """A long word whose parts name no topic may also be a slip: "herzinfakt" is no
    "herz" and "fakt"."""
    if understood.named or not understood.compounds:
        return understood
    return replace(understood, strange=(*understood.strange, *understood.compounds))


def _as_code(
    engine: SearchEngine, code: Code | None, question: Question, reader: str
) -> Question:
    """The code alone, or the nearest wider one that is a topic's, where the text is
    surely a code; else the question."""
    if code is None or not code.is_sure or code.system not in _CLASSIFICATIONS:
        return question
    for text in (code.value, *code.parents):
        alone = understand(text, *question.languages)
        terms = engine.find_terms(alone, reader)
        if any(m.match is Match.EXACT for m in match_topics(alone, terms, reader)):
            return alone
    return question


def _general_topics(
    engine: SearchEngine, intents: Intents, reader: str
) -> list[TopicMatch]:
    """Where no topic is named, that of the age or of the side that was asked for. Who
    asks for a guideline does not ask what guidelines are."""
    aspect = "" if intents.aspect is Aspect.GUIDELINE else intents.aspect
    slugs = [
        slug
        for said in (intents.life_stage, aspect)
        for slug in TOPICS_OF.get(said, ())[:1]
    ]
    terms = engine.terms_of(slugs) if slugs else []
    names = {
        (term.topic, term.language): term for term in terms if term.role is Role.NAME
    }
    found = [names.get((slug, reader), names.get((slug, "en"))) for slug in slugs]
    return [TopicMatch(term, Match.WORDS) for term in found if term]


def _with_wishes_last(understood: Understood) -> Understood:
    """A topic that is named only by what is wanted ("guideline", "pregnant") stands
    behind the subject where another topic is that."""
    optional = set(understood.intents.optional)
    wishes = [
        match
        for match in understood.matches
        if (words := understood.words_of(match)) and optional.issuperset(words)
    ]
    subjects = [match for match in understood.matches if match not in wishes]
    if not any(match.match in _NAMED for match in subjects):
        return understood
    wished = frozenset(match.slug for match in wishes)
    return replace(understood, matches=[*subjects, *wishes], wished_topics=wished)


def _match(
    engine: SearchEngine,
    understood: Understood,
    terms: Iterable[TopicTerm],
    reader: str,
) -> list[TopicMatch]:
    """The topics that the words name as they stand; if none is named in full, those
    that another reading of the words names."""
    counts = understood.counts

    def match(text: str, *, is_guess: bool = True) -> list[TopicMatch]:
        languages = (*understood.question.languages, *languages_of(text, reader))
        question = replace(understand(text, *languages), is_guess=is_guess)
        others = engine.find_terms(question, reader)
        return match_topics(question, others, reader, counts, is_finished=True)

    question = understood.question
    whole = match_topics(question, terms, reader, counts, is_finished=True)
    if not whole and (text := _without_numbers(question)):
        whole = match(text, is_guess=False)
    if any(match.match in _NAMED for match in whole):
        return whole
    for text in _variants(understood):
        matches = match(text)
        if any(match.match in _NAMED for match in matches):
            return matches
    return whole


def _without_numbers(question: Question) -> str:
    """The words beside plain numbers, which are measured values; "" without any."""
    words = [word for word in question.content if not word.isdecimal()]
    return " ".join(words) if len(words) < len(question.content) else ""


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


def _abbreviations(question: Question, audience: str) -> dict[str, tuple[Reading, ...]]:
    found = {}
    for written in words_as_written(question.text):
        if meant := expand(written, question.languages[0], audience):
            folded = understand(written, question.languages[0]).words
            found[" ".join(folded)] = meant
    return found
