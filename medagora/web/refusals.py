"""A refusal in the reader's language."""

from django import forms
from django.utils.translation import gettext

from medagora.kernel.refusals import Refusal


def sentence(refusal: Refusal) -> str:
    """What the person reads. Rules raise plain English, which is translated here."""
    if not refusal.message:
        return str(refusal)
    return refusal.in_words(gettext(str(refusal.message)))


def add_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Shows what the rules refused at the field it is about."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, sentence(refusal))
