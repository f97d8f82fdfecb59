"""Forms of those who help, and of those who ask."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.community.domain.words import Kind
from medagora.community.labels import KINDS
from medagora.community.models import HelperSettings
from medagora.community.models.routing import MOST_A_WEEK
from medagora.community.services.routing_settings import MOST_TOPICS, HelperDraft
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import split_names
from medagora.people.domain.languages import parse_languages
from medagora.topics import queries as topics
from medagora.web.refusals import sentence
from medagora.web.time_zones import (
    hour_choices,
    present_zone,
    zone_choices,
    zone_of,
)


class LanguagesField(forms.CharField):
    """Languages by name, separated by commas; cleaned to codes."""

    def clean(self, value: Any) -> tuple[str, ...]:
        text = super().clean(value) or ""
        try:
            return tuple(parse_languages(text, get_language() or "en"))
        except BadInput as refusal:
            raise forms.ValidationError(sentence(refusal)) from None


class HelperForm(forms.Form):
    """With what, how often and when somebody wants to be asked."""

    use_required_attribute = False

    takes_questions = forms.BooleanField(
        label=_("Yes, ask me when somebody needs what I know"),
        help_text=_("You can stop at any time, with one tap."),
        required=False,
    )
    weekly_limit = forms.TypedChoiceField(
        label=_("Questions in a week, at most"),
        choices=[(n, str(n)) for n in (1, 2, 3, 5, 10, MOST_A_WEEK)],
        coerce=int,
        initial=3,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of questions"),
        choices=[(kind.value, KINDS[kind]) for kind in Kind],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    languages = LanguagesField(
        label=_("Languages in which you answer"),
        help_text=_("Names, separated by commas."),
        max_length=300,
        required=False,
    )
    with_interests = forms.BooleanField(
        label=_("The topics that I follow"),
        required=False,
    )
    topics = forms.CharField(
        label=_("Other topics that you can help with"),
        help_text=_("Names separated by commas, such as: asthma, allergy."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    quiet_from = forms.TypedChoiceField(
        label=_("Do not ask me from"), choices=hour_choices, coerce=int
    )
    quiet_until = forms.TypedChoiceField(
        label=_("until"),
        help_text=_("The same hour twice: at any time of the day."),
        choices=hour_choices,
        coerce=int,
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Choose the place whose time you live by."),
    )
    away_until = forms.DateField(
        label=_("I am away until"),
        help_text=_("Leave it empty when you are here."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    @classmethod
    def of(cls, own: HelperSettings, data: Any = None) -> "HelperForm":
        reader = get_language() or "en"
        cards = topics.cards_by_slug(own.topics, reader) if own.topics else {}
        names = [cards[slug].name for slug in own.topics if slug in cards]
        is_away = own.away_until and own.away_until > timezone.now()
        return cls(
            data,
            initial={
                "takes_questions": own.takes_questions,
                "weekly_limit": own.weekly_limit,
                "kinds": own.kinds,
                "languages": ", ".join(
                    languages.name_in(code, reader) for code in own.languages
                ),
                "with_interests": own.with_interests,
                "topics": ", ".join(names),
                "quiet_from": own.quiet_from,
                "quiet_until": own.quiet_until,
                "time_zone": present_zone(own.time_zone),
                "away_until": _day(own) if is_away else None,
            },
        )

    def clean_topics(self) -> tuple[str, ...]:
        """The slugs of the topics named; a name that means none is said back."""
        names = split_names(self.cleaned_data["topics"])[: MOST_TOPICS + 1]
        found = topics.slugs_by_name(names, get_language() or "en") if names else {}
        if missing := [name for name in names if not found[name]]:
            raise forms.ValidationError(
                _now("We know no topic called “%(name)s”. Look for it in the list.")
                % {"name": missing[0]}
            )
        return tuple(dict.fromkeys(found[name] for name in names))

    def draft(self) -> HelperDraft:
        """After it was valid. Away lasts through the day that was chosen."""
        data = dict(self.cleaned_data)
        day = data.pop("away_until")
        zone = zone_of(data["time_zone"])
        away = datetime.combine(day, time(23, 59), zone) if day else None
        data["kinds"] = tuple(data["kinds"])
        return HelperDraft(**data, away_until=away)


def _day(own: HelperSettings) -> Any:
    return own.away_until and own.away_until.astimezone(zone_of(own.time_zone)).date()


class AskerLanguagesForm(forms.Form):
    """In which other languages somebody reads answers to their question."""

    languages = LanguagesField(
        label=_("Other languages in which you read answers"),
        help_text=_("Names, separated by commas."),
        max_length=300,
        required=False,
    )
