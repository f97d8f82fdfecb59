"""Writes about a topic's words in one language."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.kernel.refusals import BadInput, Conflict
from medagora.kernel.text import fold
from medagora.topics.domain.edits import Owner, check_text, settle_shared
from medagora.topics.domain.files import TextDraft, TopicDraft
from medagora.topics.domain.names import sort_name
from medagora.topics.exchange import get_draft
from medagora.topics.models import Term, Topic, TopicText
from medagora.topics.services.topics import save_topic

if TYPE_CHECKING:
    from medagora.people.models import Person


@transaction.atomic
def add_topic(draft: TopicDraft, *, by: "Person", shares_words: bool = False) -> Topic:
    """A topic that was not there; Conflict when its address is taken.

    ``shares_words``: the person says that some of its words mean other topics too.
    """
    if Topic.objects.filter(slug=draft.slug).exists():
        raise Conflict("There is a topic with this address already.", field="slug")
    texts = {
        code: _settled(draft.slug, code, text, shares_words=shares_words)
        for code, text in draft.texts.items()
    }
    return save_topic(replace(draft, texts=texts), by=by)


@transaction.atomic
def save_text(
    slug: str,
    language: str,
    text: TextDraft,
    *,
    by: "Person",
    shares_words: bool = False,
) -> Topic:
    """Replaces a topic's words in one language, new or not; the others stay.

    SharedTerms names words that other topics have, unless ``shares_words`` says
    that this is so: then they are marked ambiguous on both sides.
    """
    draft = get_draft(slug)
    text = _with_origins(text, draft.texts.get(language))
    text = _settled(slug, language, text, shares_words=shares_words)
    return save_topic(replace(draft, texts={**draft.texts, language: text}), by=by)


@transaction.atomic
def remove_text(slug: str, language: str, *, by: "Person") -> Topic:
    """Takes a language away from a topic; its last one stays."""
    draft = get_draft(slug)
    left = {code: text for code, text in draft.texts.items() if code != language}
    if not left:
        raise BadInput("A topic needs a name in one language.")
    return save_topic(replace(draft, texts=left), by=by)


def _with_origins(text: TextDraft, old: TextDraft | None) -> TextDraft:
    """A term that was there already keeps its source and its mark."""
    known = {fold(term.text): term for term in (old.terms if old else ())}
    terms = tuple(
        replace(
            term,
            origin=known[fold(term.text)].origin,
            is_ambiguous=known[fold(term.text)].is_ambiguous,
        )
        if fold(term.text) in known
        else term
        for term in text.terms
    )
    return replace(text, terms=terms)


def _settled(
    slug: str, language: str, text: TextDraft, *, shares_words: bool
) -> TextDraft:
    """The text with its shared words marked, theirs in the other topics too."""
    check_text(language, text)
    owners = _owners(slug, language, text)
    text = settle_shared(text, owners, is_confirmed=shares_words)
    shared = {owner.folded for owner in owners}
    others = Term.objects.filter(language=language, folded__in=shared)
    others.exclude(topic__slug=slug).update(is_ambiguous=True)
    return text


def _owners(slug: str, language: str, text: TextDraft) -> list[Owner]:
    """Other topics that have one of the words in the language."""
    words = {text.name, *(term.text for term in text.terms)}
    folded = {fold(word) for word in words}
    names = TopicText.objects.filter(
        language=language, sort_name__in={sort_name(word, language) for word in words}
    ).exclude(topic__slug=slug)
    terms = Term.objects.filter(language=language, folded__in=folded)
    terms = terms.exclude(topic__slug=slug)
    return [
        *(
            Owner(other, fold(name), is_name=True)
            for other, name in names.values_list("topic__slug", "name")
            if fold(name) in folded
        ),
        *(
            Owner(other, form, is_name=False)
            for other, form in terms.values_list("topic__slug", "folded")
        ),
    ]
