"""Reading and checking a topic written as TOML, one file per topic.

The starter topics of the package are such files, so that a reviewer can read
and change them; an operator's own topics are exported in the same form.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from medagora.kernel.languages import FINISHED
from medagora.kernel.text import fold, sentences
from medagora.topics.domain.words import BodySystem, CodeSystem, Register, TopicKind


@dataclass(frozen=True)
class TermDraft:
    text: str
    register: Register
    is_ambiguous: bool = False
    origin: str = ""


@dataclass(frozen=True)
class TextDraft:
    """A topic's words in one language."""

    name: str
    description: str
    terms: tuple[TermDraft, ...] = ()


@dataclass(frozen=True)
class TopicDraft:
    """A topic as it is written down, before it has a row."""

    slug: str
    kind: str
    body_system: str
    parent: str = ""
    related: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    texts: Mapping[str, TextDraft] = field(default_factory=dict)


def parse_topic(slug: str, source: str) -> TopicDraft:
    """The topic in one file. ValueError names what is wrong with its form."""
    try:
        raw = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{slug}: not valid TOML: {error}") from None
    try:
        return _draft(slug, raw)
    except (AttributeError, TypeError):
        raise ValueError(f"{slug}: a value is not of the form it should be") from None


def _draft(slug: str, raw: Mapping[str, Any]) -> TopicDraft:
    known = {"kind", "body_system", "parent", "related", "codes", *FINISHED}
    texts = {key: value for key, value in raw.items() if isinstance(value, dict)}
    texts.pop("codes", None)
    if extra := set(raw) - known - set(texts):
        raise ValueError(f"{slug}: unknown keys {sorted(extra)}")
    return TopicDraft(
        slug=slug,
        kind=str(raw.get("kind", "")),
        body_system=str(raw.get("body_system", "")),
        parent=str(raw.get("parent", "")),
        related=tuple(raw.get("related", ())),
        codes=tuple(
            (system, value)
            for system, values in raw.get("codes", {}).items()
            for value in values
        ),
        texts={code: _parse_text(text) for code, text in texts.items()},
    )


def _parse_text(raw: Mapping[str, Any]) -> TextDraft:
    ambiguous = {fold(term) for term in raw.get("ambiguous", ())}
    terms = tuple(
        TermDraft(term, register, fold(term) in ambiguous)
        for register in Register
        for term in raw.get(register.value, ())
    )
    name, description = raw.get("name", ""), raw.get("description", "")
    return TextDraft(name, description, terms)


def find_faults(
    topics: Sequence[TopicDraft], required: Iterable[str] = FINISHED
) -> list[str]:
    """Every fault of a whole set of topics, as sentences; empty when it is good."""
    slugs = {topic.slug for topic in topics}
    faults = [
        f"{topic.slug}: {fault}"
        for topic in topics
        for fault in _faults_of(topic, slugs, tuple(required))
    ]
    return faults + _cycles(topics) + _silent_ambiguities(topics)


def _faults_of(
    topic: TopicDraft, slugs: set[str], required: Sequence[str]
) -> Iterable[str]:
    if topic.kind not in set(TopicKind):
        yield f"unknown kind {topic.kind!r}"
    if topic.body_system not in set(BodySystem):
        yield f"unknown body system {topic.body_system!r}"
    yield from _link_faults(topic, slugs)
    for language in required:
        text = topic.texts.get(language)
        if text is None or not text.name:
            yield f"has no name in {language}"
        else:
            yield from _text_faults(language, text)


def _link_faults(topic: TopicDraft, slugs: set[str]) -> Iterable[str]:
    for other in (topic.parent, *topic.related):
        if other and (other not in slugs or other == topic.slug):
            yield f"names the topic {other!r}, which is not there"
    for system, _value in topic.codes:
        if system not in set(CodeSystem):
            yield f"unknown code system {system!r}"


def _text_faults(language: str, text: TextDraft) -> Iterable[str]:
    if len(sentences(text.description)) != 2:
        yield f"{language}: the description needs two sentences"
    for register in Register:
        if not any(term.register is register for term in text.terms):
            yield f"{language}: no {register} term"
    folded = [fold(text.name), *(fold(term.text) for term in text.terms)]
    for doubled in sorted({term for term in folded if folded.count(term) > 1}):
        yield f"{language}: the term {doubled!r} stands twice"


def _cycles(topics: Sequence[TopicDraft]) -> list[str]:
    parents = {topic.slug: topic.parent for topic in topics}
    faults = []
    for slug in parents:
        seen, here = {slug}, parents[slug]
        while here and here not in seen:
            seen.add(here)
            here = parents.get(here, "")
        if here == slug:
            faults.append(f"{slug}: is its own ancestor")
    return faults


def _silent_ambiguities(topics: Sequence[TopicDraft]) -> list[str]:
    """Terms that two topics share without both saying so."""
    owners: dict[tuple[str, str], dict[str, bool]] = {}
    for topic in topics:
        for language, text in topic.texts.items():
            marked = {fold(t.text) for t in text.terms if t.is_ambiguous}
            for term in {fold(text.name), *(fold(t.text) for t in text.terms)}:
                owners.setdefault((language, term), {})[topic.slug] = term in marked
    return [
        f"{language}: {term!r} belongs to {', '.join(sorted(who))} "
        "and is not marked ambiguous in each"
        for (language, term), who in sorted(owners.items())
        if len(who) > 1 and not all(who.values())
    ]
