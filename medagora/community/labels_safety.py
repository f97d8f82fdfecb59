"""What safety says to people: kinds, reasons, and the words for somebody in need.

The words are short, name what was heard without judging it, promise nothing, and give
no advice but to talk to somebody. They are no script: a person writes after them.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from medagora.community.domain.safety import (
    AdviceKind,
    Certainty,
    Crisis,
    CrisisKind,
    Grade,
    Reason,
    SpamReason,
)
from medagora.web.templatetags.medagora import register_labels

CRISIS_KINDS: dict[str, Promise] = {
    CrisisKind.EMERGENCY: _("Medical emergency"),
    CrisisKind.OVERDOSE: _("Took too much, or something poisonous"),
    CrisisKind.THREAT: _("A threat, or fear of harming somebody"),
    CrisisKind.ABUSE: _("Violence or abuse"),
    CrisisKind.SELF_HARM: _("Wanting to die, or hurting oneself"),
    CrisisKind.EATING_DISORDER: _("Eating and weight"),
}

GRADES: dict[Grade, Promise] = {
    Grade.LOW: pgettext_lazy("grade of a crisis", "Low: past, or about others then"),
    Grade.MEDIUM: pgettext_lazy("grade of a crisis", "Medium: it goes on"),
    Grade.HIGH: pgettext_lazy("grade of a crisis", "High: now"),
}

ADVICE_KINDS: dict[str, Promise] = {
    AdviceKind.STOP_MEDICINE: _("Advice to stop a medicine"),
    AdviceKind.DOSE: _("Advice about a dose"),
    AdviceKind.MIRACLE_CURE: _("A miracle cure"),
    AdviceKind.REFUSE_CARE: _("Advice to refuse care"),
    AdviceKind.SELLING_MEDICINE: _("Medicine for sale"),
}

ADVICE_REASONS: dict[str, Promise] = {
    Reason.STOP: _("These words may tell others to stop or leave out a medicine."),
    Reason.REPLACE: _("These words may tell others to replace a medicine."),
    Reason.DOSE_TOLD: _("These words may tell others how much of a medicine to take."),
    Reason.DOSE_CHANGED: _("These words may tell others to change a dose."),
    Reason.DOSE_RANGE: _("These words name the usual range of a dose."),
    Reason.POISON_AS_CURE: _("These words may recommend something poisonous."),
    Reason.SURE_CURE: _("These words may promise a cure that nobody can promise."),
    Reason.NO_HELP: _("These words may keep others from calling for help."),
    Reason.NO_TREATMENT: _("These words may tell others to refuse a treatment."),
    Reason.FOR_SALE: _("These words may offer prescription medicine for sale."),
}

CERTAINTIES: dict[str, Promise] = {
    Certainty.CLEAR: pgettext_lazy("certainty of a finding", "Clear"),
    Certainty.MAYBE: pgettext_lazy("certainty of a finding", "Perhaps"),
}

SPAM_REASONS: dict[str, Promise] = {
    SpamReason.MANY_LINKS: _("Many links for few words"),
    SpamReason.SHORTENED_LINK: _("A link that hides where it leads"),
    SpamReason.UNKNOWN_HOST: _("A link to a site that nobody here has linked to"),
    SpamReason.SHOUTING: _("Mostly capital letters"),
    SpamReason.REPETITION: _("The same words over and over"),
    SpamReason.LURE: _("Asks to go on elsewhere"),
    SpamReason.SELLING: _("Words of selling"),
    SpamReason.MONEY: _("Promises of money"),
    SpamReason.PHARMACY: _("Medicine without prescription, or a wonder healer"),
    SpamReason.HIDDEN_LETTERS: _("Invisible characters within words"),
    SpamReason.LOOKALIKES: _("Letters that only look like others"),
    SpamReason.NEW_ACCOUNT: _("A new account"),
    SpamReason.SAME_TEXT: _("The same text was posted lately"),
}

#: Stands above the numbers, in place of "Nobody watches this site".
NOT_A_CRISIS_SERVICE = _(
    "Nobody here is a crisis service, and an answer can take hours. "
    "These people are there now."
)


@dataclass(frozen=True)
class HumanWords:
    """What a writer sees at once, above whom to call."""

    heading: Promise
    text: Promise


_SELF_HARM: dict[Grade, HumanWords] = {
    Grade.LOW: HumanWords(
        _("Thank you for telling this"),
        _(
            "What you write about was hard. If it comes back to you while you write, "
            "you can talk to somebody about it."
        ),
    ),
    Grade.MEDIUM: HumanWords(
        _("You do not have to be alone with this"),
        _(
            "It is good that you say it, and you have done nothing wrong. Please tell "
            "one person today, near you or on one of these lines. They are there for "
            "you, too, when you write about somebody else."
        ),
    ),
    Grade.HIGH: HumanWords(
        _("Please talk to somebody now"),
        _(
            "We are worried about you, or about whom you write of. Please call, or let "
            "somebody near you call, and do not stay alone. Whatever could be used to "
            "harm is better in another room, or with another person."
        ),
    ),
}
_OVERDOSE: dict[Grade, HumanWords] = {
    Grade.LOW: HumanWords(
        _("Thank you for telling this"),
        _(
            "You write about something dangerous that is over. If it happens again, or "
            "you are not sure, call before you wait for answers here."
        ),
    ),
    Grade.MEDIUM: HumanWords(
        _("Please ask somebody who can tell you for certain"),
        _(
            "Nobody can see from a text whether it was too much. Please call and ask, "
            "also when nothing is felt yet. You need not explain why."
        ),
    ),
    Grade.HIGH: HumanWords(
        _("Please call now, also if nothing is felt yet"),
        _(
            "Some medicines and poisons harm before anything is felt. Please do not "
            "wait for answers here. Have the package at hand when you call. You need "
            "not explain why."
        ),
    ),
}
_ABUSE: dict[Grade, HumanWords] = {
    Grade.LOW: HumanWords(
        _("Thank you for telling this"),
        _(
            "What was done to you was not your fault. You can talk about it with "
            "people who listen, however long ago it was."
        ),
    ),
    Grade.MEDIUM: HumanWords(
        _("This is not your fault, and you can get help"),
        _(
            "Nobody has the right to hurt or frighten you. You can call when you are "
            "not sure yet, and when you write about somebody else. If others look at "
            "your telephone or computer, you may want to delete this page from its "
            "history."
        ),
    ),
    Grade.HIGH: HumanWords(
        _("If you or a child are in danger, call now"),
        _(
            "Please get to a place where others are, if you can, and call. You need "
            "not explain anything before you ask for help. None of this is your fault."
        ),
    ),
}
_THREAT: dict[Grade, HumanWords] = {
    Grade.LOW: HumanWords(
        _("Thank you for telling this"),
        _(
            "You write about a time when somebody could have been hurt. If it comes "
            "back to you, you can talk to somebody before anything happens."
        ),
    ),
    Grade.MEDIUM: HumanWords(
        _("Please talk to somebody about this today"),
        _(
            "Anger, fear and thoughts that one does not want can become very strong, "
            "and a thought is not a deed. It is good that you say it. Please tell one "
            "person today, near you or on one of these lines. They listen, too, when "
            "you write about somebody else."
        ),
    ),
    Grade.HIGH: HumanWords(
        _("Please stop for a moment, and talk to somebody now"),
        _(
            "It sounds as if somebody could be hurt. Nothing has to happen now. Please "
            "go where nobody is in reach, away from whatever could be used to harm, "
            "and call, or let somebody near you call."
        ),
    ),
}
_EMERGENCY: dict[Grade, HumanWords] = {
    Grade.LOW: HumanWords(
        _("We are glad that this is behind you"),
        _("If the same comes again, call for help before you write."),
    ),
    Grade.MEDIUM: HumanWords(
        _("Please let somebody look at this soon"),
        _(
            "Nobody can judge from here how urgent this is. If it gets worse or you "
            "are afraid, call for help and do not wait for answers."
        ),
    ),
    Grade.HIGH: HumanWords(
        _("Please call for help now, and write later"),
        _(
            "What you write can be an emergency, and answers here can take hours. It "
            "is never wrong to call. Stay with the person, or do not stay alone."
        ),
    ),
}
_EATING: dict[Grade, HumanWords] = {
    Grade.LOW: HumanWords(
        _("Thank you for telling this"),
        _("If it comes back to you while you write, you can talk to somebody."),
    ),
    Grade.MEDIUM: HumanWords(
        _("You do not have to be alone with this"),
        _(
            "What you write about is no failure, and there is help for it. Please tell "
            "one person whom you trust, a doctor, or people who listen."
        ),
    ),
    Grade.HIGH: HumanWords(
        _("Please let a doctor see you today"),
        _(
            "A body that lacks too much can be in danger before it shows. Please call, "
            "or let somebody near you call."
        ),
    ),
}
HUMAN_WORDS: dict[CrisisKind, dict[Grade, HumanWords]] = {
    CrisisKind.SELF_HARM: _SELF_HARM,
    CrisisKind.OVERDOSE: _OVERDOSE,
    CrisisKind.ABUSE: _ABUSE,
    CrisisKind.THREAT: _THREAT,
    CrisisKind.EMERGENCY: _EMERGENCY,
    CrisisKind.EATING_DISORDER: _EATING,
}


#: For a reader who worries about whoever wrote a post.
FOR_THE_WORRIED = HumanWords(
    _("Thank you for looking out for somebody"),
    _(
        "You do not have to carry this alone, and you need not find the right words: "
        "to ask somebody how they are, and to listen, is already something. The people "
        "on these lines also listen to those who worry about somebody else."
    ),
)


def human_words(crisis: Crisis) -> HumanWords:
    """The words for the gravest sign of a text."""
    return HUMAN_WORDS[crisis.kind][crisis.grade]


def register() -> None:
    """Lets templates write ``{{ finding.reason|label:"advice_reason" }}``."""
    register_labels("crisis_kind", CRISIS_KINDS)
    register_labels("crisis_grade", {g.name.lower(): GRADES[g] for g in Grade})
    register_labels("advice_kind", ADVICE_KINDS)
    register_labels("advice_reason", ADVICE_REASONS)
    register_labels("advice_certainty", CERTAINTIES)
    register_labels("spam_reason", SPAM_REASONS)
