"""What a topic needs before it is saved, and words that several topics share."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import fold
from medagora.topics.domain.files import TextDraft, TopicDraft
from medagora.topics.domain.words import BodySystem, CodeSystem, TopicKind

LONGEST_NAME = 160
_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
#: Addresses under /topics/ that are pages of their own.
_TAKEN = frozenset({"edit"})
#: How an identifier of each system looks; whether it exists is for people to know.
_CODE_FORMS = {
    CodeSystem.MESH: r"[DC]\d{6,9}",
    CodeSystem.ICD10: r"[A-Z]\d{2}(\.\d{1,2})?",
    CodeSystem.ICD10CM: r"[A-Z]\d[\dA-Z](\.[\dA-Z]{1,4})?",
    CodeSystem.ICD11: r"[\dA-Z]{4}(\.[\dA-Z]{1,2})?",
    CodeSystem.SNOMED: r"\d{6,18}",
    CodeSystem.ICD9CM: r"(\d{3}|V\d{2}|E\d{3})(\.\d{1,2})?",
    CodeSystem.RXNORM: r"\d{1,8}",
    CodeSystem.LOINC: r"\d{1,7}-\d",
}


class SharedTerms(BadInput):
    """Some words also stand for other topics; the person may say that this is so."""

    code = "shared_terms"


def check_topic(draft: TopicDraft, *, parents: Mapping[str, str]) -> None:
    """Raises BadInput with the first fault. ``parents``: every topic's slug with its
    parent's (or "") as they stand now."""
    if not _SLUG.match(draft.slug) or draft.slug in _TAKEN or len(draft.slug) > 80:
        raise BadInput(
            "The address takes small letters, digits and single hyphens.", field="slug"
        )
    if draft.kind not in set(TopicKind):
        raise BadInput("Choose a kind from the list.", field="kind")
    if draft.body_system not in set(BodySystem):
        raise BadInput("Choose a part of the body from the list.", field="body_system")
    _check_links(draft, parents)
    for system, value in draft.codes:
        _check_code(system, value)
    if not draft.texts:
        raise BadInput("A topic needs a name in one language.", field="name")
    for code, text in draft.texts.items():
        check_text(code, text)


def _check_links(draft: TopicDraft, parents: Mapping[str, str]) -> None:
    for field, others in (("parent", (draft.parent,)), ("related", draft.related)):
        for other in filter(None, others):
            if other not in parents and other != draft.slug:
                raise BadInput("There is no such topic.", field=field)
            if other == draft.slug:
                raise BadInput("A topic cannot point to itself.", field=field)
    here, seen = draft.parent, {draft.slug}
    while here:
        if here in seen:
            raise BadInput("A topic cannot stand below itself.", field="parent")
        seen.add(here)
        here = parents.get(here, "")


def _check_code(system: str, value: str) -> None:
    if system not in set(CodeSystem):
        raise BadInput("There is a code of a system we do not know.", field="codes")
    if not re.fullmatch(_CODE_FORMS[CodeSystem(system)], value):
        raise BadInput(
            "“%(words)s” does not look like a code.", words=value, field="codes"
        )


def check_text(language: str, text: TextDraft) -> None:
    """Raises BadInput with the first fault of a topic's words in one language."""
    if not languages.is_known(language):
        raise BadInput("Choose a language from the list.", field="language")
    if not text.name.strip():
        raise BadInput("A topic needs a name.", field="name")
    known: set[str] = set()
    for words, field in (
        (text.name, "name"),
        *((term.text, term.register.value) for term in text.terms),
    ):
        folded = fold(words)
        if not folded or len(words) > LONGEST_NAME:
            raise BadInput(
                "“%(words)s” cannot be a term.", words=words[:40], field=field
            )
        if folded in known:
            raise BadInput("“%(words)s” stands there twice.", words=words, field=field)
        known.add(folded)


@dataclass(frozen=True)
class Owner:
    """Another topic that has a word in the same language."""

    slug: str
    folded: str
    is_name: bool


def settle_shared(
    text: TextDraft, owners: Iterable[Owner], *, is_confirmed: bool
) -> TextDraft:
    """The text with every shared term marked ambiguous.

    BadInput when it takes another topic's name; SharedTerms, which names the words
    and their owners, as long as nobody has confirmed.
    """
    by_word: dict[str, list[Owner]] = {}
    for owner in owners:
        by_word.setdefault(owner.folded, []).append(owner)
    for words in (text.name, *(term.text for term in text.terms)):
        for owner in by_word.get(fold(words), ()):
            if owner.is_name or words == text.name:
                raise BadInput(
                    "Another topic has “%(words)s”. Two topics cannot share a name.",
                    words=f"{words} ({owner.slug})",
                    field="name" if words == text.name else "lay",
                )
    shared = [term for term in text.terms if fold(term.text) in by_word]
    if any(not term.is_ambiguous for term in shared) and not is_confirmed:
        said = "; ".join(
            f"“{term.text}” ({', '.join(o.slug for o in by_word[fold(term.text)])})"
            for term in shared
        )
        raise SharedTerms(
            "These words also stand for other topics: %(words)s.", words=said
        )
    terms = tuple(
        replace(term, is_ambiguous=fold(term.text) in by_word) for term in text.terms
    )
    return replace(text, terms=terms)
