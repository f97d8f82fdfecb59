"""The sentences of DISCERN, for translation."""

from django.utils.translation import gettext_lazy as _

TEXTS = (
    _(
        "For written information about the choice between treatments: can you "
        "rely on it, and does it help you to choose? Read the whole page first."
    ),
    _(
        "The instrument names no limits between good and poor. Sums are shown "
        "only when no question was left out. In its own study single ratings by "
        "lay people agreed poorly with each other (weighted kappa 0.23), so look "
        "at several."
    ),
    _(
        "DISCERN is © University of Oxford and the British Library, 1998. "
        "Questions and hints here are our own words and not the text of the "
        "instrument."
    ),
    _("1: No"),
    _("3: Partly"),
    _("5: Yes"),
    _("Can it be relied on (questions 1 to 8)"),
    _("Does it help to choose (questions 9 to 15)"),
    _("Overall rating (question 16)"),
    _("All 16 questions"),
    _("Can you rely on it?"),
    _("Aims"),
    _("Does it say at once what it is about and for whom?"),
    _("Look at the beginning: what it covers, what it leaves out, who should read it."),
    _("Keeps its aims"),
    _("Does it keep what it promised?"),
    _(
        "Compare the whole text with the aims that you found. If it names no "
        "aims at all, leave this question out."
    ),
    _("Relevance"),
    _("Does it answer what somebody in that situation would ask?"),
    _(
        "Think of the questions you would have yourself. Are its suggestions "
        "possible in real life?"
    ),
    _("Sources"),
    _("Does it say where its facts come from?"),
    _(
        "Look for references beside the main statements or in a list at the end. "
        "A list alone, without marks in the text, is only partly enough."
    ),
    _("Dates"),
    _("Does it say how old its facts are?"),
    _(
        "Look for the dates of the sources, and for when the page was written or "
        "revised. A copyright year alone says little."
    ),
    _("Balance"),
    _("Is it fair, without taking sides?"),
    _(
        "Is one choice praised or feared without reason? Does it rest on one "
        "person's story, or wish to sell something?"
    ),
    _("Where to go on"),
    _("Does it name further help and information?"),
    _(
        "Organisations, leaflets, books or pages of others, with enough detail "
        "to find them."
    ),
    _("What is not known"),
    _("Does it say what is uncertain?"),
    _(
        "Look for gaps in knowledge, for experts who disagree, for the fact that "
        "nobody can say how it will be for you."
    ),
    _("Does it help you to choose?"),
    _("How it works"),
    _("Does it explain how each treatment works?"),
    _("What the treatment does in the body to bring about its effect."),
    _("Benefits"),
    _("Does it say what each treatment can do for you?"),
    _("Less pain, a longer life, fewer relapses, and for how many people."),
    _("Risks"),
    _("Does it say what can go wrong with each treatment?"),
    _("Side effects, complications, harm soon or much later, and for how many people."),
    _("Without treatment"),
    _("Does it say what happens if nothing is done?"),
    _(
        "Waiting and watching, putting it off, or no treatment ever, with what "
        "may follow."
    ),
    _("Daily life"),
    _("Does it say what the choices mean for daily life?"),
    _("Work, family, sleep, mood, being able to do things for oneself."),
    _("Choices"),
    _("Does it make clear that there may be more than one way?"),
    _("Other treatments, no treatment, or what to look at before deciding."),
    _("Deciding together"),
    _("Does it help you to talk the choice over with others?"),
    _("Questions for the doctor, things to discuss with family or friends."),
    _("All in all"),
    _("Overall"),
    _(
        "After all these answers: how good is it as a help with the choice of a "
        "treatment?"
    ),
    _("1: serious shortcomings. 3: some, but not serious ones. 5: hardly any."),
)
