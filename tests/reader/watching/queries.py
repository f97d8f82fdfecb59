"""Queries and entries made up by Hypothesis, few words so that they often meet."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from medagora.kernel.query_language import (
    AllOf,
    AnyOf,
    Fact,
    Node,
    Not,
    Words,
    all_of,
    any_of,
    negate,
)
from medagora.kernel.text import fold
from medagora.reader.domain.wanted_parts import Item
from medagora.reader.domain.words_of_text import words_of

WORDS = (
    "asthma",
    "Asthme",
    "copd",
    "COVID-19",
    "heart",
    "failure",
    "vaccine",
    "vaccination",
    "vérnyomás",
    "肺癌",
    "癌",
    "肺癌治疗",
    "ربو",
    "OR",
    "a_b",
    "x" * 61,
)
TOPICS = ("asthma", "high-blood-pressure", "Heart attack")
NAMES = ("Smith J", "Ana María López", "王 伟")
SOURCES = ("The Lancet", "BMJ", "Orvosi Hetilap")
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@st.composite
def words(draw: Any) -> Words:
    text = draw(texts | st.sampled_from(NAMES + SOURCES))
    place = draw(st.sampled_from(("", "title", "author", "source")))
    is_prefix = draw(st.booleans()) and len(words_of(text)[-1]) >= 3
    return Words(text, place, is_prefix)


facts = st.one_of(
    st.sampled_from(TOPICS).map(lambda t: Fact("topic", t)),
    st.sampled_from(("en", "hu", "zh")).map(lambda t: Fact("lang", t)),
    st.sampled_from(("journal", "podcast")).map(lambda t: Fact("kind", t)),
    st.sampled_from(("10.1000/182", "10.1016/s0140-6736(20)1")).map(
        lambda t: Fact("doi", t)
    ),
    st.just(Fact("pmid", "31978945")),
    st.sampled_from(("retracted", "corrected")).map(lambda t: Fact("is", t)),
    DAYS.map(lambda d: Fact("after", d.isoformat())),
    DAYS.map(lambda d: Fact("before", d.isoformat())),
)

nodes: st.SearchStrategy[Node] = st.recursive(
    words() | facts,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(all_of),
        st.lists(inner, min_size=2, max_size=3).map(any_of),
        inner.map(negate),
    ),
    max_leaves=6,
)


@st.composite
def items(draw: Any) -> Item:
    """An entry as the tables would give it."""
    title, body = draw(texts), draw(texts | st.just(""))
    authors = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2)))
    return Item(
        id=draw(st.integers(1, 10**9)),
        title=title,
        authors=authors,
        text=f"{title}\n{'; '.join(authors)}\n{body}",
        source=draw(st.sampled_from(SOURCES)),
        journal=draw(st.sampled_from((*SOURCES, ""))),
        topics=frozenset(map(fold, draw(st.sets(st.sampled_from(TOPICS))))),
        language=draw(st.sampled_from(("en", "hu", "zh-Hans", ""))),
        kind=draw(st.sampled_from(("journal", "podcast", "news"))),
        doi=draw(st.sampled_from(("10.1000/182", "10.1016/s0140-6736(20)1", ""))),
        pmid=draw(st.sampled_from(("31978945", ""))),
        notices=frozenset(draw(st.sets(st.sampled_from(("retraction", "correction"))))),
        day=draw(DAYS | st.none()),
    )


def depth_of(node: Node) -> int:
    if isinstance(node, Not):
        return 2 + depth_of(node.part)
    if isinstance(node, AllOf | AnyOf):
        return 1 + max(map(depth_of, node.parts))
    return 0
