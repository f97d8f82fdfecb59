"""Forms of conversations. Free text passes the privacy guard."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.community import labels
from medagora.community.domain import asks
from medagora.community.domain.drafts import PostDraft, QuestionDraft
from medagora.community.domain.words import Audience, Kind
from medagora.community.services.posting import LONGEST_COMMENT
from medagora.kernel.text import split_names
from medagora.people.queries import hats
from medagora.people.queries.hat_words import hat_line
from medagora.topics import queries as topics
from medagora.web.guarded import GuardedForm
from medagora.web.language_choices import language_choices

if TYPE_CHECKING:
    from medagora.people.models import Person


class HatField(forms.ChoiceField):
    """Under which hat somebody writes: the choices are theirs alone."""

    def wear(self, person: "Person") -> None:
        """Offers the person's hats, verified ones first, and none."""
        own = hats.list_wearable(person, timezone.now())
        none = _now("Without a hat, as %(alias)s") % {"alias": person.alias}
        self.choices = [*((hat.uid, hat_line(hat)) for hat in own), ("", none)]
        self.initial = own[0].uid if own and own[0].verified_at else ""
        if not own:
            self.widget = forms.HiddenInput()


class _PostForm(GuardedForm):
    """Whatever a person writes under one of their hats."""

    hat = HatField(label=_("You write as"), required=False)

    def __init__(self, *args: Any, person: "Person", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["hat"]
        assert isinstance(field, HatField)  # noqa: S101 - for the type checker
        field.wear(person)

    def _post(self, text: str) -> PostDraft:
        return PostDraft(
            text=text,
            hat=self.cleaned_data.get("hat", ""),
            was_confirmed=bool(self.cleaned_data.get("identifies_nobody")),
        )


class AskForm(_PostForm):
    """A question by the template of its kind; ``draft()`` after it was valid."""

    title = forms.CharField(
        label=_("Your question in one sentence"),
        min_length=asks.SHORTEST_TITLE,
        max_length=asks.LONGEST_TITLE,
        help_text=_("What do you want to hear from people? End with a question mark."),
    )
    topics = forms.CharField(
        label=_("Topics"),
        help_text=_("Names separated by commas, such as: asthma, allergy."),
        max_length=500,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("The language in which you write and want answers."),
        choices=language_choices,
    )
    audience = forms.ChoiceField(
        label=_("Who may read it"),
        widget=forms.RadioSelect,
        initial=Audience.EVERYONE,
    )

    def __init__(self, *args: Any, kind: Kind, is_professional: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind, self.template = kind, asks.TEMPLATES[kind]
        self.guarded = ("title", *self.names)
        for field in self.template.fields:
            self.fields[field.name] = _template_field(field)
        audience = self.fields["audience"]
        assert isinstance(audience, forms.ChoiceField)  # noqa: S101 - as above
        audience.choices = _audiences(self.template, is_professional=is_professional)
        audience.initial = audience.choices[0][0]
        rest = ("topics", "language", "audience", "hat", "identifies_nobody")
        self.order_fields(["title", *self.names, *rest])

    @property
    def names(self) -> list[str]:
        return [field.name for field in self.template.fields]

    def clean_topics(self) -> tuple[str, ...]:
        """The slugs of the topics named; a name that means none is said back."""
        names = split_names(self.cleaned_data["topics"])
        if len(names) > asks.MOST_TOPICS:
            raise forms.ValidationError(
                _now("Please choose at most %(most)s topics.")
                % {"most": asks.MOST_TOPICS}
            )
        found = topics.slugs_by_name(names, get_language() or "en")
        if missing := [name for name in names if not found[name]]:
            raise forms.ValidationError(
                _now("We know no topic called “%(name)s”. Look for it in the list.")
                % {"name": missing[0]}
            )
        return tuple(dict.fromkeys(found[name] for name in names))

    def text(self) -> str:
        """The question's Markdown, its headings in the language that is active."""
        written = {name: self.cleaned_data.get(name, "") for name in self.names}
        headings = {name: str(labels.FIELDS[name]) for name in self.names}
        return asks.compose(written, headings, self.kind)

    def draft(self) -> QuestionDraft:
        data = self.cleaned_data
        return QuestionDraft(
            kind=self.kind,
            title=data["title"],
            post=self._post(self.text()),
            topics=data["topics"],
            language=data["language"],
            audience=Audience(data["audience"]),
        )


def _template_field(field: asks.Field) -> forms.CharField:
    return forms.CharField(
        label=labels.FIELDS[field.name],
        help_text=labels.HELP[field.name],
        required=field.is_needed,
        max_length=asks.LONGEST_FIELD,
        widget=forms.Textarea(attrs={"rows": 6 if field.is_needed else 3}),
    )


def _audiences(
    template: asks.Template, *, is_professional: bool
) -> list[tuple[str, Any]]:
    """Those that the kind allows, and that this person may choose."""
    return [
        (audience.value, labels.AUDIENCES[audience])
        for audience in template.audiences
        if is_professional or audience != Audience.PROFESSIONALS
    ]


class AnswerForm(_PostForm):
    guarded = ("text",)

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_(
            "From what you know or have lived through. Addresses of resources become "
            "cards. Nobody can be examined here: no diagnoses, no doses."
        ),
        max_length=asks.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    field_order = ("text", "hat", "identifies_nobody")

    def draft(self) -> PostDraft:
        return self._post(self.cleaned_data["text"])


class CommentForm(AnswerForm):
    text = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EditForm(GuardedForm):
    """New words for a post; it keeps its hat."""

    guarded = ("title", "text")

    title = forms.CharField(
        label=_("The question in one sentence"),
        min_length=asks.SHORTEST_TITLE,
        max_length=asks.LONGEST_TITLE,
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=asks.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    field_order = ("title", "text", "identifies_nobody")

    def __init__(self, *args: Any, has_title: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_title:
            del self.fields["title"]

    def draft(self) -> PostDraft:
        return PostDraft(
            text=self.cleaned_data["text"],
            was_confirmed=bool(self.cleaned_data.get("identifies_nobody")),
        )
