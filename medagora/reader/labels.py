"""What the words of this room's closed lists are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medagora.reader.domain.fetches import failure_word
from medagora.reader.domain.words import FeedState, NoticeKind, Sort, View

Labels = dict[str, "str | Promise"]

#: Why a source could not be read, by the words of ``fetches.failure_word``.
FETCH_FAILURES_WORDS: Labels = {
    "switched_off": _("This site does not visit other sites"),
    "refused_address": _("Leads to an address that is not public"),
    "too_big": _("Sent more than we read"),
    "too_slow": _("Took too long"),
    "bad_redirect": _("Goes round in circles"),
    "wrong_type": _("Sent a picture, sound or film instead of news"),
    "tls": _("Its certificate is not valid"),
    "dns": _("The name was not found"),
    "connection": _("Nobody answered"),
    "protocol": _("Did not speak proper HTTP"),
    "empty": _("Sent an empty page"),
    "too_many_requests": _("The server asked us to come back later"),
    "not_found": _("The server says that the page does not exist"),
    "gone": _("The server says that the page is gone for good"),
    "not_allowed": _("The server turns programs away; people may get in"),
    "server_error": _("The server reported an error of its own"),
    "status": _("The server answered with an error"),
    # what came back was read and is nothing that can be followed: formats.NotAFeed
    "html_page": _("Sent a web page instead of news"),
    "not_a_feed": _("Sent something that is not a list of news"),
}


def fetch_sentence(failure: str, status: int = 0) -> "str | Promise":
    """Why a source could not be read, as a sentence; empty when it could."""
    word = failure_word(failure, status)
    return FETCH_FAILURES_WORDS[word] if word else ""


#: The headings of My page.
SORT_SECTIONS: Labels = {
    Sort.JOURNAL: _("Journals"),
    Sort.NEWS: pgettext_lazy("kind of resource", "News"),
    Sort.BLOG: _("Blogs"),
    Sort.PODCAST: _("Podcasts"),
    Sort.VIDEO: _("Videos"),
    Sort.OTHER: _("Other sources"),
}

#: One source of the kind.
SORTS: Labels = {
    Sort.JOURNAL: _("Journal"),
    Sort.NEWS: pgettext_lazy("kind of resource", "News"),
    Sort.BLOG: _("Blog"),
    Sort.PODCAST: _("Podcast"),
    Sort.VIDEO: _("Videos"),
    Sort.OTHER: _("Other source"),
}

VIEWS: Labels = {
    View.UNREAD: pgettext_lazy("entries", "New"),
    View.ALL: pgettext_lazy("entries", "All"),
    View.SAVED: pgettext_lazy("entries", "Saved"),
    View.HISTORY: _("History"),
}

#: What stands on a paper that something was said about.
PAPER_NOTICES: Labels = {
    NoticeKind.RETRACTION: _("Retracted"),
    NoticeKind.CONCERN: _("Expression of concern"),
    NoticeKind.CORRECTION: _("Corrected"),
}

#: Why the whole page behind an entry cannot be read here: ``Article.failure``.
WHOLE_PAGE_FAILURES: Labels = {
    **FETCH_FAILURES_WORDS,
    "no_text": _("We found no article on that page."),
    "disallowed": _("The source asks programs not to read that page."),
    "wrong_type": _("What is there is no page of text."),
    "too_big": _("The page is too long for us."),
    "too_slow": _("The page took too long to come."),
    "not_allowed": _("The source shows that page only to people, or for money."),
    "not_found": _("The source says that the page does not exist."),
}

#: Where a source stands, for those who look after it.
FEED_STATES: Labels = {
    FeedState.ACTIVE: _("Is asked"),
    FeedState.PAUSED: _("Paused"),
    FeedState.DEAD: _("Failed for weeks"),
    FeedState.GONE: _("Gone for good"),
    FeedState.RETIRED: pgettext_lazy("sources", "Retired"),
    FeedState.MERGED: _("Merged into another"),
}

#: What had to be mended while a source was read: words of ``ParsedFeed.remarks``.
FEED_REMARKS: Labels = {
    "recovered": _("Broken markup, mended while reading"),
    "wrong_encoding": _("Says a wrong character set"),
    "undeclared_prefix": _("Uses names that it does not declare"),
    "bad_date": _("Has dates that cannot be read"),
    "fallback_parser": _("So broken that only the slower way of reading works"),
    "too_many_entries": _("Has more entries than we take"),
}

#: What can be asked of the list of sources.
HEALTH_SHOWS: Labels = {
    "": pgettext_lazy("sources", "All"),
    "failing": pgettext_lazy("sources", "Failing"),
    "slow": pgettext_lazy("sources", "Too slow"),
    "dead": pgettext_lazy("sources", "Dead"),
    "gone": pgettext_lazy("sources", "Gone"),
    "moved": pgettext_lazy("sources", "Moved or merged"),
    "never": pgettext_lazy("sources", "Never read"),
    "mended": pgettext_lazy("sources", "Mended while reading"),
    "paused": pgettext_lazy("sources", "Paused"),
    "retired": pgettext_lazy("sources", "Retired"),
}


def register_for_lists() -> None:
    """Lets templates write ``{{ section.sort|label:"feed_section" }}``."""
    from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - after the apps load
        register_labels,
    )

    for name, labels in (
        ("feed_section", SORT_SECTIONS),
        ("feed_sort", SORTS),
        ("entry_view", VIEWS),
        ("paper_notice", PAPER_NOTICES),
        ("whole_page_failure", WHOLE_PAGE_FAILURES),
        ("feed_state", FEED_STATES),
        ("feed_remark", FEED_REMARKS),
        ("health_show", HEALTH_SHOWS),
    ):
        register_labels(name, labels)
