"""How our documents lie in Tantivy: one document per term and one per content."""

import json
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

import tantivy

from medagora.search.domain.documents import (
    ContentDocument,
    Document,
    Role,
    TopicDocument,
    TopicTerm,
)
from medagora.search.domain.stems import stems_in, words_and_stems
from medagora.search.domain.words import words_of

#: Raised with every change of fields or words: other indexes are built anew.
RECIPE = f"3/tantivy-{version('tantivy')}"

TERM = "term"
#: Fields that hold folded words, with their places: phrases are asked for.
PHRASE_FIELDS = ("title", "text", "by")
#: Fields that hold words or stems without places.
WORD_FIELDS = ("term", "stem", "title_stem")
#: Fields that hold one value as it is.
VALUE_FIELDS = ("id", "type", "exact", "country", "host", "code")
#: The same, kept in columns as well, so that their values can be counted.
FACET_FIELDS = ("language", "audience", "kind", "topic", "mark")
#: In how many of its languages a text is stemmed, and stems kept for feedback.
_STEMMED_LANGUAGES = 2
_KEPT_STEMS = 120
_to_json = json.JSONEncoder(ensure_ascii=False).encode


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
    builder.add_bytes_field("kept", stored=True)
    return builder.build()


def to_tantivy(document: Document) -> list[tantivy.Document]:
    if isinstance(document, TopicDocument):
        return [_term(document.id, term) for term in document.terms]
    return [_content(document)]


def _term(topic_id: str, term: TopicTerm) -> tantivy.Document:
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


def _content(document: ContentDocument) -> tantivy.Document:
    languages = document.languages[:_STEMMED_LANGUAGES] or ("",)
    titles = [words_and_stems(text, languages) for text in document.titles]
    texts = [words_and_stems(text, languages) for text in document.descriptions]
    in_title = [stem for _words, stems in titles for stem in stems]
    in_text = [stem for _words, stems in texts for stem in stems]
    kept = {
        "uid": document.uid,
        "titles": document.titles,
        "stems": _counted(in_title + in_text),
    }
    made = _document(
        kept,
        id=[document.id],
        type=[document.sort.value],
        title=[" ".join(words) for words, _stems in titles],
        text=[" ".join(words) for words, _stems in texts],
        by=[" ".join(words_of(f"{document.publisher} {document.host}"))],
        stem=[" ".join(in_title + in_text)],
        title_stem=[" ".join(in_title)],
        language=document.languages,
        audience=[document.audience],
        kind=[document.kind],
        topic=document.topics,
        mark=document.marks,
        code=document.codes,
        country=[document.country],
        host=[document.host],
    )
    made.add_unsigned("published", document.published)
    return made


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


def _document(kept: dict[str, Any], **fields: Any) -> tantivy.Document:
    made = tantivy.Document()
    made.add_bytes("kept", _to_json(kept).encode())
    for name, values in fields.items():
        for value in values:
            if value:
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
