"""What a reader chooses their page from, and what they make of a source."""

from collections.abc import Container
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from medagora.kernel import languages
from medagora.reader.domain.device import MOST_LANGUAGES, MOST_TOPICS

AUDIENCES = ("both", "patients", "professionals")


@dataclass(frozen=True)
class Choice:
    """A choice as a form sends it; words that mean nothing are left out.

    It has no faults to point at, as everything is ticked: so it is no Django form.
    """

    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    audience: str = "both"

    @classmethod
    def from_params(cls, params: QueryDict, *, known: Container[str]) -> "Choice":
        """``known``: the slugs that there are."""
        topics = [slug for slug in params.getlist("topic") if slug in known]
        spoken = [code for code in params.getlist("language") if is_language(code)]
        audience = params.get("audience", "")
        return cls(
            topics=tuple(dict.fromkeys(topics))[:MOST_TOPICS],
            languages=tuple(dict.fromkeys(spoken))[:MOST_LANGUAGES],
            audience=audience if audience in AUDIENCES else "both",
        )


def is_language(code: str) -> bool:
    return languages.primary(code) == code and languages.is_known(code)


class SourceForm(forms.Form):
    """What a person makes of a source; all of it is for their eyes only."""

    title = forms.CharField(
        label=_("Your own name for it"),
        help_text=_("Leave it empty to see the name that it has."),
        max_length=300,
        required=False,
    )
    folder = forms.CharField(
        label=_("Folder"),
        help_text=_("One word or a few, such as: for the ward round."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"list": "folders"}),
    )
    wants_full_text = forms.BooleanField(
        label=_("Show whole articles, where the source sends only the first lines"),
        required=False,
    )
