"""Forms for verdicts and reports. Free text passes the privacy guard."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medagora.curation import labels
from medagora.curation.domain.problems import Outcome, Problem
from medagora.curation.domain.verdicts import Interest, Opinion, Reason, Verdict
from medagora.curation.services.reporting import LONGEST_WORDS
from medagora.web.guarded import GuardedForm
from medagora.web.traps import TrapForm

if TYPE_CHECKING:
    from medagora.people.models import Person

_REASONS = [("", _("Choose one")), *labels.REASONS.items()]


class InterestSelect(forms.RadioSelect):
    """Radio buttons with a key of the desk each."""

    keys = {Interest.NONE.value: "i", Interest.DECLARED.value: "o"}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        option["attrs"]["data-key"] = self.keys[str(option["value"])]
        return option


class VerdictForm(GuardedForm):
    """What a curator says; which verdict it is, the pressed button tells."""

    guarded = ("words", "interest_words")

    interest = forms.ChoiceField(
        label=_("Do you have an interest in it?"),
        help_text=_(
            "Work, money, family or friendship: with an interest you may decline, "
            "but not agree. What you say is public."
        ),
        choices=list(labels.INTERESTS.items()),
        widget=InterestSelect,
    )
    interest_words = forms.CharField(
        label=_("Which interest?"), max_length=500, required=False
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("One sentence. It stands in the public log; needed to say no."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "w"}),
    )
    reason = forms.ChoiceField(
        label=_("Reason, if you say no"),
        choices=_REASONS,
        required=False,
        widget=forms.Select(attrs={"data-key": "d"}),
    )

    def opinion(self, by: "Person", verdict: Verdict) -> Opinion:
        data = self.cleaned_data
        says_no = verdict in {Verdict.DECLINE, Verdict.RETIRE}
        return Opinion(
            by=by.pseudonym,
            verdict=verdict,
            interest=Interest(data["interest"]),
            reason=Reason(data["reason"]) if says_no and data["reason"] else "",
            words=data["words"],
            interest_words=data["interest_words"],
        )


class DueForm(VerdictForm):
    """As said of something published; whoever may retire it can say what takes its
    place."""

    successor = forms.CharField(
        label=_("What takes its place, if you retire it"),
        help_text=_(
            "The address of a resource that is published here, or of its page here. "
            "Readers and sheets are led there. Empty if there is none."
        ),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, can_retire: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_retire:
            del self.fields["successor"]

    @property
    def successor_words(self) -> str:
        return str(self.cleaned_data.get("successor", ""))


class WordsForm(GuardedForm):
    """A sentence for the log."""

    guarded = ("words",)

    words = forms.CharField(
        label=_("Why?"),
        help_text=_("One sentence. It stands in the public log."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReportForm(TrapForm, GuardedForm):
    """What a reader says is wrong."""

    guarded = ("words",)

    problem = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=list(labels.PROBLEMS.items()),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Tell us more, if you like"),
        help_text=_("Please leave out names and anything about your own illness."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def chosen(self) -> Problem:
        return Problem(self.cleaned_data["problem"])


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(choices=list(labels.OUTCOMES.items()))

    @property
    def chosen(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])
