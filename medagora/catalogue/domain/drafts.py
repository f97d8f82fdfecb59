"""A resource as it is written down, before it has a row: forms, files, imports."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.words import Audience, Cost, Kind
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy


@dataclass(frozen=True)
class TextDraft:
    title: str
    description: str = ""


@dataclass(frozen=True)
class FeedDraft:
    address: str
    title: str = ""


@dataclass(frozen=True)
class AccountDraft:
    service: str
    address: str


@dataclass(frozen=True)
class ResourceDraft:
    """What is known about a resource. Topics are slugs."""

    address: str
    kind: str = Kind.WEBSITE
    audience: str = Audience.BOTH
    texts: Mapping[str, TextDraft] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    further_addresses: tuple[str, ...] = ()
    publisher: str = ""
    country: str = ""
    cost: str = Cost.FREE
    needs_sign_up: bool = False
    accessibility_notes: str = ""
    feeds: tuple[FeedDraft, ...] = ()
    social_accounts: tuple[AccountDraft, ...] = ()


def clean(draft: ResourceDraft) -> ResourceDraft:
    """The draft with canonical addresses and tidy words, or BadInput with the fault.

    Duplicated languages, topics, addresses and feeds are dropped; order stays.
    """
    _check_words(draft)
    address = addresses.canonical(draft.address)
    further = dict.fromkeys(addresses.canonical(a) for a in draft.further_addresses)
    further.pop(address, None)
    texts = {
        languages.primary(code): TextDraft(
            tidy(text.title, limit=300), tidy(text.description, limit=2000)
        )
        for code, text in draft.texts.items()
        if tidy(text.title)
    }
    return replace(
        draft,
        address=address,
        further_addresses=tuple(further),
        texts=texts,
        languages=tuple(dict.fromkeys(map(languages.primary, draft.languages))),
        topics=tuple(dict.fromkeys(draft.topics)),
        publisher=tidy(draft.publisher, limit=200),
        country=draft.country.upper(),
        accessibility_notes=tidy(draft.accessibility_notes, limit=500),
        feeds=_clean_feeds(draft.feeds),
        social_accounts=tuple(
            {
                (found := addresses.canonical(account.address)): AccountDraft(
                    tidy(account.service, limit=40), found
                )
                for account in draft.social_accounts
            }.values()
        ),
    )


def _clean_feeds(feeds: tuple[FeedDraft, ...]) -> tuple[FeedDraft, ...]:
    found: dict[str, FeedDraft] = {}
    for feed in feeds:
        address = addresses.canonical(feed.address)
        found.setdefault(address, FeedDraft(address, tidy(feed.title, limit=300)))
    return tuple(found.values())


def _check_words(draft: ResourceDraft) -> None:
    for value, words, name in (
        (draft.kind, Kind, "kind"),
        (draft.audience, Audience, "audience"),
        (draft.cost, Cost, "cost"),
    ):
        if value not in set(words):
            raise BadInput(
                "“%(value)s” is not a %(name)s we know.",
                value=value,
                name=name,
                field=name,
            )
    for code in (*draft.languages, *draft.texts):
        if not languages.is_known(code):
            raise BadInput(
                "“%(code)s” is not a language we know.", code=code, field="languages"
            )
    if draft.country and draft.country.upper() not in languages.countries_in("en"):
        raise BadInput(
            "“%(country)s” is not a country code.",
            country=draft.country,
            field="country",
        )
