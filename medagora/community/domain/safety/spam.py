"""How much a text looks like what is posted by the thousand to sell something.

Every feature adds a documented weight, none takes away; the score is what is left when
each weight takes its share of the doubt: ``1 - Π(1 - weight)``. So it stays in 0..1,
more reasons never make it smaller, and one reason alone does not make a text spam.
Nothing is learnt from what people write; what the site knows of the writer comes in
``SpamFacts``. The weights are judgement, not measurement: docs/safety.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import prod

from medagora.community.domain.safety.spam_looks import (
    has_hidden_letters,
    has_mixed_scripts,
    is_repetitive,
    links_in,
    shouted_share,
)
from medagora.community.domain.safety.spam_words import Group, groups_in


class SpamReason(StrEnum):
    MANY_LINKS = "many_links"
    SHORTENED_LINK = "shortened_link"
    UNKNOWN_HOST = "unknown_host"
    SHOUTING = "shouting"
    REPETITION = "repetition"
    LURE = "lure"
    SELLING = "selling"
    MONEY = "money"
    PHARMACY = "pharmacy"
    HIDDEN_LETTERS = "hidden_letters"
    LOOKALIKES = "lookalikes"
    NEW_ACCOUNT = "new_account"
    SAME_TEXT = "same_text"


#: How much each reason weighs. A text is doubtful from about 0.5 (two ordinary
#: reasons and a link), and hardly anything else from 0.8.
WEIGHTS: dict[SpamReason, float] = {
    SpamReason.SAME_TEXT: 0.6,
    SpamReason.PHARMACY: 0.4,
    SpamReason.MONEY: 0.4,
    SpamReason.HIDDEN_LETTERS: 0.4,
    SpamReason.LOOKALIKES: 0.4,
    SpamReason.LURE: 0.35,
    SpamReason.SELLING: 0.35,
    SpamReason.SHORTENED_LINK: 0.3,
    SpamReason.MANY_LINKS: 0.3,
    SpamReason.REPETITION: 0.3,
    SpamReason.UNKNOWN_HOST: 0.2,
    SpamReason.SHOUTING: 0.15,
    SpamReason.NEW_ACCOUNT: 0.15,
}
#: An account of fewer days, or of fewer posts that stood, is new.
NEW_DAYS, NEW_POSTS = 3, 3
#: Links are many when fewer than so many words go with each, from two links on.
WORDS_A_LINK = 25
SHOUTED = 0.5
_SHORTENERS = frozenset(
    {"bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "linktr.ee", "lnkd.in"}
    | {"ow.ly", "rb.gy", "rebrand.ly", "shorturl.at", "t.co", "t.ly", "t.me"}
    | {"tiny.cc", "tinyurl.com", "wa.me"}
)
_GROUPS = {
    Group.SELLING: SpamReason.SELLING,
    Group.MONEY: SpamReason.MONEY,
    Group.PHARMACY: SpamReason.PHARMACY,
    Group.LURE: SpamReason.LURE,
}


@dataclass(frozen=True)
class SpamFacts:
    """What the site knows beside the text; the caller counts it.

    ``known_hosts``: hosts that the catalogue or posts that stood have linked to.
    ``same_text_lately``: posts of the last days with the same words, by anybody.
    """

    account_days: int = 365
    posts_before: int = 100
    known_hosts: frozenset[str] = frozenset()
    same_text_lately: int = 0

    @property
    def is_new(self) -> bool:
        return self.account_days < NEW_DAYS or self.posts_before < NEW_POSTS


@dataclass(frozen=True)
class Spam:
    """``score`` 0..1; ``reasons`` the heaviest first."""

    score: float
    reasons: tuple[SpamReason, ...]


def spam_score(text: str, facts: SpamFacts) -> Spam:
    reasons = set(_reasons(text, facts))
    if reasons and facts.is_new:  # to be new is no reason by itself
        reasons.add(SpamReason.NEW_ACCOUNT)
    ordered = sorted(reasons, key=lambda reason: (-WEIGHTS[reason], reason))
    return Spam(score_of(ordered), tuple(ordered))


def score_of(reasons: list[SpamReason]) -> float:
    """What reasons come to together."""
    return round(1 - prod(1 - WEIGHTS[reason] for reason in reasons), 3)


def _reasons(text: str, facts: SpamFacts) -> Iterator[SpamReason]:
    yield from _about_links(text, facts)
    yield from (_GROUPS[group] for group in groups_in(text))
    if shouted_share(text) > SHOUTED:
        yield SpamReason.SHOUTING
    if is_repetitive(text):
        yield SpamReason.REPETITION
    if has_hidden_letters(text):
        yield SpamReason.HIDDEN_LETTERS
    if has_mixed_scripts(text):
        yield SpamReason.LOOKALIKES
    if facts.same_text_lately:
        yield SpamReason.SAME_TEXT


def _about_links(text: str, facts: SpamFacts) -> Iterator[SpamReason]:
    links = links_in(text)
    if len(links) > 1 and len(text.split()) < WORDS_A_LINK * len(links):
        yield SpamReason.MANY_LINKS
    if any(host in _SHORTENERS for host in links):
        yield SpamReason.SHORTENED_LINK
    if any(host not in facts.known_hosts for host in links):
        yield SpamReason.UNKNOWN_HOST
