"""What the words of this room's closed lists are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medagora.catalogue.domain.formats.rows import Format
from medagora.catalogue.domain.words import Policy
from medagora.curation.domain.problems import Outcome, Problem
from medagora.curation.domain.verdicts import Interest, Reason, Verdict

Labels = dict[str, "str | Promise"]

VERDICTS: Labels = {
    Verdict.AGREE: _("Agreed"),
    Verdict.DECLINE: _("Declined"),
    Verdict.RENEW: _("Looked at again, stays"),
    Verdict.RETIRE: _("Retired"),
}

REASONS: Labels = {
    Reason.NOT_HEALTH: _("Not about health or medicine"),
    Reason.DUPLICATE: _("We have it under another address"),
    Reason.NO_AUTHOR: _("Does not say who is behind it"),
    Reason.OUTDATED: _("Out of date"),
    Reason.NOT_SUPPORTED: _("Makes claims without evidence"),
    Reason.SELLS: _("Mainly sells something"),
    Reason.HARMFUL: _("Could do harm"),
    Reason.NOT_ACCESSIBLE: _("Cannot be read by many people"),
    Reason.PRIVACY: _("Careless with its readers’ privacy"),
    Reason.GONE: _("The page is gone"),
    Reason.OTHER: _("Another reason"),
}

#: Why moderators took a post from sight or sanctioned somebody: words of the
#: community, which stands above this room.
MODERATION_REASONS: Labels = {
    "identifies": _("Somebody can be recognised"),
    "dangerous": _("Advice that could do harm"),
    "selling": _("Selling or advertising"),
    "attack": _("An attack on a person or a group"),
    "false-hat": _("Claims to be what they are not"),
    "off-topic": _("Does not belong there"),
    "spam": _("Spam"),
    "copyright": _("Somebody else’s words or pictures"),
    "other": _("Another reason"),
}

INTERESTS: Labels = {
    Interest.NONE: _("I have no interest in this resource"),
    Interest.DECLARED: _("I have an interest in it"),
}

PROBLEMS: Labels = {
    Problem.BROKEN: _("The link does not work"),
    Problem.WRONG: _("Something on it is wrong"),
    Problem.OUTDATED: _("It is out of date"),
    Problem.SELLS: _("It sells or advertises"),
    Problem.HARMFUL: _("It could do harm"),
    Problem.OTHER: _("Something else"),
}

OUTCOMES: Labels = {
    Outcome.CORRECTED: _("Corrected"),
    Outcome.RETIRED: _("Taken off the site"),
    Outcome.UNFOUNDED: _("Nothing to mend"),
}

#: What the log says somebody did. Verbs of imports belong here too.
VERBS: Labels = {
    "resource_agreed": _("agreed; one more person must agree"),
    "resource_published": _("published"),
    "resource_declined": _("declined"),
    "resource_confirmed": _("confirmed"),
    "resource_renewed": _("looked at again and kept"),
    "resource_retired": _("retired"),
    "resource_restored": _("put back on the desk"),
    "resource_reopened": _("opened again"),
    "resource_corrected": _("corrected"),
    "resource_updated": _("brought up to date from its source"),
    "report_handled": _("handled a report"),
    "bundle_chosen": _("chose the sources for a topic"),
    "bundle_given_up": _("gave up the choice of sources for a topic"),
    "import_done": _("imported a file"),
    "hat_granted": _("verified a hat"),
    "hat_renewed": _("verified a hat again"),
    "hat_doffed": _("saw a hat doffed"),
    "conversation_closed": _("closed a conversation"),
    "conversation_opened": _("opened a conversation again"),
    "conversation_slowed": _("changed how fast a conversation goes"),
    "post_removed": _("removed a post"),
    "pictures_removed": _("took pictures out of a post"),
    "post_hidden": _("hid a post"),
    "person_warned": _("warned somebody"),
    "person_slowed": _("slowed somebody’s posting down"),
    "person_read_only": _("let somebody read but not write for a time"),
    "person_suspended": _("suspended somebody for a time"),
    "person_closed_out": _("closed the community to an account"),
    "hat_taken_off": _("took a hat off somebody, with a second moderator"),
    "sanction_lapsed": _("let a sanction lapse: no second moderator agreed"),
    "appeal_upheld": _("heard an appeal: the decision stands"),
    "appeal_changed": _("heard an appeal: the decision was made milder"),
    "appeal_overturned": _("heard an appeal: the decision was taken back"),
}

#: Facts that a log entry may hold; anything else is shown under its own name.
FACTS: Labels = {
    "address": _("Address"),
    "agreed_by": _("Agreed by"),
    "changed": _("Changed"),
    "due": _("Due again"),
    "outcome": _("Outcome"),
    "problem": _("Problem"),
    "reason": _("Reason"),
    "single_review": _("Single review: one curator was enough"),
    "source": _("Source"),
    "confirmed": _("Confirmed by a curator of this site"),
    "interest": pgettext_lazy("conflict of interest", "Interest"),
    "declared": _("Interests they declare"),
    "words": _("In their words"),
    "import": _("Import"),
    "language": _("Language"),
    "resources": _("Resources"),
    "is_restored": _("Restored from an export"),
    "format": _("Format"),
    "file": _("SHA-256 of the file"),
    "policy": _("Policy"),
    "made": _("Resources made"),
    "updated": _("Brought up to date"),
    "unchanged": _("Unchanged"),
    "skipped": _("Rows skipped"),
    "hat": _("Hat"),
    "role": _("Role"),
    "evidence": _("Shown by"),
    "because": _("Why"),
    "until": _("Until"),
    "kind": _("Kind"),
    "seconds": _("Seconds between two posts"),
    "shown_again": _("The post is shown again"),
    "sanction_ended": _("The sanction has ended"),
}

FORMATS: Labels = {
    Format.MEDLINEPLUS: _("Health topics of MedlinePlus (XML)"),
    Format.HON: _("Sites certified by HON in 2018 (JSON)"),
    Format.OPML: _("A list of feeds (OPML)"),
    Format.CSV: _("A table (CSV)"),
    Format.BOOKMARKS: _("Bookmarks of a browser (HTML)"),
    Format.MEDAGORA: _("An export of Medagora (JSON Lines)"),
}

POLICIES: Labels = {
    Policy.CANDIDATE: _("Onto the desk: two people look at each"),
    Policy.PUBLISHED: _("Published at once, with the source named in the log"),
}

IMPORT_STATES: Labels = {
    "waiting": _("Not begun"),
    "running": _("Running"),
    "done": _("Done"),
    "failed": _("Refused"),
}

#: What a column of a table can hold.
COLUMNS: Labels = {
    "address": _("Web address"),
    "title": _("Title"),
    "description": _("Description"),
    "text_language": _("Language of the title"),
    "languages": _("Languages"),
    "kind": _("Kind"),
    "audience": _("Audience"),
    "topics": _("Topics"),
    "publisher": _("Publisher"),
    "country": _("Country"),
    "cost": _("Cost"),
    "sign_up": _("Needs an account"),
    "feeds": _("Feeds"),
}

PARTS: Labels = {
    "address": _("address"),
    "kind": _("kind"),
    "audience": _("audience"),
    "texts": _("title or description"),
    "languages": _("languages"),
    "topics": _("topics"),
    "further_addresses": _("further addresses"),
    "publisher": _("publisher"),
    "country": _("country"),
    "cost": _("cost"),
    "needs_sign_up": _("sign-up"),
    "accessibility_notes": _("accessibility notes"),
    "feeds": _("feeds"),
    "social_accounts": _("social accounts"),
}

#: Why a visit to an address ended as it did: words of domain.links and web.http.
LINK_DETAILS: Labels = {
    "not-found": _("The server says that the page does not exist"),
    "gone": _("The server says that the page is gone for good"),
    "soft-not-found": _("The page says that it was not found"),
    "server-error": _("The server reported an error of its own"),
    "closed-to-robots": _("The server turns programs away; people may get in"),
    "parking-host": _("Leads to a seller of domain names"),
    "for-sale": _("The domain is for sale or empty"),
    "front-page": _("Leads to the front page instead"),
    "moved-for-good": _("Has moved for good"),
    "sent-on": _("Sends visitors on for now"),
    "disallowed": _("The site asks programs to stay away"),
    "refused_address": _("Leads to an address that is not public"),
    "too_big": _("Sent more than we read"),
    "too_slow": _("Took too long"),
    "bad_redirect": _("Goes round in circles"),
    "wrong_type": _("Is not a page"),
    "tls": _("Its certificate is not valid"),
    "dns": _("The name was not found"),
    "connection": _("Nobody answered"),
    "protocol": _("Did not speak proper HTTP"),
    "switched_off": _("This site does not visit other sites"),
    "status": _("The server answered with an error"),
}

NEEDS: Labels = {
    "first": _("Nobody has agreed yet"),
    "second": _("One more person needed"),
    "people": _("Suggested by people"),
}


def register() -> None:
    from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - after the apps load
        register_labels,
    )

    for name, labels in (
        ("verdict", VERDICTS),
        ("reason", {**MODERATION_REASONS, **REASONS}),
        ("interest", INTERESTS),
        ("problem", PROBLEMS),
        ("outcome", OUTCOMES),
        ("verb", VERBS),
        ("fact", FACTS),
        ("part", PARTS),
        ("link_details", LINK_DETAILS),
        ("needs", NEEDS),
        ("format", FORMATS),
        ("policy", POLICIES),
        ("import_state", IMPORT_STATES),
    ):
        register_labels(name, labels)
