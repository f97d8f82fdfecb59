"""Forms about hats and aliases."""

from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from medagora.people import labels_hats
from medagora.people.domain import hats, registers
from medagora.people.domain.hats import Evidence, Role
from medagora.people.services.hats import HatDraft
from medagora.people.topic_names import topic_names
from medagora.web.guarded import GuardedForm

#: These take a field of medicine; the others say enough alone.
_WITH_SPECIALTY = hats.PROFESSIONS - {Role.OTHER_PROFESSIONAL}


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("What are you, when you write here?"),
        choices=list(labels_hats.ROLES.items()),
        widget=forms.RadioSelect,
    )


class AliasForm(forms.Form):
    alias = forms.CharField(
        label=_("Alias"),
        max_length=40,
        help_text=_(
            "Letters and numbers, 3 to 30 characters. Leave out your name and "
            "anything that tells who you are."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class DeclareForm(forms.Form):
    """A hat on the person's own word."""

    topic = forms.ChoiceField(label=_("What is it about?"), choices=())
    shows_name = forms.BooleanField(
        label=_("Show my real name with this hat, not my alias"), required=False
    )

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._role = role
        names = topic_names(get_language() or "en").items()
        _field(self, "topic").choices = [("", "—"), *names]

    def draft(self) -> HatDraft:
        return HatDraft(self._role, **self.cleaned_data)


class AskForm(GuardedForm):
    """What every way needs, and what this one needs besides."""

    guarded = ("words", "remarks")

    specialty = forms.ChoiceField(
        label=_("Field of medicine"), choices=(), required=False
    )
    words = forms.CharField(label=_("Organisation"), max_length=120)
    register = forms.ChoiceField(label=_("Register"), choices=())
    number = forms.CharField(
        label=_("Your number in it"),
        max_length=60,
        help_text=_("Spaces and hyphens do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    shows_name = forms.BooleanField(
        label=_("Show my real name with this hat, not my alias"), required=False
    )
    remarks = forms.CharField(
        label=_("For the moderators"),
        max_length=500,
        required=False,
        help_text=_(
            "What helps them, such as a page of your workplace that names you. It is "
            "deleted with the decision."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("specialty", "words", "register", "number", "remarks", "shows_name")

    def __init__(
        self, *args: Any, role: str, way: str, shown_orcid: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._role = role
        self.fields["shows_name"].initial = hats.shows_name_at_first(role)
        names = topic_names(get_language() or "en").items()
        _field(self, "specialty").choices = [("", _("None in particular")), *names]
        _field(self, "register").choices = [
            (r.slug, f"{r.country}: {r.name}") for r in registers.registers_for(role)
        ]
        for name in _left_out(role, way, shown_orcid):
            del self.fields[name]
        if role == Role.OTHER_PROFESSIONAL:
            self.fields["words"].label = _("Profession")
        if way == Evidence.ORCID and "number" in self.fields:
            self.fields["number"].label = _("Your ORCID iD")

    def draft(self) -> HatDraft:
        data = self.cleaned_data
        return HatDraft(
            self._role,
            specialty=data.get("specialty", ""),
            words=data.get("words", ""),
            shows_name=data["shows_name"],
        )


def _left_out(role: str, way: str, shown_orcid: str) -> set[str]:
    needed = {"specialty": role in _WITH_SPECIALTY, "words": role in hats.WITH_WORDS}
    needed["register"] = way == Evidence.REGISTER
    typed_orcid = way == Evidence.ORCID and not shown_orcid
    needed["number"] = way == Evidence.REGISTER or typed_orcid
    return {name for name, is_needed in needed.items() if not is_needed}


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("Your address at the institution"),
        max_length=254,
        help_text=_("We send a code there and then forget the address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )


class PaperForm(forms.Form):
    file = forms.FileField(
        label=_("A PDF, JPEG or PNG of up to 5 MB"),
        help_text=_(
            "A licence, a diploma or a staff card. Cover what nobody needs to see, "
            "such as your home address."
        ),
        widget=forms.FileInput(
            attrs={"accept": "application/pdf,image/jpeg,image/png"}
        ),
    )


class RefuseForm(GuardedForm):
    guarded = ("reason",)

    reason = forms.CharField(
        label=_("Why not, in a sentence for the person"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TakeBackForm(GuardedForm):
    guarded = ("words",)

    because = forms.ChoiceField(
        label=_("Reason"),
        choices=[(r, labels_hats.DOFFED[r]) for r in sorted(hats.TAKEN_BACK)],
    )
    words = forms.CharField(
        label=_("In a sentence for the person"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MailDomainForm(forms.Form):
    domain = forms.CharField(
        label=_("Domain"),
        max_length=120,
        help_text=_("What stands behind the @. Parts below it count too."),
    )
    organisation = forms.CharField(label=_("Institution"), max_length=120)
    roles = forms.MultipleChoiceField(
        label=_("Whose address it is"),
        choices=[
            (role.value, labels_hats.ROLES[role])
            for role in Role
            if Evidence.MAIL in hats.ways_for(role)
        ],
        help_text=_("Roles of which such an address says enough."),
        widget=forms.CheckboxSelectMultiple,
    )


def _field(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast("forms.ChoiceField", form.fields[name])
