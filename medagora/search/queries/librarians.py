"""A librarian's query, with what it names looked up in the index."""

from medagora.kernel.query_language import Fact, leaves
from medagora.kernel.refusals import BadInput
from medagora.search.domain.librarian import Librarian
from medagora.search.domain.requests import Wishes
from medagora.search.domain.topic_matching import Match, match_topics
from medagora.search.domain.words import understand
from medagora.search.gateways import SearchEngine
from medagora.search.queries.planning import Plan


def tree_plan(engine: SearchEngine, librarian: Librarian) -> Plan:
    """What to ask; BadInput for a topic or code that no topic has."""
    named = {}
    for leaf in leaves(librarian.node):
        if isinstance(leaf, Fact) and leaf.name in {"topic", "code"}:
            named[leaf.value] = _topics(engine, leaf)
    names_language = bool(librarian.values_of("lang"))
    return Plan((), Wishes(), librarian.node, named, names_language)


def _topics(engine: SearchEngine, fact: Fact) -> frozenset[str]:
    if engine.terms_of([fact.value]):
        return frozenset({fact.value})
    question = understand(fact.value, "en")
    terms = engine.find_terms(question, "en")
    found = match_topics(question, terms, "en")
    slugs = frozenset(match.slug for match in found if match.match is Match.EXACT)
    if not slugs:
        raise BadInput(
            "No topic is called “%(value)s”. Leave out “%(name)s:” to search for the "
            "words.",
            field="query",
            value=fact.value,
            name=fact.name,
        )
    return slugs
