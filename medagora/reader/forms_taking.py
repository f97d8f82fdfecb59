"""The file that somebody brings, and the key that they ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from medagora.reader import labels_taking
from medagora.reader.domain.words import KeyScope


class UploadForm(forms.Form):
    """One file: which program wrote it is seen by itself."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "OPML, JSON or a ZIP archive, up to 32 MB. You see what is in it before "
            "anything is changed."
        ),
        widget=forms.FileInput(
            attrs={"accept": ".opml,.xml,.json,.zip,text/xml,application/json"}
        ),
    )


class KeyForm(forms.Form):
    """What a key is for."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("So that you know it again, such as: my telephone."),
        max_length=80,
    )
    scope = forms.ChoiceField(
        label=_("What it opens"),
        choices=list(labels_taking.KEY_SCOPES.items()),
        initial=KeyScope.APPS,
        widget=forms.RadioSelect,
    )
