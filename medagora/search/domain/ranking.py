"""What puts hits in order, and how much each thing counts. Money and popularity do not.

Relevance comes first: for each word the engine's own score (BM25: how rare the word is,
how often it stands there, how long the text is), between 0 and about 15 a word. What
people gave and how fresh a page is only decides between hits that fit about equally.
``medagora search --explain`` prints each part for each hit.
"""

from medagora.catalogue.domain.words import Audience, Kind
from medagora.search.domain.documents import Mark
from medagora.search.domain.requests import ContentQuery

#: A word in any form, anywhere in title and description.
STEM = 1.0
#: The same in a title, on top of it.
TITLE_STEM = 0.5
#: Publisher or host.
BY = 1.2
#: The word is not there, but a topic of the page is called so.
TOPIC = 4.0
#: How much the weaker places of a word add to the best one.
ALSO = 0.2
#: The topic that the whole question names is a topic of the page.
BEST_TOPIC = 8.0
#: A topic that goes with what is asked of it: nutrition, for "what can I eat".
ALSO_TOPIC = 3.0
#: A topic that two questions of people have in common.
SAME_TOPIC = 5.0
#: Asked for by what was typed ("podcast", "for nurses"), not by a filter.
KIND_ASKED = 7.0
#: On top of it where the page is also on the topic that the question names, if it names
#: one: no word in a title weighs as much as both.
KIND_ON_TOPIC = 5.0
AUDIENCE_ASKED = 4.0
#: A journal, where patients are meant to read and nobody asked for one.
JOURNAL_FOR_PATIENTS = -4.0
#: A word that only says what is wanted ("guide", "help") counts this share.
INTENT_SHARE = 0.35
#: What people gave, and how little else a page is on; and freshness.
MARKS = {
    Mark.CONFIRMED: 0.6,
    Mark.APPRAISED: 0.3,
    Mark.CHECKED: 0.2,
    Mark.HELPED: 0.6,
    Mark.PROFESSIONAL: 0.3,
    Mark.ANSWERED: 0.3,
    Mark.ONE_TOPIC: 0.6,
    Mark.TWO_TOPICS: 0.3,
}
FRESH = 0.3
FRESH_SECONDS = 2 * 365 * 24 * 3600
#: Above every score that words can earn: another language never comes between.
FIRST_LANGUAGE = 10_000.0


def are_journals_last(query: ContentQuery) -> bool:
    """Do pages for patients come before journals?"""
    is_for_patients = query.wishes.audience == Audience.PATIENTS
    is_asked_for = Kind.JOURNAL in query.wishes.kinds
    is_for_others = query.filters.audience == Audience.PROFESSIONALS
    return is_for_patients and not is_asked_for and not is_for_others
