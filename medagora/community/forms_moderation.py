"""Forms of moderation. What other people will read passes the privacy guard."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from medagora.community import labels_moderation as labels
from medagora.community.domain.moderation.appeals import LONGEST_MESSAGE
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.services.reporting import LONGEST_WORDS
from medagora.web.guarded import GuardedForm
from medagora.web.time_zones import usual_zone, zone_choices
from medagora.web.traps import TrapForm


class PostReportForm(TrapForm, GuardedForm):
    """What a reader says is wrong with a post."""

    guarded = ("words",)

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=list(labels.REASONS.items()),
        widget=forms.RadioSelect,
    )
    is_about_picture = forms.BooleanField(
        label=_("It is about a picture in the post"),
        help_text=_(
            "Pictures are covered at once, until a moderator has looked. The words "
            "stay."
        ),
        required=False,
    )
    words = forms.CharField(
        label=_("Tell us more, if you like"),
        help_text=_("Please leave out names and anything about your own illness."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, has_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_picture:
            del self.fields["is_about_picture"]

    @property
    def chosen(self) -> Reason:
        return Reason(self.cleaned_data["reason"])


class MessageForm(GuardedForm):
    """A message between an author and the moderators."""

    guarded = ("text",)

    text = forms.CharField(
        label=_("What you want to say"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ShiftForm(forms.Form):
    """Hours of a moderator's week."""

    weekday = forms.TypedChoiceField(
        label=_("Day"), choices=list(WEEKDAYS.items()), coerce=int
    )
    starts = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"})
    )
    ends = forms.TimeField(
        label=_("To"),
        help_text=_("An earlier time means the next morning."),
        widget=forms.TimeInput(attrs={"type": "time"}),
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("zone", usual_zone())

    def minutes(self, name: str) -> int:
        """Of the day."""
        time = self.cleaned_data[name]
        return int(time.hour * 60 + time.minute)
