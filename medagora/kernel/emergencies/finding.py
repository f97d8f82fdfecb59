"""Whether somebody typed an emergency, in whatever language we have words of."""

from medagora.kernel.emergencies.kinds import Emergency, Kind
from medagora.kernel.emergencies.patterns import spoken_words
from medagora.kernel.emergencies.rules import rule_book

#: Longer than a question may be: who is in need may pour out more.
MAX_TEXT = 1_000
_URGENCY = {kind: place for place, kind in enumerate(Kind)}


def find_emergency(text: str, language: str) -> Emergency | None:
    """The emergency of which a text speaks, or None.

    The words of every language count, because people in need type in their own, and
    with slips; ``language`` is the reader's, which is named when several fit.
    """
    found = rule_book().rules_for_question(spoken_words(text[:MAX_TEXT]))
    if not found:
        return None
    kinds = sorted({rule.kind for rule in found}, key=_URGENCY.__getitem__)
    languages = [rule.language for rule in found]
    return Emergency(tuple(kinds), language if language in languages else languages[0])
