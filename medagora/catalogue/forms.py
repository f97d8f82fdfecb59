"""Forms of this room. Free text passes the privacy guard."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.catalogue import labels
from medagora.catalogue.domain.collections import (
    LONGEST_NOTE,
    MOST_TOPICS,
    CollectionDraft,
)
from medagora.catalogue.domain.words import Visibility
from medagora.kernel.text import split_names
from medagora.topics import queries as topics
from medagora.web.guarded import GuardedForm
from medagora.web.language_choices import language_choices


class CollectionForm(GuardedForm):
    """What a person says about a collection; ``draft()`` after it was valid."""

    guarded = ("title", "description", "by_name")
    names_welcome = ("by_name",)

    title = forms.CharField(label=_("Title"), max_length=200)
    description = forms.CharField(
        label=_("Description"),
        help_text=_(
            "For whom it is, and how you chose. Everyone who sees it reads it."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    by_name = forms.CharField(
        label=_("Who made it"),
        help_text=_("Your name or an organisation's, as readers shall see it."),
        max_length=160,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("The language in which you write your description and notes."),
        choices=language_choices,
    )
    topics = forms.CharField(
        label=_("Topics"),
        help_text=_("Names separated by commas, such as: asthma, allergy."),
        max_length=1000,
        required=False,
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it"),
        choices=list(labels.VISIBILITIES.items()),
        initial=Visibility.PRIVATE,
        widget=forms.RadioSelect,
    )

    def clean_topics(self) -> tuple[str, ...]:
        """The slugs of the topics named; a name that means none is said back."""
        names = split_names(self.cleaned_data["topics"])
        if len(names) > MOST_TOPICS:
            raise forms.ValidationError(_now("Choose twelve topics at most."))
        found = topics.slugs_by_name(names, get_language() or "en")
        if missing := [name for name in names if not found[name]]:
            raise forms.ValidationError(
                _now("We know no topic called “%(name)s”. Look for it in the list.")
                % {"name": missing[0]}
            )
        return tuple(dict.fromkeys(found[name] for name in names))

    def draft(self) -> CollectionDraft:
        data: dict[str, Any] = self.cleaned_data
        return CollectionDraft(
            title=data["title"],
            by_name=data["by_name"],
            language=data["language"],
            description=data["description"],
            visibility=data["visibility"],
            topics=data["topics"],
        )


class NoteForm(GuardedForm):
    """A note beside a resource of a collection."""

    guarded = ("note",)

    note = forms.CharField(
        label=_("Your note"),
        help_text=_("Why it is here, or what to look for. Leave out who anybody is."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EditorForm(forms.Form):
    """Another person who may edit a collection."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Of somebody who has an account here."),
    )
