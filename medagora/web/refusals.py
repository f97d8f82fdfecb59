"""A refusal in the reader's language."""

from django.utils.translation import gettext

from medagora.kernel.refusals import Refusal


def sentence(refusal: Refusal) -> str:
    """What the person reads. Rules raise plain English, which is translated here."""
    if not refusal.message:
        return str(refusal)
    return refusal.in_words(gettext(str(refusal.message)))
