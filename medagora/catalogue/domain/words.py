"""The closed lists of this room."""

from enum import StrEnum


class Kind(StrEnum):
    WEBSITE = "website"
    ARTICLE = "article"
    BLOG = "blog"
    PODCAST = "podcast"
    VIDEO_CHANNEL = "video-channel"
    COMMUNITY = "community"
    SOCIAL_ACCOUNT = "social-account"
    JOURNAL = "journal"
    NEWS = "news"
    WIKI_PAGE = "wiki-page"
    APP = "app"
    SLIDES = "slides"
    COURSE = "course"
    TOOL = "tool"
    GUIDELINE = "guideline"
    DECISION_AID = "decision-aid"
    VIRTUAL_WORLD = "virtual-world"


class Audience(StrEnum):
    PATIENTS = "patients"
    PROFESSIONALS = "professionals"
    BOTH = "both"


class Cost(StrEnum):
    FREE = "free"
    PARTLY_PAID = "partly-paid"
    PAID = "paid"


class State(StrEnum):
    """Where a resource stands; ``curation.domain.states`` says how it moves."""

    CANDIDATE = "candidate"
    PUBLISHED = "published"
    DECLINED = "declined"
    RETIRED = "retired"


class LinkState(StrEnum):
    """What the last visits to an address saw."""

    UNCHECKED = "unchecked"
    WORKING = "working"
    MOVED = "moved"
    BROKEN = "broken"
    PARKED = "parked"
    UNREACHABLE = "unreachable"
    NOT_ALLOWED = "not-allowed"


class Visibility(StrEnum):
    PRIVATE = "private"
    UNLISTED = "unlisted"
    PUBLIC = "public"


class Policy(StrEnum):
    """What an import from a source may do."""

    CANDIDATE = "candidate"
    PUBLISHED = "published"


#: Months from a review to the next one, by kind; a year unless said otherwise.
REVIEW_MONTHS = {
    Kind.ARTICLE: 12,
    Kind.NEWS: 6,
    Kind.APP: 6,
    Kind.SOCIAL_ACCOUNT: 6,
    Kind.COMMUNITY: 6,
    Kind.GUIDELINE: 12,
    Kind.DECISION_AID: 12,
    Kind.JOURNAL: 24,
}


def review_months(kind: str) -> int:
    """Months until a resource of this kind is due again; ValueError if unknown."""
    return REVIEW_MONTHS.get(Kind(kind), 12)
