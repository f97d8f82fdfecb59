"""What programs say of a page, put into what we know of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from medagora.api.schemas.own import Details
from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.kernel.refusals import BadInput
from medagora.topics import queries as topics


def merged(
    base: ResourceDraft, sent: Details, words: Mapping[str, Any]
) -> ResourceDraft:
    """The draft with what was sent. ``words``: title and description after the guard
    has looked at them. BadInput for a topic that is not there."""
    changes: dict[str, Any] = {
        name: value
        for name in ("kind", "audience")
        if (value := getattr(sent, name)) is not None
    }
    if sent.languages is not None:
        changes["languages"] = tuple(filter(None, sent.languages))
    if sent.topics is not None:
        changes["topics"] = _known(sent.topics)
    draft = replace(base, **changes)
    if sent.title is None and sent.description is None:
        return draft
    code = sent.text_language or next(iter(draft.languages), "en")
    before = draft.texts.get(code, TextDraft(""))
    text = TextDraft(
        before.title if sent.title is None else words["title"],
        before.description if sent.description is None else words["description"],
    )
    if not text.title:
        raise BadInput("A description needs a title in its language.", field="title")
    return replace(draft, texts={**draft.texts, code: text})


def has_details(sent: Details) -> bool:
    names = ("title", "description", "languages", "kind", "audience", "topics")
    return any(getattr(sent, name) is not None for name in names)


def _known(slugs: list[str]) -> tuple[str, ...]:
    known = topics.ids_by_slug(slugs)
    if missing := [slug for slug in slugs if slug not in known]:
        raise BadInput(
            "There is no topic %(slug)s.", slug=missing[0][:80], field="topics"
        )
    return tuple(dict.fromkeys(slugs))
