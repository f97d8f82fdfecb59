"""How our documents lie in Tantivy: one document per term and one per content."""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from importlib.metadata import version
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
from medagora.search.domain.stemmed_texts import words_and_stems
from medagora.search.domain.stems import stems_in
from medagora.search.domain.words import words_of

#: Raised with every change of fields or words: other indexes are built anew.
RECIPE = f"5/tantivy-{version('tantivy')}"

TERM = "term"
#: Fields that hold folded words, with their places: phrases are asked for.
PHRASE_FIELDS = ("title", "text", "by")
#: Fields that hold words or stems without places.
WORD_FIELDS = ("term", "stem", "title_stem")
#: Fields that hold one value as it is.
VALUE_FIELDS = ("id", "type", "exact", "country", "host", "code", "audience", "mark")
#: The same, kept in columns as well, so that their values can be counted; audiences and
#: marks are counted as bits of one number.
FACET_FIELDS = ("language", "kind", "topic")
#: In how many of its languages a text is stemmed, and stems kept for feedback.
_STEMMED_LANGUAGES = 2
#: What is only looked up for the best hits, as bits of one number.
SIGNS = tuple(sign.value for signs in (Mark, Audience) for sign in signs)
_KEPT_STEMS = 120
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
    builder.add_unsigned_field("published", fast=True, indexed=True)
    builder.add_unsigned_field("signs", fast=True)
    builder.add_unsigned_field("number", fast=True, indexed=True)
    builder.add_bytes_field("kept", stored=True)
    return builder.build()


def to_json(document: Document) -> list[str]:
    """What Tantivy keeps of a document: JSON costs half of what its own objects do,
    and can be made by other processes."""
    if isinstance(document, TopicDocument):
        return [_term(document.id, term) for term in document.terms]
    return [_content(document)]


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
        id=[topic_id],
        type=[TERM],
        term=[" ".join(dict.fromkeys([*words, *stems]))],
        exact=[" ".join(words)],
        language=[term.language],
        topic=[term.topic],
        kind=[term.role.value],
    )


def _content(document: ContentDocument) -> str:
    languages = document.languages[:_STEMMED_LANGUAGES] or ("",)
    titles = [words_and_stems(text, languages) for text in document.titles]
    texts = [words_and_stems(text, languages) for text in document.descriptions]
    in_title = " ".join(stems for _words, stems in titles)
    in_text = " ".join(stems for _words, stems in texts)
    sort = document.sort.value
    kept = {
        "uid": document.uid,
        "titles": document.titles,
        "stems": _counted(f"{in_title} {in_text}".split()),
    }
    return _document(
        kept,
        id=[document.id],
        type=[type_of(sort, c) for c in dict.fromkeys(("", *document.languages))],
        title=[words for words, _stems in titles],
        text=[words for words, _stems in texts],
        by=[" ".join(words_of(f"{document.publisher} {document.host}"))],
        stem=[f"{in_title} {in_text}"],
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
        number=_number(document.id),
        signs=_signs(document),
    )


def _number(identifier: str) -> int:
    """Another name of a document, that a column can hold."""
    return int.from_bytes(blake2b(identifier.encode(), digest_size=8).digest())


def _signs(document: ContentDocument) -> int:
    """A bit for each sign that the document has."""
    there = {*document.marks, document.audience}
    return sum(1 << place for place, sign in enumerate(SIGNS) if sign in there)


def _counted(stems: Iterable[str]) -> str:
    """The frequent stems with their counts, as short as can be: "asthma2 lung"."""
    counts = Counter(stems).most_common()
    told = [pair for pair in counts if not pair[0][-1].isdecimal()][:_KEPT_STEMS]
    return " ".join(f"{stem}{count}" if count > 1 else stem for stem, count in told)


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
