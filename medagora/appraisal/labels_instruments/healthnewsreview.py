"""The sentences of the HealthNewsReview criteria, for translation."""

from django.utils.translation import gettext_lazy as _

TEXTS = (
    _(
        "Ten questions for a news story or press release about a treatment, "
        "test, product or procedure."
    ),
    _(
        "How many of the criteria that apply are met. The stars of the original "
        "reviews are left out: their limits are not published well enough to "
        "repeat them."
    ),
    _("Questions and hints are our own words after the published criteria."),
    _("Not satisfactory"),
    _("Satisfactory"),
    _("Criteria met"),
    _("The ten criteria"),
    _("Costs"),
    _("Does it say what it costs?"),
    _("A price, what insurance pays, or what comparable treatments cost."),
    _("Benefits in numbers"),
    _("Does it say how large the benefit is, in numbers?"),
    _("Numbers of people, not only “half the risk”. One success story is no number."),
    _("Harms"),
    _("Does it explain the harms, and how often they occur?"),
    _("Also those that are called minor, and what nobody knows yet."),
    _("Evidence"),
    _("Does it understand how strong the evidence is?"),
    _("Animals or people, how many, compared with what, what the study cannot show."),
    _("No disease mongering"),
    _("Does it describe the illness without making it bigger than it is?"),
    _(
        "Normal states turned into illnesses, risk factors treated as diseases, "
        "the worst case as the usual one."
    ),
    _("Sources and conflicts"),
    _("Does somebody independent speak, and are conflicts of interest named?"),
    _("Who paid for the study, who profits, and a voice that does not."),
    _("Alternatives"),
    _("Does it compare the new with what exists already?"),
    _("Other treatments, or doing nothing, with their advantages and drawbacks."),
    _("Availability"),
    _("Does it say whether people can have it now?"),
    _("Approved, in a trial, in some places only, or years away."),
    _("Novelty"),
    _("Does it say what is truly new about it?"),
    _("An old idea in new clothes, a further study, or a first."),
    _("Own work, plain language"),
    _(
        "Does it go beyond the press release, and keep to words that the "
        "evidence supports?"
    ),
    _(
        "For a story: did the journalist ask anybody? For a press release: "
        "breakthrough, miracle, game changer."
    ),
)
