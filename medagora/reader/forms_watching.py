"""Forms of alerts, mute rules and digests."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import split_names
from medagora.reader.domain import wanted
from medagora.reader.domain.words import Frequency
from medagora.reader.labels_watching import (
    ALERT_FREQUENCIES,
    DIGEST_FREQUENCIES,
    WEEKDAYS,
)
from medagora.reader.queries.watching import check_topics
from medagora.reader.services.digests import DigestDraft
from medagora.reader.services.watching import AlertDraft
from medagora.topics import queries as topics
from medagora.web.refusals import add_refusal, sentence
from medagora.web.time_zones import hour_choices, zone_choices

#: How long something can be muted, in days; 0 is until it is taken back.
MUTE_DAYS = {
    "7": _("For a week"),
    "30": _("For a month"),
    "365": _("For a year"),
    "0": _("Until I take it back"),
}
_QUERY_BOX = forms.TextInput(
    attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
)


class AlertForm(forms.Form):
    """Simple boxes that make a query, and the query itself for those who know more.

    ``composed`` remembers what the boxes made last time: a query that differs from it
    was written by hand, and then it counts.
    """

    use_required_attribute = False

    words = forms.CharField(
        label=_("Words"),
        help_text=_(
            "All of them must be there. Put words that belong together in quotation "
            "marks."
        ),
        max_length=wanted.LONGEST,
        required=False,
    )
    topics = forms.CharField(
        label=_("Topics"),
        help_text=_("Any of them. Separate several by commas."),
        max_length=wanted.LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    authors = forms.CharField(
        label=_("Authors"),
        help_text=_("Any of them, written as in the source. Separate by commas."),
        max_length=wanted.LONGEST,
        required=False,
    )
    journals = forms.CharField(
        label=_("Journals or other sources"),
        help_text=_("Any of them. A part of the name is enough."),
        max_length=wanted.LONGEST,
        required=False,
    )
    query = forms.CharField(
        label=_("The same as a query"),
        help_text=_("Change it if you want something that the boxes cannot say."),
        max_length=2 * wanted.LONGEST,
        required=False,
        widget=_QUERY_BOX,
    )
    composed = forms.CharField(
        max_length=2 * wanted.LONGEST, required=False, widget=forms.HiddenInput
    )
    where = forms.ChoiceField(
        label=_("Where to look"),
        choices=[
            ("all", _("In everything that this site reads")),
            ("followed", _("Only in the sources that I follow")),
        ],
        widget=forms.RadioSelect,
        initial="all",
    )
    frequency = forms.ChoiceField(
        label=_("How should we tell you?"),
        choices=list(ALERT_FREQUENCIES.items()),
        widget=forms.RadioSelect,
        initial=Frequency.DAILY,
    )
    name = forms.CharField(
        label=_("Name of the alert"),
        help_text=_("Leave it empty to call it by its query."),
        max_length=100,
        required=False,
    )

    #: What the boxes and the query say together; set by ``clean``.
    chosen: str = ""
    BOXES = ("words", "topics", "authors", "journals")
    TYPED = (*BOXES, "query", "where", "frequency", "name")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            self.chosen = self._choose(data)
            wanted_query = wanted.parse(self.chosen)
            check_topics(wanted_query)
        except BadInput as refusal:
            add_refusal(self, refusal)
        return data

    def _choose(self, data: dict[str, Any]) -> str:
        query = data.get("query", "").strip()
        is_by_hand = query and query != data.get("composed", "").strip()
        if is_by_hand:
            return str(query)
        boxes = self._compose(data)
        return boxes or str(query)

    def _compose(self, data: dict[str, Any]) -> str:
        try:
            wanted.compose(words=data.get("words", ""))
        except BadInput as refusal:
            self.add_error("words", sentence(refusal))
            return ""
        return wanted.compose(
            words=data.get("words", ""),
            topics=self._slugs(data.get("topics", "")),
            authors=split_names(data.get("authors", "")),
            sources=split_names(data.get("journals", "")),
        )

    def _slugs(self, names: str) -> list[str]:
        """Topics by any of their names; what is none is shown at the box."""
        wanted_names = split_names(names)
        reader = get_language() or "en"
        found = topics.slugs_by_name(wanted_names, reader) if wanted_names else {}
        unknown = [name for name in wanted_names if not found.get(name)]
        if unknown:
            self.add_error(
                "topics",
                _now("There is no topic called “%(name)s” here.")
                % {"name": unknown[0]},
            )
        return [found[name] for name in wanted_names if found.get(name)]

    @property
    def draft(self) -> AlertDraft:
        """After it was valid."""
        data = self.cleaned_data
        return AlertDraft(
            query=self.chosen,
            name=data["name"],
            only_followed=data["where"] == "followed",
            frequency=Frequency(data["frequency"]),
        )

    def shown_again(self) -> "AlertForm":
        """The same with the query that the boxes made, to be looked at and saved."""
        data = {name: self.data.get(name, "") for name in self.fields}
        return type(self)({**data, "query": self.chosen, "composed": self.chosen})


class MuteForm(forms.Form):
    """What to hide, where and how long."""

    use_required_attribute = False

    query = forms.CharField(
        label=_("Words that you do not want to see"),
        help_text=_(
            "What has all of these words is hidden. You can write a query as in search."
        ),
        max_length=wanted.LONGEST,
        required=False,
        widget=_QUERY_BOX,
    )
    source = forms.TypedChoiceField(
        label=_("Where"),
        help_text=_("With a source and no words, the whole source is hidden."),
        coerce=int,
        required=False,
    )
    days = forms.TypedChoiceField(
        label=_("How long"), choices=list(MUTE_DAYS.items()), coerce=int, initial="0"
    )

    def __init__(
        self, *args: Any, sources: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        everywhere = ("", _now("Everywhere"))
        self.fields["source"].choices = [everywhere, *sources]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            if query := data.get("query"):
                check_topics(wanted.parse(query))
            elif not data.get("source") and not self.errors:
                raise BadInput("Say what you do not want to see.", field="query")
        except BadInput as refusal:
            add_refusal(self, refusal)
        return data

    def until(self, today: date) -> date | None:
        """The last day on which it is hidden; None: no end."""
        days = self.cleaned_data["days"]
        return today + timedelta(days=days) if days else None


class DigestForm(forms.Form):
    """When, in which language, and how much."""

    frequency = forms.ChoiceField(
        label=_("How often should we write to you?"),
        choices=list(DIGEST_FREQUENCIES.items()),
        widget=forms.RadioSelect,
    )
    what = forms.ChoiceField(
        label=_("What should be in it?"),
        choices=[
            ("all", _("Everything new in the sources that I follow, and my alerts")),
            ("alerts", _("Only what my alerts found")),
        ],
        widget=forms.RadioSelect,
    )
    weekday = forms.TypedChoiceField(
        label=_("Day of the weekly mail"), choices=list(WEEKDAYS.items()), coerce=int
    )
    hour = forms.TypedChoiceField(label=_("Hour"), choices=hour_choices, coerce=int)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Choose the place whose time you live by."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"),
        choices=[(code, languages.own_name(code)) for code in languages.FINISHED],
    )
    most = forms.TypedChoiceField(
        label=_("Most entries in one mail"),
        choices=[(n, str(n)) for n in (10, 20, 30, 50, 100)],
        coerce=int,
    )

    @property
    def draft(self) -> DigestDraft:
        data = dict(self.cleaned_data)
        return DigestDraft(
            frequency=Frequency(data.pop("frequency")),
            only_alerts=data.pop("what") == "alerts",
            **data,
        )
