"""Forms of this room: a topic, and its words in one language."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.kernel import languages
from medagora.kernel.text import split_names, tidy
from medagora.topics import labels, queries
from medagora.topics.domain.edits import LONGEST_NAME
from medagora.topics.domain.files import TermDraft, TextDraft, TopicDraft
from medagora.topics.domain.words import CODE_NAMES, Register

#: More words than this make searching worse, not better.
MOST_TERMS = 200


def split_lines(text: str) -> list[str]:
    """One clean entry a line; empty lines are left out."""
    return [line for line in (tidy(line) for line in text.splitlines()) if line]


class NamesField(forms.CharField):
    """Topics by their names in the reader's language, as a tuple of slugs."""

    def clean(self, value: Any) -> Any:
        names = split_names(str(super().clean(value)))
        found = queries.slugs_by_name(names, get_language() or "en")
        if missing := [name for name in names if not found[name]]:
            raise forms.ValidationError(
                _now("We know no topic called “%(name)s”. Look for it in the list.")
                % {"name": missing[0]}
            )
        return tuple(dict.fromkeys(found[name] for name in names))


class TopicForm(forms.Form):
    """Where a topic stands: everything but its words."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(labels.KINDS.items()))
    body_system = forms.ChoiceField(
        label=_("Part of the body"), choices=list(labels.BODY_SYSTEMS.items())
    )
    parent = NamesField(
        label=_("More general topic"),
        help_text=_("Its name, such as: cancer."),
        required=False,
    )
    related = NamesField(
        label=_("Related topics"),
        help_text=_("Names separated by commas, such as: asthma, allergy."),
        required=False,
    )
    codes = forms.CharField(
        label=_("Codes"),
        help_text=_("One a line with its system, such as: MeSH D001249 or ICD-10 J45."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}),
    )

    def clean_parent(self) -> str:
        parents: tuple[str, ...] = self.cleaned_data["parent"]
        if len(parents) > 1:
            raise forms.ValidationError(_now("A topic stands below one other at most."))
        return parents[0] if parents else ""

    def clean_codes(self) -> tuple[tuple[str, str], ...]:
        """Systems may be written as for people ("ICD-10") or in short ("icd10")."""
        known = {name.casefold(): system.value for system, name in CODE_NAMES.items()}
        known |= {system.value: system.value for system in CODE_NAMES}
        found = []
        for line in split_lines(self.cleaned_data["codes"]):
            system, _space, value = line.rpartition(" ")
            if system.casefold() not in known:
                raise forms.ValidationError(
                    _now("“%(line)s” does not begin with a code system we know.")
                    % {"line": line}
                )
            found.append((known[system.casefold()], value.upper()))
        return tuple(dict.fromkeys(found))

    def changed(self, draft: TopicDraft) -> dict[str, Any]:
        """What ``dataclasses.replace`` puts into the draft."""
        names = ("kind", "body_system", "parent", "related", "codes")
        return {name: self.cleaned_data[name] for name in names}


class TextForm(forms.Form):
    """A topic's words in one language."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    description = forms.CharField(
        label=_("Description"),
        help_text=_("Two plain sentences: what it is, and what can be said of it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lay = forms.CharField(
        label=_("Everyday words"),
        help_text=_("What people say and type, one a line, misspellings too."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    clinical = forms.CharField(
        label=_("Clinical words"),
        help_text=_("Names and abbreviations among professionals, one a line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    shares_words = forms.BooleanField(
        label=_("Yes, these words stand for several topics. Mark them in each."),
        required=False,
        widget=forms.HiddenInput,
    )

    def speak(self, language: str) -> None:
        """Marks the boxes with the language that is typed into them."""
        for name in ("name", "description", "lay", "clinical"):
            attrs = {"lang": language, "dir": languages.direction(language)}
            self.fields[name].widget.attrs.update(attrs)

    def ask_about_shared_words(self) -> None:
        """Shows the tick box that says: it is meant so."""
        self.fields["shares_words"].widget = forms.CheckboxInput()

    def _terms(self, name: str) -> list[str]:
        terms = split_lines(self.cleaned_data[name])
        if len(terms) > MOST_TERMS:
            raise forms.ValidationError(_now("These are too many words."))
        return list(dict.fromkeys(terms))

    def clean_lay(self) -> list[str]:
        return self._terms("lay")

    def clean_clinical(self) -> list[str]:
        return self._terms("clinical")

    def draft(self) -> TextDraft:
        data = self.cleaned_data
        return TextDraft(
            name=tidy(data["name"]),
            description=tidy(data["description"]),
            terms=(
                *(TermDraft(text, Register.LAY) for text in data["lay"]),
                *(TermDraft(text, Register.CLINICAL) for text in data["clinical"]),
            ),
        )


def initial_of(text: TextDraft | None) -> dict[str, str]:
    """What a TextForm shows at first."""
    if text is None:
        return {}
    return {
        "name": text.name,
        "description": text.description,
        "lay": _lines(text, Register.LAY),
        "clinical": _lines(text, Register.CLINICAL),
    }


def _lines(text: TextDraft, register: Register) -> str:
    return "\n".join(term.text for term in text.terms if term.register is register)


def language_choices(without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Languages by their names in the reader's, some left out."""
    reader = get_language() or "en"
    left = set(languages.common_codes()) - set(without)
    named = ((code, languages.name_in(code, reader)) for code in left)
    return sorted(named, key=lambda choice: choice[1].casefold())


class NewTopicForm(TopicForm, TextForm):
    """A topic with its words in the first language."""

    slug = forms.SlugField(
        label=_("Address"),
        help_text=_("Short, in English, such as: high-blood-pressure. It stays."),
        max_length=80,
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)

    field_order = (
        "slug",
        "language",
        "name",
        "description",
        "lay",
        "clinical",
        "shares_words",
        "kind",
        "body_system",
    )
