"""Words for the closed lists of this room."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medagora.community.domain.words import Audience, Kind, LinkKind, Order, State, Word
from medagora.web.templatetags.medagora import register_labels

KINDS: Mapping[str, Any] = {
    Kind.RESULT: _("Understanding a result"),
    Kind.LIVING: _("Living with it"),
    Kind.TREATMENT: _("Choosing a treatment"),
    Kind.RESOURCE: _("Finding a resource"),
    Kind.SUPPORT: _("Support"),
    Kind.PEER: _("Clinician to clinician"),
}
#: One line each, for whoever chooses what to ask.
KINDS_ABOUT: Mapping[str, Any] = {
    Kind.RESULT: _(
        "A letter, a test or a word from your doctor that you do not understand."
    ),
    Kind.LIVING: _("Everyday life: eating, working, sleeping, travelling, school."),
    Kind.TREATMENT: _("You have a choice to make and want to know what matters in it."),
    Kind.RESOURCE: _("You look for a reliable page, a group, an app, a guideline."),
    Kind.SUPPORT: _(
        "You want to tell how it is and hear from others. Nobody has to solve anything."
    ),
    Kind.PEER: _("For verified professionals: alone with a clinical question."),
}
AUDIENCES: Mapping[str, Any] = {
    Audience.EVERYONE: _("Everyone, also without an account and in search engines"),
    Audience.MEMBERS: _("Members who have signed in"),
    Audience.PROFESSIONALS: _("Verified professionals only"),
}
#: The same, short, beside a question.
AUDIENCES_SHORT: Mapping[str, Any] = {
    Audience.EVERYONE: pgettext_lazy("who reads it", "everyone"),
    Audience.MEMBERS: pgettext_lazy("who reads it", "members"),
    Audience.PROFESSIONALS: pgettext_lazy("who reads it", "professionals"),
}
#: What stands on the buttons for a good word.
WORDS: Mapping[Word, Any] = {
    Word.THANKS: _("Thank you"),
    Word.HUG: _("A hug"),
    Word.ME_TOO: _("Me too"),
    Word.LEARNT: _("I learnt something"),
}
LINK_KINDS: Mapping[str, Any] = {LinkKind.DOI: "DOI", LinkKind.PMID: "PubMed"}
#: What its author or a moderator reads above a post that others do not see.
STATES: Mapping[str, Any] = {
    State.HELD: _("Nobody else sees this yet: it waits for a moderator."),
    State.HIDDEN: _(
        "Nobody else sees this now: it was reported and a moderator looks at it."
    ),
    State.REMOVED: _("Moderators removed this. Nobody else sees it."),
    State.WITHDRAWN: _("Its author took this back."),
    State.ERASED: _("Its author erased this."),
}
#: Headings of the template's fields; they stand in the question's text too.
FIELDS: Mapping[str, Any] = {
    "result": _("What the letter, test or doctor says"),
    "told": _("What you were told about it"),
    "worry": _("What worries you most"),
    "situation": _("How it is for you"),
    "tried": _("What you have tried"),
    "choice": _("What you can choose between"),
    "matters": _("What matters to you"),
    "looking_for": _("What you look for, and for whom"),
    "found_already": _("What you have found already"),
    "story": _("What you want to say"),
    "background": _("The patient in two lines"),
    "findings": _("What was found"),
    "thinking": _("What you think so far"),
    "ask": _("What you want to know"),
}
#: What to write there, and what to leave out.
HELP: Mapping[str, Any] = {
    "result": _(
        "Copy the words that you do not understand. Leave out names, numbers of "
        "papers and exact dates."
    ),
    "told": _("A sentence is enough. It is fine if nobody told you anything."),
    "worry": _("People answer better when they know."),
    "situation": _(
        "Since when, what is hard, what helps. An age group is enough: “my daughter, "
        "of school age”."
    ),
    "tried": _("So that nobody tells you what you know."),
    "choice": _(
        "As you understood it. Nobody here decides for you or tells you a dose."
    ),
    "matters": _(
        "Time, side effects, children, work, money, fear: whatever weighs for you."
    ),
    "looking_for": _(
        "Language, for a patient or a professional, for reading or watching."
    ),
    "found_already": _("Addresses are welcome."),
    "story": _("As much as you like. Leave out what would tell others who you are."),
    "background": _(
        "Age group, what is known, why it is a question. Nothing that identifies the "
        "patient."
    ),
    "findings": _(
        "Examination, laboratory, pictures in words. No dates of birth, no numbers of"
        " papers."
    ),
    "thinking": _("And what you have looked up."),
    "ask": _("One question; when you need the answer."),
}

ORDERS: Mapping[str, Any] = {
    Order.ACTIVE: _("Latest word first"),
    Order.NEW: _("Latest question first"),
    Order.WAITING: _("Waiting for an answer"),
}


def register() -> None:
    """Lets templates name the words of these lists."""
    register_labels("question_kind", KINDS)
    register_labels("question_audience", AUDIENCES_SHORT)
    register_labels("question_order", ORDERS)
    register_labels("post_state", STATES)
    register_labels("link_kind", LINK_KINDS)
