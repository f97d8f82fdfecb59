"""Forms of this room. Free text passes the privacy guard."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.drafts import FeedDraft, ResourceDraft, TextDraft
from medagora.catalogue.domain.words import Audience, Cost, Kind
from medagora.curation.services.suggesting import LONGEST_NOTE
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import split_names
from medagora.people.domain.languages import parse_languages
from medagora.topics import queries as topics
from medagora.web.guarded import GuardedForm
from medagora.web.refusals import sentence
from medagora.web.templatetags.medagora import label
from medagora.web.traps import TrapForm


def _choices(words: type[StrEnum], name: str) -> Callable[[], list[tuple[str, Any]]]:
    """The words of a closed list with their labels, which another room registers."""
    return lambda: [(word.value, label(word, name)) for word in words]


def _language_choices() -> list[tuple[str, str]]:
    """Nothing, then the finished languages, then every other by its name."""
    reader = get_language() or "en"
    codes = [c for c in languages.common_codes() if c not in languages.FINISHED]
    others = sorted(((c, languages.name_in(c, reader)) for c in codes), key=_by_name)
    finished = [(c, languages.name_in(c, reader)) for c in languages.FINISHED]
    return [("", _now("I do not know")), *finished, *others]


def _country_choices() -> list[tuple[str, str]]:
    found = languages.countries_in(get_language() or "en")
    return [("", _now("None or international")), *sorted(found.items(), key=_by_name)]


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


class AddressForm(TrapForm):
    """An address is enough."""

    address = forms.CharField(
        label=_("Address of the page"),
        help_text=_("Copy it from the top of your browser, such as www.nhs.uk/asthma"),
        max_length=4 * addresses.LONGEST,
        widget=forms.TextInput(
            attrs={
                "inputmode": "url",
                "autocapitalize": "none",
                "autocomplete": "url",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )

    def clean_address(self) -> str:
        return _clean_address(self)


def _clean_address(form: forms.Form) -> str:
    try:
        return addresses.canonical(form.cleaned_data["address"])
    except BadInput as refusal:
        raise forms.ValidationError(sentence(refusal)) from None


class DetailsForm(GuardedForm):
    """What readers see of a resource; ``draft(base)`` after it was valid."""

    guarded: tuple[str, ...] = ("title", "description")

    title = forms.CharField(
        label=_("Title"),
        help_text=_("The page's own name, in its own language."),
        max_length=300,
        widget=forms.TextInput(attrs={"data-key": "e"}),
    )
    description = forms.CharField(
        label=_("Why would somebody go there?"),
        help_text=_(
            "One plain sentence in your own words: what it offers, and for whom."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    #: The language of title and description as they stand in the form.
    text_language = forms.CharField(widget=forms.HiddenInput)
    language = forms.ChoiceField(
        label=_("Language of the page"), choices=_language_choices, required=False
    )
    other_languages = forms.CharField(
        label=_("Other languages it speaks"),
        help_text=_("Names, separated by commas."),
        max_length=300,
        required=False,
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=_choices(Kind, "kind"))
    audience = forms.ChoiceField(
        label=_("For whom?"), choices=_choices(Audience, "audience")
    )
    topics = forms.CharField(
        label=_("Topics"),
        help_text=_("Names separated by commas, such as: asthma, allergy."),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @classmethod
    def initial_of(cls, draft: ResourceDraft, text_language: str) -> dict[str, Any]:
        """The form's values for a draft, its words in one language."""
        reader = get_language() or "en"
        text = draft.texts.get(text_language)
        title = next((t.title for t in draft.texts.values()), "")
        names = {line.slug: line.name for line in topics.list_lines(reader)}
        return {
            "title": text.title if text else title,
            "description": text.description if text else "",
            "text_language": text_language,
            "language": draft.languages[0] if draft.languages else "",
            "other_languages": ", ".join(
                languages.name_in(code, reader) for code in draft.languages[1:]
            ),
            "kind": draft.kind,
            "audience": draft.audience,
            "topics": ", ".join(names.get(slug, slug) for slug in draft.topics),
        }

    @staticmethod
    def add_seen(initial: dict[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
        """The form's values with what a machine saw where they say nothing."""
        for name in ("title", "language", "publisher"):
            if name in initial and not initial[name]:
                initial[name] = seen.get(name, "")
        return initial

    def clean_text_language(self) -> str:
        code = str(self.cleaned_data["text_language"])
        if not languages.is_known(code):
            raise forms.ValidationError(_now("That is not a language we know."))
        return languages.primary(code)

    def clean_other_languages(self) -> list[str]:
        try:
            words = self.cleaned_data["other_languages"]
            return parse_languages(words, get_language() or "en")
        except BadInput as refusal:
            raise forms.ValidationError(sentence(refusal)) from None

    def clean_topics(self) -> tuple[str, ...]:
        """The slugs of the topics named; a name that means none is said back."""
        names = split_names(self.cleaned_data["topics"])
        found = topics.slugs_by_name(names, get_language() or "en")
        if missing := [name for name in names if not found[name]]:
            raise forms.ValidationError(
                _now("We know no topic called “%(name)s”. Look for it in the list.")
                % {"name": missing[0]}
            )
        return tuple(dict.fromkeys(found[name] for name in names))

    def draft(self, base: ResourceDraft) -> ResourceDraft:
        data = self.cleaned_data
        spoken = dict.fromkeys(filter(None, [data["language"]]))
        return replace(
            base,
            texts=self._texts(base),
            languages=tuple(spoken | dict.fromkeys(data["other_languages"])),
            kind=data["kind"],
            audience=data["audience"],
            topics=data["topics"],
        )

    def _texts(self, base: ResourceDraft) -> dict[str, TextDraft]:
        """The words in the form's language, and the title wherever it stood before:
        it is mostly the page's own name and the same in every language."""
        data = self.cleaned_data
        before = self.initial.get("title", "")
        texts = {
            code: replace(t, title=data["title"]) if t.title == before else t
            for code, t in base.texts.items()
        }
        code, spoken = data["text_language"], data["language"]
        if data["description"] or code in texts or code == spoken or not spoken:
            texts[code] = TextDraft(data["title"], data["description"])
        if spoken:
            texts.setdefault(spoken, TextDraft(data["title"]))
        return texts


class SuggestionForm(DetailsForm):
    """The same, for whoever suggested it."""

    guarded = ("title", "description", "note")

    note = forms.CharField(
        label=_("Anything else the curators should know?"),
        help_text=_("Only they read it. Please leave out your own illness, and names."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ResourceForm(DetailsForm):
    """Everything that a curator may correct."""

    address = AddressForm.base_fields["address"]
    publisher = forms.CharField(label=_("Published by"), max_length=200, required=False)
    country = forms.ChoiceField(
        label=_("Country"), choices=_country_choices, required=False
    )
    cost = forms.ChoiceField(label=_("Cost"), choices=_choices(Cost, "cost"))
    needs_sign_up = forms.BooleanField(
        label=_("Reading it needs an account"), required=False
    )
    accessibility_notes = forms.CharField(
        label=_("Accessibility"),
        help_text=_(
            "What helps or hinders people: captions, large print, no keyboard."
        ),
        max_length=500,
        required=False,
    )
    feeds = forms.CharField(
        label=_("Feeds"),
        help_text=_("One address on each line."),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
    )

    field_order = ("title", "description", "address", "kind", "audience", "language")

    def clean_address(self) -> str:
        return _clean_address(self)

    @classmethod
    def initial_of(cls, draft: ResourceDraft, text_language: str) -> dict[str, Any]:
        return {
            **super().initial_of(draft, text_language),
            "address": draft.address,
            "publisher": draft.publisher,
            "country": draft.country,
            "cost": draft.cost,
            "needs_sign_up": draft.needs_sign_up,
            "accessibility_notes": draft.accessibility_notes,
            "feeds": "\n".join(feed.address for feed in draft.feeds),
        }

    def clean_feeds(self) -> list[str]:
        try:
            lines = self.cleaned_data["feeds"].split()
            return [addresses.canonical(line) for line in lines]
        except BadInput as refusal:
            raise forms.ValidationError(sentence(refusal)) from None

    def draft(self, base: ResourceDraft) -> ResourceDraft:
        data = self.cleaned_data
        titles = {feed.address: feed.title for feed in base.feeds}
        return replace(
            super().draft(base),
            address=data["address"],
            publisher=data["publisher"],
            country=data["country"],
            cost=data["cost"],
            needs_sign_up=data["needs_sign_up"],
            accessibility_notes=data["accessibility_notes"],
            feeds=tuple(FeedDraft(a, titles.get(a, "")) for a in data["feeds"]),
        )
