"""The sentences of PEMAT-P and PEMAT-A/V, for translation."""

from django.utils.translation import gettext_lazy as _

TEXTS = (
    _(
        "For leaflets and pages: can people understand them, and do they know "
        "afterwards what to do? Agree if it holds nearly everywhere in the "
        "material."
    ),
    _(
        "Two figures that are never added: of the statements that apply, how "
        "many you agree with, for understanding and for acting."
    ),
    _("Public domain (Agency for Healthcare Research and Quality, USA)."),
    _("I disagree"),
    _("I agree"),
    _("Understandability"),
    _("Actionability"),
    _("Content"),
    _("Purpose"),
    _("The material makes its purpose completely evident."),
    _("Title, first lines or headings say what it is for."),
    _("No distraction"),
    _(
        "The material does not include information or content that distracts "
        "from its purpose."
    ),
    _("Asides, background that nobody needs, advertisements."),
    _("Words and style"),
    _("Everyday words"),
    _("The material uses common, everyday language."),
    _(
        "Nearly always: words that people use at home. A reading level alone "
        "does not decide this."
    ),
    _("Medical terms"),
    _(
        "Medical terms are used only to familiarize audience with the terms. "
        "When used, medical terms are defined."
    ),
    _("Each hard word is explained where it first stands."),
    _("Active voice"),
    _("The material uses the active voice."),
    _("“Take the tablet”, not “the tablet is to be taken”, most of the time."),
    _("Numbers"),
    _("Clear numbers"),
    _("Numbers appearing in the material are clear and easy to understand."),
    _(
        "Whole numbers and “10 in 100” rather than fractions. Dates and "
        "telephone numbers do not count."
    ),
    _("No sums"),
    _("The material does not expect the user to perform calculations."),
    _("The reader need not add up doses, points or percentages."),
    _("Order"),
    _("Short pieces"),
    _("The material breaks or “chunks” information into short sections."),
    _(
        "Short paragraphs and lists. Leave it out for very short material: two "
        "paragraphs at most and no longer than one page."
    ),
    _("Headings"),
    _("The material’s sections have informative headers."),
    _("Headings that say what the section says. Leave it out for very short material."),
    _("The material presents information in a logical sequence."),
    _("What matters most first, one thing leading to the next."),
    _("Summary"),
    _("The material provides a summary."),
    _(
        "The key points, at the beginning or the end. Leave it out for very "
        "short material."
    ),
    _("Layout and design"),
    _("Visual cues"),
    _(
        "The material uses visual cues (e.g., arrows, boxes, bullets, bold, "
        "larger font, highlighting) to draw attention to key points."
    ),
    _("Cues mark what matters. Where everything is bold, nothing is."),
    _("Pictures and tables"),
    _("Pictures where useful"),
    _(
        "The material uses visual aids whenever they could make content more "
        "easily understood (e.g., illustration of healthy portion size)."
    ),
    _("Can you think of a picture that would have helped?"),
    _("Pictures that fit"),
    _("The material’s visual aids reinforce rather than distract from the content."),
    _(
        "A picture for decoration does not reinforce. Leave it out if there is "
        "no picture."
    ),
    _("Captions"),
    _("The material’s visual aids have clear titles or captions."),
    _("Leave it out if there is no picture."),
    _("Clear pictures"),
    _(
        "The material uses illustrations and photographs that are clear and "
        "uncluttered."
    ),
    _("Simple tables"),
    _("The material uses simple tables with short and clear row and column headings."),
    _("Leave it out if there is no table."),
    _("What to do"),
    _("One action"),
    _("The material clearly identifies at least one action the user can take."),
    _("Something the reader can do, said as such."),
    _("Speaks to you"),
    _("The material addresses the user directly when describing actions."),
    _(
        "“Call your doctor”, not “patients should call their doctor”. If it "
        "names no action, disagree."
    ),
    _("Steps"),
    _("The material breaks down any action into manageable, explicit steps."),
    _("What to do first, and then. If it names no action, disagree."),
    _("A tool"),
    _(
        "The material provides a tangible tool (e.g., menu planners, checklists) "
        "whenever it could help the user take action."
    ),
    _("A list to tick, a diary, questions to take along."),
    _("Help with sums"),
    _(
        "The material provides simple instructions or examples of how to perform "
        "calculations."
    ),
    _("Leave it out if there is nothing to calculate."),
    _("Using charts"),
    _(
        "The material explains how to use the charts, graphs, tables, or "
        "diagrams to take actions."
    ),
    _("Leave it out if there is none of these."),
    _("Pictures for acting"),
    _(
        "The material uses visual aids whenever they could make it easier to act "
        "on the instructions."
    ),
    _("Pictures of the steps, of the device, of the place to press."),
    _(
        "For films, sound and slides: can people understand them, and do they "
        "know afterwards what to do? Agree if it holds nearly everywhere in the "
        "material."
    ),
    _(
        "Cues mark what matters. Where everything is bold, nothing is. Leave it "
        "out if the material is a video."
    ),
    _("Text on the screen"),
    _("Text on the screen is easy to read."),
    _(
        "Few words that stay long enough for a slow reader. Leave it out if "
        "there is no text or all of it is read aloud."
    ),
    _("Clear speech"),
    _(
        "The material allows the user to hear the words clearly (e.g., not too "
        "fast, not garbled)."
    ),
    _("Leave it out if nobody speaks."),
)
