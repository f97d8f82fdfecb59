"""Telling curators what is looked for, and what they make of it."""

from django import forms

from medagora.search.domain.unmet import Settled
from medagora.web.traps import TrapForm

#: What a column of numbers holds.
_LARGEST = 2**63 - 1
_MAX_TEXT = 400


class TellForm(TrapForm):
    """Both fields are hidden: the page has filled them in."""

    words = forms.CharField(max_length=_MAX_TEXT)
    language = forms.CharField(max_length=20)


class SettleForm(forms.Form):
    id = forms.IntegerField(min_value=1, max_value=_LARGEST)
    how = forms.ChoiceField(choices=[(word.value, word.value) for word in Settled])
