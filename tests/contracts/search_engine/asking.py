"""How the contract asks: a text, understood as the product understands it."""

from dataclasses import replace
from typing import Any

from medagora.search.domain.librarian import read_query
from medagora.search.domain.requests import ContentAnswer, ContentQuery, WordGroup
from medagora.search.domain.stems import stems_of_question
from medagora.search.domain.words import understand
from medagora.search.gateways import SearchEngine


def groups(
    engine: SearchEngine, text: str, *languages: str, is_start: bool = False
) -> tuple[WordGroup, ...]:
    """The words of a text, asked in English and Hungarian unless said otherwise."""
    question = understand(text, *(languages or ("en", "hu")))
    topics = engine.topics_with(question.content, is_start=is_start)
    stems = stems_of_question(question)
    return tuple(
        WordGroup(word, topics[word], is_start, (*stems[word], word))
        for word in question.content
    )


def asked(engine: SearchEngine, text: str, **changes: Any) -> ContentQuery:
    return replace(ContentQuery(groups(engine, text)), **changes)


def found(engine: SearchEngine, text: str, **changes: Any) -> ContentAnswer:
    return engine.find_content(asked(engine, text, **changes))


def librarian(text: str, **changes: Any) -> ContentQuery:
    """What a text in the query language asks; a lone word is read in it as well."""
    read = read_query(text)
    assert read is not None, f"plain words: {text}"
    return replace(ContentQuery(tree=read.node), **changes)
