"""What the words of this room's closed lists are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medagora.catalogue.domain.words import (
    Audience,
    Cost,
    Kind,
    LinkState,
    State,
    Visibility,
)

Labels = dict[str, "str | Promise"]

KINDS: Labels = {
    Kind.WEBSITE: _("Website"),
    Kind.ARTICLE: _("Article"),
    Kind.BLOG: _("Blog"),
    Kind.PODCAST: _("Podcast"),
    Kind.VIDEO_CHANNEL: _("Video channel"),
    Kind.COMMUNITY: _("Community"),
    Kind.SOCIAL_ACCOUNT: _("Social account"),
    Kind.JOURNAL: _("Journal"),
    Kind.NEWS: _("News"),
    Kind.WIKI_PAGE: _("Wiki page"),
    Kind.APP: _("App"),
    Kind.SLIDES: _("Slides"),
    Kind.COURSE: _("Course"),
    Kind.TOOL: _("Tool"),
    Kind.GUIDELINE: _("Guideline"),
    Kind.DECISION_AID: _("Decision aid"),
    Kind.VIRTUAL_WORLD: _("Virtual world"),
}

#: The same in the plural: the headings over groups of resources.
KIND_GROUPS: Labels = {
    Kind.WEBSITE: _("Websites"),
    Kind.ARTICLE: _("Articles"),
    Kind.BLOG: _("Blogs"),
    Kind.PODCAST: _("Podcasts"),
    Kind.VIDEO_CHANNEL: _("Video channels"),
    Kind.COMMUNITY: _("Communities"),
    Kind.SOCIAL_ACCOUNT: _("Social accounts"),
    Kind.JOURNAL: _("Journals"),
    Kind.NEWS: pgettext_lazy("kind of resource", "News"),
    Kind.WIKI_PAGE: _("Wiki pages"),
    Kind.APP: _("Apps"),
    Kind.SLIDES: pgettext_lazy("kind of resource, plural", "Slides"),
    Kind.COURSE: _("Courses"),
    Kind.TOOL: _("Tools"),
    Kind.GUIDELINE: _("Guidelines"),
    Kind.DECISION_AID: _("Decision aids"),
    Kind.VIRTUAL_WORLD: _("Virtual worlds"),
}

AUDIENCES: Labels = {
    Audience.PATIENTS: _("For patients and carers"),
    Audience.PROFESSIONALS: _("For professionals"),
    Audience.BOTH: _("For everyone"),
}

COSTS: Labels = {
    Cost.FREE: _("Free"),
    Cost.PARTLY_PAID: _("Partly paid"),
    Cost.PAID: _("Paid"),
}

STATES: Labels = {
    State.CANDIDATE: _("Candidate"),
    State.PUBLISHED: _("Published"),
    State.DECLINED: _("Declined"),
    State.RETIRED: _("Retired"),
}

LINK_STATES: Labels = {
    LinkState.UNCHECKED: _("Not checked yet"),
    LinkState.WORKING: _("Works"),
    LinkState.MOVED: _("Has moved"),
    LinkState.BROKEN: _("Is broken"),
    LinkState.PARKED: _("The address is for sale"),
    LinkState.UNREACHABLE: _("Did not answer"),
    LinkState.NOT_ALLOWED: _("Asks not to be checked by programs"),
}

VISIBILITIES: Labels = {
    Visibility.PRIVATE: _("Private: only you and its editors"),
    Visibility.UNLISTED: _("Unlisted: everyone who has the link"),
    Visibility.PUBLIC: _("Public: everyone, and it is listed"),
}
