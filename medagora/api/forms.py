"""The key that somebody asks for; free words that programs send for people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from medagora.api import labels
from medagora.api.domain.problems import Problem
from medagora.api.domain.scopes import LIFETIMES, USUAL_LIFETIME, Scope
from medagora.api.entrance.problems import Refused
from medagora.web.guarded import GuardedForm


def _lifetimes() -> list[tuple[int, Any]]:
    return [(n, ngettext_lazy("%d day", "%d days", n) % n) for n in LIFETIMES]


class KeyForm(forms.Form):
    """What a key is for, what it may do, how long."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("So that you know it again, such as: our library's catalogue."),
        max_length=80,
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        help_text=_("As little as the program needs. A role of yours is still needed."),
        choices=list(labels.SCOPES.items()),
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=_("How long it is valid"),
        choices=_lifetimes,
        coerce=int,
        initial=USUAL_LIFETIME,
    )

    @property
    def chosen(self) -> list[Scope]:
        return [Scope(word) for word in self.cleaned_data["scopes"]]


class SuggestedWords(GuardedForm):
    """What a program says about a page in somebody's name."""

    guarded = ("title", "description", "note")

    title = forms.CharField(max_length=300, required=False)
    description = forms.CharField(max_length=2000, required=False)
    note = forms.CharField(max_length=2000, required=False)


class CorrectedWords(GuardedForm):
    guarded = ("title", "description")

    title = forms.CharField(max_length=300, required=False)
    description = forms.CharField(max_length=2000, required=False)


class VerdictWords(GuardedForm):
    """They stand in the public log."""

    guarded = ("words", "interest_words")

    words = forms.CharField(max_length=2000, required=False)
    interest_words = forms.CharField(max_length=500, required=False)


class SheetWords(GuardedForm):
    """What stands on a sheet for a patient; ``line`` holds the notes on its lines."""

    guarded = ("title", "note", "line")

    title = forms.CharField(max_length=120, required=False)
    note = forms.CharField(max_length=1500, required=False)
    line = forms.CharField(max_length=40 * 301, required=False)


def require_valid(form: forms.Form) -> dict[str, Any]:
    """The cleaned words; or a problem with everything that was found. Where the
    privacy guard has doubts, ``confirm`` holds the words with which its question is
    answered."""
    if form.is_valid():
        return form.cleaned_data
    errors = [
        {"field": field, "detail": str(message)}
        for field, messages in form.errors.items()
        for message in messages
    ]
    doubts = getattr(form.fields.get("identifies_nobody"), "doubts", [])
    confirm = [doubt.key for doubt in doubts]
    more = {"errors": errors} | ({"confirm": confirm} if confirm else {})
    code = "identifies_somebody" if confirm else "bad_input"
    first = errors[0]
    raise Refused(Problem(code, 422, first["detail"], first["field"], more))


def guarded(form: type[GuardedForm], **sent: Any) -> dict[str, Any]:
    """The words after the guard has looked at them; ``identifies_nobody`` is the list
    of what its sender has confirmed."""
    confirmed = " ".join(sent.pop("identifies_nobody", ()))
    return require_valid(form({**sent, "identifies_nobody": confirmed}))
