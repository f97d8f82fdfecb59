"""Which words some text or term has, and long words that are made of such."""

from collections.abc import Callable, Iterable

from medagora.search.domain.documents import PLAIN_ROLES, Sort
from medagora.search.domain.requests import SearchRequest
from medagora.search.domain.stems import stems_in, stems_of
from medagora.search.domain.understanding.compounds import split_compound
from medagora.search.domain.understanding.guess import languages_of
from medagora.search.domain.words import Question, understand, words_of
from medagora.search.gateways import SearchEngine


def known_words(
    engine: SearchEngine, question: Question, *, in_questions: bool = False
) -> Callable[[str], bool]:
    """Whether some text or some term has a word, in one of its forms. What people ask
    is full of slips, so their questions only count where they are looked for; plain
    terms only count in the languages of the question."""
    sorts = (Sort.RESOURCE, Sort.QUESTION)[: 1 + in_questions]
    seen: dict[str, bool] = {}

    def is_known(word: str) -> bool:
        if word not in seen:
            stems = {s for code in question.languages for s in stems_of(word, code)}
            is_in_texts = any(
                share for s in sorts for share in engine.commonness(stems, s).values()
            )
            seen[word] = is_in_texts or _is_in_terms(engine, word, question)
        return seen[word]

    return is_known


def _is_in_terms(engine: SearchEngine, word: str, question: Question) -> bool:
    if not engine.topics_with([word])[word]:
        return False
    reader = question.languages[0]
    return any(
        (term.role not in PLAIN_ROLES or term.language in question.languages)
        and word in {*words_of(term.text), *stems_in(term.text, [term.language])}
        for term in engine.find_terms(understand(word, *question.languages), reader)
    )


def languages_of_compounds(request: SearchRequest) -> tuple[str, ...]:
    """The languages that are not only guessed to be among others: "presure" is no
    Dutch word because Dutch has such letters."""
    likeliest = languages_of(request.text, request.reader)[0]
    wanted = request.wanted_language or request.reader
    return tuple(dict.fromkeys((request.reader, wanted, likeliest)))


def parts_of(
    engine: SearchEngine,
    word: str,
    known: Callable[[str], bool],
    languages: Iterable[str],
) -> tuple[str, ...]:
    """The words of which a word is made; none where it is one."""

    def is_term(part: str) -> bool:
        return bool(engine.topics_with([part])[part])

    splits = (split_compound(word, known, code, is_term) for code in languages)
    return next((parts for parts in splits if len(parts) > 1), ())
