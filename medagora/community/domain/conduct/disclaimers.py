"""What somebody's own blog, page or mail should say of itself: which sentences apply.

The facts asked for follow what regulators ask of doctors online: say who you are when
you speak as one (GMC, "Using social media as a medical professional", 2024), show
interests, keep patients' secrets, do not treat by comment. The sentences themselves are
words of the interface (``labels_conduct``), so that they come in every language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    BLOG = "blog"
    PRACTICE = "practice"
    PROFILE = "profile"
    MAIL = "mail"


class Money(StrEnum):
    NONE = "none"
    ADVERTISING = "advertising"
    SPONSORED = "sponsored"
    SELLS = "sells"


class Clause(StrEnum):
    """One sentence each; the order is the order of the finished text."""

    WHO = "who"
    OWN_VIEW = "own_view"
    NO_ADVICE = "no_advice"
    NO_TREATMENT = "no_treatment"
    EMERGENCY = "emergency"
    NO_PATIENTS = "no_patients"
    MONEY_NONE = "money_none"
    MONEY_ADVERTISING = "money_advertising"
    MONEY_SPONSORED = "money_sponsored"
    MONEY_SELLS = "money_sells"
    COMMENTS = "comments"
    MAIL_IS_OPEN = "mail_is_open"
    PRIVACY_NOTHING = "privacy_nothing"
    PRIVACY_ADDRESSES = "privacy_addresses"
    PRIVACY_STATISTICS = "privacy_statistics"
    PRIVACY_RIGHTS = "privacy_rights"
    UPDATED = "updated"


@dataclass(frozen=True)
class Facts:
    """What the form asks; ``answers_readers``: replies to questions of readers."""

    place: Place
    is_professional: bool = True
    is_employed: bool = False
    answers_readers: bool = False
    has_comments: bool = False
    keeps_addresses: bool = False
    counts_visitors: bool = False
    money: Money = Money.NONE


_MONEY = {
    Money.NONE: Clause.MONEY_NONE,
    Money.ADVERTISING: Clause.MONEY_ADVERTISING,
    Money.SPONSORED: Clause.MONEY_SPONSORED,
    Money.SELLS: Clause.MONEY_SELLS,
}


def clauses(facts: Facts) -> list[Clause]:
    """The sentences that apply, in their order."""
    return sorted(_wanted(facts), key=list(Clause).index)


def _wanted(facts: Facts) -> Iterator[Clause]:
    yield Clause.WHO
    if facts.is_employed:
        yield Clause.OWN_VIEW
    if facts.place == Place.MAIL:
        yield from (Clause.MAIL_IS_OPEN, Clause.EMERGENCY)
        return
    yield from (Clause.NO_ADVICE, _MONEY[facts.money])
    if facts.is_professional:
        yield from (Clause.NO_TREATMENT, Clause.NO_PATIENTS)
    if facts.answers_readers:
        yield Clause.EMERGENCY
    if facts.place == Place.PROFILE:
        return
    if facts.has_comments:
        yield Clause.COMMENTS
    yield from _privacy(facts)
    yield Clause.UPDATED


def _privacy(facts: Facts) -> Iterator[Clause]:
    if facts.keeps_addresses:
        yield Clause.PRIVACY_ADDRESSES
    if facts.counts_visitors:
        yield Clause.PRIVACY_STATISTICS
    if not (facts.keeps_addresses or facts.counts_visitors or facts.has_comments):
        yield Clause.PRIVACY_NOTHING
    else:
        yield Clause.PRIVACY_RIGHTS
