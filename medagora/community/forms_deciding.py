"""Forms with which moderators decide. What the author reads passes the guard."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medagora.community import labels_moderation as labels
from medagora.community.domain.moderation.appeals import AppealVerdict
from medagora.community.domain.moderation.deciding import Verdict, find_spans
from medagora.community.domain.moderation.matters import (
    MatterKind,
    Outcome,
    outcomes_of,
)
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.sanctions import (
    LONGEST,
    SanctionDraft,
    SanctionKind,
)
from medagora.web.guarded import GuardedForm
from medagora.web.templatetags.medagora import label

if TYPE_CHECKING:
    from medagora.people.models import Hat

_REASONS = [("", _("Choose one")), *labels.REASONS.items()]
_HOURS = [
    ("1", _("1 hour")),
    ("6", _("6 hours")),
    ("24", _("24 hours")),
    ("72", _("3 days")),
    ("168", _("a week")),
    ("720", _("30 days")),
    ("2160", _("90 days")),
    ("8760", _("a year")),
]
_PACES = [
    ("60", _("a minute")),
    ("600", _("10 minutes")),
    ("3600", _("an hour")),
    ("21600", _("6 hours")),
    ("86400", _("a day")),
]


class DecisionForm(GuardedForm):
    """What a moderator decides about a post and, if need be, about its author."""

    guarded = ("words",)

    outcome = forms.ChoiceField(
        label=_("What becomes of it?"), widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        help_text=_("Needed when you say no. The author reads it as a sentence."),
        choices=_REASONS,
        required=False,
    )
    quoted = forms.CharField(
        label=_("The words that it is about"),
        help_text=_("Copied from the post, one passage a line. The author sees them."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words = forms.CharField(
        label=_("What you say to the author"),
        help_text=_("Kind, exact, one or two sentences. It does not go into the log."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        label=_("Note for moderators"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sanction = forms.ChoiceField(
        label=_("And for its author"),
        help_text=_(
            "Seldom needed. Read-only for more than 24 hours, suspending, closing and "
            "taking a hat off need a second moderator."
        ),
        choices=[("", _("Nothing")), *labels.SANCTIONS.items()],
        required=False,
    )
    length = forms.ChoiceField(
        label=_("For how long?"), choices=[("", "–"), *_HOURS], required=False
    )
    seconds = forms.ChoiceField(
        label=_("In slow mode, between two posts"),
        choices=[("", "–"), *_PACES],
        required=False,
    )
    hat = forms.ChoiceField(label=_("Which hat?"), required=False)
    prepared = forms.ChoiceField(
        label=_("Words for the author"),
        choices=[("", _("None")), *labels.PREPARED.items()],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        kind: MatterKind,
        text: str,
        has_picture: bool = False,
        hats: "Iterable[Hat]" = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        _choices(self, "outcome").choices = [
            (outcome.value, labels.OUTCOMES[outcome])
            for outcome in outcomes_of(kind, has_picture=has_picture)
        ]
        worn = [(hat.uid, label(hat.role, "hat_role")) for hat in hats]
        _choices(self, "hat").choices = [("", "–"), *worn]
        is_call = kind is MatterKind.CRISIS
        unused = (
            ("reason", "quoted", "words", "sanction", "length", "seconds", "hat")
            if is_call
            else ("prepared",)
        )
        for name in unused:
            del self.fields[name]
        if not is_call and not worn:
            del self.fields["hat"]
        if is_call:
            self.initial["outcome"] = Outcome.LOOKED.value

    def verdict(self) -> Verdict:
        """BadInput when the quoted words are not in the post."""
        data = self.cleaned_data
        reason = data.get("reason", "")
        return Verdict(
            outcome=Outcome(data["outcome"]),
            reason=Reason(reason) if reason else None,
            words=data.get("words", ""),
            spans=find_spans(self.text, data.get("quoted", "").splitlines()),
            sanction=self._sanction(),
        )

    def _sanction(self) -> SanctionDraft | None:
        data = self.cleaned_data
        if not data.get("sanction"):
            return None
        kind = SanctionKind(data["sanction"])
        hours = data["length"] if kind in LONGEST else ""
        seconds = data["seconds"] if kind is SanctionKind.SLOW else ""
        return SanctionDraft(
            kind,
            length=timedelta(hours=int(hours)) if hours else None,
            seconds=int(seconds) if seconds else 0,
            hat=data.get("hat", "") if kind is SanctionKind.DOFFED else "",
        )


def _choices(form: forms.Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    return field


class AppealDecisionForm(GuardedForm):
    """How an appeal ends."""

    guarded = ("words",)

    outcome = forms.ChoiceField(
        label=_("How does it end?"),
        choices=[
            (outcome.value, labels.OUTCOMES[outcome])
            for outcome in outcomes_of(MatterKind.APPEAL)
        ],
        widget=forms.RadioSelect,
    )
    shows_post = forms.BooleanField(
        label=_("Milder: the post is shown again"), required=False
    )
    ends_sanction = forms.BooleanField(
        label=_("Milder: the sanction ends now"), required=False
    )
    remaining = forms.ChoiceField(
        label=_("Milder: the sanction goes on for"),
        choices=[("", "–"), *_HOURS],
        required=False,
    )
    words = forms.CharField(
        label=_("What you say to the author"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def verdict(self) -> AppealVerdict:
        data = self.cleaned_data
        hours = data["remaining"]
        return AppealVerdict(
            Outcome(data["outcome"]),
            data["words"],
            shows_post=data["shows_post"],
            ends_sanction=data["ends_sanction"],
            remaining=timedelta(hours=int(hours)) if hours else None,
        )
