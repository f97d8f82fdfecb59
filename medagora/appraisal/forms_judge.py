"""The form that takes a page to be judged: its address, or a text."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medagora.appraisal.domain.page_addresses import LONGEST, clean_address
from medagora.appraisal.services.reports import LONGEST_TEXT
from medagora.kernel.refusals import BadInput
from medagora.web.refusals import sentence


class JudgeForm(forms.Form):
    """One of the two is needed; with both, the address counts."""

    use_required_attribute = False

    address = forms.CharField(
        label=gettext_lazy("Address of the page"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(
            attrs={
                "dir": "ltr",
                "inputmode": "url",
                "autocapitalize": "none",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Or its text"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=gettext_lazy(
            "For a leaflet, a mail or a page behind a login. Leave out names and "
            "numbers of people: they are not needed."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if not address:
            return ""
        try:
            return clean_address(address)
        except BadInput as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not (found.get("address") or found.get("text")):
            raise forms.ValidationError(_("Give an address or paste a text."))
        return found
