"""Words for moderation: what may be wrong, what was decided, what is said to whom."""

from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medagora.community.domain.moderation.matters import (
    WORRIED,
    MatterKind,
    MatterState,
    Outcome,
    Urgency,
)
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.rota import Load
from medagora.community.domain.moderation.sanctions import SanctionKind, SanctionState
from medagora.community.labels_safety import (
    ADVICE_REASONS,
    CRISIS_KINDS,
    SPAM_REASONS,
)

Labels = dict[str, "str | Promise"]

#: What a reader chooses from; the same words in the public log.
REASONS: Labels = {
    Reason.IDENTIFIES: _("Somebody can be recognised"),
    Reason.DANGEROUS: _("Advice that could do harm"),
    Reason.SELLING: _("Selling or advertising"),
    Reason.ATTACK: _("An attack on a person or a group"),
    Reason.FALSE_HAT: _("Claims to be what they are not"),
    Reason.OFF_TOPIC: _("Does not belong there"),
    Reason.SPAM: _("Spam"),
    Reason.COPYRIGHT: _("Somebody else’s words or pictures"),
    Reason.OTHER: _("Another reason"),
}
#: The sentence that the author and whoever reported it read.
REASON_SENTENCES: Labels = {
    Reason.IDENTIFIES: _(
        "It says enough about somebody that others could recognise them. Readers stay, "
        "search engines too; a person’s illness is theirs to tell."
    ),
    Reason.DANGEROUS: _(
        "Somebody who follows this could come to harm, for example by stopping a "
        "medicine or taking a dose that nobody has checked for them."
    ),
    Reason.SELLING: _(
        "It sells or advertises something, or leads to somebody who does."
    ),
    Reason.ATTACK: _(
        "It attacks a person or a group. One can disagree with what somebody says "
        "without attacking who they are."
    ),
    Reason.FALSE_HAT: _(
        "It claims a profession, an illness or an organisation that is not the "
        "author’s."
    ),
    Reason.OFF_TOPIC: _("It has nothing to do with the question above it."),
    Reason.SPAM: _("It says the same in many places, or was written to spread a link."),
    Reason.COPYRIGHT: _(
        "It copies more of somebody else’s words or pictures than one may quote."
    ),
    Reason.OTHER: _("See the words of the moderator."),
}
#: What readers said or the machine saw, for moderators and the author.
SEEN: Labels = {
    WORRIED: _("A reader worries about whoever wrote it"),
    **CRISIS_KINDS,
    **ADVICE_REASONS,
    **SPAM_REASONS,
    **REASONS,
}
#: Why something came before the moderators.
KINDS: Labels = {
    MatterKind.REPORT: _("Reported by readers"),
    MatterKind.ADVICE: _("Held: may be dangerous advice"),
    MatterKind.SPAM: _("Held: looks like spam"),
    MatterKind.CRISIS: _("Somebody may need help"),
    MatterKind.PICTURE: _("A picture was reported"),
    MatterKind.HAT: _("A hat is doubted"),
    MatterKind.APPEAL: _("Appeal"),
}
#: What its author reads while something waits.
WAITS: Labels = {
    MatterKind.REPORT: _("Readers reported it. A moderator looks at it."),
    MatterKind.ADVICE: _(
        "It waits for a moderator because it sounds like advice that could do harm if "
        "somebody followed it. You can change it meanwhile."
    ),
    MatterKind.SPAM: _(
        "It waits for a moderator because it looks like spam to a machine, which is "
        "sometimes wrong. You can change it meanwhile."
    ),
    MatterKind.CRISIS: _("Moderators were asked to look whether you need help."),
    MatterKind.PICTURE: _(
        "A reader reported a picture in it. Until a moderator has looked, others do "
        "not see the picture."
    ),
    MatterKind.HAT: _("A reader doubts the hat that you wore. A moderator looks."),
    MatterKind.APPEAL: _("Another moderator looks at it again."),
}
STATES: Labels = {
    MatterState.OPEN: _("Waits"),
    MatterState.SECOND: _("Waits for a second moderator"),
    MatterState.AUTHOR: _("With its author"),
    MatterState.CLOSED: _("Decided"),
}
#: What a moderator chooses.
OUTCOMES: Labels = {
    Outcome.KEEP: _("Nothing wrong: it stays"),
    Outcome.RELEASE: _("Show it"),
    Outcome.PICTURES: _("Take the pictures out, leave the words"),
    Outcome.EDIT: _("Ask the author to change it"),
    Outcome.HIDE: _("Hide it"),
    Outcome.REMOVE: _("Remove it"),
    Outcome.LOOKED: _("I have looked"),
    Outcome.WITHDRAWN: _("Its author took it back"),
    Outcome.MENDED: _("Its author changed it"),
    Outcome.UPHELD: _("The decision stands"),
    Outcome.CHANGED: _("Something milder"),
    Outcome.OVERTURNED: _("The decision was wrong"),
}
#: How it ended, in lists and figures.
ENDED: Labels = {
    Outcome.KEEP: pgettext_lazy("decided about a post", "Stays"),
    Outcome.RELEASE: pgettext_lazy("decided about a post", "Shown"),
    Outcome.PICTURES: pgettext_lazy("decided about a post", "Pictures taken out"),
    Outcome.EDIT: pgettext_lazy("decided about a post", "To be changed by its author"),
    Outcome.HIDE: pgettext_lazy("decided about a post", "Hidden"),
    Outcome.REMOVE: pgettext_lazy("decided about a post", "Removed"),
    Outcome.LOOKED: pgettext_lazy("decided about a post", "Looked at"),
    Outcome.WITHDRAWN: pgettext_lazy("decided about a post", "Taken back"),
    Outcome.MENDED: pgettext_lazy("decided about a post", "Changed by its author"),
    Outcome.UPHELD: _("The decision stands"),
    Outcome.CHANGED: _("Made milder"),
    Outcome.OVERTURNED: _("Taken back as wrong"),
}
#: What the author reads.
DONE: Labels = {
    Outcome.KEEP: _("A moderator looked at your post and it stays as it is."),
    Outcome.RELEASE: _("A moderator looked at your post and it is shown."),
    Outcome.PICTURES: _(
        "A moderator took the pictures out of your post. Your words stay, and only you "
        "and moderators can see the pictures."
    ),
    Outcome.EDIT: _(
        "Please change the words marked below. Until then only you and moderators see "
        "the post; when you have changed it, a moderator looks again."
    ),
    Outcome.HIDE: _(
        "Your post is hidden: only you and moderators see it. If you change it, a "
        "moderator looks again."
    ),
    Outcome.REMOVE: _("Your post was removed: only you and moderators see it."),
    Outcome.LOOKED: _("A moderator has read what you wrote."),
    Outcome.WITHDRAWN: _("You took your post back before anybody decided."),
    Outcome.MENDED: _("You changed your post and it is shown."),
    Outcome.UPHELD: _("Another moderator looked again. The decision stands."),
    Outcome.CHANGED: _(
        "Another moderator looked again and changed the decision in your favour."
    ),
    Outcome.OVERTURNED: _(
        "Another moderator looked again. The decision was wrong and was taken back; "
        "we are sorry."
    ),
}
SANCTIONS: Labels = {
    SanctionKind.WARNING: _("A warning"),
    SanctionKind.SLOW: _("Slow mode: a time between two posts"),
    SanctionKind.READ_ONLY: _("Read, but not write"),
    SanctionKind.SUSPENDED: _("Suspended: reads what a visitor reads"),
    SanctionKind.CLOSED: _("The community is closed to the account"),
    SanctionKind.DOFFED: _("A hat is taken off"),
}
SANCTIONS_ABOUT: Labels = {
    SanctionKind.WARNING: _("Nothing else follows from it. It is on record."),
    SanctionKind.SLOW: _("You can post, with a pause between two posts."),
    SanctionKind.READ_ONLY: _("You can read everything as before, but not post."),
    SanctionKind.SUSPENDED: _("You can read what a visitor reads, and not post."),
    SanctionKind.CLOSED: _("You can read what a visitor reads, and not post any more."),
    SanctionKind.DOFFED: _(
        "You cannot wear this hat any more. Older posts keep it, marked as taken back."
    ),
}
SANCTION_STATES: Labels = {
    SanctionState.PROPOSED: _("waits for a second moderator"),
    SanctionState.IN_FORCE: _("in force"),
    SanctionState.DECLINED: _("the second moderator did not agree"),
    SanctionState.LAPSED: _("lapsed without a second moderator"),
    SanctionState.ENDED: _("ended early"),
}
URGENCIES: Labels = {
    str(Urgency.NOW.value): pgettext_lazy("urgency", "now"),
    str(Urgency.TODAY.value): pgettext_lazy("urgency", "today"),
    str(Urgency.SOON.value): pgettext_lazy("urgency", "within a day"),
    str(Urgency.CALM.value): pgettext_lazy("urgency", "within three days"),
}
#: Prepared words after a call for help; each reader reads them in their language.
PREPARED: Labels = {
    "read": _(
        "I am one of the people who look after this place, and I have read what you "
        "wrote. Thank you for telling it. You are not alone with it, and nothing you "
        "wrote is held against you. Nobody here is a crisis service; the people on the "
        "lines below are, and they are there now."
    ),
    "ask": _(
        "I have read what you wrote and I am worried about you. Are you safe right "
        "now, and is somebody with you? If you are in danger, please call your "
        "emergency number or one of the lines below. You can answer me here."
    ),
    "other": _(
        "I have read what you wrote about somebody who may be in danger. If it is "
        "now, please call your emergency number; the lines below also advise people "
        "who worry about someone else. You need not carry this alone."
    ),
    "threat": _(
        "I have read what you wrote, and I take it seriously. I write because I do not "
        "want you or anybody else to be hurt. If that could happen now, please call "
        "your emergency number, or one of the lines below, and do not stay alone. You "
        "can answer me here."
    ),
}
#: Said to a moderator about their own week; seen by nobody else.
LOADS: Labels = {
    Load.LIGHT: "",
    Load.SOME: _(
        "Some of it was hard to read. A pause after it is part of the work, not a "
        "pause from it."
    ),
    Load.MUCH: _(
        "That is a lot for one week. Others can take over; handing over needs no "
        "reason. Talk with somebody about what stays with you."
    ),
}


#: How far two posts of one person are kept apart, in seconds.
PACES: dict[int, Any] = {
    0: _("no limit"),
    60: _("1 minute"),
    600: _("10 minutes"),
    3600: _("1 hour"),
}


def register() -> None:
    from medagora.web.templatetags.medagora import (  # noqa: PLC0415 - after the apps load
        register_labels,
    )

    for name, labels in (
        ("moderation_reason", REASONS),
        ("moderation_sentence", REASON_SENTENCES),
        ("matter_kind", KINDS),
        ("matter_waits", WAITS),
        ("matter_state", STATES),
        ("matter_ended", ENDED),
        ("matter_done", DONE),
        ("matter_urgency", URGENCIES),
        ("sanction", SANCTIONS),
        ("sanction_about", SANCTIONS_ABOUT),
        ("sanction_state", SANCTION_STATES),
        ("prepared", PREPARED),
        ("load", LOADS),
        ("weekday", {str(day): name for day, name in WEEKDAYS.items()}),
        ("matter_seen", SEEN),
    ):
        register_labels(name, labels)
