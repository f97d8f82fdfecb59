"""How our documents lie in Tantivy: one document per term and one per content."""

import json
import re
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from importlib.metadata import version
from itertools import islice
from typing import Any

import tantivy

from medagora.catalogue.domain.words import Audience
from medagora.search.domain.documents import (
    ContentDocument,
    Document,
    Mark,
    Role,
    TopicDocument,
    TopicTerm,
)
from medagora.search.domain.stemmed_texts import words_and_stems_of
from medagora.search.domain.stems import stems_in
from medagora.search.domain.words import words_of

#: Raised with every change of fields or words: other indexes are built anew.
RECIPE = f"7/tantivy-{version('tantivy')}"

TERM = "term"
#: Fields that hold folded words, with their places: phrases are asked for.
PHRASE_FIELDS = ("title", "text", "by")
#: Fields that hold words or stems without places.
WORD_FIELDS = ("term", "stem", "title_stem")
#: Fields that hold one value as it is.
VALUE_FIELDS = ("type", "exact", "country", "host", "code", "audience", "mark")
#: The same, kept in columns as well, so that their values can be counted; audiences and
#: marks are counted as bits of one number.
FACET_FIELDS = ("language", "kind", "topic")
#: Numbers that are only looked up for hits: when it was published, its signs, its key
#: among its sort (0: it is kept), and how many of its stems are kept.
COLUMNS = ("published", "signs", "key", "stems")
#: In how many of its languages a text is stemmed, and stems kept for feedback.
_STEMMED_LANGUAGES = 2
#: What is only looked up for the best hits, as bits of one number.
SIGNS = tuple(sign.value for signs in (Mark, Audience) for sign in signs)
_KEPT_STEMS = 120
#: Room enough for the ten signs of a public id and for every number of a row.
_SHORT_KEY = re.compile("[0-9a-z]{1,11}")
_SIGNS_OF_KEYS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: Words and stems of a text.
_Words = tuple[str, str]
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_from_json = json.JSONDecoder().decode


def build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for names, option in ((PHRASE_FIELDS, "position"), (WORD_FIELDS, "freq")):
        for name in names:
            builder.add_text_field(
                name, tokenizer_name="whitespace", index_option=option
            )
    for name in VALUE_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACET_FIELDS:
        builder.add_text_field(
            name, tokenizer_name="raw", index_option="basic", fast=True
        )
    for name in COLUMNS:
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field("number", fast=True, indexed=True)
    builder.add_bytes_field("kept", stored=True)
    return builder.build()


def to_json(documents: Collection[Document]) -> Iterator[list[str]]:
    """What Tantivy keeps of each document, one JSON for each of its parts: JSON costs
    half of what its own objects do, and can be made by other processes."""
    found = _analysed(documents)
    for document in documents:
        if isinstance(document, TopicDocument):
            yield [_term(document.id, term) for term in document.terms]
        else:
            yield [_content(document, found[_stemmed(document)])]


def _analysed(documents: Iterable[Document]) -> dict[tuple[str, ...], Iterator[_Words]]:
    """Words and stems of all titles and descriptions, in the order of the documents,
    for each set of languages."""
    texts: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for document in documents:
        if isinstance(document, ContentDocument):
            texts[_stemmed(document)] += [*document.titles, *document.descriptions]
    return {
        languages: iter(words_and_stems_of(of_these, languages))
        for languages, of_these in texts.items()
    }


def _stemmed(document: ContentDocument) -> tuple[str, ...]:
    """The languages that its texts are stemmed in."""
    return document.languages[:_STEMMED_LANGUAGES] or ("",)


def type_of(sort: str, language: str = "") -> str:
    """What content is, and in which language: together, since nearly every question
    asks for both, and each list that is read beside the words costs as much as one."""
    return f"{sort}/{language}" if language else sort


def _term(topic_id: str, term: TopicTerm) -> str:
    words = words_of(term.text)
    stems = stems_in(term.text, [term.language])
    return _document(
        {"language": term.language, "text": term.text, "role": term.role.value}
        | {"topic": term.topic},
        number=number_of(topic_id),
        type=[TERM],
        term=[" ".join(dict.fromkeys([*words, *stems]))],
        exact=[" ".join(words)],
        language=[term.language],
        topic=[term.topic],
        kind=[term.role.value],
    )


def _content(document: ContentDocument, found: Iterator[_Words]) -> str:
    """``found`` gives the words and stems of its titles, then of its descriptions."""
    titles = list(islice(found, len(document.titles)))
    texts = list(islice(found, len(document.descriptions)))
    in_title = " ".join(stems for _words, stems in titles)
    in_text = " ".join(stems for _words, stems in texts)
    in_both = f"{in_title} {in_text}"
    sort, key = document.sort.value, key_of(document.uid)
    stems = _counted(in_both.split())
    kept = {"titles": document.titles, "stems": " ".join(stems)}
    return _document(
        kept if key else kept | {"uid": document.uid},
        number=number_of(document.id),
        key=key,
        stems=len(stems),
        type=[type_of(sort, c) for c in dict.fromkeys(("", *document.languages))],
        title=[words for words, _stems in titles],
        text=[words for words, _stems in texts],
        by=[" ".join(words_of(f"{document.publisher} {document.host}"))],
        stem=[in_both],
        title_stem=[in_title],
        language=document.languages,
        audience=[document.audience],
        kind=[document.kind],
        topic=document.topics,
        mark=document.marks,
        code=document.codes,
        country=[document.country],
        host=[document.host],
        published=document.published,
        signs=_signs(document),
    )


def number_of(identifier: str) -> int:
    """The name of a document in the index: a number takes a third of the room that its
    id takes, and a column can hold it. Two of ten million documents have the same once
    in 300,000 indexes."""
    return int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest())


def key_of(uid: str) -> int:
    """The key as a number, with a 1 before it that keeps its zeros; 0 where it has
    other signs than digits and small letters, or more than there is room for."""
    return int(f"1{uid}", 36) if _SHORT_KEY.fullmatch(uid) else 0


def uid_of(key: int) -> str:
    """The key that became this number."""
    signs = ""
    while key:
        key, sign = divmod(key, 36)
        signs = _SIGNS_OF_KEYS[sign] + signs
    return signs[1:]


def _signs(document: ContentDocument) -> int:
    """A bit for each sign that the document has."""
    there = {*document.marks, document.audience}
    return sum(1 << place for place, sign in enumerate(SIGNS) if sign in there)


def _counted(stems: Iterable[str]) -> list[str]:
    """The frequent stems with their counts, as short as can be: "asthma2", "lung"."""
    counts = Counter(stems)
    few = counts.items() if len(counts) <= _KEPT_STEMS else counts.most_common()
    return [
        f"{stem}{count}" if count > 1 else stem
        for stem, count in few
        if not stem[-1].isdecimal()
    ][:_KEPT_STEMS]


def counts_in(kept: str) -> dict[str, int]:
    """What ``_counted`` kept."""
    found = {}
    for item in kept.split():
        stem = item.rstrip("0123456789")
        found[stem] = int(item[len(stem) :] or 1)
    return found


def _document(kept: dict[str, Any], **fields: Iterable[str] | int) -> str:
    told: dict[str, Any] = {"kept": b64encode(_to_json(kept).encode()).decode()}
    for name, values in fields.items():
        if isinstance(values, int):
            told[name] = values
        elif there := [value for value in values if value]:
            told[name] = there
    return _to_json(told)


def kept(document: tantivy.Document) -> dict[str, Any]:
    """What was kept beside the words."""
    value = document.get_first("kept")
    found: dict[str, Any] = _from_json(bytes(value or b"{}").decode())
    return found


def to_term(document: tantivy.Document) -> TopicTerm:
    found = kept(document)
    return TopicTerm(
        found["topic"], found["language"], found["text"], Role(found["role"])
    )
