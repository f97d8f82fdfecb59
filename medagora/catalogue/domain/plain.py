"""Drafts as plain data and back, for files and for digests.

``draft_to_plain`` leaves out what has its default, so that a line of an export
says only what is known. Lists whose order means nothing are sorted.
"""

import hashlib
from typing import Any

from medagora.catalogue.domain.drafts import (
    AccountDraft,
    FeedDraft,
    ResourceDraft,
    TextDraft,
)
from medagora.catalogue.domain.words import Cost
from medagora.kernel.plain import Fields, canonical


def digest_of(draft: ResourceDraft) -> str:
    """Equal for two drafts that tell the same; 80 bits of SHA-256 in hex."""
    return hashlib.sha256(canonical(draft_to_plain(draft))).hexdigest()[:20]


def draft_to_plain(draft: ResourceDraft) -> dict[str, Any]:
    plain = {
        "address": draft.address,
        "kind": draft.kind,
        "audience": draft.audience,
        "texts": {code: _text(text) for code, text in draft.texts.items()},
        "languages": list(draft.languages),
        "topics": sorted(draft.topics),
        "further_addresses": sorted(draft.further_addresses),
        "publisher": draft.publisher,
        "country": draft.country,
        "cost": draft.cost if draft.cost != Cost.FREE else "",
        "needs_sign_up": draft.needs_sign_up,
        "accessibility_notes": draft.accessibility_notes,
        "feeds": [_feed(feed) for feed in sorted(draft.feeds, key=_address)],
        "social_accounts": [
            {"service": account.service, "address": account.address}
            for account in sorted(draft.social_accounts, key=_address)
        ],
    }
    return {name: value for name, value in plain.items() if value}


def _address(part: FeedDraft | AccountDraft) -> str:
    return part.address


def _text(text: TextDraft) -> dict[str, str]:
    plain = {"title": text.title}
    return plain | {"description": text.description} if text.description else plain


def _feed(feed: FeedDraft) -> dict[str, str]:
    plain = {"address": feed.address}
    return plain | {"title": feed.title} if feed.title else plain


def draft_from_plain(fields: Fields) -> ResourceDraft:
    """The draft in ``fields``, not yet cleaned; the caller finishes the fields."""
    return ResourceDraft(
        address=fields.get("address", str),
        kind=fields.get("kind", str),
        audience=fields.get("audience", str),
        texts=fields.named_objects(
            "texts", lambda f: TextDraft(f.get("title", str), f.text("description"))
        ),
        languages=fields.texts("languages"),
        topics=fields.texts("topics"),
        further_addresses=fields.texts("further_addresses"),
        publisher=fields.text("publisher"),
        country=fields.text("country"),
        cost=fields.text("cost") or Cost.FREE,
        needs_sign_up=fields.get("needs_sign_up", bool, False),
        accessibility_notes=fields.text("accessibility_notes"),
        feeds=fields.objects(
            "feeds", lambda f: FeedDraft(f.get("address", str), f.text("title"))
        ),
        social_accounts=fields.objects(
            "social_accounts",
            lambda f: AccountDraft(f.text("service"), f.get("address", str)),
        ),
    )
