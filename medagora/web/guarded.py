"""Forms whose free text passes the privacy guard before it is stored.

The guard warns, says what it saw and asks; the words stay in the form. It fails
closed: without the person's word nothing that looks like a person is stored.
"""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.kernel.privacy import Kind, find_traces

_NAMES: dict[Kind, "str | Promise"] = {
    Kind.EMAIL: _("an e-mail address"),
    Kind.PHONE: _("a telephone number"),
    Kind.NUMBER: _("a number that may belong to a person"),
    Kind.BIRTH_DATE: _("a date of birth"),
    Kind.CARD: _("the number of a bank card"),
}


class GuardedForm(forms.Form):
    """``guarded`` names the fields; a tick box appears when there is a doubt."""

    guarded: tuple[str, ...] = ()

    identifies_nobody = forms.BooleanField(
        label=_("I have looked: this identifies nobody, or it is public already"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # the question comes after what it is about
        self.fields["identifies_nobody"] = self.fields.pop("identifies_nobody")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        doubts = [name for name in self.guarded if self._doubt(name)]
        if doubts:
            self.fields["identifies_nobody"].widget = forms.CheckboxInput()
        return cleaned

    def _doubt(self, name: str) -> bool:
        """Adds the guard's sentence to the field; False when there is none."""
        text = self.cleaned_data.get(name) or ""
        traces = find_traces(text)
        if not traces:
            return False
        if not self.cleaned_data.get("identifies_nobody"):
            first = traces[0]
            self.add_error(
                name,
                _(
                    "“%(words)s” looks like %(kind)s. Other people will read this, so "
                    "please take out what identifies somebody, or confirm below."
                )
                % {
                    "words": text[first.start : first.end],
                    "kind": _NAMES[first.kind],
                },
            )
        return True
