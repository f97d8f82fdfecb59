"""From what was understood to what an engine is asked: words, their forms, words like
them, and what comes first among the hits."""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from medagora.catalogue.domain.words import Audience
from medagora.kernel.query_language import Node
from medagora.search.domain import ranking
from medagora.search.domain.documents import PLAIN_ROLES, Role, Sort, TopicTerm
from medagora.search.domain.requests import Synonym, Wishes, WordGroup
from medagora.search.domain.stems import stems_in, stems_of, stems_of_question
from medagora.search.domain.synonyms.expansion import expand
from medagora.search.domain.words import Question
from medagora.search.gateways import SearchEngine
from medagora.search.queries.understanding import Understood

#: Whole terms of a topic that stand for the words by which it was named.
_MOST_TERMS = 6
_TERM_WEIGHT = 0.7
_SAID_WEIGHT = 0.4
_PART_WEIGHT = 0.8
#: Beside them, other words for a single word.
_MOST_OTHERS = 4
#: No other names, to look for in texts.
_NO_NAMES = {Role.CODE, Role.MISSPELT}
_DAY = 24 * 3600


@dataclass(frozen=True)
class Plan:
    groups: tuple[WordGroup, ...]
    wishes: Wishes
    #: A librarian's query, instead of groups, and the topics that it names.
    tree: Node | None = None
    named_topics: Mapping[str, Collection[str]] = field(default_factory=dict)
    #: The query says itself in which language.
    names_language: bool = False


def make_plan(engine: SearchEngine, understood: Understood) -> Plan:
    intents = understood.intents
    today = int(time.time()) // _DAY * _DAY  # the same all day, so that pages agree
    wishes = Wishes(
        best_topics=tuple(match.slug for match in understood.named),
        also_topics=(*intents.topics, *sorted(understood.wished_topics)),
        kinds=tuple(kind.value for kind in intents.kinds),
        audience=intents.audience or _audience_of(understood),
        fresh_since=today - ranking.FRESH_SECONDS,
    )
    return Plan(word_groups(engine, understood), wishes)


def _audience_of(understood: Understood) -> str:
    """Who says it in patients' words is meant to read patients' pages first."""
    roles = {match.term.role for match in understood.named}
    return Audience.PATIENTS.value if roles & PLAIN_ROLES else ""


def word_groups(
    engine: SearchEngine, understood: Understood, *, most_terms: int = _MOST_TERMS
) -> tuple[WordGroup, ...]:
    """Each word once, with the topics that it may mean and other words for it;
    ``most_terms``: so many terms of a topic stand for the words that named it."""
    question = understood.question
    words = tuple(dict.fromkeys(question.content))
    topics_of = engine.topics_with(words)
    stems = stems_of_question(question)
    synonyms = _Synonyms(question, stems, most_terms)
    synonyms.add_topics(engine, understood)
    synonyms.add_readings(understood)
    synonyms.add_expressions()
    optional = set(understood.intents.optional)
    return tuple(
        WordGroup(
            word,
            topics_of[word] | synonyms.topics[word],
            stems=tuple(dict.fromkeys((*stems[word], word))),
            synonyms=tuple(synonyms.found[word][: most_terms + _MOST_OTHERS]),
            is_intent=word in optional,
        )
        for word in words
    )


def holders_of(
    engine: SearchEngine, stems: Collection[str], sort: Sort
) -> Mapping[str, float]:
    """How many documents have each stem, of those that lie with a sort."""
    count, shares = engine.count(sort), engine.commonness(stems, sort)
    return {stem: share * count for stem, share in shares.items()}


class _Synonyms:
    """Collects other ways to say the words of a question. What stands for several
    words counts for each of them: a text that says "myocardial infarction" fits "heart
    attack" as well as one with both of these words, not half as well."""

    def __init__(
        self, question: Question, stems: dict[str, tuple[str, ...]], most_terms: int
    ) -> None:
        self.question = question
        self.most_terms = most_terms
        self.stems = stems
        self.asked = {stem for found in stems.values() for stem in found}
        self.found: dict[str, list[Synonym]] = defaultdict(list)
        self.topics: dict[str, frozenset[str]] = defaultdict(frozenset)

    def _add(self, run: Iterable[str], others: Iterable[Synonym]) -> None:
        words = list(run)
        for other in others if words else ():
            if other.stems and not set(other.stems) <= self.asked:
                for word in words:
                    self.found[word].append(other)

    def _stems(self, text: str) -> tuple[str, ...]:
        language = self.question.languages[0]
        return tuple(dict.fromkeys(stems_in(text, [language])))

    def add_topics(self, engine: SearchEngine, understood: Understood) -> None:
        """Other terms of the topics that the question names. A saying describes, it is
        no other name: for whoever says "stomach ache", what is called Gastroenterology
        counts less."""
        matches = understood.named
        terms = engine.terms_of([match.slug for match in matches])
        for match in matches:
            run = understood.words_of(match)
            own = (term for term in terms if term.topic == match.slug)
            is_said = match.term.role is Role.SAYING
            weight = _SAID_WEIGHT if is_said else _TERM_WEIGHT
            self._add(run, self._terms(own, weight))

    def _terms(self, terms: Iterable[TopicTerm], weight: float) -> list[Synonym]:
        spoken = (
            tuple(dict.fromkeys(stems_in(term.text, [term.language])))
            for term in terms
            if term.language in self.question.languages and term.role not in _NO_NAMES
        )
        fitting = [s for s in dict.fromkeys(spoken) if not set(s) <= self.asked]
        return [Synonym(stems, weight) for stems in fitting[: self.most_terms]]

    def add_readings(self, understood: Understood) -> None:
        """What abbreviations stand for; the parts of long words; two words as one."""
        for word, readings in understood.abbreviations.items():
            if word in self.stems:
                texts = [Synonym(self._stems(r.text), r.weight) for r in readings]
                self._add([word], texts)
                self.topics[word] |= {r.topic for r in readings if r.topic}
        for word, parts in understood.compounds.items():
            self._add([word], [Synonym(self._stems(" ".join(parts)), _PART_WEIGHT)])
        for one in understood.joined:
            run = self.question.content[one.start : one.stop]
            self._add(run, [Synonym(self._stems(one.word), _PART_WEIGHT)])

    def add_expressions(self) -> None:
        """Plain and clinical words of the same thing."""
        language = self.question.languages[0]
        found = expand(self.question.content, language, _stemmer(language))
        for run, others in found.items():
            texts = [Synonym(self._stems(" ".join(o.words)), o.weight) for o in others]
            self._add(run, texts)


_STEMMERS: dict[str, Callable[[str], str]] = {}


def _stemmer(language: str) -> Callable[[str], str]:
    """One function for each language: tables are kept by it."""

    def stem(word: str) -> str:
        return next(iter(stems_of(word, language)), word)

    return _STEMMERS.setdefault(language, stem)
