"""Topics as plain data and back, for exports."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from medagora.kernel.plain import Fields
from medagora.kernel.refusals import BadInput
from medagora.topics.domain.files import TermDraft, TextDraft, TopicDraft
from medagora.topics.domain.words import BodySystem, CodeSystem, Register, TopicKind


@dataclass(frozen=True)
class TopicRecord:
    """A topic as it leaves this site."""

    draft: TopicDraft
    origin: str


def record_to_plain(record: TopicRecord) -> dict[str, Any]:
    draft = record.draft
    plain = {
        "slug": draft.slug,
        "kind": draft.kind,
        "body_system": draft.body_system,
        "origin": record.origin,
        "parent": draft.parent,
        "related": sorted(draft.related),
        "codes": [{"system": s, "value": v} for s, v in sorted(draft.codes)],
        "texts": {code: _text(text) for code, text in draft.texts.items()},
    }
    return {name: value for name, value in plain.items() if value}


def _text(text: TextDraft) -> dict[str, Any]:
    plain = {
        "name": text.name,
        "description": text.description,
        "terms": [_term(term) for term in text.terms],
    }
    return {name: value for name, value in plain.items() if value}


def _term(term: TermDraft) -> dict[str, Any]:
    plain = {
        "text": term.text,
        "register": term.register.value,
        "is_ambiguous": term.is_ambiguous,
        "origin": term.origin,
    }
    return {name: value for name, value in plain.items() if value}


def record_from_plain(fields: Fields) -> TopicRecord:
    """The topic in ``fields``; BadInput says what is wrong with it."""
    draft = TopicDraft(
        slug=_slug(fields.get("slug", str)),
        kind=_one_of(fields.get("kind", str), TopicKind),
        body_system=_one_of(fields.get("body_system", str), BodySystem),
        parent=fields.text("parent"),
        related=fields.texts("related"),
        codes=fields.objects("codes", _read_code),
        texts=fields.named_objects("texts", _read_text),
    )
    record = TopicRecord(draft, origin=fields.get("origin", str))
    fields.finish()
    return record


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,79}", text):
        raise BadInput("“%(text)s” is no short name of a topic.", text=text)
    return text


def _short(text: str, limit: int = 160) -> str:
    if not 0 < len(text) <= limit:
        raise BadInput(
            "A name has no words or more than %(limit)s characters.", limit=limit
        )
    return text


def _read_code(fields: Fields) -> tuple[str, str]:
    return _one_of(fields.get("system", str), CodeSystem), _short(
        fields.get("value", str), 20
    )


def _read_text(fields: Fields) -> TextDraft:
    return TextDraft(
        name=_short(fields.get("name", str)),
        description=fields.text("description"),
        terms=fields.objects("terms", _read_term),
    )


def _read_term(fields: Fields) -> TermDraft:
    return TermDraft(
        text=_short(fields.get("text", str)),
        register=Register(_one_of(fields.get("register", str), Register)),
        is_ambiguous=fields.get("is_ambiguous", bool, False),
        origin=fields.text("origin"),
    )


def _one_of(word: str, words: type[StrEnum]) -> str:
    if word not in set(words):
        raise BadInput("“%(word)s” is not a word that we know here.", word=word)
    return word
