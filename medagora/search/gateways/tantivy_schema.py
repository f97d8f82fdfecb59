"""How our documents lie in Tantivy: one document per term and one per resource."""

import json
from importlib.metadata import version
from typing import Any

import tantivy

from medagora.search.domain.documents import (
    Document,
    ResourceDocument,
    Role,
    TopicDocument,
    TopicTerm,
)
from medagora.search.domain.words import words_of

#: Raised with every change of fields or words: other indexes are built anew.
RECIPE = f"1/tantivy-{version('tantivy')}"

TERM, RESOURCE = "term", "resource"
#: Fields that hold folded words; positions are kept nowhere, nothing asks for them.
WORD_FIELDS = ("term", "title", "text", "by")
#: Fields that hold one value as it is.
VALUE_FIELDS = ("id", "type", "exact")
#: The same, kept in columns as well, so that their values can be counted.
FACET_FIELDS = ("language", "audience", "kind", "topic")


def build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in WORD_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in VALUE_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACET_FIELDS:
        builder.add_text_field(
            name, tokenizer_name="raw", index_option="basic", fast=True
        )
    builder.add_unsigned_field("published", fast=True)
    builder.add_bytes_field("kept", stored=True)
    return builder.build()


def to_tantivy(document: Document) -> list[tantivy.Document]:
    if isinstance(document, TopicDocument):
        return [_term(document.id, term) for term in document.terms]
    return [_resource(document)]


def _term(topic_id: str, term: TopicTerm) -> tantivy.Document:
    words = " ".join(words_of(term.text))
    return _document(
        {"language": term.language, "text": term.text, "role": term.role.value}
        | {"topic": term.topic},
        id=[topic_id],
        type=[TERM],
        term=[words],
        exact=[words],
        language=[term.language],
        topic=[term.topic],
        kind=[term.role.value],
    )


def _resource(document: ResourceDocument) -> tantivy.Document:
    made = _document(
        {"uid": document.uid, "titles": document.titles},
        id=[document.id],
        type=[RESOURCE],
        title=[" ".join(words_of(text)) for text in document.titles],
        text=[" ".join(words_of(text)) for text in document.descriptions],
        by=[" ".join(words_of(f"{document.publisher} {document.host}"))],
        language=document.languages,
        audience=[document.audience],
        kind=[document.kind],
        topic=document.topics,
    )
    made.add_unsigned("published", document.published)
    return made


def _document(kept: dict[str, Any], **fields: Any) -> tantivy.Document:
    made = tantivy.Document()
    made.add_bytes("kept", json.dumps(kept, ensure_ascii=False).encode())
    for name, values in fields.items():
        for value in values:
            made.add_text(name, value)
    return made


def kept(document: tantivy.Document) -> dict[str, Any]:
    """What was kept beside the words."""
    value = document.get_first("kept")
    found: dict[str, Any] = json.loads(bytes(value or b"{}"))
    return found


def to_term(document: tantivy.Document) -> TopicTerm:
    found = kept(document)
    return TopicTerm(
        found["topic"], found["language"], found["text"], Role(found["role"])
    )
