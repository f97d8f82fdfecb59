"""The sentences of the CDC Clear Communication Index, for translation."""

from django.utils.translation import gettext_lazy as _

TEXTS = (
    _(
        "For anything written for the public: is it clear? Before you begin, "
        "know for whom it is and what its one main message is. Give a point only "
        "if all instances in the material meet the item."
    ),
    _("The share of the items that apply. Its authors ask for 90 or more."),
    _("Public domain (Centers for Disease Control and Prevention, USA)."),
    _("Items met"),
    _("Part A: for every material"),
    _("Main message"),
    _("Does the material contain one main message statement?"),
    _("A topic is no message. Several messages and no main one: answer no."),
    _("At the top"),
    _("Is the main message at the top, beginning, or front of the material?"),
    _("In the first paragraph or section; on a page, visible without scrolling."),
    _("Stands out"),
    _("Is the main message emphasized with visual cues?"),
    _(
        "By font, colour, shapes, lines, arrows, or a heading such as “What you "
        "need to know”."
    ),
    _("A picture"),
    _(
        "Does the material contain at least one visual that conveys or supports "
        "the main message?"
    ),
    _("With a caption or labels. People in it should do what is recommended."),
    _("Call to action"),
    _(
        "Does the material include one or more calls to action for the primary "
        "audience?"
    ),
    _("Something to do, to look up, to pass on. Not if it is meant for somebody else."),
    _("Do both the main message and the call to action use the active voice?"),
    _("Both of them. It is “no” without a main message or a call to action."),
    _("Their words"),
    _("Does the material always use words the primary audience uses?"),
    _(
        "Unfamiliar words and abbreviations are explained, not just defined, "
        "where they first stand."
    ),
    _("Lists"),
    _("Does the material use bulleted or numbered lists?"),
    _(
        "Not if a list is longer than seven items without parts, or only holds "
        "references."
    ),
    _("Chunks"),
    _("Is the material organized in chunks with headings?"),
    _("One idea in each, under a heading that matches it."),
    _("First things first"),
    _(
        "Is the most important information the primary audience needs summarized "
        "in the first paragraph or section?"
    ),
    _("It must hold the main message and be visible without scrolling."),
    _("Known and unknown"),
    _(
        "Does the material explain what authoritative sources, such as subject "
        "matter experts and agency spokespersons, know and don’t know about the "
        "topic?"
    ),
    _("Both: what is known, and what is not."),
    _("Part B: what to do"),
    _("Recommends"),
    _(
        "Does the material include one or more behavioral recommendations for "
        "the primary audience?"
    ),
    _("If it recommends nothing, choose “Does not apply”: part B is then left out."),
    _("Why"),
    _(
        "Does the material explain why the behavioral recommendation(s) is "
        "important to the primary audience?"
    ),
    _("Numbers alone are no explanation."),
    _("How"),
    _(
        "Does the behavioral recommendation(s) include specific directions about "
        "how to perform the behavior?"
    ),
    _("Steps, when and how often, or how to reach a professional."),
    _("Part C: numbers"),
    _("Familiar numbers"),
    _("Does the material always present numbers the primary audience uses?"),
    _(
        "Whole numbers, and only those that are needed. If there are no numbers "
        "about the topic, choose “Does not apply”: part C is then left out."
    ),
    _("Explained"),
    _("Does the material always explain what the numbers mean?"),
    _("“As large as a deck of cards” beside the grams."),
    _("Sums"),
    _("Does the audience have to conduct mathematical calculations?"),
    _(
        "Adding, or comparing 1 in 3 with 2 in 7, is a calculation. Here “no” "
        "earns the point."
    ),
    _("Part D: risk"),
    _("The risk"),
    _("Does the material explain the nature of the risk?"),
    _(
        "What threatens, how and why people may be affected. If it says nothing "
        "about risk, choose “Does not apply”: part D is then left out."
    ),
    _("Both sides"),
    _(
        "Does the material address both the risks and benefits of the "
        "recommended behaviors?"
    ),
    _("Only one of them: no. If nothing is recommended, it does not apply."),
    _("Chances in words"),
    _(
        "If the material uses numeric probability to describe risk, is the "
        "probability also explained with words or a visual?"
    ),
    _("Without such numbers, it does not apply."),
)
