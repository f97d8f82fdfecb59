"""Forms of the conduct kit. Nothing that is written into them is stored."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medagora.community.domain.conduct.disclaimers import Facts, Money, Place
from medagora.community.labels_conduct import MONEYS, PLACES

LONGEST_POST = 5_000


class PreflightForm(forms.Form):
    text = forms.CharField(
        label=_("What you want to post"),
        help_text=_("It is looked at once and not stored."),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class DisclaimerForm(forms.Form):
    """``facts()`` and ``words()`` after it was valid."""

    place = forms.ChoiceField(
        label=_("Where it will stand"), choices=list(PLACES.items())
    )
    name = forms.CharField(label=_("Your name"), max_length=120)
    profession = forms.CharField(
        label=_("What you are"),
        help_text=_("Such as: nurse in intensive care, living with lupus."),
        max_length=120,
    )
    is_professional = forms.BooleanField(
        label=_("I work in health care"), required=False, initial=True
    )
    is_employed = forms.BooleanField(label=_("I am employed"), required=False)
    answers_readers = forms.BooleanField(
        label=_("I answer questions of readers"), required=False
    )
    has_comments = forms.BooleanField(label=_("People can comment"), required=False)
    keeps_addresses = forms.BooleanField(
        label=_("I collect addresses, for a newsletter for example"), required=False
    )
    counts_visitors = forms.BooleanField(label=_("Visits are counted"), required=False)
    statistics = forms.CharField(
        label=_("With which program"), max_length=80, required=False
    )
    money = forms.ChoiceField(label=_("Money"), choices=list(MONEYS.items()))
    payer = forms.CharField(label=_("Who pays"), max_length=120, required=False)
    contact = forms.CharField(
        label=_("Where people reach you"), max_length=120, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed = {
            "payer": cleaned.get("money") == Money.SPONSORED,
            "statistics": cleaned.get("counts_visitors"),
            "contact": cleaned.get("keeps_addresses") or cleaned.get("has_comments"),
        }
        for name, is_needed in needed.items():
            if is_needed and not cleaned.get(name):
                self.add_error(name, _("The text needs this."))
        return cleaned

    def facts(self) -> Facts:
        data = self.cleaned_data
        flags = (
            "is_professional",
            "is_employed",
            "answers_readers",
            "has_comments",
            "keeps_addresses",
            "counts_visitors",
        )
        return Facts(
            place=Place(data["place"]),
            money=Money(data["money"]),
            **{name: bool(data[name]) for name in flags},
        )

    def words(self) -> dict[str, str]:
        """The names for the places in the sentences."""
        names = ("name", "profession", "payer", "statistics", "contact")
        return {name: self.cleaned_data[name] for name in names}
