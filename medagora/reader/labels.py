"""What the words of this room's closed lists are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medagora.reader.domain.fetches import failure_word
from medagora.reader.domain.words import NoticeKind, Sort, View

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


def register_for_lists() -> None:
    """Lets templates write ``{{ section.sort|label:"feed_section" }}``."""
    from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - needs Django's apps
        register_labels,
    )

    register_labels("feed_section", SORT_SECTIONS)
    register_labels("feed_sort", SORTS)
    register_labels("entry_view", VIEWS)
    register_labels("paper_notice", PAPER_NOTICES)
