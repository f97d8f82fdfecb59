"""The sentences of the JAMA benchmarks, for translation."""

from django.utils.translation import gettext_lazy as _

TEXTS = (
    _(
        "Four things that any medical page should show. They tell whether a page "
        "lets itself be checked, not whether it is right."
    ),
    _("One point for each benchmark that is met, 0 to 4."),
    _("Questions and hints are our own words after the paper."),
    _("No"),
    _("Yes"),
    _("Benchmarks met"),
    _("The four benchmarks"),
    _("Authorship"),
    _("Are the authors named, with where they work and what qualifies them?"),
    _("A name alone is not enough: look for a profession, a degree, an institution."),
    _("Attribution"),
    _("Are the sources of its facts listed, with whose texts and pictures it uses?"),
    _("References for what it states, and notes about copyright for what is borrowed."),
    _("Disclosure"),
    _("Does it say who owns it, who pays for it, and where interests conflict?"),
    _(
        "Owner, sponsors, advertising, commercial ties. All of it should be easy "
        "to find."
    ),
    _("Currency"),
    _("Does it show when it was published and when it was last updated?"),
    _(
        "Both dates are asked for. A date that a program writes anew every day "
        "does not count."
    ),
)
