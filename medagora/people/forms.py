"""Forms of this room."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.people import labels
from medagora.people.domain.languages import MOST, mail_language, parse_languages
from medagora.people.domain.roles import ROLES
from medagora.people.models import Person
from medagora.people.services import InterestDraft, ProfileDraft
from medagora.people.topic_names import topic_names


class TrapInput(forms.TextInput):
    """A box that people never see and simple programs fill in."""

    is_hidden = True

    def __init__(self) -> None:
        super().__init__(attrs={"hidden": True, "tabindex": -1, "autocomplete": "off"})


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth is untyped
    """An address is enough; a password is for those who want one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget = TrapInput()
        if password := self.fields.get("password1"):
            password.help_text = _(
                "Leave it empty to sign in with a code that we send by e-mail. "
                "Otherwise at least 10 characters."
            )

    def clean_email(self) -> str:
        email: str = super().clean_email()
        get_adapter().refuse_uninvited(email)
        return email


def _language_choices() -> list[tuple[str, str]]:
    return [(code, languages.own_name(code)) for code in languages.FINISHED]


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_(
            "Shown beside your collections and, if you judge resources, beside each "
            "of your choices in the public log. Curators use their real name."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    bio = forms.CharField(
        label=_("About you"),
        max_length=500,
        required=False,
        help_text=_(
            "What readers should know about you as somebody who chooses: "
            "profession, experience, where you work."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reading = forms.MultipleChoiceField(
        label=_("Languages you read"),
        choices=_language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_languages = forms.CharField(
        label=_("Other languages you read"),
        max_length=300,
        required=False,
        help_text=_("Names, separated by commas."),
    )
    letters = forms.ChoiceField(
        label=_("We write to you in"), choices=_language_choices
    )
    audience = forms.ChoiceField(
        label=_("How you use this site"),
        choices=list(labels.READERS.items()),
        widget=forms.RadioSelect,
    )

    @classmethod
    def of(cls, person: Person, data: Any = None) -> "ProfileForm":
        reader = get_language() or "en"
        finished = [c for c in person.languages if c in languages.FINISHED]
        others = [c for c in person.languages if c not in languages.FINISHED]
        initial = {
            "name": person.name,
            "bio": person.bio,
            "reading": finished,
            "other_languages": ", ".join(languages.name_in(c, reader) for c in others),
            "letters": mail_language(person.languages, reader),
            "audience": person.audience,
        }
        return cls(data, initial=initial)

    def clean_other_languages(self) -> list[str]:
        try:
            text = self.cleaned_data["other_languages"]
            return parse_languages(text, get_language() or "en")
        except BadInput as error:
            raise forms.ValidationError(_(error.message)) from None

    def draft(self) -> ProfileDraft:
        """The language of letters comes first; it is one that the person reads."""
        data = self.cleaned_data
        codes = dict.fromkeys(
            [data["letters"], *data["reading"], *data["other_languages"]]
        )
        return ProfileDraft(
            name=data["name"],
            bio=data["bio"],
            languages=tuple(codes)[:MOST],
            audience=data["audience"],
        )


class InterestForm(forms.Form):
    organisation = forms.CharField(
        label=_("Organisation or person"),
        max_length=200,
        help_text=_("Who pays you, whom you own a part of, to whom you belong."),
    )
    nature = forms.ChoiceField(
        label=_("What ties you to them"), choices=list(labels.NATURES.items())
    )
    details = forms.CharField(
        label=_("In your own words"), max_length=300, required=False
    )
    since = forms.IntegerField(
        label=_("Since (year)"), min_value=1900, max_value=2200, required=False
    )
    until = forms.IntegerField(
        label=_("Until (year)"),
        min_value=1900,
        max_value=2200,
        required=False,
        help_text=_("Leave it empty while it lasts."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("It cannot end before it began."))
        return data

    def draft(self) -> InterestDraft:
        return InterestDraft(**self.cleaned_data)


class ScopeForm(forms.Form):
    """A role and, for curators, the topic and the language it is for."""

    role = forms.ChoiceField(label=_("Role"), choices=())
    topic = forms.ChoiceField(
        label=_("Topic"),
        required=False,
        choices=(),
        help_text=_("Only for curators. Topics below it are included."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=(),
        help_text=_("Only for curators."),
    )

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = get_language() or "en"
        names = topic_names(reader).items()
        known = sorted(
            ((code, languages.name_in(code, reader)) for code in _SCOPE_LANGUAGES),
            key=lambda pair: pair[1].casefold(),
        )
        choices: dict[str, list[tuple[str, Any]]] = {
            "role": [(role, labels.ROLES[role]) for role in roles],
            "topic": [("", _("Every topic")), *names],
            "language": [("", _("Every language")), *known],
        }
        for name, pairs in choices.items():
            cast("forms.ChoiceField", self.fields[name]).choices = pairs

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        role = data.get("role")
        if role and not ROLES[role].scoped and (data["topic"] or data["language"]):
            self.add_error(
                "role", _("Only curators and moderators have a topic or language.")
            )
        return data


#: Languages for which somebody can be made a curator: the most read on the web
#: and every official language of the European Union.
_SCOPE_LANGUAGES = tuple(
    code
    for line in (
        "ar bg bn ca cs da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja",
        "ko lt lv mk mt nl no pl pt ro ru sk sl sq sr sv sw ta th tr uk ur vi zh",
    )
    for code in line.split()
)


class InvitationForm(ScopeForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["email", "role", "topic", "language"]


class EraseForm(forms.Form):
    """Typing one's own address is a question that nobody answers by accident."""

    email = forms.CharField(
        label=_("Type your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"]).strip().lower()
        if typed != self._person.email:
            raise forms.ValidationError(_("This is not the address of this account."))
        return typed
