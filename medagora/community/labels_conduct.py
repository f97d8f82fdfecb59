"""The sentences of the conduct kit. Where %(name)s stands, the form puts a name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.community.domain.conduct.disclaimers import Clause, Money, Place

PLACES: dict[Place, "str | Promise"] = {
    Place.BLOG: _("A blog or a website"),
    Place.PRACTICE: _("The page of a practice or a ward"),
    Place.PROFILE: _("A profile in a social network"),
    Place.MAIL: _("The end of a mail"),
}
MONEYS: dict[Money, "str | Promise"] = {
    Money.NONE: _("Nobody pays for it"),
    Money.ADVERTISING: _("There is advertising"),
    Money.SPONSORED: _("Somebody pays for some of it"),
    Money.SELLS: _("I sell something there"),
}
CLAUSES: dict[Clause, "str | Promise"] = {
    Clause.WHO: _("%(name)s writes here, %(profession)s."),
    Clause.OWN_VIEW: _("These are my own views, not those of my employer."),
    Clause.NO_ADVICE: _(
        "What stands here is general information. It does not replace talking with "
        "somebody who knows you and can examine you."
    ),
    Clause.NO_TREATMENT: _(
        "I do not diagnose or treat anybody here, and reading or writing here makes "
        "nobody my patient."
    ),
    Clause.EMERGENCY: _(
        "I do not read messages all the time. In an emergency call the emergency "
        "number of your country."
    ),
    Clause.NO_PATIENTS: _(
        "I do not write about patients in a way that they or others could recognise. "
        "Where somebody's story is told, they have agreed, or it is made up and says "
        "so."
    ),
    Clause.MONEY_NONE: _("Nobody pays me for what I write here."),
    Clause.MONEY_ADVERTISING: _(
        "There is advertising here. It is marked, and who advertises has no say in "
        "what I write."
    ),
    Clause.MONEY_SPONSORED: _(
        "%(payer)s has paid for some of it. Each such text says so at its beginning."
    ),
    Clause.MONEY_SELLS: _(
        "I sell things or services here myself. Keep that in mind when I write about "
        "them."
    ),
    Clause.COMMENTS: _(
        "Comments are read before or soon after they appear. Please write nothing by "
        "which you or others can be recognised; I remove it, as I remove advertising "
        "and advice that can do harm."
    ),
    Clause.MAIL_IS_OPEN: _(
        "This mail is for the person to whom it is addressed. Mail is not safe from "
        "others: please send no details about your health by it unless we agreed on a "
        "safe way."
    ),
    Clause.PRIVACY_NOTHING: _(
        "This page keeps nothing about you: no account, no statistics, no cookies."
    ),
    Clause.PRIVACY_ADDRESSES: _(
        "If you leave your address, I keep it only to write to you, give it to nobody, "
        "and delete it when you ask me to."
    ),
    Clause.PRIVACY_STATISTICS: _(
        "Visits are counted with %(statistics)s. You can read here without agreeing to "
        "it."
    ),
    Clause.PRIVACY_RIGHTS: _(
        "You can ask what I keep about you, have it corrected or deleted, and complain "
        "to the data protection authority of your country. Write to %(contact)s."
    ),
    Clause.UPDATED: _("Last looked through: %(day)s."),
}

#: Questions to oneself before something about work goes online.
QUESTIONS: tuple["str | Promise", ...] = (
    _("Would you say this aloud on the ward, with the patient listening?"),
    _(
        "Could the patient, or a relative, know who is meant, even without a name? "
        "Many small details together are enough."
    ),
    _("Did the patient agree to exactly this, and can you show it?"),
    _("Do you write as a professional? Then it is usual to say who you are."),
    _("Does somebody pay you who gains from it? Then say so in the post itself."),
    _("Could somebody take it as advice for themselves and come to harm?"),
    _("How will it read in five years, without the day on which you wrote it?"),
)
