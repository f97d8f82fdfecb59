"""What the engine says of a page: one finding for each criterion.

The engine informs and never decides: a finding is present, absent or "cannot tell",
with the words that made it. There is no total, and nothing here is true or false.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

#: Raised whenever a rule or word list changes what a page is found to hold; every
#: finding carries it, so that old ones can be told from new ones.
ENGINE_VERSION = "1"
#: Quotes are shown, not republished: a sentence, and only a few of them.
LONGEST_QUOTE = 300
MOST_QUOTES = 8

#: What no machine can tell, named under every report.
NOT_ASSESSED = (
    "right",  # whether what it says is right
    "complete",  # whether something important is missing
    "fits",  # whether it fits the person who reads it
    "pictures",  # what pictures, films and sound say
    "elsewhere",  # other pages of the same site
)

#: What a sentence about a finding may name.
Fact = str | int | float | bool | tuple[str, ...]


class Answer(StrEnum):
    """What was seen of a criterion. Absent means looked for and not found."""

    PRESENT = "present"
    ABSENT = "absent"
    CANNOT_TELL = "cannot_tell"


class Criterion(StrEnum):
    """What the engine looks for. Present is not always good: see ``claims``."""

    # could the page be read at all
    PAGE = "page"
    # who
    AUTHOR = "author"
    CREDENTIALS = "credentials"
    REVIEWER = "reviewer"
    OWNER = "owner"
    CONTACT = "contact"
    # when
    WRITTEN = "written"
    UPDATED = "updated"
    REVIEWED = "reviewed"
    DATES_AGREE = "dates_agree"
    # on what ground
    REFERENCES = "references"
    NOT_RETRACTED = "not_retracted"
    MORE_SUPPORT = "more_support"
    # who pays, and what becomes of the reader
    FUNDING = "funding"
    CONFLICTS = "conflicts"
    ADVERTISING = "advertising"
    PRIVACY = "privacy"
    COMPLEMENTS = "complements"
    # what it says
    AIM = "aim"
    AUDIENCE = "audience"
    CLAIMS = "claims"
    STOP_MEDICINE = "stop_medicine"
    HOW_IT_WORKS = "how_it_works"
    BENEFITS = "benefits"
    HARMS = "harms"
    ABSOLUTE_NUMBERS = "absolute_numbers"
    UNCERTAINTY = "uncertainty"
    ALTERNATIVES = "alternatives"
    DOING_NOTHING = "doing_nothing"
    QUALITY_OF_LIFE = "quality_of_life"
    SHARED_DECISION = "shared_decision"
    COSTS = "costs"
    ACTION = "action"
    # what it wants and does
    SELLING = "selling"
    TRACKERS = "trackers"
    THIRD_PARTIES = "third_parties"
    POP_UPS = "pop_ups"
    HTTPS = "https"
    # can it be read
    LANGUAGE = "language"
    READING_LEVEL = "reading_level"
    HEADINGS = "headings"
    SUMMARY = "summary"
    IMAGE_TEXTS = "image_texts"
    LANGUAGE_MARKED = "language_marked"
    CONTRAST = "contrast"
    # as a news story: what reviewers of health news ask
    NEWS_COST = "news_cost"
    NEWS_BENEFITS = "news_benefits"
    NEWS_HARMS = "news_harms"
    NEWS_EVIDENCE = "news_evidence"
    NEWS_MONGERING = "news_mongering"
    NEWS_FUNDING = "news_funding"
    NEWS_ALTERNATIVES = "news_alternatives"
    NEWS_AVAILABILITY = "news_availability"
    NEWS_NOVELTY = "news_novelty"
    NEWS_LANGUAGE = "news_language"


class Where(StrEnum):
    """Where the words of a quote stand."""

    TEXT = "text"  # in Page.text, at ``start``
    MARKUP = "markup"  # in the page's code: an attribute, an address, JSON-LD
    HEADER = "header"  # in what the server said
    ADDRESS = "address"  # in the page's own address


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words. ``start`` is their place in ``Page.text``, None outside it."""

    words: str
    where: Where = Where.TEXT
    start: int | None = None

    @property
    def end(self) -> int | None:
        return None if self.start is None else self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen for one criterion.

    ``said`` names the sentence that tells it ("author.named"); ``facts`` fill it in.
    ``labels_findings.SENTENCES`` has the sentence in every finished language.
    ``confidence`` is from 0 (a guess) to 1 (it stands there in so many words).
    """

    criterion: Criterion
    answer: Answer
    confidence: float
    said: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    version: str = ENGINE_VERSION
