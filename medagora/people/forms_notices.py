"""The form of what somebody wants to hear."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from medagora.people import labels_notices as labels
from medagora.people import notice_kinds
from medagora.people.domain.notices import Channel, Discretion, Frequency, Level
from medagora.people.models import NoticeSettings, Person
from medagora.people.notice_kinds import NoticeGroup, NoticeKind, usual_of
from medagora.people.queries.notice_wishes import frequency_of
from medagora.people.queries.notices import topic_levels
from medagora.people.services.notifying_wishes import WishesDraft
from medagora.people.topic_names import name_of, topic_names
from medagora.web.time_zones import hour_choices, present_zone, zone_choices

_CHANNELS = {Channel.MAIL: _("By e-mail"), Channel.PUSH: _("On your devices")}


@dataclass(frozen=True)
class GroupRow:
    """One group as the page shows it."""

    group: NoticeGroup
    kinds: list[NoticeKind]
    fields: list[BoundField]


class WishesForm(forms.Form):
    """Two boxes for each group, then the clock, then where titles may stand."""

    use_required_attribute = False

    discretion = forms.ChoiceField(
        label=_("Where may titles of questions stand?"),
        help_text=_("A title can tell others something about your health."),
        choices=list(labels.DISCRETIONS.items()),
        widget=forms.RadioSelect,
    )
    quiet_from = forms.TypedChoiceField(
        label=_("Quiet from"), choices=hour_choices, coerce=int
    )
    quiet_until = forms.TypedChoiceField(
        label=_("Quiet until"),
        help_text=_("The same hour twice: no quiet hours."),
        choices=hour_choices,
        coerce=int,
    )
    urgent_passes = forms.BooleanField(
        label=_("What is urgent may reach me in quiet hours too"),
        help_text=_("For people who help: a crisis, or a colleague who is alone."),
        required=False,
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Choose the place whose time you live by."),
    )
    hour = forms.TypedChoiceField(
        label=_("Hour of what comes daily or weekly"), choices=hour_choices, coerce=int
    )
    weekday = forms.TypedChoiceField(
        label=_("Day of what comes weekly"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
    )

    answers_by_mail = forms.BooleanField(
        label=_("I want to answer by mail"),
        help_text=_(
            "Answering the mail about one post then puts your words into the "
            "conversation, under your alias and without a hat. Whoever gets hold of "
            "such a mail could do it in your place: do not pass it on."
        ),
        required=False,
    )

    CLOCK = ("time_zone", "quiet_from", "quiet_until", "hour", "weekday")

    def __init__(self, data: Any = None, *, own: NoticeSettings) -> None:
        names = ("discretion", "urgent_passes", "answers_by_mail", *self.CLOCK)
        initial = {name: getattr(own, name) for name in names}
        initial["time_zone"] = present_zone(own.time_zone)
        super().__init__(data, initial=initial)
        self._own = own
        if not settings.CONFIG.reply_address:
            del self.fields["answers_by_mail"]
        for group, kinds in notice_kinds.groups():
            for channel, label in _CHANNELS.items():
                self.fields[f"{channel}_{group.key}"] = forms.ChoiceField(
                    label=label,
                    choices=list(labels.FREQUENCIES.items()),
                    initial=self._shown(channel, group, kinds),
                )

    def _shown(
        self, channel: Channel, group: NoticeGroup, kinds: list[NoticeKind]
    ) -> str:
        """What is true now."""
        if channel is Channel.MAIL and not self._own.is_mail_on:
            return Frequency.NEVER
        return frequency_of(self._own, channel, group.key) or usual_of(kinds)

    @property
    def group_rows(self) -> list[GroupRow]:
        return [
            GroupRow(group, kinds, [self[f"{c}_{group.key}"] for c in _CHANNELS])
            for group, kinds in notice_kinds.groups()
        ]

    @property
    def has_no_zone(self) -> bool:
        """Whether the zone is only what everybody begins with: nothing was saved."""
        return not self.is_bound and not self._own.frequencies

    @property
    def clock_fields(self) -> list[BoundField]:
        return [self[name] for name in self.CLOCK]

    def draft(self) -> WishesDraft:
        """After it was valid. A group whose box was left as usual stays as usual, so
        each of its kinds keeps its own frequency."""
        data = self.cleaned_data
        chosen: dict[Channel, dict[str, Frequency]] = {c: {} for c in _CHANNELS}
        for group, kinds in notice_kinds.groups():
            for channel in _CHANNELS:
                word = data[f"{channel}_{group.key}"]
                was_chosen = frequency_of(self._own, channel, group.key)
                if was_chosen or word != usual_of(kinds):
                    chosen[channel][group.key] = Frequency(word)
        return WishesDraft(
            frequencies=chosen,
            discretion=Discretion(data["discretion"]),
            urgent_passes=data["urgent_passes"],
            answers_by_mail=data.get("answers_by_mail", False),
            **{name: data[name] for name in self.CLOCK},
        )


class TopicsForm(forms.Form):
    """What somebody wants of the topics that they follow or have chosen for."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, person: Person, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        levels = topic_levels(person)
        names = topic_names(language)
        slugs = {*person.interests, *levels}
        for slug in sorted(slugs, key=lambda slug: name_of(slug, names).casefold()):
            self.fields[f"topic_{slug}"] = forms.ChoiceField(
                label=name_of(slug, names),
                choices=list(labels.TOPIC_LEVELS.items()),
                initial=levels.get(slug, Level.USUAL),
            )

    def levels(self) -> dict[str, Level]:
        """By slug, after it was valid."""
        return {
            name.removeprefix("topic_"): Level(word)
            for name, word in self.cleaned_data.items()
        }
