"""Forms of those who look after sources, and of whoever adds one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.feed_addresses import clean_feed_address
from medagora.reader.models import Feed
from medagora.reader.queries import feeds as feed_queries
from medagora.reader.services.upkeep import LONGEST_WORDS
from medagora.web.refusals import sentence

_ADDRESS = {
    "inputmode": "url",
    "autocapitalize": "none",
    "autocomplete": "url",
    "spellcheck": "false",
    "dir": "ltr",
}


class _WithReason(forms.Form):
    words = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "For those who look after sources with you; readers do not see it."
        ),
        max_length=LONGEST_WORDS,
        required=False,
    )


class ReasonForm(_WithReason):
    """For what needs nothing but perhaps a reason."""


class MoveForm(_WithReason):
    """Where the source lives now."""

    address = forms.CharField(
        label=_("Its new address"),
        help_text=_("All that it brought, and whoever follows it, comes along."),
        max_length=4000,
        widget=forms.TextInput(attrs=_ADDRESS),
    )
    field_order = ("address", "words")

    def clean_address(self) -> str:
        try:
            return clean_feed_address(self.cleaned_data["address"])
        except BadInput as refusal:
            raise forms.ValidationError(sentence(refusal)) from None


class OtherForm(_WithReason):
    """Another source of ours, by its number or its address; ``seen`` are those that
    the person may know of."""

    other = forms.CharField(
        max_length=4000,
        widget=forms.TextInput(attrs={**_ADDRESS, "autocomplete": "off"}),
    )
    field_order = ("other", "words")

    def __init__(self, *args: Any, seen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seen = seen

    def clean_other(self) -> Feed | None:
        text = self.cleaned_data["other"].strip().lstrip("#")
        if not text:
            return None
        found = self._find(text)
        if found is None or not self._seen.filter(pk=found.pk).exists():
            raise forms.ValidationError(_now("We have no such source."))
        return found

    def _find(self, text: str) -> Feed | None:
        if text.isascii() and text.isdigit() and len(text) < 19:
            return Feed.objects.filter(pk=int(text)).first()
        try:
            found = feed_queries.find_feed(text)
        except BadInput as refusal:
            raise forms.ValidationError(sentence(refusal)) from None
        return feed_queries.get_feed(found.pk) if found else None


class MergeForm(OtherForm):
    other = forms.CharField(
        label=_("The source that stays"),
        help_text=_("Its number or its address. Whoever follows this one is told."),
        max_length=4000,
        widget=forms.TextInput(attrs={**_ADDRESS, "autocomplete": "off"}),
    )


class RetireForm(OtherForm):
    other = forms.CharField(
        label=_("What to follow instead"),
        help_text=_(
            "The number or address of another source, if there is one. Else we propose "
            "what is like it."
        ),
        max_length=4000,
        required=False,
        widget=forms.TextInput(attrs={**_ADDRESS, "autocomplete": "off"}),
    )


class AddSourceForm(forms.Form):
    """Any address: of a page, a channel, a profile, a podcast."""

    address = forms.CharField(
        label=_("Web address"),
        help_text=_(
            "Of a journal, a blog, a podcast, a video channel: copy it from the top of "
            "your browser."
        ),
        max_length=4000,
        widget=forms.TextInput(attrs=_ADDRESS),
    )

    def clean_address(self) -> str:
        try:
            return clean_feed_address(self.cleaned_data["address"])
        except BadInput as refusal:
            raise forms.ValidationError(sentence(refusal)) from None
