"""The sentences of the HON principles, for translation."""

from django.utils.translation import gettext_lazy as _

TEXTS = (
    _(
        "The eight principles of the Health On the Net Foundation, with the date "
        "of the page as a ninth. They look at how a site works, not at whether "
        "what it says is true."
    ),
    _(
        "How many principles are met. The foundation that gave certificates for "
        "them closed in 2022: this is no certificate."
    ),
    _(
        "The HONcode was a trade mark of the Health On the Net Foundation. "
        "Questions and hints are our own words."
    ),
    _("Principles met"),
    _("The principles"),
    _("Authority"),
    _("Does it say what qualifies those who wrote it?"),
    _(
        "Advice should come from trained people; where it does not, that should "
        "be said plainly."
    ),
    _("Complementarity"),
    _("Does it say that it supports, and does not replace, the talk with a doctor?"),
    _("Also look on the pages about the site and in its terms of use."),
    _("Privacy"),
    _("Does it respect what it learns about its readers, and say how?"),
    _(
        "A privacy statement in words that can be understood. Look at what else "
        "it loads."
    ),
    _("Does it name the sources of its medical facts?"),
    _("References or links that lead to the source itself."),
    _("Date"),
    _("Does the page show when it was last changed?"),
    _("The date of this page, not of the site or of today."),
    _("Justifiability"),
    _("Does it back what it claims about treatments and products, fairly?"),
    _(
        "Benefits and harms in balance, each with evidence. If it makes no such "
        "claim, leave it out."
    ),
    _("Transparency"),
    _("Can those behind it be reached, easily?"),
    _("An e-mail address or a form that works, and a page that can be found and read."),
    _("Money"),
    _("Does it say where its money comes from?"),
    _("Sponsors, sales, public money, volunteers: any answer, if it is given."),
    _("Advertising"),
    _("Is advertising told apart from the text, under a rule that one can read?"),
    _("Advertisements should be marked as such. A site without any should say so."),
)
